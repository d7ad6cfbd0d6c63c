/** What each step of a creation does, and how it is taken back. */
import type { CommandRecord } from '../core/command.ts';
import { shellWord } from '../core/command-line.ts';
import type { CreationPaths, StepId } from '../core/creation.ts';
import { fail, toProblem } from '../core/errors.ts';
import { scriptText, unitText, type ServiceForm } from '../core/service-form.ts';
import type { UnitAction } from '../core/unit.ts';
import type { Analyze } from '../system/analyze.ts';
import type { Journalctl } from '../system/journalctl.ts';
import type { Systemctl } from '../system/systemctl.ts';
import type { UnitStore } from '../system/unit-store.ts';
import type { Attempt } from './attempt.ts';
import type { Inventory } from './inventory.ts';
import { waitForProof, waitUntilSettled } from './settled.ts';

export interface StepDeps {
  systemctl: Systemctl;
  analyze: Analyze;
  journalctl: Journalctl;
  unitStore: UnitStore;
  inventory: Inventory;
}

interface Task {
  form: ServiceForm;
  paths: CreationPaths;
  unit: string;
  attempt: Attempt;
  /** Findings of verify that are about other files. */
  tellOthers(findings: string[]): void;
}

/** What a step says when it is done. */
interface Said {
  output: string;
}

const silent: Said = { output: '' };

const saidBy = (record: CommandRecord): string => [record.stdout, record.stderr].join('').trimEnd();

const writeFile = async (
  { unitStore }: StepDeps,
  { attempt }: Task,
  path: string,
  content: string,
): Promise<Said> => {
  await unitStore.writeNew(path, content, 0o644);
  attempt.made(path, async () => {
    await unitStore.removeMade(path, content);
    return `removed ${path}`;
  });
  return silent;
};

const makeFolders = async ({ unitStore }: StepDeps, { paths, attempt }: Task): Promise<Said> => {
  const fresh = await unitStore.makeFolders(paths.folders);
  for (const folder of fresh) {
    attempt.done(async () =>
      (await unitStore.removeFolderIfEmpty(folder)) ? `removed the folder ${folder}` : null,
    );
  }
  return { output: fresh.length === 0 ? 'All there already.' : `Made ${fresh.join(', ')}` };
};

const verify = async ({ analyze }: StepDeps, { unit, paths, tellOthers }: Task): Promise<Said> => {
  const path = paths.unitFile;
  const { record, own, others } = await analyze.verify(path, unit);
  tellOthers(others);
  // An exit code with findings of other files alone is about those (S7).
  if (own.length > 0 || (record.exitCode !== 0 && others.length === 0)) {
    throw fail('verify-failed', { unit, path }, own.join('\n') || saidBy(record));
  }
  return { output: 'No findings.' };
};

const reload = async ({ systemctl }: StepDeps, { unit, attempt }: Task): Promise<Said> => {
  attempt.finally(async () => {
    await systemctl.daemonReload(unit);
    return 'reloaded the manager';
  });
  return { output: saidBy(await systemctl.daemonReload(unit)) };
};

const enableOrStart = async (deps: StepDeps, { form, unit, attempt }: Task): Promise<Said> => {
  const { systemctl } = deps;
  const undo = (action: UnitAction, words: string | null) => async () => {
    await systemctl.act(unit, action);
    return words;
  };
  const stop = (): Promise<string | null> =>
    undo('stop', `stopped ${unit}`)().catch((thrown: unknown) => {
      const { code } = toProblem(thrown);
      // A unit that systemd never loaded has no process either.
      if (code === 'no-such-unit') return null;
      if (code === 'stop-timed-out') return undo('kill', `killed ${unit}, which did not stop`)();
      throw thrown;
    });
  const disable = (): Promise<string | null> =>
    undo('disable', `disabled ${unit}`)().catch(async (thrown: unknown) => {
      // Somebody has deleted it meanwhile: its links went with it.
      if ((await deps.unitStore.findUnitFile(unit)) === null) return null;
      throw thrown;
    });
  // Before the attempt: also a start that fails may leave links, a process and a failed state behind.
  attempt.done(() => undo('reset-failed', null)().catch(() => null)); // only a failed unit has that to reset
  if (form.startAutomatically) attempt.done(disable);
  if (form.startNow) attempt.done(stop);
  const record = form.startAutomatically
    ? await systemctl.enable(unit, { now: form.startNow })
    : await systemctl.act(unit, 'start');
  return { output: saidBy(record) };
};

const status = async ({ systemctl, inventory }: StepDeps, { unit }: Task): Promise<Said> => {
  const { type, result, activeState } = await waitUntilSettled(() => inventory.details(unit));
  const output = saidBy(await systemctl.status(unit));
  const well = result === 'success';
  if (activeState === 'active' || (type === 'oneshot' && well)) return { output };
  if (activeState === 'inactive' && well) throw fail('ended-at-once', { unit }, output);
  throw fail(
    'start-failed',
    { unit, line: `systemctl --user start -- ${shellWord(unit)}` },
    output,
  );
};

/** @param task.attempt gets the undo of each step as it is done. */
export const creationWork = (deps: StepDeps, task: Task): Record<StepId, () => Promise<Said>> => {
  const { form, paths } = task;
  const startedAt = Date.now();
  return {
    folders: () => makeFolders(deps, task),
    script: () => writeFile(deps, task, paths.scriptFile ?? '', scriptText(form)),
    executable: async () => {
      await deps.unitStore.setMode(paths.scriptFile ?? '', 0o755);
      return silent;
    },
    unit: () => writeFile(deps, task, paths.unitFile, unitText(form)),
    verify: () => verify(deps, task),
    reload: () => reload(deps, task),
    enable: () => enableOrStart(deps, task),
    status: () => status(deps, task),
    proof: async () => ({ output: await waitForProof(paths.proofFile ?? '', startedAt) }),
  };
};
