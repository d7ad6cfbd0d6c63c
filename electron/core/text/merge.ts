/** Merges two sets of changes to one text, unless they touch each other: diff3 by lines. */
import { diffLines, type Hunk } from './diff.ts';
import { textLines } from './lines.ts';

const wholeLines = (text: string): string[] =>
  textLines(text).map(({ text: line, ending }) => line + ending);

const same = (mine: Hunk, theirs: Hunk, ours: readonly string[], others: readonly string[]) =>
  mine.from === theirs.from &&
  mine.to === theirs.to &&
  ours.slice(mine.otherFrom, mine.otherTo).join('') ===
    others.slice(theirs.otherFrom, theirs.otherTo).join('');

/** Adjacent lines count as touching, as in git: whoever changed one looked at the other. */
const touch = (a: Hunk, b: Hunk): boolean => a.from <= b.to && b.from <= a.to;

/** The text with both changes, byte for byte; null if they touch each other. */
export const mergeTexts = (base: string, mine: string, theirs: string): string | null => {
  const [lines, ours, others] = [wholeLines(base), wholeLines(mine), wholeLines(theirs)];
  const mineHunks = diffLines(lines, ours);
  const theirHunks = diffLines(lines, others).filter(
    (hunk) => !mineHunks.some((own) => same(own, hunk, ours, others)),
  );
  if (theirHunks.some((hunk) => mineHunks.some((own) => touch(own, hunk)))) return null;
  const all = [
    ...mineHunks.map((hunk) => ({ hunk, from: ours })),
    ...theirHunks.map((hunk) => ({ hunk, from: others })),
  ].sort((a, b) => a.hunk.from - b.hunk.from);
  let result = '';
  let at = 0;
  for (const { hunk, from } of all) {
    result += lines.slice(at, hunk.from).join('');
    result += from.slice(hunk.otherFrom, hunk.otherTo).join('');
    at = hunk.to;
  }
  return result + lines.slice(at).join('');
};
