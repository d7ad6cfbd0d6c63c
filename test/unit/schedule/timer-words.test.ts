import { describe, expect, test } from 'vitest';
import { readSchedule, whenOf } from '../../../electron/core/schedule/read-timer.ts';
import type { Schedule, Trigger, When } from '../../../electron/core/schedule/schedule.ts';
import { setSchedule } from '../../../electron/core/schedule/timer-edit.ts';
import { timerSettings, triggersOf } from '../../../electron/core/schedule/timer-settings.ts';
import { triggersOf as triggersOfTimer } from '../../../electron/engine/schedule/timer-reading.ts';
import { parseText } from '../../../electron/core/syntax/unit-file.ts';
import { decodeUtf8 } from '../../../electron/core/text/utf8.ts';
import { kinds } from './kinds.ts';

const time = { hour: 3, minute: 0, second: 0 };

const lines = (triggers: readonly Trigger[]): string =>
  triggers.map(({ key, value }) => `${key}=${value}`).join(' ');

const readText = (text: string): Schedule => readSchedule(parseText(text).assignments);

const whenIn = (...settings: string[]): When =>
  readText(['[Timer]', ...settings, ''].join('\n')).when;

describe.each(kinds)('%s', (_, when, settings) => {
  test('becomes settings', () => {
    expect(lines(triggersOf(when))).toBe(settings);
  });
  test('is read back', () => {
    expect(whenOf(triggersOf(when))).toEqual(when);
  });
});

describe('reads what people write', () => {
  test.each([
    ['daily', 'OnCalendar=*-*-* 00:00:00'],
    ['weekly', 'OnCalendar=Mon *-*-* 00:00:00'],
    ['monthly', 'OnCalendar=*-*-01 00:00:00'],
    ['yearly', 'OnCalendar=*-01-01 00:00:00'],
    ['hourly', 'OnCalendar=*-*-* *:00:00'],
    ['minutely', 'OnCalendar=*-*-* *:*:00'],
    ['9:30', 'OnCalendar=*-*-* 09:30:00'],
    ['Mon-Fri 9:30', 'OnCalendar=Mon..Fri *-*-* 09:30:00'],
    ['sat,SUNDAY 8:00', 'OnCalendar=Sat,Sun *-*-* 08:00:00'],
    ['Mon..Wed *-*-* 8:00', 'OnCalendar=Mon,Tue,Wed *-*-* 08:00:00'],
    ['*:0/5', 'OnCalendar=*-*-* *:00/5:00'],
    ['0/2:15', 'OnCalendar=*-*-* 00..22/2:15:00'],
    ['0/7:15', 'OnCalendar=*-*-* 00..21/7:15:00'],
    ['00..23/7:15', 'OnCalendar=*-*-* 00..21/7:15:00'],
    ['*:0/25', 'OnCalendar=*-*-* *:00..50/25:00'],
    ['*-*-1/3 3:00', 'OnCalendar=*-*-01..31/3 03:00:00'],
    ['12-24 18:00', 'OnCalendar=*-12-24 18:00:00'],
  ])('OnCalendar=%s', (text, settings) => {
    const when = whenIn(`OnCalendar=${text}`);
    expect(when.kind).not.toBe('by-hand');
    expect(lines(triggersOf(when))).toBe(settings);
  });

  test.each([
    ['900', 'OnActiveSec=15min OnUnitActiveSec=15min'],
    ['90', 'OnActiveSec=90s OnUnitActiveSec=90s'],
    ['1h 30min', 'OnActiveSec=90min OnUnitActiveSec=90min'],
    ['60m', 'OnActiveSec=60min OnUnitActiveSec=60min'],
    ['1w', 'OnActiveSec=7d OnUnitActiveSec=7d'],
    ['2 hours', 'OnActiveSec=2h OnUnitActiveSec=2h'],
  ])('a span of %s', (text, settings) => {
    const when = whenIn(`OnActiveSec=${text}`, `OnUnitActiveSec=${text}`);
    expect(lines(triggersOf(when))).toBe(settings);
  });

  test('takes the last value of an option that systemd can read', () => {
    expect(
      readText(
        '[Timer]\nPersistent=no\nRandomizedDelaySec=1h 5m\nOnCalendar=daily\nAccuracySec=1us\nAccuracySec=soon\nDeferReactivation=1\nPersistent=true\n',
      ),
    ).toEqual({
      when: { kind: 'daily', time: { hour: 0, minute: 0, second: 0 } },
      persistent: true,
      randomDelay: '1h 5m',
      accuracy: '1us',
      deferReactivation: true,
    });
  });

  test('counts only what an empty value leaves', () => {
    expect(
      whenIn('OnBootSec=5min', 'OnUnitActiveSec=1h', 'OnCalendar=', 'OnCalendar=3:00'),
    ).toEqual({ kind: 'daily', time });
  });
});

