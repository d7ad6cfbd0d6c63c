/**
 * Hearth's private files: history, drafts, transaction logs.
 *
 * Linux, measured: on a full disk an append may be partial; truncating back to the old length still works. If two
 * processes rename a file at once, one fails with ENOENT.
 */
import { constants } from 'node:fs';
import { lutimes, open, rename, rm, rmdir } from 'node:fs/promises';
import path from 'node:path';
import { fail } from '../../core/problems/problem.ts';
import type { HostFiles } from '../host-files.ts';
import { isMissing, sentenceOf, writeProblem } from './errors.ts';
import { writeNew } from './new-file.ts';
import { readVersioned, versionOf } from './replace-file.ts';
import { makePrivate, putInPlace, sweepTemporary, syncFolder } from './temporary-file.ts';

const mode = 0o600;

/** Never follows a link out of the folder, and never waits for the reader of a FIFO. */
const ownFile = constants.O_WRONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

type PrivateFile = Parameters<HostFiles['putPrivate']>[1][number];

const putOne = async ({ path: file, bytes, isNew, touch }: PrivateFile): Promise<void> => {
  if (isNew === true) {
    await writeNew(file, bytes, mode);
    return;
  }
  // Replace an unreadable file.
  const there = touch === true ? await readVersioned(file).catch(() => null) : null;
  if (there?.version === versionOf(bytes)) await lutimes(file, new Date(), new Date());
  else await putInPlace(file, bytes, { mode });
};

/** From the root down to the file's folder. */
const foldersTo = (root: string, file: string): string[] => {
  const folders: string[] = [];
  for (let at = path.dirname(file); at !== root && at !== '/'; at = path.dirname(at)) {
    folders.unshift(at);
  }
  return [root, ...folders];
};

export const putPrivate: HostFiles['putPrivate'] = async (root, files) => {
  for (const file of files) {
    try {
      const folders = foldersTo(root, file.path);
      for (const folder of folders) await makePrivate(folder);
      await sweepTemporary(path.dirname(file.path));
      await putOne(file);
      for (const folder of folders.slice(0, -1)) await syncFolder(folder);
    } catch (thrown) {
      throw writeProblem(thrown, file.path);
    }
  }
};

export const append: HostFiles['append'] = async (file, bytes, { quick } = { quick: false }) => {
  try {
    // No O_CREAT: appending to a removed file would lose the start.
    const handle = await open(file, ownFile | constants.O_APPEND);
    try {
      const { size } = await handle.stat();
      try {
        await handle.appendFile(bytes);
        if (!quick) await handle.sync();
      } catch (thrown) {
        await handle.truncate(size);
        throw thrown;
      }
    } finally {
      await handle.close();
    }
  } catch (thrown) {
    throw writeProblem(thrown, file);
  }
};

export const take: HostFiles['take'] = async (file, to, length) => {
  try {
    const handle = await open(file, ownFile);
    await handle.truncate(length).finally(() => handle.close());
    // Rename last: from here on nobody else can take it.
    await rename(file, to);
    return true;
  } catch (thrown) {
    if (isMissing(thrown)) return false;
    throw fail('file-failed', { path: file, detail: sentenceOf(thrown) });
  }
};

export const move: HostFiles['move'] = async (file, to) => {
  try {
    await rename(file, to);
    return true;
  } catch (thrown) {
    if (isMissing(thrown)) return false;
    throw fail('file-failed', { path: file, detail: sentenceOf(thrown) });
  }
};

export const discard: HostFiles['discard'] = async (paths) => {
  for (const at of paths) {
    // A leftover is harmless and is retried next time.
    await rm(at, { force: true }).catch(() => undefined);
    await rmdir(path.dirname(at)).catch(() => undefined); // Removes only an empty folder.
  }
};
