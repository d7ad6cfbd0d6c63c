/** The word that was probably meant. */

/** How many letters must be changed, added, left out or swapped with their neighbour (optimal string alignment). */
export const editDistance = (a: string, b: string): number => {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a.charAt(i - 1) === b.charAt(j - 1);
      const isSwapped = a.charAt(i - 2) === b.charAt(j - 1) && a.charAt(i - 1) === b.charAt(j - 2);
      row[j] = Math.min(
        (last[j - 1] ?? 0) + (same ? 0 : 1),
        (last[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        i > 1 && j > 1 && isSwapped ? (beforeLast[j - 2] ?? 0) + 1 : Infinity,
      );
    }
    [beforeLast, last] = [last, row];
  }
  return last[b.length] ?? 0;
};

/**
 * The one of `known` that is nearest to `typed`, letter case aside; null when none is near, or several are equally.
 * A short word allows one difference, a longer one two, a very long one three.
 */
export const nearest = (typed: string, known: Iterable<string>): string | null => {
  const lower = typed.toLowerCase();
  const limit = lower.length < 5 ? 1 : lower.length < 14 ? 2 : 3;
  let best: { word: string; distance: number } | null = null;
  let isTied = false;
  for (const word of known) {
    if (Math.abs(word.length - typed.length) > limit) continue;
    const distance = editDistance(lower, word.toLowerCase());
    if (distance > limit || distance >= lower.length) continue;
    if (best !== null && distance === best.distance && best.word !== word) isTied = true;
    if (best === null || distance < best.distance) {
      best = { word, distance };
      isTied = false;
    }
  }
  return best === null || isTied ? null : best.word;
};
