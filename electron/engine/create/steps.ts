/** What each step of a creation does, and how to undo it. */
import type { CommandRecord } from '../../core/app/command-record.ts';
import { onUnit, shellLine } from '../../core/commands.ts';
import type { CreationPaths, StepId } from '../../core/create/steps.ts';
import { startedUnitOf, stoppedUnitOf, triggerText } from '../../core/create/form-job.ts';
import { fail } from '../../core/problems/problem.ts';
import { scriptText, unitText, type ServiceForm } from '../../core/create/service-form.ts';
import { createStepsTexts } from '../../core/texts/create/steps.ts';
import type { UndoRecord } from '../../core/transactions/transaction.ts';
import type { Analyze } from '../../system/manager/analyze.ts';
import type { Journalctl } from '../../system/journal/journalctl.ts';
import type { Host } from '../../host/host.ts';
import type { HostFiles } from '../../host/host-files.ts';
import { versionOf } from '../../host/files/replace-file.ts';
import type { Systemctl } from '../../system/manager/systemctl.ts';
import type { Inventory } from '../units/inventory.ts';
import { waitForProof, waitUntilSettled } from './wait.ts';
import { refuseExisting } from '../transactions/transaction.ts';

export interface StepDeps {
  host: Pick<Host, 'files' | 'watchFile'>;
  systemctl: Systemctl;
  analyze: Analyze;
  journalctl: Journalctl;
  inventory: Pick<Inventory, 'details'>;
}

interface Task {
  form: ServiceForm;
  paths: CreationPaths;
  unit: string;
  /** Milliseconds since the epoch: an older proof proves nothing. */
  startedAt: number;
  /** Aborts the wait for a start or a proof. */
  signal: AbortSignal;
  /** Takes verify's findings about other files. */
  reportOthers(step: StepId, findings: string[]): void;
}

interface StepResult {
  output: string;
}

interface CreationWork {
  undo?(): Promise<UndoRecord[]> | UndoRecord[];
  /** @param again a killed Hearth already began this step. */
  run(again: boolean): Promise<StepResult>;
}

const outputOf = (record: CommandRecord): string =>
  [record.stdout, record.stderr].join('').trimEnd();

const silent: StepResult = { output: '' };

const writeFile = (
  files: HostFiles,
  path: string,
  content: string,
  first: UndoRecord[] = [],
): CreationWork => {
  const bytes = new TextEncoder().encode(content);
  const version = versionOf(bytes);
  return {
    undo: async () => {
      await refuseExisting(files, path);
      return [...first, { do: 'remove-file', path, version }];
    },
    run: async (again) => {
      const outcome = await files.put(path, bytes, { expect: null, mode: 0o644 });
      const isOurs = outcome.kind === 'saved' || (again && outcome.theirs?.version === version);
      if (!isOurs) throw fail('file-exists', { path });
      return silent;
    },
  };
};

const makeFolders = ({ host }: StepDeps, { paths }: Task): CreationWork => ({
  undo: async () =>
    (await host.files.missingFolders(paths.folders)).map((path) => ({ do: 'remove-folder', path })),
  run: async () => {
    const fresh = await host.files.makeFolders(paths.folders);
    return {
      output:
        fresh.length === 0 ? createStepsTexts.foldersExist : createStepsTexts.foldersCreated(fresh),
    };
  },
});

const verify = async (
  { analyze }: StepDeps,
  { reportOthers }: Task,
  { id, unit, path }: { id: StepId; unit: string; path: string },
): Promise<StepResult> => {
  const { record, own, others } = await analyze.verify(path, unit);
  reportOthers(id, others);
  // If only other files have findings, a failing exit code is about those (S7).
  if (own.length > 0 || (record.exitCode !== 0 && others.length === 0)) {
    throw fail('verify-failed', { unit, path }, own.join('\n') || outputOf(record));
  }
  return { output: createStepsTexts.noFindings };
};

const enableOrStart = ({ systemctl }: StepDeps, { form, signal }: Task): CreationWork => {
  const started = startedUnitOf(form);
  /** A timer, path or socket may have started its service by then. */
  const both = [...new Set([stoppedUnitOf(form), started])];
  return {
    // Even a failed start may leave links, a process and a failed state behind. In reverse: the timer stops first.
    undo: () => [
      ...both.map((one) => ({ do: 'reset-failed', unit: one }) as const),
      ...(form.startAutomatically ? [{ do: 'disable', unit: started } as const] : []),
      ...(form.startNow ? both.map((one) => ({ do: 'stop', unit: one }) as const) : []),
    ],
    run: async () => ({
      output: outputOf(
        form.startAutomatically
          ? await systemctl.enable(started, { now: form.startNow, signal })
          : await systemctl.act(started, 'start', { signal }),
      ),
    }),
  };
};

const status = async ({ systemctl, inventory }: StepDeps, { form }: Task): Promise<StepResult> => {
  const unit = startedUnitOf(form);
  const details = await waitUntilSettled(() => inventory.details(unit));
  const { activeState, subState } = details;
  const output = outputOf(await systemctl.status(unit));
  const well = details.kind === 'service' && details.result === 'success';
  const isJob = details.kind === 'service' && details.type === 'oneshot';
  if (activeState === 'active' || (isJob && well)) return { output };
  const hasEnded = activeState === 'inactive' || subState === 'auto-restart';
  if (hasEnded && well) throw fail('ended-at-once', { unit }, output);
  throw fail('start-failed', { unit, line: shellLine(onUnit('start', unit)) }, output);
};

export const creationWork = (deps: StepDeps, task: Task): Record<StepId, CreationWork> => {
  const { form, paths, unit } = task;
  const { systemctl } = deps;
  const { files } = deps.host;
  const scriptFile = paths.scriptFile ?? '';
  const triggerFile = paths.triggerFile ?? '';
  return {
    folders: makeFolders(deps, task),
    script: writeFile(files, scriptFile, scriptText(form)),
    executable: {
      run: async () => {
        await deps.host.files.setMode(scriptFile, 0o755);
        return silent;
      },
    },
    // Undone in reverse: remove the file, then reload.
    unit: writeFile(files, paths.unitFile, unitText(form, paths.program), [{ do: 'reload', unit }]),
    trigger: writeFile(files, triggerFile, triggerText(form)),
    verify: { run: () => verify(deps, task, { id: 'verify', unit, path: paths.unitFile }) },
    'verify-trigger': {
      run: () =>
        verify(deps, task, { id: 'verify-trigger', unit: startedUnitOf(form), path: triggerFile }),
    },
    reload: { run: async () => ({ output: outputOf(await systemctl.daemonReload(unit)) }) },
    enable: enableOrStart(deps, task),
    status: { run: () => status(deps, task) },
    proof: {
      run: async () => ({
        output: await waitForProof(deps.host, paths.proofFile ?? '', task.startedAt, task.signal),
      }),
    },
  };
};
