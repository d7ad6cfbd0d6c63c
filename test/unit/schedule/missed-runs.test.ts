import { describe, expect, test } from 'vitest';
import {
  latestMs,
  missedRuns,
  type AwayPeriod,
  type MissedFacts,
} from '../../../electron/core/schedule/missed-runs.ts';

const minute = 60_000;
const hour = 60 * minute;

/** Hourly, from 1:00. Times in hours. */
const hourly = (facts: {
  until: number;
  runs: readonly (number | [from: number, to: number | null])[];
  away?: readonly [why: AwayPeriod['why'], from: number, to: number | null][];
  lateMs?: number;
}): string[] => {
  const given: MissedFacts = {
    expected: Array.from({ length: facts.until }, (_, at) => (at + 1) * hour),
    runs: facts.runs.map((run) => {
      const [from, to] = typeof run === 'number' ? [run, run + 0.01] : run;
      return { startedAt: from * hour, endedAt: to === null ? null : to * hour };
    }),
    away: (facts.away ?? []).map(([why, from, to]) => ({
      why,
      from: from * hour,
      to: to === null ? null : to * hour,
    })),
    lateMs: facts.lateMs ?? minute,
  };
  return missedRuns(given).map(
    ({ at, why, madeUpAt }) =>
      `${String(at / hour)} ${why}${madeUpAt === null ? '' : ` made up at ${String(madeUpAt / hour)}`}`,
  );
};

describe('no run is missing', () => {
  test('if each time has one, up to the accuracy late', () => {
    expect(hourly({ until: 3, runs: [1, 2 + 1 / 60, 3.0001] })).toEqual([]);
  });

  test('if somebody ran it in between, too', () => {
    expect(hourly({ until: 3, runs: [0.5, 1, 1.5, 2, 2.7, 3] })).toEqual([]);
  });

  test('if nothing was expected', () => {
    expect(hourly({ until: 0, runs: [1] })).toEqual([]);
  });

  test('if it is delayed beyond its next time', () => {
    expect(hourly({ until: 3, runs: [2.5, 3.5], lateMs: 2 * hour })).toEqual([]);
  });
});

describe('a run is missing', () => {
  test('without a reason', () => {
    expect(hourly({ until: 3, runs: [1, 3] })).toEqual(['2 unknown']);
  });

  test('even if a later run is not its own', () => {
    expect(hourly({ until: 3, runs: [1, 2.5, 3] })).toEqual(['2 unknown']);
  });

  test('while the timer was off', () => {
    expect(hourly({ until: 4, runs: [1, 4], away: [['timer-off', 1.5, 3.5]] })).toEqual([
      '2 timer-off',
      '3 timer-off',
    ]);
  });

  test('while it lasts', () => {
    expect(hourly({ until: 2, runs: [1], away: [['timer-off', 1.5, null]] })).toEqual([
      '2 timer-off',
    ]);
  });

  test('and one made up for all after waking up', () => {
    expect(hourly({ until: 5, runs: [1, 4.6, 5], away: [['asleep', 1.5, 4.599]] })).toEqual([
      '2 asleep made up at 4.6',
      '3 asleep made up at 4.6',
      '4 asleep made up at 4.6',
    ]);
  });

  test('unless the wake-up was just after its time', () => {
    expect(hourly({ until: 4, runs: [1, 4.005], away: [['asleep', 1.5, 4.004]] })).toEqual([
      '2 asleep made up at 4.005',
      '3 asleep made up at 4.005',
    ]);
  });

  test('and the next regular run makes up for none', () => {
    expect(hourly({ until: 3, runs: [1, 3], away: [['timer-off', 1.5, 2.995]] })).toEqual([
      '2 timer-off',
    ]);
  });

  test('for the reason that comes first, and is made up for after all of them', () => {
    expect(
      hourly({
        until: 4,
        runs: [1, 3.51, 4],
        away: [
          ['timer-off', 1.5, 3.5],
          ['logged-out', 1.5, 3.5],
          ['computer-off', 1.6, 2.5],
        ],
      }),
    ).toEqual(['2 computer-off made up at 3.51', '3 logged-out made up at 3.51']);
  });

  test('as the computer went to sleep during its delay', () => {
    expect(
      hourly({ until: 2, runs: [1, 3], away: [['asleep', 2.1, 2.999]], lateMs: 0.3 * hour }),
    ).toEqual(['2 asleep made up at 3']);
  });

  test('while the one before was still going on', () => {
    expect(hourly({ until: 4, runs: [[1, 3.5], 3.501, 4] })).toEqual([
      '2 still-running made up at 3.501',
      '3 still-running made up at 3.501',
    ]);
    expect(hourly({ until: 3, runs: [[1, null]] })).toEqual(['2 still-running', '3 still-running']);
  });

  test('but not for a run whose end isn’t known', () => {
    expect(hourly({ until: 2, runs: [[1, 1]] })).toEqual(['2 unknown']);
  });
});

test('may be late by the accuracy and the random delay', () => {
  expect(latestMs({ accuracy: null, randomDelay: null })).toBe(minute);
  expect(latestMs({ accuracy: '1s', randomDelay: '1h 30min' })).toBe(1.5 * hour + 1000);
});

test('judges two months of minutes in a moment', () => {
  const expected = Array.from({ length: 100_000 }, (_, at) => at * minute);
  const began = performance.now();
  const missed = missedRuns({
    expected,
    runs: expected
      .filter((_, at) => at % 10 !== 3)
      .map((at) => ({ startedAt: at + 5, endedAt: at + 10 })),
    away: Array.from({ length: 50 }, (_, at) => ({
      why: 'asleep',
      from: at * hour,
      to: at * hour + 1,
    })),
    lateMs: 1000,
  });
  expect(missed).toHaveLength(10_000);
  expect(performance.now() - began).toBeLessThan(2000);
});
