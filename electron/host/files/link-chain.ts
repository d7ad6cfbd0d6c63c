/** The way to a file, link by link: realpath(3) says nothing of a way that does not lead to its end. */
import { readlink } from 'node:fs/promises';
import path from 'node:path';
import { codeOf } from './errors.ts';

/** So many the kernel follows: path_resolution(7). */
const mostLinks = 40;

/**
 * What decides where a path leads: each link on the way, and at last the file itself, or what of the way is the first
 * that is not there or cannot be looked at. The folders of each are resolved, and there.
 * @param file absolute.
 */
export const wayTo = async (file: string): Promise<string[]> => {
  const links: string[] = [];
  let rest = file.split('/');
  let at = '/';
  for (
    let name = rest.shift();
    name !== undefined && links.length < mostLinks;
    name = rest.shift()
  ) {
    const next = path.join(at, name);
    try {
      const target = await readlink(next);
      links.push(next);
      rest = [...target.split('/'), ...rest];
      if (path.isAbsolute(target)) at = '/';
    } catch (thrown) {
      at = next;
      // EINVAL: it is there, and no link.
      if (codeOf(thrown) !== 'EINVAL') break;
    }
  }
  return [...new Set([...links, at])];
};
