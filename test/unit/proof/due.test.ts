import { describe, expect, test } from 'vitest';
import {
  dueAt,
  freshProgress,
  isLookDue,
  missesOf,
  rhythmOf,
  seenNow,
  statusOf,
  wakeAt,
  type ProofProgress,
} from '../../../electron/core/proof/due.ts';
import type { Proof, ProofTarget } from '../../../electron/core/proof/proof.ts';

const proof = (target: ProofTarget, periodMs: number | null, graceMs = 0): Proof => ({
  target,
  written: '',
  periodMs,
  graceMs,
  writtenPeriod: '',
});
const file: ProofTarget = { kind: 'file', path: '/x', match: null };
const web: ProofTarget = { kind: 'http', url: 'http://localhost/', statuses: [] };
const name: ProofTarget = { kind: 'bus-name', name: 'a.b' };

/** The run began at 0. */
const after = (differs: Partial<ProofProgress>): ProofProgress => ({
  ...freshProgress(0),
  ...differs,
});

describe('a file that is written every 30 s, with a grace of 10 s', () => {
  const written = proof(file, 30_000, 10_000);
  test('is fresh until it is due, late until the grace is over, then lost', () => {
    const seen = { seenAt: 100_000 };
    const at = (now: number) => statusOf(written, after({ ...seen, checkedAt: now }), now);
    expect(at(129_999)).toBe('fresh');
    expect(at(130_000)).toBe('late');
    expect(at(139_999)).toBe('late');
    expect(at(140_000)).toBe('lost');
  });
  test('has the same time for its first proof', () => {
    const at = (now: number) => statusOf(written, after({ checkedAt: now }), now);
    expect(at(39_999)).toBe('waiting');
    expect(at(40_000)).toBe('lost');
  });
  test('is not lost before somebody looked', () => {
    expect(statusOf(written, after({ seenAt: 0, checkedAt: 1000 }), 500_000)).toBe('fresh');
  });
  test('is looked at only when due', () => {
    const progress = after({ seenAt: 100_000, checkedAt: 100_000, looks: 1 });
    expect(dueAt(written, progress, 100_000)).toBe(130_000);
    expect(dueAt(written, { ...progress, checkedAt: 130_000 }, 130_000)).toBe(140_000);
    expect(dueAt(written, { ...progress, checkedAt: 140_000 }, 140_000)).toBe(170_000);
  });
  test('counts what it misses once it is lost', () => {
    const at = (now: number) => missesOf(written, after({ seenAt: 0, checkedAt: now }), now);
    expect(at(39_000)).toBe(0);
    expect(at(40_000)).toBe(1);
    expect(at(69_999)).toBe(1);
    expect(at(70_000)).toBe(2);
  });
});

describe('a file without a period', () => {
  const any = proof(file, null);
  test('is never late, and looked at once', () => {
    expect(statusOf(any, after({ checkedAt: 1e9 }), 1e9)).toBe('waiting');
    expect(statusOf(any, after({ seenAt: 0, checkedAt: 1e9 }), 1e9)).toBe('fresh');
    expect(dueAt(any, after({}), 0)).toBe(0);
    expect(dueAt(any, after({ checkedAt: 0, looks: 1 }), 0)).toBe(Infinity);
  });
});

