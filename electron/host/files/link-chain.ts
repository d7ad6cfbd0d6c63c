/** Follows a path link by link: realpath(3) gives nothing for a path that doesn't resolve. */
import { readlink } from 'node:fs/promises';
import path from 'node:path';
import { codeOf } from './errors.ts';

/** The kernel's limit: path_resolution(7). */
const mostLinks = 40;

/**
 * Everything that decides where a path leads: each link on the way, then the file itself or the first part that is
 * missing or can't be accessed. Their folders are resolved and exist.
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
      // EINVAL: it exists and is no link.
      if (codeOf(thrown) !== 'EINVAL') break;
    }
  }
  return [...new Set([...links, at])];
};
