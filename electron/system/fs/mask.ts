/** A mask: a link to /dev/null, which hides the files of its name further down the search path. systemd.unit(5). */
import { realpath } from 'node:fs/promises';
import { linkAt, removeLink } from './snapshot.ts';

/** Removes the link; answers false where there is none, and leaves what is there. @throws folder-not-writable, file-failed. */
export const removeMask = async (at: string): Promise<boolean> => {
  if ((await realpath(at).catch(() => null)) !== '/dev/null') return false;
  const to = await linkAt(at);
  return to !== null && removeLink(at, to);
};
