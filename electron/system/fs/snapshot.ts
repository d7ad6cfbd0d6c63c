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
import type { FileVersion } from '../../core/files/unit-files.ts';
import { syncFolder } from './temporary-file.ts';
import { codeOf, isMissing, writeProblem } from './errors.ts';
import { readVersioned, removeFile, replaceFile, versionOf } from './replace-file.ts';

export const toBase64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
export const fromBase64 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64'));

const factsOf = (at: string): Promise<Stats | null> =>
  lstat(at).catch((thrown: unknown) => {
    if (isMissing(thrown)) return null;
    throw writeProblem(thrown, at);
  });

/** What brings back all that lies at `at`, a folder with all in it; nothing where there is nothing. */
export const snapshot = async (at: string): Promise<UndoRecord[]> => {
  const facts = await factsOf(at);
  if (facts === null) return [];
  if (facts.isSymbolicLink()) return [await linkRecord(at)];
  if (facts.isFile()) {
    // Too large or unreadable: the trash alone keeps it.
    const file = await readVersioned(at).catch(() => null);
    return file === null
      ? [{ do: 'tell-trashed', path: at }]
      : [{ do: 'put-file', path: at, mode: file.mode, bytes: toBase64(file.bytes) }];
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
export const snapshotOfFolder = async (at: string): Promise<UndoRecord[]> => {
  const facts = await factsOf(at);
  if (facts === null) return [];
  return [facts.isSymbolicLink() ? await linkRecord(at) : folderRecord(at, facts)];
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

/** Each answers whether there was anything to do. @throws file-failed, disk-full, folder-not-writable. */
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

export const putFile = async (at: string, bytes: Uint8Array, mode: number): Promise<boolean> => {
  await makeParents(at).catch((thrown: unknown) => {
    throw writeProblem(thrown, at);
  });
  const outcome = await replaceFile(at, { version: null, bytes, mode });
  if (outcome.kind === 'saved') return true;
  if (outcome.theirs?.version === versionOf(bytes)) return false;
  throw inTheWay(at);
};

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

/** Puts the text before in place of ours. */
export const restoreFile = async (
  at: string,
  ours: FileVersion,
  before: Uint8Array,
): Promise<boolean> => {
  const outcome = await replaceFile(at, { version: ours, bytes: before });
  if (outcome.kind === 'saved') return true;
  if (outcome.theirs?.version === versionOf(before)) return false;
  throw changedSince(at);
};

/** Removes a link that was made, unless it was turned elsewhere since. */
export const removeLink = async (at: string, to: string): Promise<boolean> => {
  if ((await factsOf(at)) === null) return false;
  if ((await linkAt(at)) !== to) throw changedSince(at);
  await unlink(at).catch((thrown: unknown) => {
    throw writeProblem(thrown, at);
  });
  await syncFolder(path.dirname(at));
  return true;
};

/** Removes what was made, unless it was changed since. */
export const removeMade = async (at: string, ours: FileVersion): Promise<boolean> => {
  // Its folder may be missing, too.
  if ((await readVersioned(at)) === null) return false;
  const outcome = await removeFile(at, ours);
  if (outcome.kind === 'removed') return true;
  if (outcome.theirs === null) return false;
  throw changedSince(at);
};
