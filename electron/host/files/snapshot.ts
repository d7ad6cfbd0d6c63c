/**
 * What lies at a path as plain data, before it goes, and how it comes back.
 *
 * What Linux really does, measured:
 * - open(2) of a FIFO waits for a writer; reading one takes away what it holds. So only ordinary files are read.
 * - symlink(2) and mkdir(2) refuse a name that is taken, whatever it is.
 */
import type { Stats } from 'node:fs';
import { chmod, lstat, mkdir, readdir, readlink, symlink, unlink } from 'node:fs/promises';
import path from 'node:path';
import { fail } from '../../core/problems/problem.ts';
import { problemsFilesTexts } from '../../core/texts/problems/files.ts';
import type { UndoRecord } from '../../core/transactions/transaction.ts';
import type { HostFiles } from '../host-files.ts';
import { syncFolder } from './temporary-file.ts';
import { codeOf, isMissing, writeProblem } from './errors.ts';
import { readVersioned } from './replace-file.ts';

const factsOf = (at: string): Promise<Stats | null> =>
  lstat(at).catch((thrown: unknown) => {
    if (isMissing(thrown)) return null;
    throw writeProblem(thrown, at);
  });

/** What brings back all that lies at `at`, a folder with all in it; nothing where there is nothing. */
const snapshot = async (at: string): Promise<UndoRecord[]> => {
  const facts = await factsOf(at);
  if (facts === null) return [];
  if (facts.isSymbolicLink()) return [await linkRecord(at)];
  if (facts.isFile()) {
    // Too large or unreadable: the trash alone keeps it.
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
  const names = await readdir(at).catch(() => null);
  if (names === null) return [{ do: 'tell-trashed', path: at }];
  const inside: UndoRecord[] = [];
  for (const name of names.sort()) inside.push(...(await snapshot(path.join(at, name))));
  // Records are taken back in reverse: the folder comes before what is in it.
  return [...inside, folderRecord(at, facts)];
};

const folderRecord = (at: string, { mode }: Stats): UndoRecord => ({
  do: 'put-folder',
  path: at,
  mode: mode & 0o7777,
});

/** Where a link leads, as it says itself; null for what is none. */
export const linkAt = (at: string): Promise<string | null> => readlink(at).catch(() => null);

const linkRecord = async (at: string): Promise<UndoRecord> => ({
  do: 'put-link',
  path: at,
  to: await readlink(at),
});

/** What brings back a folder, or the link in its place, without what is in it. */
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
  await mkdir(path.dirname(at), { recursive: true });
};

/** false when something is there. @throws file-failed, disk-full, folder-not-writable. */
export const putFolder = async (at: string, mode: number): Promise<boolean> => {
  try {
    await makeParents(at);
    await mkdir(at, { mode });
    // The umask has cut it.
    await chmod(at, mode);
    return true;
  } catch (thrown) {
    if (codeOf(thrown) !== 'EEXIST') throw writeProblem(thrown, at);
    return false;
  }
};

/** false when just this link is there. @throws file-failed, disk-full, folder-not-writable. */
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

/** Removes a link that was made, unless it was turned elsewhere since; false when nothing is there. */
export const removeLink = async (at: string, to: string): Promise<boolean> => {
  if ((await factsOf(at)) === null) return false;
  if ((await linkAt(at)) !== to) throw changedSince(at);
  await unlink(at).catch((thrown: unknown) => {
    throw writeProblem(thrown, at);
  });
  await syncFolder(path.dirname(at));
  return true;
};
