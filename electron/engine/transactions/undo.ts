/** How each record of a transaction is taken back. Each may run twice, or before its step was ever done. */
import { problemCodeOf } from '../../core/problems/problem.ts';
import type { UndoRecord } from '../../core/transactions/transaction.ts';
import type { UnitAction } from '../../core/units/unit.ts';
import type { HostFiles } from '../../host/host-files.ts';
import { putFile, removeMade, restoreFile } from '../../system/files/put-back.ts';
import { fromBase64 } from '../../system/files/version.ts';
import type { Systemctl } from '../../system/manager/systemctl.ts';
import type { UnitStore } from '../../system/units/store.ts';

export interface UndoDeps {
  files: HostFiles;
  systemctl: Systemctl;
  unitStore: Pick<UnitStore, 'findUnitFile'>;
}

type Of<Do extends UndoRecord['do']> = Extract<UndoRecord, { do: Do }>;

const stop = async ({ systemctl }: UndoDeps, unit: string): Promise<string | null> => {
  try {
    await systemctl.act(unit, 'stop');
    return `stopped ${unit}`;
  } catch (thrown) {
    const code = problemCodeOf(thrown);
    // A unit that systemd never loaded has no process either.
    if (code === 'no-such-unit') return null;
    if (code !== 'stop-timed-out') throw thrown;
    await systemctl.act(unit, 'kill');
    return `killed ${unit}, which did not stop`;
  }
};

const start = async ({ systemctl }: UndoDeps, unit: string): Promise<string | null> => {
  // systemctl(1), "Exit status": 0 for a unit that runs.
  if ((await systemctl.status(unit)).exitCode === 0) return null;
  await systemctl.act(unit, 'start');
  return `started ${unit} again`;
};

const disable = async (deps: UndoDeps, unit: string): Promise<string | null> => {
  try {
    await deps.systemctl.act(unit, 'disable');
    return `disabled ${unit}`;
  } catch (thrown) {
    // Somebody has deleted it meanwhile: its links went with it.
    if ((await deps.unitStore.findUnitFile(unit)) === null) return null;
    throw thrown;
  }
};

const manager = async (
  deps: UndoDeps,
  { do: what, unit }: Of<'start' | 'stop' | 'disable' | 'reset-failed' | 'reload'>,
): Promise<string | null> => {
  switch (what) {
    case 'start':
      return start(deps, unit);
    case 'stop':
      return stop(deps, unit);
    case 'disable':
      return disable(deps, unit);
    case 'reset-failed': {
      const action: UnitAction = 'reset-failed';
      // Only a failed unit has that to reset.
      await deps.systemctl.act(unit, action).catch(() => null);
      return null;
    }
    case 'reload':
      await deps.systemctl.daemonReload(unit);
      return 'reloaded the manager';
  }
};

/** Answers in words what it did, null when there was nothing to do. @throws whatever hindered it. */
export const undoOne = async (deps: UndoDeps, record: UndoRecord): Promise<string | null> => {
  const { files } = deps;
  const told = (did: boolean, words: string): string | null => (did ? words : null);
  switch (record.do) {
    case 'remove-file':
      return told(await removeMade(files, record.path, record.version), `removed ${record.path}`);
    case 'remove-link':
      return told(await files.unlink(record.path, record.to), `removed the link ${record.path}`);
    case 'remove-folder':
      return told(await files.removeFolder(record.path), `removed the folder ${record.path}`);
    case 'restore-file':
      return told(
        await restoreFile(files, record.path, record.ours, fromBase64(record.bytes)),
        `put back the text of ${record.path}`,
      );
    case 'put-file':
      return told(
        await putFile(files, record.path, fromBase64(record.bytes), record.mode),
        `put back ${record.path}`,
      );
    case 'put-link':
      return told(await files.link(record.path, record.to), `put back the link ${record.path}`);
    case 'put-folder':
      return told(
        await files.makeFolder(record.path, record.mode),
        `put back the folder ${record.path}`,
      );
    case 'tell-trashed':
      return `left ${record.path} in the trash, for it could not be kept`;
    case 'start':
    case 'stop':
    case 'disable':
    case 'reset-failed':
    case 'reload':
      return manager(deps, record);
  }
};
