/** A mask: a link to /dev/null, which hides the files of its name further down the search path. systemd.unit(5). */
import { realpath, unlink } from 'node:fs/promises';
import path from 'node:path';
import { syncFolder } from './beside.ts';
import { isMissing, writeProblem } from './file-problem.ts';

/** Removes the link; answers false where there is none, and leaves what is there. @throws folder-not-writable, file-failed. */
export const removeMask = async (at: string): Promise<boolean> => {
  if ((await realpath(at).catch(() => null)) !== '/dev/null') return false;
  try {
    await unlink(at);
    await syncFolder(path.dirname(at));
    return true;
  } catch (thrown) {
    if (isMissing(thrown)) return false;
    throw writeProblem(thrown, at);
  }
};
