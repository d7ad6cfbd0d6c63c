import { describe, expect, test } from 'vitest';
import { awayPeriods, type AwayFacts } from '../../../electron/core/runs/away-periods.ts';
import { awayRecordOf, type AwayRecord } from '../../../electron/core/runs/away-records.ts';

type Told = readonly [kind: AwayRecord['kind'], at: number];

const away = (records: readonly Told[], differs: Partial<AwayFacts> = {}): string[] =>
  awayPeriods({
    records: records.map(([kind, at]) => ({ kind, at })),
    boots: [],
    lingersSince: null,
    onSince: null,
    ...differs,
  }).map(({ why, from, to }) => `${why} ${String(from)}-${to === null ? '' : String(to)}`);

describe('a timer is off', () => {
  test('from a stop to the next start', () => {
    const records = [
      ['timer-on', 10],
      ['timer-off', 20],
      ['timer-on', 30],
    ] as const;
    expect(away(records, { onSince: 30 })).toEqual(['timer-off 20-30']);
  });

  test('until now, if nothing started it', () => {
    expect(away([['timer-off', 20]])).toEqual(['timer-off 20-']);
  });

  test('until it was started, if the journal lost that record', () => {
    expect(away([['timer-off', 20]], { onSince: 25 })).toEqual(['timer-off 20-25']);
  });

  test('in a new manager that does not start it', () => {
    expect(
      away([
        ['timer-on', 10],
        ['manager-up', 50],
      ]),
    ).toEqual(['timer-off 50-']);
  });
});

describe('nobody is logged in', () => {
  const records = [
    ['timer-on', 10],
    ['timer-off', 20],
    ['manager-down', 21],
    ['manager-up', 60],
    ['timer-on', 61],
  ] as const;

  test('between two managers', () => {
    expect(away(records, { onSince: 61 })).toEqual(['logged-out 21-60', 'timer-off 20-61']);
  });

  test('unless the manager should have stayed', () => {
    expect(away(records, { onSince: 61, lingersSince: 5 })).toEqual(['timer-off 20-61']);
    expect(away(records, { onSince: 61, lingersSince: 40 })).toContain('logged-out 21-60');
  });
});

describe('the computer', () => {
  test('is off between two boots, in whatever order they are listed', () => {
    const boots = [
      { id: 'b', from: 90_000, to: 95_000 },
      { id: 'a', from: 1000, to: 50_000 },
    ];
    expect(away([], { boots })).toEqual(['computer-off 51000-90000']);
  });

  test('is asleep until it wakes up, and not after a crash in its sleep', () => {
    const records = [
      ['asleep', 10],
      ['awake', 20],
      ['asleep', 30],
      ['asleep', 50],
      ['awake', 60],
    ] as const;
    expect(away(records)).toEqual(['asleep 10-20', 'asleep 50-60']);
  });
});

describe('a record of the journal', () => {
  const read = (fields: Record<string, string>): AwayRecord | null =>
    awayRecordOf(Object.entries({ __REALTIME_TIMESTAMP: '5000000', ...fields }).flat());
  const started = { MESSAGE_ID: '39f53479d3a045ac8e11786248231fbf' };

  test('says that a timer started, or that its manager ends', () => {
    expect(read({ ...started, USER_UNIT: 'a.timer' })).toEqual({ kind: 'timer-on', at: 5000 });
    expect(read({ ...started, USER_UNIT: 'exit.target' })).toEqual({
      kind: 'manager-down',
      at: 5000,
    });
  });

  test('says when a manager began to start', () => {
    const up = { MESSAGE_ID: 'eed00a68ffd84e31882105fd973abdd1', USERSPACE_USEC: '2000000' };
    expect(read(up)).toEqual({ kind: 'manager-up', at: 3000 });
  });

  test('is ignored if another program wrote it', () => {
    const faked = { ...started, USER_UNIT: 'a.timer', _SYSTEMD_USER_UNIT: 'a.service' };
    expect(read(faked)).toBeNull();
  });
});
