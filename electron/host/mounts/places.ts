/** The places on the way to a path. Source: path_resolution(7). */
import path from 'node:path';

/** The kernel follows this many. */
const mostLinks = 40;

/**
 * Yields each place, parents first, and takes where it leads if it is a link; null if it isn't one. A place has no links
 * above it. Returns the path itself, behind links; null for too many of them.
 * @param file absolute.
 */
export function* placesTo(file: string): Generator<string, string | null, string | null> {
  const rest = file.split('/').reverse();
  let links = 0;
  let at = '/';
  for (let name = rest.pop(); name !== undefined; name = rest.pop()) {
    if (name === '' || name === '.') continue;
    if (name === '..') {
      at = path.dirname(at);
      continue;
    }
    const place = at === '/' ? `/${name}` : `${at}/${name}`;
    const target = yield place;
    if (target === null) {
      at = place;
      continue;
    }
    links += 1;
    if (links > mostLinks) return null;
    rest.push(...target.split('/').reverse());
    if (path.isAbsolute(target)) at = '/';
  }
  return at;
}
