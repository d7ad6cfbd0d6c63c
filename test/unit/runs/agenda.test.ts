/** What a calendar shows of runs, and what comes at the same time. */
import { describe, expect, test } from 'vitest';
import {
  agendaRuns,
  boundsOf,
  collisionsOf,
  comingRuns,
  runCounts,
} from '../../../electron/core/runs/agenda.ts';
import type { Run } from '../../../electron/core/runs/run.ts';

const minute = 60_000;
const hour = 60 * minute;
const bounds = { from: 0, to: 1000 * minute, now: 900 * minute };
const run = (
  startedAt: number | null,
  endedAt: number | null,
  outcome: Run['outcome'] = 'success',
): Run => ({
  id: String(startedAt),
  invocation: 'a',
  startedAt,
  endedAt,
  outcome,
  result: null,
  exit: null,
  directive: null,
  startedBy: 'unknown',
  trigger: null,
  why: null,
  cpuNanoseconds: null,
});

describe('runs', () => {
  test('are as long as they took, the current one up to now', () => {
    const runs = [run(800 * minute, null, 'running'), run(hour, 2 * hour)];
    expect(agendaRuns(runs, bounds)).toEqual([
      { from: hour, to: 2 * hour, outcome: 'success', count: 1 },
      { from: 800 * minute, to: 900 * minute, outcome: 'running', count: 1 },
    ]);
  });

  test('that can’t be told apart are one, if they ended alike', () => {
    const at = (seconds: number): number => seconds * 1000;
    const runs = [
      run(at(90), at(91)),
      run(at(60), at(61), 'failed'),
      run(at(30), at(31)),
      run(at(0), at(1)),
    ];
    expect(agendaRuns(runs, bounds)).toEqual([
      { from: 0, to: at(31), outcome: 'success', count: 2 },
      { from: at(60), to: at(61), outcome: 'failed', count: 1 },
      { from: at(90), to: at(91), outcome: 'success', count: 1 },
    ]);
  });

  test('without a known start, before and after the span, are left out', () => {
    const later = { ...bounds, from: 10 * minute };
    const runs = [
      run(2000 * minute, null),
      run(null, 20 * minute),
      run(9 * minute, 11 * minute),
      run(minute, 2 * minute),
    ];
    expect(agendaRuns(runs, later)).toEqual([
      { from: 9 * minute, to: 11 * minute, outcome: 'success', count: 1 },
    ]);
  });
});

describe('what comes at the same time', () => {
  test('is what starts within a minute, the most frequent first', () => {
    const jobs = [
      { timer: 'b.timer', next: [0, hour, 2 * hour] },
      { timer: 'a.timer', next: [30_000, hour + 59_000, 3 * hour] },
      { timer: 'c.timer', next: [3 * hour + 1000] },
    ];
    expect(collisionsOf(jobs)).toEqual([
      { timers: ['a.timer', 'b.timer'], at: 0, count: 2 },
      { timers: ['a.timer', 'c.timer'], at: 3 * hour, count: 1 },
    ]);
  });

  test('is nothing for one job, however often it comes', () => {
    expect(collisionsOf([{ timer: 'a.timer', next: [0, 1, 2] }])).toEqual([]);
  });
});

test('a week is the one from Monday on that has this moment in it', () => {
  for (const day of [0, 3, 6]) {
    const now = new Date(2026, 10, 23 + day, 12).getTime();
    expect(boundsOf('week', now)).toEqual({
      from: new Date(2026, 10, 23).getTime(),
      to: new Date(2026, 10, 30).getTime(),
    });
  }
  expect(boundsOf('past', 100 * hour)).toEqual({ from: 76 * hour, to: 100 * hour });
  expect(boundsOf('coming', 0)).toEqual({ from: 0, to: 24 * hour });
});

test('runs of a service with several timers are counted once, and what goes on is more', () => {
  const runs = [
    { from: 0, to: 1, outcome: 'success' as const, count: 3 },
    { from: 2, to: 3, outcome: 'failed' as const, count: 1 },
  ];
  const job = { service: 'a.service', runs, next: [5, 6], everyMs: null };
  expect(runCounts([job, job])).toEqual({ ran: 4, failed: 1, coming: 4, more: false });
  expect(runCounts([job, { ...job, service: 'b.service', everyMs: 1 }])).toEqual({
    ran: 8,
    failed: 2,
    coming: 4,
    more: true,
  });
});

describe('what comes', () => {
  test.each<[string, number | null, number[], number[]]>([
    ['is by the calendar where nothing is planned', null, [2, 4], [2, 4]],
    ['has the planned time once', 2, [2, 4], [2, 4]],
    ['has the first time as it is delayed', 3, [2, 4], [3, 4]],
    ['has the planned time once where the delay is longer than the interval', 4, [2, 4], [4]],
    ['keeps the next time beside one whose own time is over', 1, [2, 4], [1, 2, 4]],
    ['has what counts from a run beside the calendar', 1, [2], [1, 2]],
    ['is only what is planned without a calendar', 1, [], [1]],
  ])('%s', (_, planned, later, wanted) => {
    expect(comingRuns(planned, later)).toEqual(wanted);
  });
});
