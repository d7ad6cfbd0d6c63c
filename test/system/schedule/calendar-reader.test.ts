import { describe, expect, test } from 'vitest';
import type { Trigger } from '../../../electron/core/schedule/schedule.ts';
import { createCalendarReader } from '../../../electron/system/schedule/calendar-reader.ts';
import { createBench, problemOf } from '../workbench/bench.ts';

const from = Date.UTC(2026, 9, 24, 12);
const hour = 3_600_000;
const goingOn = new AbortController().signal;

const readerIn = (zone: string) =>
  createCalendarReader(createBench({ ...process.env, TZ: zone }).runner);

const calendar = (...values: string[]): Trigger[] =>
  values.map((value) => ({ key: 'OnCalendar', value }));

describe('next runs', () => {
  test('are those of all expressions', async () => {
    const asked = { from, count: 10, signal: goingOn };
    const runs = await readerIn('UTC').nextRuns(calendar('0/6:00', '*-*-* 12,18:00'), asked);
    expect(runs).toEqual({
      normalized: ['*-*-* 00/6:00:00', '*-*-* 12,18:00:00'],
      times: Array.from({ length: 10 }, (_, at) => from + (at + 1) * 6 * hour),
      relative: [],
      changes: [],
    });
  });

  test('are in local time, and leave out an hour that comes twice', async () => {
    const asked = { from: Date.UTC(2026, 9, 24, 23, 45), count: 3, signal: goingOn };
    const { times } = await readerIn('Europe/Berlin').nextRuns(calendar('*:0/30'), asked);
    expect(times.map((at) => new Date(at).toISOString().slice(11, 16))).toEqual([
      '00:00',
      '00:30',
      '02:00',
    ]);
  });

  test('say when the clocks change in the zone of an expression', async () => {
    const asked = { from: Date.UTC(2026, 2, 27, 12), count: 2, signal: goingOn };
    const runs = await readerIn('UTC').nextRuns(calendar('02:30 Europe/Berlin'), asked);
    expect(runs.times).toEqual([Date.UTC(2026, 2, 28, 1, 30), Date.UTC(2026, 2, 30, 0, 30)]);
    expect(runs.changes).toEqual([
      {
        at: Date.UTC(2026, 2, 29, 1),
        zone: 'Europe/Berlin',
        before: 60,
        after: 120,
        effect: 'skipped',
      },
    ]);
  });

  test('are none if it never comes', async () => {
    const asked = { from, count: 10, signal: goingOn };
    const runs = await readerIn('UTC').nextRuns(calendar('*-02-30'), asked);
    expect(runs.times).toEqual([]);
  });

  test('count spans from what they count from', async () => {
    const triggers: Trigger[] = [
      { key: 'OnStartupSec', value: '1h 30min' },
      { key: 'OnUnitActiveSec', value: '90' },
      { key: 'OnClockChange', value: 'yes' },
    ];
    const asked = { from, count: 2, signal: goingOn };
    const { relative } = await readerIn('UTC').nextRuns(triggers, asked);
    expect(relative).toEqual([{ from: 'login', offsets: [1.5 * hour, 1.5 * hour + 90_000] }]);
  });
});

describe('a refused text', () => {
  test('is a problem with systemd’s words', async () => {
    const asked = { from, count: 10, signal: goingOn };
    const problem = await problemOf(readerIn('UTC').runsOf('0 3 * * *', asked));
    expect(problem).toMatchObject({
      code: 'calendar-refused',
      command: "systemd-analyze calendar --iterations=1 -- '0 3 * * *'",
      output: expect.stringMatching(/Failed to parse calendar specification/) as string,
    });
  });

  test('may begin with a dash, or be a span', async () => {
    const asked = { from, count: 1, signal: goingOn };
    const reader = readerIn('UTC');
    expect((await problemOf(reader.runsOf('--version', asked))).code).toBe('calendar-refused');
    const spans: Trigger[] = [{ key: 'OnActiveSec', value: '5 mins' }];
    expect((await problemOf(reader.nextRuns(spans, asked))).code).toBe('span-refused');
  });
});

test('stops when the person types on', async () => {
  const typing = new AbortController();
  const running = readerIn('UTC').nextRuns(calendar('daily'), {
    from,
    count: 10,
    signal: typing.signal,
  });
  typing.abort();
  await expect(running).rejects.toBe(typing.signal.reason);
});
