/** The files of this computer, through node:fs. */
import { realpath, unlink } from 'node:fs/promises';
import path from 'node:path';
import type { Person } from '../../core/app/state.ts';
import type { HostFiles } from '../host-files.ts';
import { isMissing, writeProblem } from './errors.ts';
import { createExamination } from '../mounts/examine.ts';
import { guardFiles } from '../mounts/guarded-files.ts';
import { createInspection } from './inspect.ts';
import { looking } from './look.ts';
import { makeFolders, missingFolders, removeFolderIfEmpty, setMode } from './new-file.ts';
import { append, discard, move, putPrivate, take } from './private.ts';
import { readTree } from './read-tree.ts';
import { receive } from './receive.ts';
import { readVersioned, removeFile, replaceFile, versionOf } from './replace-file.ts';
import { scratchIn } from './scratch.ts';
import { linkAt, putFolder, putLink, removeLink, snapshots } from './snapshot.ts';
import { tail } from './tail.ts';
import { putInPlace, sweepTemporary, syncFolder } from './temporary-file.ts';

/** Resolves links; a dangling link stays as is. */
const realOrItself = (at: string): Promise<string> =>
  realpath(at).catch((thrown: unknown) => {
    if (isMissing(thrown)) return at;
    throw thrown;
  });

const put: HostFiles['put'] = async (at, bytes, { expect, mode }) => {
  if (expect !== undefined) {
    return replaceFile(at, { version: expect, bytes, ...(mode === undefined ? {} : { mode }) });
  }
  try {
    await putInPlace(await realOrItself(at), bytes, { mode: mode ?? 0o644 });
  } catch (thrown) {
    throw writeProblem(thrown, at);
  }
  return { kind: 'saved', version: versionOf(bytes) };
};

const remove: HostFiles['remove'] = async (at, { expect }) => {
  if (expect !== undefined) return removeFile(at, expect);
  await unlink(at).catch((thrown: unknown) => {
    if (!isMissing(thrown)) throw writeProblem(thrown, at);
  });
  await syncFolder(path.dirname(at));
  return { kind: 'removed' };
};

const unmask: HostFiles['unmask'] = async (at) => {
  // Remove nothing that can't be resolved.
  if ((await realpath(at).catch(() => null)) !== '/dev/null') return false;
  const to = await linkAt(at);
  return to !== null && removeLink(at, to);
};

export const createLocalFiles = (account: Pick<Person, 'runtimeFolder'>): HostFiles =>
  guardFiles({
    ...looking,
    ...createInspection(),
    ...createExamination(),
    ...scratchIn(account.runtimeFolder),
    readTree,
    read: readVersioned,
    tail,
    put,
    putPrivate,
    append,
    take,
    move,
    remove,
    discard,
    linkAt,
    link: putLink,
    unlink: removeLink,
    unmask,
    makeFolders,
    makeFolder: putFolder,
    missingFolders,
    removeFolder: removeFolderIfEmpty,
    setMode,
    snapshot: snapshots,
    sweep: async (folders) => {
      const swept = await Promise.all(folders.map((folder) => sweepTemporary(folder)));
      return swept.reduce((sum, count) => sum + count, 0);
    },
    receive,
  });
