/** Undoes each record of a transaction. Each may run twice, or before its step was ever done. */
import path from 'node:path';
import { fail, problemCodeOf } from '../../core/problems/problem.ts';
import { putBack, type CommentedLine } from '../../core/schedule/cron/crontab.ts';
import type { PutBack, UndoRecord } from '../../core/transactions/transaction.ts';
import { transactionsTexts } from '../../core/texts/transactions.ts';
import type { UnitAction } from '../../core/units/unit.ts';
import { versionOf } from '../../host/files/replace-file.ts';
import type { FileRead, HostFiles } from '../../host/host-files.ts';
import { commentedLines } from '../../system/cron/commented-lines.ts';
import type { Crontab } from '../../system/cron/crontab-program.ts';
import { putFile, removeMade, restoreFile } from '../../system/files/put-back.ts';
import { fromBase64, toBase64 } from '../../system/files/base64.ts';
import type { TimerStamps } from '../../system/schedule/timer-stamps.ts';
import type { History } from '../../system/storage/history.ts';
import type { Systemctl } from '../../system/manager/systemctl.ts';
import type { UnitStore } from '../../system/units/unit-store.ts';
import type { NoticeChoices } from '../notices/notice-settings.ts';
import type { Pins } from '../units/pins.ts';

export interface UndoDeps {
  crontab: Crontab;
  files: HostFiles;
  systemctl: Systemctl;
  unitStore: Pick<UnitStore, 'findUnitFile'>;
  history: Pick<History, 'move'>;
  pins: Pick<Pins, 'move'>;
  stamps: TimerStamps;
  notices: Pick<NoticeChoices, 'moveMute'>;
}

/** Undoes a record that was put back; not for what was already there. */
export const undoOf = (record: PutBack): UndoRecord[] => {
  const at = record.path;
  switch (record.do) {
    case 'put-file':
      return [{ do: 'remove-file', path: at, version: versionOf(fromBase64(record.bytes)) }];
    case 'put-link':
      return [{ do: 'remove-link', path: at, to: record.to }];
    case 'put-folder':
      return [{ do: 'remove-folder', path: at }];
  }
};

interface Written {
  path: string;
  bytes: Uint8Array;
  /** What is there before; null for nothing. */
  old: Pick<FileRead, 'version' | 'bytes'> | null;
  /** The folders above it that do not exist, parents first, where that is known. */
  missing?: readonly string[] | null;
  /** Where nothing is there: a link to this path is made instead of a file. */
  link?: string | null;
}

/** Undoes writing a whole file. In reverse: the file, then the folders made for it. */
export const undoOfWrite = async (
  files: Pick<HostFiles, 'missingFolders'>,
  { path: at, bytes, old, missing, link }: Written,
): Promise<UndoRecord[]> => {
  const ours = versionOf(bytes);
  const made: UndoRecord =
    link == null
      ? { do: 'remove-file', path: at, version: ours }
      : { do: 'remove-link', path: at, to: link };
  const folders = missing ?? (await files.missingFolders([path.dirname(at)]));
  return [
    ...folders.map((one): UndoRecord => ({ do: 'remove-folder', path: one })),
    old === null
      ? made
      : { do: 'restore-file', path: at, ours, before: old.version, bytes: toBase64(old.bytes) },
  ];
};

type Of<Do extends UndoRecord['do']> = Extract<UndoRecord, { do: Do }>;

const stop = async ({ systemctl }: UndoDeps, unit: string): Promise<string | null> => {
  try {
    await systemctl.act(unit, 'stop');
    return transactionsTexts.undone.stopped(unit);
  } catch (thrown) {
    const code = problemCodeOf(thrown);
    // A unit that systemd never loaded has no process either.
    if (code === 'no-such-unit') return null;
    if (code !== 'stop-timed-out') throw thrown;
    await systemctl.act(unit, 'kill');
    return transactionsTexts.undone.killed(unit);
  }
};

