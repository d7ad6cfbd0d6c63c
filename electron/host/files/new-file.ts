/**
 * Writing files and folders so that nothing is overwritten and nothing half-made stays.
 *
 * What Linux really does, measured:
 * - The mode given to mkdir(2) is cut by the umask.
 * - link(2) refuses an existing name, rename(2) replaces it: only the first never overwrites.
 */
import { constants } from 'node:fs';
import { link, lstat, mkdir, open, rmdir, unlink } from 'node:fs/promises';
import path from 'node:path';
import { fail } from '../../core/problems/problem.ts';
import { problemsFilesTexts } from '../../core/texts/problems/files.ts';
import { syncFolder, writeBeside } from './temporary-file.ts';
import { codeOf, isMissing, sentenceOf, writeProblem } from './errors.ts';

/**
 * Writes a new file, whole or not at all; never over an existing one, not even a dangling link.
 * @param mode as chmod(1) takes it, whatever the umask.
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

/** Sets the mode of a file of the person's own; a link is refused. @throws file-failed. */
export const setMode = async (file: string, mode: number): Promise<void> => {
  try {
    const handle = await open(file, constants.O_RDONLY | constants.O_NOFOLLOW);
    await handle.chmod(mode).finally(() => handle.close());
  } catch (thrown) {
    throw fail('file-failed', { path: file, detail: sentenceOf(thrown) });
  }
};

const isNothing = (at: string): Promise<boolean> => lstat(at).then(() => false, isMissing);

/** Removes a folder that holds nothing; answers whether it did. */
export const removeFolderIfEmpty = async (folder: string): Promise<boolean> => {
  try {
    await rmdir(folder);
    return true;
  } catch (thrown) {
    // What has a name too long for the disk is not there either.
    const stays = ['ENOTEMPTY', 'EEXIST', 'ENAMETOOLONG'].includes(codeOf(thrown));
    if (stays || isMissing(thrown)) return false;
    throw fail('file-failed', { path: folder, detail: sentenceOf(thrown) });
  }
};

/** Those of the folders and their parents that do not exist, parents first. */
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
 * Makes folders and their parents where they are missing. Answers those it made, parents first; after a
 * failure none of them stays.
 * @throws disk-full, folder-not-writable, file-failed.
 */
export const makeFolders = async (folders: readonly string[]): Promise<string[]> => {
  const missing = await missingFolders(folders);
  for (const folder of folders) {
    try {
      await mkdir(folder, { recursive: true });
    } catch (thrown) {
      // One that was not made, or cannot be removed, must not hide what went wrong.
      for (const one of [...missing].reverse()) await removeFolderIfEmpty(one).catch(() => false);
      throw codeOf(thrown) === 'EEXIST'
        ? fail('file-failed', { path: folder, detail: problemsFilesTexts.isFile })
        : writeProblem(thrown, folder);
    }
  }
  return missing;
};
