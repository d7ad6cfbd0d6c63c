/**
 * Files for Hearth alone: history, drafts, transaction logs.
 *
 * What Linux really does, measured: on a full disk appending may write a part; truncating to the length before works
 * all the same. Of two that rename a file away at once, one fails with ENOENT.
 */
import { constants } from 'node:fs';
import { open, rename, rm, rmdir, truncate, utimes } from 'node:fs/promises';
import path from 'node:path';
import { fail } from '../../core/problems/problem.ts';
import type { HostFiles } from '../host-files.ts';
import { isMissing, sentenceOf, writeProblem } from './errors.ts';
import { writeNew } from './new-file.ts';
import { readVersioned, versionOf } from './replace-file.ts';
import { makePrivate, putInPlace, sweepTemporary, syncFolder } from './temporary-file.ts';

const mode = 0o600;

type PrivateFile = Parameters<HostFiles['putPrivate']>[1][number];

const putOne = async ({ path: file, bytes, isNew, touch }: PrivateFile): Promise<void> => {
  if (isNew === true) {
    await writeNew(file, bytes, mode);
    return;
  }
  // One that cannot be read is replaced.
  const there = touch === true ? await readVersioned(file).catch(() => null) : null;
  if (there?.version === versionOf(bytes)) await utimes(file, new Date(), new Date());
  else await putInPlace(file, bytes, { mode });
};

/** From the root down to the folder of a file. */
const foldersTo = (root: string, file: string): string[] => {
  const folders: string[] = [];
  for (let at = path.dirname(file); at !== root && at !== '/'; at = path.dirname(at)) {
    folders.unshift(at);
  }
  return [root, ...folders];
};

export const putPrivate: HostFiles['putPrivate'] = async (root, files) => {
  for (const one of files) {
    try {
      const folders = foldersTo(root, one.path);
      for (const folder of folders) await makePrivate(folder);
      await sweepTemporary(path.dirname(one.path));
      await putOne(one);
      for (const folder of folders.slice(0, -1)) await syncFolder(folder);
    } catch (thrown) {
      throw writeProblem(thrown, one.path);
    }
  }
};

export const append: HostFiles['append'] = async (file, bytes, { quick } = { quick: false }) => {
  try {
    // Without O_CREAT: what is added to a file that is gone would have no beginning.
    const handle = await open(file, constants.O_WRONLY | constants.O_APPEND);
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
    await truncate(file, length);
    // Last: from here on nobody else can take it.
    await rename(file, to);
    return true;
  } catch (thrown) {
    if (isMissing(thrown)) return false;
    throw fail('file-failed', { path: file, detail: sentenceOf(thrown) });
  }
};

export const discard: HostFiles['discard'] = async (paths) => {
  for (const at of paths) {
    // One that stays is in nobody's way, and is tried again with the next.
    await rm(at, { force: true }).catch(() => undefined);
    await rmdir(path.dirname(at)).catch(() => undefined); // Only an empty one goes.
  }
};
