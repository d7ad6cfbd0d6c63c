/** Patterns of names: glob(7). */
import { literal } from './expression.ts';

export const isGlob = (pattern: string): boolean => /[*?[]/.test(pattern);

/** `*`, `?`, a set of characters, an escaped one, or any other. */
const sign = /\*+|\?|\[[!^]?\]?(?:\[:\w+:\]|[^\]]){0,99}\]|\\?[^]/g;

/** What a pattern without wildcards names. */
export const plainName = (pattern: string): string => pattern.replace(/\\([^])/g, '$1');

const expressionOf = (one: string): string =>
  one === '?' || /^\[[^]/.test(one) ? '[^]' : literal(plainName(one));

/**
 * Fits the names that a pattern fits; a set counts as any character. Never goes back behind a `*`, so it takes no longer
 * than both lengths multiplied.
 */
export const globExpression = (pattern: string): RegExp => {
  const pieces = [''];
  for (const [one] of pattern.matchAll(sign)) {
    if (one.startsWith('*')) pieces.push('');
    else pieces.push(`${pieces.pop() ?? ''}${expressionOf(one)}`);
  }
  const [first = '', ...others] = pieces;
  const last = others.pop();
  // A lookahead gives nothing back that it has found.
  const between = others.map((piece, at) => `(?=([^]*?${piece}))\\${String(at + 1)}`).join('');
  return new RegExp(last === undefined ? `^${first}$` : `^${first}${between}[^]*${last}$`);
};
