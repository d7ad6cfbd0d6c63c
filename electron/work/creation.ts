/**
 * Creating a service: the steps of core/creation.ts done for real, in order, each with its undo.
 * A step that fails stops the rest; what was done stays until the person says undo, or tries again.
 */
import {
  creationPaths,
  creationSteps,
  type Creation,
  type CreationPaths,
} from '../core/creation.ts';
import type { CreationStep, StepId } from '../core/creation.ts';
import type { CommandRecord } from '../core/command.ts';
import { fail, toProblem } from '../core/errors.ts';
import {
  formFindings,
  scriptText,
  unitText,
  type FormFinding,
  type ServiceForm,
} from '../core/service-form.ts';
import { serviceNameOf } from '../core/unit-name.ts';
import type { Store } from '../store.ts';
import type { Analyze } from '../system/analyze.ts';
import type { Journalctl } from '../system/journalctl.ts';
import type { Systemctl } from '../system/systemctl.ts';
import type { UnitStore } from '../system/unit-store.ts';
import type { Inventory } from './inventory.ts';
import { waitForProof, waitUntilSettled } from './settled.ts';

export interface CreationDeps {
  store: Store;
  systemctl: Systemctl;
  analyze: Analyze;
  journalctl: Journalctl;
  unitStore: UnitStore;
  inventory: Inventory;
  /** What the disk says about a form: see form-check.ts. */
  checkDisk(
    form: ServiceForm,
    paths: CreationPaths,
    ours: readonly string[],
  ): Promise<FormFinding[]>;
}

export interface CreationWork {
  check(form: ServiceForm): Promise<FormFinding[]>;
  create(form: ServiceForm): Promise<void>;
  undo(): Promise<void>;
  dismiss(): void;
}

interface Undo {
  words: string;
  run(): Promise<unknown>;
}

interface Attempt {
  unit: string;
  /** In the order in which they were done. */
  undos: Undo[];
  files: string[];
}

const noAttempt: Attempt = { unit: '', undos: [], files: [] };

/** What a step left behind in words, beside the state it ends in. */
interface Said {
  output: string;
  otherFindings?: string[];
}

const saidBy = (record: CommandRecord): string => [record.stdout, record.stderr].join('').trimEnd();

/** The last lines of the journal that explain a failed start (S12). */
const journalLines = 20;