const start = async ({ systemctl }: UndoDeps, unit: string): Promise<string | null> => {
  // systemctl(1), "Exit status": 0 for a running unit.
  if ((await systemctl.status(unit)).exitCode === 0) return null;
  await systemctl.act(unit, 'start');
  return transactionsTexts.undone.started(unit);
};

const disable = async (deps: UndoDeps, unit: string): Promise<string | null> => {
  try {
    await deps.systemctl.act(unit, 'disable');
    return transactionsTexts.undone.disabled(unit);
  } catch (thrown) {
    // Somebody deleted it meanwhile, and its links with it.
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
      // Only a failed unit has a state to reset.
      await deps.systemctl.act(unit, action).catch(() => null);
      return null;
    }
    case 'reload':
      await deps.systemctl.daemonReload(unit);
      return transactionsTexts.undone.reloaded;
  }
};

/** Whether it changed anything: not if the file is gone, or has another mode by now. */
const restoreMode = async (
  files: Pick<HostFiles, 'examine' | 'setMode'>,
  { path: at, mode, ours }: Of<'set-mode'>,
): Promise<boolean> => {
  const look = (await files.examine([at])).get(at);
  if (look === undefined || !('mode' in look) || look.mode !== ours) return false;
  await files.setMode(at, mode);
  return true;
};

/** Lines that aren’t commented out were never, or aren’t any more. @throws crontab-changed if one is gone. */
const putBackLines = async (crontab: Crontab, out: readonly CommentedLine[]): Promise<boolean> => {
  const now = (await crontab.read()) ?? new Uint8Array();
  const before = putBack(now, out);
  if (before === null) throw fail('crontab-changed', {});
  if (versionOf(before) === versionOf(now)) return false;
  await crontab.install(before);
  return true;
};

/** Returns in words what it did; null if there was nothing to do. @throws what stopped it. */
export const undoOne = async (deps: UndoDeps, record: UndoRecord): Promise<string | null> => {
  const { files } = deps;
  const undone = transactionsTexts.undone;
  const wordsIf = (did: boolean, words: string): string | null => (did ? words : null);
  switch (record.do) {
    case 'remove-file':
      return wordsIf(
        await removeMade(files, record.path, record.version),
        undone.removed(record.path),
      );
    case 'remove-link':
      return wordsIf(await files.unlink(record.path, record.to), undone.removedLink(record.path));
    case 'remove-folder':
      return wordsIf(await files.removeFolder(record.path), undone.removedFolder(record.path));
    case 'restore-file':
      return wordsIf(
        await restoreFile(files, record.path, record.ours, fromBase64(record.bytes)),
        undone.restoredText(record.path),
      );
    case 'put-file':
      return wordsIf(
        await putFile(files, record.path, fromBase64(record.bytes), record.mode),
        undone.restored(record.path),
      );
    case 'put-link':
      return wordsIf(await files.link(record.path, record.to), undone.restoredLink(record.path));
    case 'put-folder':
      return wordsIf(
        await files.makeFolder(record.path, record.mode),
        undone.restoredFolder(record.path),
      );
    case 'set-mode':
      return wordsIf(await restoreMode(files, record), undone.restoredMode(record.path));
    case 'put-back-crontab':
      return wordsIf(
        await putBackLines(deps.crontab, commentedLines(record)),
        undone.restoredCrontab,
      );
    case 'move-history':
      return wordsIf(
        await deps.history.move(record.from, record.to, record.ids),
        undone.movedHistory(record.to),
      );
    case 'move-pin':
      await deps.pins.move(record.from, record.to);
      return null;
    case 'move-mute':
      await deps.notices.moveMute(record.from, record.to);
      return null;
    case 'move-stamp':
      await deps.stamps.giveBack(record.from, record.to);
      return null;
    case 'tell-trashed':
      return undone.leftInTrash(record.path);
    case 'start':
    case 'stop':
    case 'disable':
    case 'reset-failed':
    case 'reload':
      return manager(deps, record);
  }
};