test('spans as systemd tells them are in the largest unit that fits', () => {
  const times = [
    { directive: 'OnActiveSec', seconds: 900 },
    { directive: 'OnUnitActiveSec', seconds: 86_400 },
    { directive: 'OnStartupSec', seconds: 0.5 },
  ];
  expect(lines(triggersOfTimer({ times }))).toBe(
    'OnActiveSec=15min OnUnitActiveSec=1d OnStartupSec=0.5s',
  );
});

describe('keeps by hand, byte for byte', () => {
  test.each([
    ['a time zone', ['OnCalendar=*-*-* 03:00:00 Europe/Berlin']],
    ['a year', ['OnCalendar=2027-01-01 03:00:00']],
    ['several times', ['OnCalendar=03:00', 'OnCalendar=15:00']],
    ['a step that ends early', ['OnCalendar=*-*-* 00..12/6:00:00']],
    ['a list', ['OnCalendar=*-*-* 03,15:00:00']],
    ['a day that no year has', ['OnCalendar=*-02-30 03:00:00']],
    ['fractions', ['OnCalendar=*-*-* 03:00:00.5']],
    ['months and weekdays', ['OnCalendar=Mon *-01-* 03:00:00']],
    ['days from the end', ['OnCalendar=*-*~03 03:00:00']],
    ['what systemd can’t read', ['OnCalendar=0  3 * * *']],
    ['a specifier', ['OnCalendar=*-*-* %i:00']],
    ['the boot', ['OnBootSec=15min', 'OnUnitActiveSec=1d']],
    ['the end of the last run', ['OnActiveSec=1min', 'OnUnitInactiveSec=1d']],
    ['no first run', ['OnUnitActiveSec=1d']],
    ['months as a span', ['OnActiveSec=1month', 'OnUnitActiveSec=1month']],
    ['parts of a second', ['OnActiveSec=500ms', 'OnUnitActiveSec=500ms']],
    ['a jump of the clock', ['OnCalendar=daily', 'OnClockChange=yes']],
    ['nothing', []],
  ])('%s', (_, settings) => {
    const when = whenIn(...settings);
    expect(when.kind).toBe('by-hand');
    expect(triggersOf(when).map(({ key, value }) => `${key}=${value}`)).toEqual(settings);
  });

  test('but not where the last answer about the clock is no', () => {
    expect(whenIn('OnClockChange=yes', 'OnCalendar=3:00', 'OnClockChange=no')).toEqual({
      kind: 'daily',
      time,
    });
  });
});

const file = `[Unit]
Description=Nightly

[Timer]
# before
OnCalendar = daily
; after
RandomizedDelaySec=1h
Persistent=true

[Install]
WantedBy=timers.target
`;

const changed = (text: string, change: Partial<Schedule>): string => {
  const parsed = parseText(text);
  const schedule = { ...readSchedule(parsed.assignments), ...change };
  return decodeUtf8(setSchedule(parsed, schedule).bytes);
};

