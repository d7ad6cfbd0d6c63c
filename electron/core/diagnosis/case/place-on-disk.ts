/** What is wrong with a path, and what was meant. */
import { knownWords, nearest } from '../../lint/toolkit/did-you-mean.ts';
import type { Look } from '../symptoms.ts';

/** The first name on the way that is missing, and what follows it. */
const gapIn = (
  path: string,
  { nearest: there }: Look<'missing'>,
): { name: string; rest: string } | null => {
  const base = there === '/' ? '' : there;
  if (!path.startsWith(`${base}/`)) return null;
  const [name = '', ...rest] = path.slice(base.length + 1).split('/');
  return name === '' ? null : { name, rest: rest.map((one) => `/${one}`).join('') };
};

/** Its first missing name is in its folder: a link to nothing. */
export const isBrokenLink = (path: string, look: Look<'missing'>): boolean =>
  look.names.includes(gapIn(path, look)?.name ?? '/');

/** The path that was probably meant; it may not exist either if more than its last name is missing. */
export const meantPath = (path: string, look: Look<'missing'>): string | null => {
  const gap = gapIn(path, look);
  if (gap === null) return null;
  const name = nearest(gap.name, knownWords(look.names));
  const base = look.nearest === '/' ? '' : look.nearest;
  return name === null || name === gap.name ? null : `${base}/${name}${gap.rest}`;
};
