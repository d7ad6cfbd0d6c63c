/** Missed runs that follow each other for the same reason, as one. */
import type { MissedRun } from './missed-runs.ts';

export interface MissedGroup extends Omit<MissedRun, 'at'> {
  /** The first and the last of its times, in milliseconds since the epoch. */
  from: number;
  to: number;
  count: number;
}

/**
 * @param expected all times of the schedule, oldest first. @param missed those without a run, in the same order.
 * @returns newest first.
 */
export const missedGroups = (
  expected: readonly number[],
  missed: readonly MissedRun[],
): MissedGroup[] => {
  const places = new Map(expected.map((at, index) => [at, index]));
  const groups: MissedGroup[] = [];
  let last = -1;
  for (const { at, why, madeUpAt } of missed) {
    const place = places.get(at) ?? -1;
    const group = groups.at(-1);
    const isNext = place === last + 1 && group?.why === why && group.madeUpAt === madeUpAt;
    last = place;
    if (isNext) {
      group.to = at;
      group.count += 1;
    } else groups.push({ from: at, to: at, count: 1, why, madeUpAt });
  }
  return groups.reverse();
};
