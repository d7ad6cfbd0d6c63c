/** What of the disk is to be read, put together from several wishes. */
import type { Changed } from '../../system/units/unit-tree.ts';

/** Some of it, all of it (null), nothing. */
export type Wish = Changed | null | 'nothing';

export const bothWishes = (a: Wish, b: Wish): Wish => {
  if (a === null || b === null) return null;
  if (a === 'nothing') return b;
  if (b === 'nothing') return a;
  const both: Changed = new Map(a);
  for (const [folder, names] of b) {
    const others = both.get(folder);
    const all = names === null || others === null;
    both.set(folder, all ? null : new Set([...(others ?? []), ...names]));
  }
  return both;
};
