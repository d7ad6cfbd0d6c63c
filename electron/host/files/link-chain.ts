/** Follows a path link by link: realpath(3) gives nothing for a path that doesn't resolve. */
import { readlink } from 'node:fs/promises';
import { placesTo } from '../mounts/places.ts';
import { silentOn } from '../mounts/reach.ts';
import { codeOf } from './errors.ts';

/** Where a link leads; null if it isn't one; undefined if it is missing, out of reach, or on a silent mount. */
const targetOf = async (at: string): Promise<string | null | undefined> => {
  if ((await silentOn(at, { itself: true })) !== null) return undefined;
  return readlink(at).catch((thrown: unknown) =>
    // EINVAL: it exists and is no link.
    codeOf(thrown) === 'EINVAL' ? null : undefined,
  );
};

/**
 * Everything that decides where a path leads: each link on the way, then the file itself or the first part that is
 * missing or can't be accessed. Their folders are resolved and exist.
 * @param file absolute.
 */
export const wayTo = async (file: string): Promise<string[]> => {
  const links: string[] = [];
  let last = '/';
  const places = placesTo(file);
  let step = places.next();
  while (step.done !== true) {
    last = step.value;
    const target = await targetOf(last);
    if (target === undefined) break;
    if (target !== null) links.push(last);
    step = places.next(target);
  }
  return [...new Set([...links, last])];
};
