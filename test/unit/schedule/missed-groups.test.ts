import { expect, test } from 'vitest';
import { missedGroups } from '../../../electron/core/schedule/missed-groups.ts';
import { missedRuns, type MissedRun } from '../../../electron/core/schedule/missed-runs.ts';

const missed = (at: number, why: MissedRun['why'] = 'asleep', madeUpAt: number | null = null) => ({
  at,
  why,
  madeUpAt,
});
const told = (groups: ReturnType<typeof missedGroups>): string[] =>
  groups.map(({ from, to, count, why }) => `${String(from)}-${String(to)} ${String(count)} ${why}`);

test('times that follow each other are one group, the newest first', () => {
  expect(told(missedGroups([1, 2, 3, 4], [missed(1), missed(2), missed(4)]))).toEqual([
    '4-4 1 asleep',
    '1-2 2 asleep',
  ]);
});

test('another reason, or another run that made up for it, is another group', () => {
  const all = [missed(1), missed(2, 'timer-off'), missed(3, 'timer-off', 9)];
  expect(told(missedGroups([1, 2, 3], all))).toEqual([
    '3-3 1 timer-off',
    '2-2 1 timer-off',
    '1-1 1 asleep',
  ]);
});

test('no missed run, no group', () => {
  expect(missedGroups([1, 2], [])).toEqual([]);
});

test('a run for each second has its own, up to a fifth of a second early', () => {
  const expected = Array.from({ length: 20 }, (_, index) => (index + 1) * 1000);
  const runs = (shift: number, left: number) =>
    expected
      .filter((at) => at !== left)
      .map((at) => ({ startedAt: at + shift, endedAt: at + shift + 5 }));
  const facts = { expected, away: [], lateMs: 0 };
  for (const shift of [-150, 0, 5, 400, 700])
    expect(missedRuns({ ...facts, runs: runs(shift, 5000) }).map(({ at }) => at)).toEqual([5000]);
});