export const createCreation = (deps: CreationDeps): CreationWork => {
  const { store, systemctl, analyze, journalctl, unitStore, inventory } = deps;
  /**
   * What the last attempt made, until it succeeds or is undone. Another attempt at the same unit takes it
   * back first, and its files do not count as taken; one at another unit leaves it as it is.
   */
  let attempt: Attempt = noAttempt;

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

  const writeFile = async (path: string, content: string): Promise<void> => {
    await unitStore.writeNew(path, content, 0o644);
    attempt.files.push(path);
    attempt.undos.push({
      words: `removed ${path}`,
      run: () => unitStore.removeMade(path, content),
    });
  };

  const makeFolders = async ({ folders }: CreationPaths): Promise<Said> => {
    const fresh = await unitStore.makeFolders(folders);
    for (const folder of fresh) {
      attempt.undos.push({
        words: `removed the folder ${folder}`,
        run: () => unitStore.removeFolderIfEmpty(folder),
      });
    }
    return { output: fresh.length === 0 ? 'All there already.' : `Made ${fresh.join(', ')}` };
  };

  const verify = async (unit: string, path: string): Promise<Said> => {
    const { record, own, others } = await analyze.verify(path, unit);
    const failed = own.length > 0 || (record.exitCode !== 0 && others.length === 0);
    if (failed) {
      updateStep('verify', { otherFindings: others });
      throw fail('verify-failed', { unit, path }, own.join('\n') || saidBy(record));
    }
    return { output: 'No findings.', otherFindings: others };
  };

  const enableOrStart = async (form: ServiceForm, unit: string): Promise<Said> => {
    // Before the attempt: also a start that fails may leave links and a failed state behind.
    attempt.undos.push({
      words: `stopped and disabled ${unit}`,
      run: async () => {
        await systemctl.act(unit, 'stop');
        if (form.startAutomatically) await systemctl.act(unit, 'disable');
        await systemctl.act(unit, 'reset-failed').catch(() => null); // only a failed unit has that to reset
      },
    });
    const record = form.startAutomatically
      ? await systemctl.enable(unit, { now: form.startNow })
      : await systemctl.act(unit, 'start');
    return { output: saidBy(record) };
  };

  const status = async (unit: string): Promise<Said> => {
    const details = await waitUntilSettled(() => inventory.details(unit));
    const output = saidBy(await systemctl.status(unit));
    const finished = details.type === 'oneshot' && details.result === 'success';
    if (details.activeState !== 'active' && !finished) {
      throw fail('start-failed', { unit, line: `systemctl --user start -- ${unit}` }, output);
    }
    return { output };
  };

  const stepWork = (
    form: ServiceForm,
    paths: CreationPaths,
    unit: string,
    startedAt: number,
  ): Record<StepId, () => Promise<Said>> => ({
    folders: () => makeFolders(paths),
    script: async () => {
      await writeFile(paths.scriptFile ?? '', scriptText(form));
      return { output: '' };
    },
    executable: async () => {
      await unitStore.setMode(paths.scriptFile ?? '', 0o755);
      return { output: '' };
    },
    unit: async () => {
      await writeFile(paths.unitFile, unitText(form));
      return { output: '' };
    },
    verify: () => verify(unit, paths.unitFile),
    reload: async () => {
      attempt.undos.push({ words: 'reloaded the manager', run: () => systemctl.daemonReload() });
      return { output: saidBy(await systemctl.daemonReload(unit)) };
    },
    enable: () => enableOrStart(form, unit),
    status: () => status(unit),
    proof: async () => ({ output: await waitForProof(paths.proofFile ?? '', startedAt) }),
  });

  const runSteps = async (form: ServiceForm, paths: CreationPaths, unit: string): Promise<void> => {
    const steps = creationSteps(form, paths);
    const work = stepWork(form, paths, unit, Date.now());
    for (const { id } of steps) {
      const began = Date.now();
      updateStep(id, { state: 'running' });
      try {
        updateStep(id, { ...(await work[id]()), state: 'done', durationMs: Date.now() - began });
      } catch (thrown) {
        const problem = toProblem(thrown);
        const journal =
          id === 'enable' || id === 'status' || id === 'proof'
            ? await journalctl.lastLines(unit, journalLines).catch(() => [])
            : [];
        updateStep(id, {
          state: 'failed',
          output: problem.output ?? problem.why,
          durationMs: Date.now() - began,
        });
        update(({ steps: all }) => ({
          status: 'failed',
          problem,
          journal,
          steps: all.map((step) =>
            step.state === 'waiting' ? { ...step, state: 'skipped' } : step,
          ),
        }));
        return;
      }
    }
    attempt = noAttempt;
    update(() => ({ status: 'done' }));
  };

  /** Takes the attempt back, the newest first; answers what was done in words. */
  const takeBack = async (): Promise<string[]> => {
    const undone: string[] = [];
    // The manager is told last, when the files are gone.
    const isReload = ({ words }: Undo): boolean => words === 'reloaded the manager';
    const { undos } = attempt;
    const rest = undos.filter((undo) => !isReload(undo)).reverse();
    for (const { words, run } of [...rest, ...undos.filter(isReload)]) {
      undone.push(
        await run().then(
          () => words,
          (thrown: unknown) => `not done: ${words} (${toProblem(thrown).why})`,
        ),
      );
    }
    attempt = noAttempt;
    await inventory.refresh();
    return undone;
  };

  const check = async (form: ServiceForm): Promise<FormFinding[]> => {
    const ours = attempt.unit === serviceNameOf(form.name) ? attempt.files : [];
    return [...formFindings(form), ...(await deps.checkDisk(form, pathsOf(form), ours))];
  };

  const create = async (form: ServiceForm): Promise<void> => {
    const before = store.state().creation;
    if (before?.status === 'running' || before?.status === 'undoing') {
      throw fail('busy', { doing: `The creation of ${before.unit}` });
    }
    const errors = (await check(form)).filter(({ level }) => level === 'error');
    if (errors.length > 0) {
      throw fail('form-invalid', { findings: errors.map((finding) => finding.text) });
    }
    const unit = serviceNameOf(form.name);
    if (attempt.unit === unit) await takeBack();
    attempt = { unit, undos: [], files: [] };
    const paths = pathsOf(form);
    const steps = creationSteps(form, paths);
    store.dispatch({
      kind: 'creation',
      creation: { unit, form, steps, status: 'running', problem: null, journal: [], undone: [] },
    });
    await runSteps(form, paths, unit);
    await inventory.refresh();
  };

  return {
    check,
    create,
    undo: async () => {
      if (store.state().creation?.status !== 'failed') return;
      update(() => ({ status: 'undoing' }));
      const undone = await takeBack();
      update(() => ({ status: 'undone', undone }));
    },
    dismiss: () => {
      const status = store.state().creation?.status;
      if (status === 'running' || status === 'undoing') return;
      store.dispatch({ kind: 'creation', creation: null });
    },
  };
};
