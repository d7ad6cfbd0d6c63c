/**
 * Creating a service: the steps of core/creation.ts done for real, in order, each with its undo.
 * A step that fails stops the rest; what was done stays until the person decides, or tries again.
 */
import { creationPaths, creationSteps, type Creation } from '../core/creation.ts';
import type { CreationPaths, CreationStep, StepId } from '../core/creation.ts';
import { fail, toProblem } from '../core/errors.ts';
import { formFindings, type FormFinding, type ServiceForm } from '../core/service-form.ts';
import { serviceNameOf } from '../core/unit-name.ts';
import type { Store } from '../store.ts';
import { createAttempt } from './attempt.ts';
import { creationWork, type StepDeps } from './creation-steps.ts';
import { settledLines } from './settled.ts';

interface CreationDeps extends StepDeps {
  store: Store;
  /** What the disk says about a form: see form-check.ts. */
  checkDisk(
    form: ServiceForm,
    paths: CreationPaths,
    ours: readonly string[],
  ): Promise<FormFinding[]>;
  /** Something was done by Hearth itself; told as the line that does it by hand. */
  note(unit: string, line: string, startedAt: number): void;
  onBug(bug: unknown): void;
}

export interface CreationWork {
  check(form: ServiceForm): Promise<FormFinding[]>;
  create(form: ServiceForm): Promise<void>;
  undo(): Promise<void>;
  /** Puts the creation off the screen. One that failed can still be taken back by the next attempt. */
  dismiss(): void;
  /** Leaves what a failed attempt made as it is. */
  keep(): void;
  /**
   * For the end of Hearth: null when nothing is under way, else a wait for it. Nobody can decide then, so a
   * failure is undone.
   */
  leave(): Promise<void> | null;
}

/** The last lines of the journal that explain a failed start (S12). */
const journalLines = 20;

/** Steps that Hearth does itself, without a program. */
const ownSteps: readonly StepId[] = ['folders', 'script', 'executable', 'unit'];

export const createCreation = (deps: CreationDeps): CreationWork => {
  const { store, journalctl, inventory } = deps;
  let attempt = createAttempt();
  let underWay: Promise<void> | null = null;

  const pathsOf = (form: ServiceForm): CreationPaths => {
    const { home, runtimeFolder, unitFolder } = store.state().person;
    return creationPaths(form, { home, runtime: runtimeFolder, units: unitFolder });
  };

  const update = (change: (creation: Creation) => Partial<Creation>): void => {
    const { creation } = store.state();
    if (creation === null) return;
    store.dispatch({ kind: 'creation', creation: { ...creation, ...change(creation) } });
  };

  const updateStep = (id: StepId, change: Partial<CreationStep>): void => {
    update(({ steps }) => ({
      steps: steps.map((step) => (step.id === id ? { ...step, ...change } : step)),
    }));
  };

  /** A list that cannot be read now is read again at the next change. */
  const refresh = (): Promise<void> => inventory.refresh().catch(deps.onBug);

  const journalOf = async (unit: string, since: number): Promise<string[]> => {
    const pid = (await inventory.details(unit).catch(() => null))?.lastMainPid ?? null;
    const { uid } = store.state().person;
    const run = pid === null ? undefined : { mainPid: pid, uid, since };
    return settledLines(() => journalctl.lastLines(unit, journalLines, run).catch(() => []));
  };

  const stopAt = async (
    id: StepId,
    { unit, since }: { unit: string; since: number },
    thrown: unknown,
  ): Promise<void> => {
    const problem = toProblem(thrown);
    const started = id === 'enable' || id === 'status' || id === 'proof';
    const journal = started ? await journalOf(unit, since) : [];
    updateStep(id, { state: 'failed', output: problem.output ?? problem.why });
    update(({ steps }) => ({
      status: 'failed',
      problem,
      journal,
      steps: steps.map((step) => (step.state === 'waiting' ? { ...step, state: 'skipped' } : step)),
    }));
  };

  const runSteps = async (form: ServiceForm, paths: CreationPaths, unit: string): Promise<void> => {
    const work = creationWork(deps, {
      form,
      paths,
      unit,
      attempt,
      tellOthers: (otherFindings) => {
        updateStep('verify', { otherFindings });
      },
    });
    const since = Date.now();
    for (const { id, command } of creationSteps(form, paths)) {
      const began = Date.now();
      updateStep(id, { state: 'running' });
      try {
        const said = await work[id]();
        if (ownSteps.includes(id)) deps.note(unit, command, began);
        updateStep(id, { ...said, state: 'done', durationMs: Date.now() - began });
      } catch (thrown) {
        await stopAt(id, { unit, since }, thrown);
        return;
      }
    }
    attempt = createAttempt();
    update(() => ({ status: 'done' }));
  };

  const check = async (form: ServiceForm): Promise<FormFinding[]> => [
    ...formFindings(form),
    ...(await deps.checkDisk(form, pathsOf(form), attempt.files())),
  ];

  const create = async (form: ServiceForm): Promise<void> => {
    const errors = (await check(form)).filter(({ level }) => level === 'error');
    if (errors.length > 0) {
      throw fail('form-invalid', { findings: errors.map((finding) => finding.text) });
    }
    // A new attempt begins where the failed one began, whatever it is called now. What cannot be taken back
    // stands in the list, and is told by the step that it hinders.
    await attempt.takeBack();
    attempt = createAttempt();
    const unit = serviceNameOf(form.name);
    const paths = pathsOf(form);
    const steps = creationSteps(form, paths);
    store.dispatch({
      kind: 'creation',
      creation: { unit, form, steps, status: 'running', problem: null, journal: [], undone: [] },
    });
    await runSteps(form, paths, unit);
    await refresh();
  };

  const undo = async (): Promise<void> => {
    if (store.state().creation?.status !== 'failed') return;
    update(() => ({ status: 'undoing' }));
    const { words, problem } = await attempt.takeBack();
    await refresh();
    update(() =>
      problem === null ? { status: 'undone', undone: words } : { status: 'failed', problem },
    );
  };

  /** One thing at a time, claimed before anything is waited for. */
  const alone = async (work: () => Promise<void>): Promise<void> => {
    if (underWay !== null) throw fail('busy', { doing: 'The creation of a service' });
    underWay = work().finally(() => {
      underWay = null;
    });
    await underWay;
  };

  return {
    check,
    create: (form) => alone(() => create(form)),
    undo: () => alone(undo),
    dismiss: () => {
      if (underWay === null) store.dispatch({ kind: 'creation', creation: null });
    },
    keep: () => {
      if (underWay !== null) return;
      attempt = createAttempt();
      store.dispatch({ kind: 'creation', creation: null });
    },
    leave: () =>
      underWay === null
        ? null
        : underWay.catch(deps.onBug).then(async () => {
            await attempt.takeBack();
          }),
  };
};
