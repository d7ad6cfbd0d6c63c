import { describe, expect, test } from 'vitest';
import { pairFaults } from '../../../electron/core/schedule/faults/pair-faults.ts';
import type { Schedule, TriggerKey, When } from '../../../electron/core/schedule/schedule.ts';
import {
  scheduleFaults,
  type ScheduleFault,
} from '../../../electron/core/schedule/faults/schedule-faults.ts';
import { parseText } from '../../../electron/core/syntax/unit-file.ts';
import { kinds } from './kinds.ts';

const now = Date.UTC(2026, 10, 29, 12);
const time = { hour: 3, minute: 0, second: 0 };

const plain: Schedule = {
  when: { kind: 'daily', time },
  persistent: false,
  randomDelay: null,
  accuracy: null,
  deferReactivation: false,
};

const faultsOf = (change: Partial<Schedule>, known: readonly string[] = []): ScheduleFault[] =>
  scheduleFaults({ ...plain, ...change }, { now, knows: (key) => known.includes(key) });

const shown = (change: Partial<Schedule>): string[] =>
  faultsOf(change).map(({ severity, code, of }) => `${severity} ${code} ${of}`);

const byHand = (...settings: string[]): When => ({
  kind: 'by-hand',
  triggers: settings.map((line) => {
    const at = line.indexOf('=');
    return { key: line.slice(0, at) as TriggerKey, value: line.slice(at + 1) };
  }),
});

describe('a schedule without faults', () => {
  test.each(kinds.filter(([, when]) => when.kind !== 'by-hand'))('%s', (_, when) => {
    expect(faultsOf({ when }).filter(({ severity }) => severity !== 'hint')).toEqual([]);
  });

  test('may have all options', () => {
    expect(
      faultsOf({ persistent: true, randomDelay: '1h', accuracy: '1us', deferReactivation: true }, [
        'DeferReactivation',
      ]),
    ).toEqual([]);
  });
});

describe('a schedule by hand', () => {
  test.each<[string, string[], string[]]>([
    ['has no time', [], ['error no-trigger when']],
    ['never comes', ['OnCalendar=*-02-30'], ['error calendar-never when']],
    ['is in the past', ['OnCalendar=2026-01-01 12:00'], ['error calendar-never when']],
    [
      'is partly in the past',
      ['OnCalendar=2026-01-01 12:00', 'OnCalendar=daily'],
      ['warning calendar-never when'],
    ],
    [
      'comes every second',
      ['OnCalendar=*:*:*'],
      ['warning timer-too-often when', 'hint late-timer accuracy'],
    ],
    [
      'comes every second in another way',
      ['OnCalendar=*:*:00/1'],
      ['warning timer-too-often when', 'hint late-timer accuracy'],
    ],
    [
      'comes again after a moment',
      ['OnActiveSec=0', 'OnUnitInactiveSec=100ms'],
      ['warning timer-too-often when', 'hint late-timer accuracy'],
    ],
    ['has 10,000 characters', [`OnCalendar=${'1,'.repeat(5000)}`], ['error too-long when']],
    ['never comes a first time', ['OnUnitActiveSec=1h'], ['error timer-never-starts when']],
    ['may stop when clocks change', ['OnCalendar=0/7:00'], ['warning open-step when']],
    ['counts from the boot', ['OnBootSec=5min'], ['warning boot-timer when']],
    ['isn’t a calendar time', ['OnCalendar=every now and then'], ['error bad-calendar-time when']],
    ['isn’t a span', ['OnStartupSec=soon'], ['error bad-time-span when']],
    ['isn’t an answer', ['OnClockChange=maybe'], ['error bad-answer when']],
    ['has two lines', ['OnCalendar=daily\nOnCalendar=weekly'], ['error unwritable when']],
    ['ends with a backslash', ['OnCalendar=daily\\'], ['error unwritable when']],
    ['comes when the clock jumps', ['OnClockChange=yes'], []],
  ])('%s', (_, settings, faults) => {
    expect(shown({ when: byHand(...settings) })).toEqual(faults);
  });

  test('says which line is wrong, and what was meant', () => {
    const when = byHand('OnCalendar=daily', 'OnCalendar=0 3 * * 1', 'OnStartupSec=5 mins');
    expect(faultsOf({ when }).map(({ trigger, meant }) => [trigger, meant])).toEqual([
      [1, 'Mon *-*-* 03:00:00'],
      [2, '5min'],
    ]);
  });
});

