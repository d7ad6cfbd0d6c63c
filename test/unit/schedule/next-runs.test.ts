import { describe, expect, test } from 'vitest';
import { clockChanges } from '../../../electron/core/schedule/calendar/clock-changes.ts';
import {
  readCalendarRuns,
  readSpanMs,
  relativeRuns,
  soonest,
} from '../../../electron/core/schedule/next-runs.ts';
import { readCalendarTime } from '../../../electron/core/schedule/calendar/calendar-time.ts';

describe('the output of systemd-analyze calendar', () => {
  test('of 252, in a local time zone', () => {
    const output = `  Original form: 02:30
Normalized form: *-*-* 02:30:00
    Next elapse: Sat 2026-10-24 02:30:00 CEST
       (in UTC): Sat 2026-10-24 00:30:00 UTC
       From now: 1 month 6 days ago
       Iter. #2: Sun 2026-10-25 02:30:00 CEST
       (in UTC): Sun 2026-10-25 00:30:00 UTC
       From now: 1 month 5 days ago
`;
    expect(readCalendarRuns(output)).toEqual({
      normalized: '*-*-* 02:30:00',
      times: [Date.UTC(2026, 9, 24, 0, 30), Date.UTC(2026, 9, 25, 0, 30)],
    });
  });

  test('of newer versions, in UTC', () => {
    const output = `Normalized form: *-*-* 03:00:00
    Next elapse: Mon 2026-11-30 03:00:00 UTC
       From now: 4h 35min left
   Iteration #2: Tue 2026-12-01 03:00:00 UTC
       From now: 1 day 4h left
`;
    expect(readCalendarRuns(output)?.times).toEqual([
      Date.UTC(2026, 10, 30, 3),
      Date.UTC(2026, 11, 1, 3),
    ]);
  });

  test('of what never comes', () => {
    const output = 'Normalized form: *-02-30 00:00:00\n    Next elapse: never\n';
    expect(readCalendarRuns(output)).toEqual({ normalized: '*-02-30 00:00:00', times: [] });
  });

  test('of something else', () => {
    expect(readCalendarRuns('')).toBeNull();
  });
});

test('reads the output of systemd-analyze timespan', () => {
  expect(readSpanMs('Original: 90\n      us: 90000000\n   Human: 1min 30s\n')).toBe(90_000);
  expect(readSpanMs('Original: 1\n      μs: 1000000\n   Human: 1s\n')).toBe(1000);
  expect(readSpanMs('      us: 18446744073709551615\n')).toBe(Infinity);
  expect(readSpanMs('')).toBeNull();
});

test('puts several expressions together, each time once', () => {
  const runs = [
    { normalized: '', times: [1, 3, 5] },
    { normalized: '', times: [2, 3, 9] },
  ];
  expect(soonest(runs, 4)).toEqual([1, 2, 3, 5]);
});

describe('spans', () => {
  test('count from the timer, and again from each run', () => {
    expect(
      relativeRuns(
        [
          { key: 'OnActiveSec', ms: 5 },
          { key: 'OnUnitActiveSec', ms: 100 },
        ],
        3,
      ),
    ).toEqual([{ from: 'timer', offsets: [5, 105, 205] }]);
  });

  test('fire at each first time', () => {
    expect(
      relativeRuns(
        [
          { key: 'OnStartupSec', ms: 0 },
          { key: 'OnStartupSec', ms: 150 },
          { key: 'OnUnitInactiveSec', ms: 100 },
        ],
        4,
      ),
    ).toEqual([{ from: 'login', offsets: [0, 100, 150, 250] }]);
  });

  test('fire once without a span for again', () => {
    expect(relativeRuns([{ key: 'OnBootSec', ms: 7 }], 10)).toEqual([
      { from: 'boot', offsets: [7] },
    ]);
  });

  test('never fire without a first time, or after infinity', () => {
    expect(relativeRuns([{ key: 'OnUnitActiveSec', ms: 7 }], 10)).toEqual([]);
    expect(relativeRuns([{ key: 'OnActiveSec', ms: Infinity }], 10)).toEqual([]);
  });

  test('end even if they are 0', () => {
    expect(
      relativeRuns(
        [
          { key: 'OnActiveSec', ms: 0 },
          { key: 'OnUnitActiveSec', ms: 0 },
        ],
        3,
      )[0]?.offsets,
    ).toHaveLength(3);
  });
});

describe('changes of the clocks', () => {
  const changes = (text: string, from: number, to: number) => {
    const time = readCalendarTime(text);
    if (time === null) throw new Error(text);
    return clockChanges(from, to, [time]);
  };
  const [spring, autumn] = [Date.UTC(2026, 2, 29, 1), Date.UTC(2026, 9, 25, 1)];
  const day = 86_400_000;

  test.each([
    ['02:30 Europe/Berlin', spring, 'skipped'],
    ['*:0/30 Europe/Berlin', spring, 'skipped'],
    ['03:00 Europe/Berlin', spring, null],
    ['Mon 02:30 Europe/Berlin', spring, null],
    ['02:30 Europe/Berlin', autumn, 'once'],
    ['01:30 Europe/Berlin', autumn, null],
    ['*-*-25 02:59 Europe/Berlin', autumn, 'once'],
  ])('%s', (text, at, effect) => {
    expect(changes(text, at - 3 * day, at + 12 * day)).toEqual([
      {
        at,
        zone: 'Europe/Berlin',
        before: at === spring ? 60 : 120,
        after: at === spring ? 120 : 60,
        effect,
      },
    ]);
  });

  test('are at most four', () => {
    const found = changes('12:00 America/New_York', spring, spring + 4000 * day);
    expect(found.map(({ at }) => new Date(at).toISOString())).toEqual([
      '2026-11-01T06:00:00.000Z',
      '2027-03-14T07:00:00.000Z',
      '2027-11-07T06:00:00.000Z',
      '2028-03-12T07:00:00.000Z',
    ]);
  });

  test('are those of half an hour, too', () => {
    const at = Date.UTC(2026, 9, 3, 15, 30);
    expect(changes('02:15 Australia/Lord_Howe', at - day, at + day)).toEqual([
      { at, zone: 'Australia/Lord_Howe', before: 630, after: 660, effect: 'skipped' },
    ]);
  });

  test('don’t exist in UTC', () => {
    expect(changes('02:30 UTC', spring, spring + 400 * day)).toEqual([]);
  });
});
