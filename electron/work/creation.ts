/**
 * Creating a service: the steps of core/creation.ts done for real, in order, each with its undo.
 * A step that fails stops the rest; what was done stays until the person decides, or tries again. One that was
 * interrupted is gone on with in the same way.
 */
import { creationPaths, creationSteps, type Creation } from '../core/creation.ts';
import type { CreationPaths, CreationStep, StepId } from '../core/creation.ts';
import { fail, toProblem } from '../core/errors.ts';
import { formFindings, type FormFinding, type ServiceForm } from '../core/service-form.ts';
import type { Plan, TakenBack } from '../core/transaction.ts';
import { serviceNameOf } from '../core/unit-name.ts';
import type { Store } from '../store.ts';
import { creationWork, type StepDeps } from './creation-steps.ts';
import { settledLines } from './settled.ts';
import type { RunningTransaction, TransactionWork } from './transaction.ts';

interface CreationDeps extends StepDeps {
  store: Store;
  transactions: Pick<TransactionWork, 'begin'>;
  /** Told of an attempt that still has to be decided about: not taken back as a whole, or another one took its place. */
  onLeft(transaction: RunningTransaction): void;
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
  /** Goes on with one that was interrupted. */
  resume(transaction: RunningTransaction): Promise<void>;
  undo(): Promise<void>;
  /** Ends the one under way, and takes back what it has done. */
  cancel(): Promise<void>;
  /** Puts the creation off the screen. One that failed can still be taken back by the next attempt. */
  dismiss(): void;
  /** Leaves what a failed attempt made as it is. */
  keep(): Promise<void>;
  /**
   * For the end of Hearth: null when nothing is under way, else a wait for it. Nobody can decide then, so a
   * failure is undone.
   */
  leave(): Promise<void> | null;
}

type CreationPlan = Extract<Plan, { kind: 'create' }>;

/** The last lines of the journal that explain a failed start (S12). */
const journalLines = 20;

/** Steps that Hearth does itself, without a program. */
const ownSteps: readonly StepId[] = ['folders', 'script', 'executable', 'unit'];

export const createCreation = (deps: CreationDeps): CreationWork => {
  const { store, journalctl, inventory } = deps;
  /** Of the last attempt, until it went well, was taken back or is to be kept. */
  let attempt: RunningTransaction | null = null;
  let underWay: Promise<void> | null = null;
  let cancelling = new AbortController();
  const isCancelled = (): boolean => cancelling.signal.aborted;

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

  const runSteps = async (transaction: RunningTransaction, plan: CreationPlan): Promise<void> => {
    const { form, paths, unit } = plan;
    const work = creationWork(deps, {
      ...{ form, paths, unit, startedAt: transaction.startedAt, signal: cancelling.signal },
      tellOthers: (otherFindings) => {
        updateStep('verify', { otherFindings });
      },
    });
    const since = Date.now();
    for (const { id, command } of creationSteps(form, paths)) {
      if (isCancelled()) return takeBackAndTell();
      if (transaction.isDone(id)) continue;
      const began = Date.now();
      updateStep(id, { state: 'running' });
      try {
        let output = '';
        await transaction.step({
          ...work[id],
          id,
          run: async (again) => {
            ({ output } = await work[id].run(again));
          },
        });
        if (ownSteps.includes(id)) deps.note(unit, command, began);
        updateStep(id, { output, state: 'done', durationMs: Date.now() - began });
      } catch (thrown) {
        // Whatever hindered it does not matter any more.
        return isCancelled() ? takeBackAndTell() : stopAt(id, { unit, since }, thrown);
      }
    }
    if (isCancelled()) return takeBackAndTell();
    attempt = null;
    await transaction.end();
    update(() => ({ status: 'done' }));
  };

  const check = async (form: ServiceForm): Promise<FormFinding[]> => [
    ...formFindings(form),
    ...(await deps.checkDisk(form, pathsOf(form), attempt?.files() ?? [])),
  ];

  /** What cannot be taken back is told, and stands in the list of what was left. */
  const takeBack = async (): Promise<TakenBack> => {
    const before = attempt;
    if (before === null) return { words: [], problem: null };
    const takenBack = await before.takeBack();
    if (takenBack.problem === null) attempt = null;
    return takenBack;
  };

  /** A new attempt begins where the failed one began, whatever it is called now. */
  const leaveBehind = async (): Promise<void> => {
    const { problem } = await takeBack();
    if (problem !== null && attempt !== null) deps.onLeft(attempt);
    attempt = null;
  };

  const takeBackAndTell = async (): Promise<void> => {
    update(() => ({ status: 'undoing' }));
    const { words, problem } = await takeBack();
    await refresh();
    update(() =>
      problem === null ? { status: 'undone', undone: words } : { status: 'failed', problem },
    );
  };

  const goOn = async (transaction: RunningTransaction, plan: CreationPlan): Promise<void> => {
    attempt = transaction;
    cancelling = new AbortController();
    const steps = creationSteps(plan.form, plan.paths).map((step): CreationStep =>
      transaction.isDone(step.id) ? { ...step, state: 'done' } : step,
    );
    const { unit, form } = plan;
    store.dispatch({
      kind: 'creation',
      creation: { unit, form, steps, status: 'running', problem: null, journal: [], undone: [] },
    });
    await runSteps(transaction, plan);
    await refresh();
  };

  const create = async (form: ServiceForm): Promise<void> => {
    const errors = (await check(form)).filter(({ level }) => level === 'error');
    if (errors.length > 0) {
      throw fail('form-invalid', { findings: errors.map((finding) => finding.text) });
    }
    await leaveBehind();
    const unit = serviceNameOf(form.name);
    const plan: CreationPlan = { kind: 'create', unit, form, paths: pathsOf(form) };
    await goOn(await deps.transactions.begin(plan), plan);
  };

  const resume = async (transaction: RunningTransaction): Promise<void> => {
    if (transaction.plan.kind !== 'create') return;
    // Another one failed, and nothing was decided about it: it is offered like this one was.
    if (attempt !== null) deps.onLeft(attempt);
    await goOn(transaction, transaction.plan);
  };

  const undo = async (): Promise<void> => {
    if (store.state().creation?.status === 'failed') await takeBackAndTell();
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
    resume: (transaction) => alone(() => resume(transaction)),
    undo: () => alone(undo),
    cancel: async () => {
      if (store.state().creation?.status !== 'running') return;
      cancelling.abort();
      await underWay;
    },
    dismiss: () => {
      if (underWay === null) store.dispatch({ kind: 'creation', creation: null });
    },
    keep: async () => {
      if (underWay !== null) return;
      const kept = attempt;
      attempt = null;
      store.dispatch({ kind: 'creation', creation: null });
      await kept?.end();
    },
    leave: () =>
      underWay === null
        ? null
        : underWay.catch(deps.onBug).then(async () => {
            await takeBack();
          }),
  };
};
