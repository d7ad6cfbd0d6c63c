/** Finds the word that was probably meant. */

/**
 * How many letters to change, add, remove, or swap with their neighbor (optimal string alignment).
 * Infinity as soon as it must be more than `limit`.
 */
export const editDistance = (a: string, b: string, limit = Infinity): number => {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a.charCodeAt(i - 1) === b.charCodeAt(j - 1);
      const isSwapped =
        a.charCodeAt(i - 2) === b.charCodeAt(j - 1) && a.charCodeAt(i - 1) === b.charCodeAt(j - 2);
      row[j] = Math.min(
        (last[j - 1] ?? 0) + (same ? 0 : 1),
        (last[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        i > 1 && j > 1 && isSwapped ? (beforeLast[j - 2] ?? 0) + 1 : Infinity,
      );
    }
    if (Math.min(...row, ...last) > limit) return Infinity;
    [beforeLast, last] = [last, row];
  }
  return last[b.length] ?? 0;
};

/** Which letters a word has, a bit each. One difference between two words changes at most two bits. */
const lettersOf = (lower: string): number => {
  let letters = 0;
  for (let at = 0; at < lower.length; at += 1) letters |= 1 << (lower.charCodeAt(at) & 31);
  return letters;
};

const bitsIn = (letters: number): number => {
  let count = 0;
  for (let rest = letters; rest !== 0; rest &= rest - 1) count += 1;
  return count;
};

interface Known {
  word: string;
  lower: string;
  letters: number;
}

/** The words of a list by their length, for many lookups. */
export type KnownWords = ReadonlyMap<number, readonly Known[]>;

export const knownWords = (words: Iterable<string>): KnownWords => {
  const byLength = new Map<number, Known[]>();
  for (const word of words) {
    const lower = word.toLowerCase();
    const list = byLength.get(word.length) ?? [];
    byLength.set(word.length, list);
    list.push({ word, lower, letters: lettersOf(lower) });
  }
  return byLength;
};

/**
 * The nearest of `known` to `typed`, ignoring case; null if none is near, or several are equally near.
 * A short word allows one difference, a longer one two, a very long one three.
 */
export const nearest = (typed: string, known: KnownWords): string | null => {
  const limit = typed.length < 5 ? 1 : typed.length < 14 ? 2 : 3;
  const near: Known[] = [];
  for (let length = typed.length - limit; length <= typed.length + limit; length += 1) {
    near.push(...(known.get(length) ?? []));
  }
  if (near.length === 0) return null;
  const lower = typed.toLowerCase();
  const letters = lettersOf(lower);
  let best: { word: string; distance: number } | null = null;
  let isTied = false;
  for (const candidate of near) {
    const most = Math.min(limit, lower.length - 1, best?.distance ?? Infinity);
    if (bitsIn(candidate.letters ^ letters) > 2 * most) continue;
    const distance = editDistance(lower, candidate.lower, most);
    if (distance > most) continue;
    if (best === null || distance < best.distance) {
      best = { word: candidate.word, distance };
      isTied = false;
    } else if (best.word !== candidate.word) isTied = true;
  }
  return best === null || isTied ? null : best.word;
};