describe('a changed schedule', () => {
  test('leaves the file as it is if it means the same', () => {
    expect(
      changed(file, { when: { kind: 'daily', time: { hour: 0, minute: 0, second: 0 } } }),
    ).toBe(file);
  });

  test.each<[string, When]>([
    [
      'a setting that has no value yet',
      {
        kind: 'by-hand',
        triggers: [
          { key: 'OnCalendar', value: 'daily' },
          { key: 'OnCalendar', value: '' },
        ],
      },
    ],
    ['blanks', { kind: 'by-hand', triggers: [{ key: 'OnCalendar', value: ' daily ' }] }],
    ['a week without days', { kind: 'weekly', days: [], time }],
    ['a number that is still empty', { kind: 'by-clock', unit: 'minutes', count: 0 }],
  ])('doesn’t write %s', (_, when) => {
    expect(changed(file, { when })).toBe(file);
  });

  test('knows spans in either order, and leaves them in theirs', () => {
    const spans = '[Timer]\nOnUnitActiveSec=1h\n# first\nOnActiveSec=1min\nPersistent=no\n';
    const { when } = readText(spans);
    expect(when.kind).toBe('every');
    expect(changed(spans, { when })).toBe(spans);
    const later: When = {
      ...(when as When & { kind: 'every' }),
      first: { count: 5, unit: 'minutes' },
    };
    expect(changed(spans, { when: later })).toBe(spans.replace('=1min', '=5min'));
  });

  test('removes an answer about the clock wherever it is', () => {
    const answers = '[Timer]\nOnClockChange=yes\nOnCalendar=daily\nOnClockChange=yes\n';
    expect(changed(answers, { when: { kind: 'daily', time } })).toBe(
      '[Timer]\nOnCalendar=*-*-* 03:00:00\n',
    );
  });

  test('takes a delay while a blank is typed', () => {
    expect(changed(file, { randomDelay: '2h ' })).toBe(file.replace('Sec=1h', 'Sec=2h'));
  });

  test('changes only its line, in its looks', () => {
    expect(changed(file, { when: { kind: 'daily', time } })).toBe(
      file.replace('= daily', '= *-*-* 03:00:00'),
    );
  });

  test('replaces a line by others in its place', () => {
    const interval = { count: 20, unit: 'minutes' } as const;
    expect(changed(file, { when: { kind: 'every', first: interval, interval } })).toBe(
      file.replace('OnCalendar = daily', 'OnActiveSec = 20min\nOnUnitActiveSec = 20min'),
    );
  });

  test('keeps lines by hand that stay', () => {
    const several = file.replace('OnCalendar = daily', 'OnCalendar=1:00\n# b\nOnCalendar=2:0');
    expect(
      changed(several, {
        when: {
          kind: 'by-hand',
          triggers: [
            { key: 'OnCalendar', value: '2:0' },
            { key: 'OnBootSec', value: '1' },
          ],
        },
      }),
    ).toBe(several.replace('OnCalendar=1:00\n', '').replace('2:0\n', '2:0\nOnBootSec=1\n'));
  });

  test('adds and removes options', () => {
    const without = changed(file, { persistent: false, randomDelay: null, accuracy: '1s' });
    expect(without).toBe(
      file.replace('RandomizedDelaySec=1h\nPersistent=true\n', 'AccuracySec=1s\n'),
    );
    expect(changed(without, { persistent: true })).toBe(
      without.replace('AccuracySec=1s\n', 'AccuracySec=1s\nPersistent=yes\n'),
    );
  });

  test('makes a section for an empty file', () => {
    expect(changed('', { when: { kind: 'daily', time }, persistent: true })).toBe(
      '[Timer]\nOnCalendar=*-*-* 03:00:00\nPersistent=yes\n',
    );
  });

  test('refuses what a file can’t hold', () => {
    const when: When = {
      kind: 'by-hand',
      triggers: [{ key: 'OnCalendar', value: 'daily\nUnit=other.service' }],
    };
    expect(() => changed(file, { when })).toThrow(RangeError);
  });
});

test('lists all settings of a new timer', () => {
  expect(
    timerSettings({
      when: { kind: 'daily', time },
      persistent: true,
      randomDelay: '5min',
      accuracy: null,
      deferReactivation: false,
    }),
  ).toEqual([
    { key: 'OnCalendar', value: '*-*-* 03:00:00' },
    { key: 'Persistent', value: 'yes' },
    { key: 'RandomizedDelaySec', value: '5min' },
  ]);
});
