/**
 * Creates files and folders without overwriting anything or leaving anything half-made.
 *
 * Linux, measured:
 * - The umask applies to the mode given to mkdir(2).
 * - link(2) refuses an existing name and rename(2) replaces it, so only link(2) never overwrites.
 */
import { constants } from 'node:fs';
import { chmod, link, lstat, open, rmdir, unlink } from 'node:fs/promises';
import path from 'node:path';
import { fail } from '../../core/problems/problem.ts';
import { problemsFilesTexts } from '../../core/texts/problems/files.ts';
import { makeAll, syncFolder, writeBeside } from './temporary-file.ts';
import { codeOf, isMissing, sentenceOf, writeProblem } from './errors.ts';

/**
 * Writes a new file, whole or not at all; never overwrites, not even a dangling link.
 * @param mode as for chmod(1), regardless of the umask.
 * @throws file-exists, disk-full, folder-not-writable, file-failed.
 */
export const writeNew = async (
  file: string,
  content: string | Uint8Array,
  mode: number,
): Promise<void> => {
  try {
    const beside = await writeBeside(file, content, { mode });
    try {
      await link(beside, file);
    } finally {
      await unlink(beside);
    }
    await syncFolder(path.dirname(file));
  } catch (thrown) {
    throw writeProblem(thrown, file);
  }
};

/** One that its owner may not read can't be opened. */
const setUnreadable = async (file: string, mode: number): Promise<void> => {
  const facts = await lstat(file);
  // Opening it would have refused it, too.
  if (!facts.isSymbolicLink()) await chmod(file, mode);
};

/** Sets the mode of a file the user owns; refuses a link. @throws file-failed. */
export const setMode = async (file: string, mode: number): Promise<void> => {
  try {
    const handle = await open(
      file,
      constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK,
    ).catch((thrown: unknown) => {
      if (codeOf(thrown) !== 'EACCES') throw thrown;
      return null;
    });
    if (handle === null) await setUnreadable(file, mode);
    else await handle.chmod(mode).finally(() => handle.close());
  } catch (thrown) {
    throw fail('file-failed', { path: file, detail: sentenceOf(thrown) });
  }
};

const isNothing = (at: string): Promise<boolean> => lstat(at).then(() => false, isMissing);

/** Removes an empty folder; returns whether it did. */
export const removeFolderIfEmpty = async (folder: string): Promise<boolean> => {
  try {
    await rmdir(folder);
    return true;
  } catch (thrown) {
    // A name too long for the disk can't exist either.
    const stays = ['ENOTEMPTY', 'EEXIST', 'ENAMETOOLONG'].includes(codeOf(thrown));
    if (stays || isMissing(thrown)) return false;
    throw fail('file-failed', { path: folder, detail: sentenceOf(thrown) });
  }
};

/** Which of the folders and their parents are missing, parents first. */
export const missingFolders = async (folders: readonly string[]): Promise<string[]> => {
  const missing: string[] = [];
  for (const folder of folders) {
    const above: string[] = [];
    let at = folder;
    while (!missing.includes(at) && (await isNothing(at))) {
      above.unshift(at);
      at = path.dirname(at);
    }
    missing.push(...above);
  }
  return missing;
};

/**
 * Creates missing folders and parents. Returns those it created, parents first; after a failure none of them
 * stays.
 * @throws disk-full, folder-not-writable, file-failed.
 */
export const makeFolders = async (folders: readonly string[]): Promise<string[]> => {
  const missing = await missingFolders(folders);
  for (const folder of folders) {
    try {
      await makeAll(folder);
    } catch (thrown) {
      // A failed cleanup must not hide the error. An empty folder that stays is harmless.
      for (const made of [...missing].reverse()) await removeFolderIfEmpty(made).catch(() => false);
      throw codeOf(thrown) === 'EEXIST'
        ? fail('file-failed', { path: folder, detail: problemsFilesTexts.isFile })
        : writeProblem(thrown, folder);
    }
  }
  return missing;
};