describe('a schedule in words', () => {
  test.each<[string, When, string[]]>([
    [
      'with a bad hour',
      { kind: 'daily', time: { ...time, hour: 24 } },
      ['error out-of-range when'],
    ],
    [
      'with half a minute',
      { kind: 'weekdays', time: { ...time, minute: 0.5 } },
      ['error out-of-range when'],
    ],
    ['without days', { kind: 'weekly', days: [], time }, ['error no-days when']],
    ['on day 32', { kind: 'monthly', day: 32, time }, ['error out-of-range when']],
    ['on day 31', { kind: 'monthly', day: 31, time }, ['hint skips-months when']],
    ['on 30 February', { kind: 'yearly', month: 2, day: 30, time }, ['error calendar-never when']],
    ['on 29 February', { kind: 'yearly', month: 2, day: 29, time }, ['hint leap-day when']],
    [
      'every 0 minutes',
      { kind: 'by-clock', unit: 'minutes', count: 0 },
      ['error out-of-range when'],
    ],
    [
      'every 7 minutes by the clock',
      { kind: 'by-clock', unit: 'minutes', count: 7 },
      ['hint uneven-interval when'],
    ],
    [
      'every 2 days by the clock',
      { kind: 'by-clock', unit: 'days', count: 2, time },
      ['hint uneven-interval when'],
    ],
    [
      'every 2 days',
      {
        kind: 'every',
        first: { count: 0, unit: 'seconds' },
        interval: { count: 2, unit: 'days' },
      },
      ['hint counts-awake when'],
    ],
    [
      'every second after login',
      {
        kind: 'at-login',
        delay: { count: 0, unit: 'seconds' },
        again: { count: 1, unit: 'seconds' },
      },
      ['warning timer-too-often when', 'hint late-timer accuracy'],
    ],
  ])('%s', (_, when, faults) => {
    expect(shown({ when })).toEqual(faults);
  });
});

describe('options', () => {
  test.each<[string, Partial<Schedule>, string[]]>([
    ['a delay that is no span', { randomDelay: '5 mins' }, ['error bad-time-span randomDelay']],
    ['an empty accuracy', { accuracy: '' }, ['error bad-time-span accuracy']],
    [
      'Persistent= without a calendar',
      { when: byHand('OnStartupSec=0'), persistent: true },
      ['hint persistent-without-calendar persistent'],
    ],
    [
      'one that systemd doesn’t know',
      { deferReactivation: true },
      ['warning unknown-option deferReactivation'],
    ],
  ])('%s', (_, change, faults) => {
    expect(shown(change)).toEqual(faults);
  });
});

describe('a timer and its service', () => {
  const names = { timerName: 'a.timer', service: 'a.service', loadState: 'loaded' };
  const pair = (timer: string, service: string): string[] =>
    pairFaults(names, {
      timer: parseText(timer).assignments,
      service: parseText(service).assignments,
    }).map(({ code, what }) => `${code}: ${what}`);

  test('fit together', () => {
    expect(pair('[Unit]\nAfter=a.service\n', '[Service]\nRemainAfterExit=no\n')).toEqual([]);
  });

  test('start together', () => {
    expect(pair('[Unit]\nRequires=b.service a.service\n', '')).toEqual([
      'trigger-starts-at-once: Requires= starts a.service together with this timer.',
    ]);
  });

  test.each([
    ['not-found', 'gone: There is no a.service to start.'],
    ['masked', 'masked: a.service is masked, so nothing can start it.'],
  ])('one of which is %s', (loadState, words) => {
    const faults = pairFaults({ ...names, loadState }, { timer: [], service: [] });
    expect(faults.map(({ code, what }) => `${code}: ${what}`)).toEqual([words]);
  });

  test('run once, also where a later value can’t be read', () => {
    expect(pair('', '[Service]\nRemainAfterExit=on\nRemainAfterExit=\n')).toHaveLength(1);
  });

  test('run once', () => {
    expect(pair('', '[Service]\nRemainAfterExit=no\nRemainAfterExit=on\n')).toEqual([
      'stays-active: With RemainAfterExit=yes, a.timer starts this service only once.',
    ]);
  });
});