describe('an address that is asked every 30 s, with a grace of 10 s', () => {
  const asked = proof(web, 30_000, 10_000);
  test('is late with the first refusal, and lost when the grace is over', () => {
    const refused = after({ seenAt: 100_000, checkedAt: 130_000, failing: true });
    expect(statusOf(asked, refused, 130_000)).toBe('late');
    expect(statusOf(asked, refused, 139_999)).toBe('late');
    expect(statusOf(asked, refused, 140_000)).toBe('lost');
  });
  test('is not late while it waits for its turn or its answer', () => {
    expect(statusOf(asked, after({ seenAt: 0, checkedAt: 0 }), 500_000)).toBe('fresh');
  });
  test('is asked no more often than that, and judged in between', () => {
    const refused = after({ seenAt: 100_000, checkedAt: 130_000, failing: true, looks: 9 });
    expect(dueAt(asked, refused, 130_000)).toBe(140_000);
    expect(isLookDue(asked, refused, 140_000)).toBe(false);
    expect(dueAt(asked, refused, 140_000)).toBe(160_000);
    expect(isLookDue(asked, refused, 160_000)).toBe(true);
  });
  test('is first asked soon after the start, then with growing pauses', () => {
    expect(dueAt(asked, after({}), 0)).toBe(1000);
    const failed = (checkedAt: number, looks: number) =>
      dueAt(asked, after({ checkedAt, looks, failing: true }), checkedAt);
    expect(failed(1000, 1)).toBe(3000);
    expect(failed(3000, 2)).toBe(7000);
    expect(failed(7000, 3)).toBe(15_000);
  });
  test('never waits for a moment that is over', () => {
    for (const now of [40_000, 70_000, 70_001, 1e6])
      expect(
        dueAt(asked, after({ seenAt: 0, checkedAt: now, failing: true, looks: 9 }), now),
      ).toBeGreaterThan(now);
  });
});

test('a name on the bus is never asked for: the bus tells', () => {
  const named = proof(name, 10_000, 0);
  expect(dueAt(named, after({}), 0)).toBe(Infinity);
  expect(dueAt(named, after({ looks: 1, seenAt: 0, checkedAt: 0 }), 5)).toBe(Infinity);
  const gone = after({ looks: 2, seenAt: 50_000, checkedAt: 50_000, failing: true });
  expect(statusOf(named, gone, 50_000)).toBe('late');
  expect(dueAt(named, gone, 50_000)).toBe(60_000);
  expect(statusOf(named, gone, 60_000)).toBe('lost');
});

test('what can’t be read is neither kept nor lost, and misses nothing', () => {
  const unread = after({ seenAt: 0, checkedAt: 1e6, unreadable: true, failing: true });
  expect(statusOf(proof(web, 1000), unread, 1e6)).toBe('unreadable');
  expect(missesOf(proof(web, 1000), unread, 1e6)).toBe(0);
});

describe('one timer for all', () => {
  test('wakes up once for what is due within a part of the period', () => {
    const wake = wakeAt([
      { at: 60_000, periodMs: 60_000 },
      { at: 60_700, periodMs: 60_000 },
      { at: 90_000, periodMs: 1000 },
    ]);
    expect(wake).toBe(63_000);
    expect(wakeAt([{ at: 3_600_000, periodMs: 3_600_000 }])).toBe(3_605_000);
  });
  test('asks a little early what would soon be due, so that it is due together from then on', () => {
    const asked = after({ looks: 1, seenAt: 0, checkedAt: 0 });
    expect(isLookDue(proof(web, 60_000), asked, 56_999)).toBe(false);
    expect(isLookDue(proof(web, 60_000), asked, 57_000)).toBe(true);
    // A file may still be written in time.
    expect(isLookDue(proof(file, 60_000), asked, 59_999)).toBe(false);
  });
  test('never wakes up for nothing', () => {
    expect(wakeAt([])).toBe(Infinity);
  });
});

describe('a clock that is set, and a computer that sleeps', () => {
  test('an age is never longer than since the last look', () => {
    // The clock was set forward by a day: the file looks a day old, but it changed since the last look.
    expect(seenNow(after({ checkedAt: 90_000 }), 86_400_000, 100_000)).toBe(90_000);
    // It was set back: the file is from the future.
    expect(seenNow(after({ checkedAt: 90_000 }), -86_400_000, 100_000)).toBe(100_000);
    expect(seenNow(after({ checkedAt: 90_000 }), 4000, 100_000)).toBe(96_000);
  });
  test('time asleep doesn’t count: the clock stands still', () => {
    // Eight hours pass on the wall, two seconds on this clock.
    const written = proof(file, 30_000, 10_000);
    const before = after({ seenAt: 100_000, checkedAt: 100_000 });
    expect(statusOf(written, { ...before, checkedAt: 102_000 }, 102_000)).toBe('fresh');
  });
});

test('the rhythm is the median of the pauses, from the third time on', () => {
  expect(rhythmOf([0, 30_000])).toBeNull();
  expect(rhythmOf([0, 30_000, 61_000, 500_000])).toBe(31_000);
});
