/**
 * Records a path as plain data before it is removed, and restores it.
 *
 * Linux, measured:
 * - open(2) on a FIFO waits for a writer, and reading drains it. So read only regular files.
 * - symlink(2) and mkdir(2) refuse any existing name.
 */
import type { Stats } from 'node:fs';
import { chmod, lstat, mkdir, readdir, readlink, symlink, unlink } from 'node:fs/promises';
import path from 'node:path';
import { fail } from '../../core/problems/problem.ts';
import { problemsFilesTexts } from '../../core/texts/problems/files.ts';
import type { UndoRecord } from '../../core/transactions/transaction.ts';
import type { HostFiles } from '../host-files.ts';
import { makeAll, syncFolder } from './temporary-file.ts';
import { codeOf, isMissing, writeProblem } from './errors.ts';
import { readVersioned } from './replace-file.ts';

const factsOf = (at: string): Promise<Stats | null> =>
  lstat(at).catch((thrown: unknown) => {
    if (isMissing(thrown)) return null;
    throw writeProblem(thrown, at);
  });

/** Records to restore everything at `at`, folders with their contents; empty if nothing is there. */
const snapshot = async (at: string): Promise<UndoRecord[]> => {
  const facts = await factsOf(at);
  if (facts === null) return [];
  if (facts.isSymbolicLink()) return [await linkRecord(at)];
  if (facts.isFile()) {
    // Too large or unreadable: only the trash keeps it.
    const file = await readVersioned(at).catch(() => null);
    return file === null
      ? [{ do: 'tell-trashed', path: at }]
      : [
          {
            do: 'put-file',
            path: at,
            mode: file.mode,
            bytes: Buffer.from(file.bytes).toString('base64'),
          },
        ];
  }
  if (!facts.isDirectory()) return [{ do: 'tell-trashed', path: at }];
  // Gone or unreadable: none of it can be kept.
  const names = await readdir(at).catch(() => null);
  if (names === null) return [{ do: 'tell-trashed', path: at }];
  const inside: UndoRecord[] = [];
  for (const name of names.sort()) inside.push(...(await snapshot(path.join(at, name))));
  // Records are undone in reverse, so the folder is restored before its contents.
  return [...inside, folderRecord(at, facts)];
};

const folderRecord = (at: string, { mode }: Stats): UndoRecord => ({
  do: 'put-folder',
  path: at,
  mode: mode & 0o7777,
});

/** A link's literal target; null if it is no link. */
// The error is the answer: it is no link.
export const linkAt = (at: string): Promise<string | null> => readlink(at).catch(() => null);

const linkRecord = async (at: string): Promise<UndoRecord> => ({
  do: 'put-link',
  path: at,
  to: await readlink(at),
});

/** Records to restore a folder, or the link in its place, without contents. */
const snapshotOfFolder = async (at: string): Promise<UndoRecord[]> => {
  const facts = await factsOf(at);
  if (facts === null) return [];
  return [facts.isSymbolicLink() ? await linkRecord(at) : folderRecord(at, facts)];
};

export const snapshots: HostFiles['snapshot'] = async (paths, { shallow } = { shallow: false }) => {
  const records: UndoRecord[] = [];
  for (const at of paths) records.push(...(await (shallow ? snapshotOfFolder : snapshot)(at)));
  return records;
};

const inTheWay = (at: string): Error =>
  fail('file-failed', {
    path: at,
    detail: problemsFilesTexts.somethingElse,
  });

const changedSince = (at: string): Error =>
  fail('file-failed', {
    path: at,
    detail: problemsFilesTexts.changedSince,
  });

const makeParents = async (at: string): Promise<void> => {
  await makeAll(path.dirname(at));
};

/** false if the name is taken. @throws file-failed, disk-full, folder-not-writable. */
export const putFolder = async (at: string, mode: number): Promise<boolean> => {
  try {
    await makeParents(at);
    await mkdir(at, { mode });
    // Undo the umask.
    await chmod(at, mode);
    return true;
  } catch (thrown) {
    if (codeOf(thrown) !== 'EEXIST') throw writeProblem(thrown, at);
    return false;
  }
};

/** false if this very link exists. @throws file-failed, disk-full, folder-not-writable. */
export const putLink = async (at: string, to: string): Promise<boolean> => {
  try {
    await makeParents(at);
    await symlink(to, at);
    await syncFolder(path.dirname(at));
    return true;
  } catch (thrown) {
    if (codeOf(thrown) !== 'EEXIST') throw writeProblem(thrown, at);
    if ((await linkAt(at)) === to) return false;
    throw inTheWay(at);
  }
};

/** Removes a link unless its target changed since; false if it is gone. */
export const removeLink = async (at: string, to: string): Promise<boolean> => {
  if ((await factsOf(at)) === null) return false;
  if ((await linkAt(at)) !== to) throw changedSince(at);
  await unlink(at).catch((thrown: unknown) => {
    throw writeProblem(thrown, at);
  });
  await syncFolder(path.dirname(at));
  return true;
};
