/** A schedule of each kind, with its settings and its sentence. */
import type { When } from '../../../electron/core/schedule/schedule.ts';

const time = { hour: 3, minute: 0, second: 0 };

export const kinds: [name: string, when: When, settings: string, sentence: string][] = [
  [
    'every 7 minutes from the last run',
    {
      kind: 'every',
      first: { count: 1, unit: 'minutes' },
      interval: { count: 7, unit: 'minutes' },
    },
    'OnActiveSec=1min OnUnitActiveSec=7min',
    'Every 7 minutes, counted from the last run',
  ],
  [
    'every 15 minutes by the clock',
    { kind: 'by-clock', unit: 'minutes', count: 15 },
    'OnCalendar=*-*-* *:00/15:00',
    'Every 15 minutes, by the clock',
  ],
  [
    'every minute by the clock',
    { kind: 'by-clock', unit: 'minutes', count: 1 },
    'OnCalendar=*-*-* *:*:00',
    'Every minute, by the clock',
  ],
  [
    'every 6 hours by the clock',
    { kind: 'by-clock', unit: 'hours', count: 6, minute: 30 },
    'OnCalendar=*-*-* 00..18/6:30:00',
    'Every 6 hours, at 30 minutes past the hour',
  ],
  [
    'every hour by the clock',
    { kind: 'by-clock', unit: 'hours', count: 1, minute: 0 },
    'OnCalendar=*-*-* *:00:00',
    'Every hour, by the clock',
  ],
  [
    'every 3 days by the clock',
    { kind: 'by-clock', unit: 'days', count: 3, time },
    'OnCalendar=*-*-01..31/3 03:00:00',
    'Every 3 days from the 1st of each month, at 03:00',
  ],
  ['daily', { kind: 'daily', time }, 'OnCalendar=*-*-* 03:00:00', 'Every day at 03:00'],
  [
    'on weekdays',
    { kind: 'weekdays', time: { hour: 9, minute: 5, second: 7 } },
    'OnCalendar=Mon..Fri *-*-* 09:05:07',
    'Monday to Friday at 09:05:07',
  ],
  [
    'weekly',
    { kind: 'weekly', days: [1, 3, 7], time },
    'OnCalendar=Mon,Wed,Sun *-*-* 03:00:00',
    'Every Monday, Wednesday, and Sunday at 03:00',
  ],
  [
    'weekly on what are weekdays',
    { kind: 'weekly', days: [1, 2, 3, 4, 5], time },
    'OnCalendar=Mon,Tue,Wed,Thu,Fri *-*-* 03:00:00',
    'Every Monday, Tuesday, Wednesday, Thursday, and Friday at 03:00',
  ],
  [
    'monthly',
    { kind: 'monthly', day: 15, time },
    'OnCalendar=*-*-15 03:00:00',
    'Every month on day 15, at 03:00',
  ],
  [
    'on the last day of a month',
    { kind: 'monthly', day: 'last', time },
    'OnCalendar=*-*~01 03:00:00',
    'On the last day of each month, at 03:00',
  ],
  [
    'yearly',
    { kind: 'yearly', month: 2, day: 29, time },
    'OnCalendar=*-02-29 03:00:00',
    'Every year on February 29, at 03:00',
  ],
  [
    'at login',
    { kind: 'at-login', delay: { count: 0, unit: 'seconds' }, again: null },
    'OnStartupSec=0s',
    'At login',
  ],
  [
    'after login and again',
    {
      kind: 'at-login',
      delay: { count: 5, unit: 'minutes' },
      again: { count: 2, unit: 'hours' },
    },
    'OnStartupSec=5min OnUnitActiveSec=2h',
    '5 minutes after login, then every 2 hours',
  ],
  [
    'by hand',
    {
      kind: 'by-hand',
      triggers: [
        { key: 'OnCalendar', value: 'Fri *-*-13 00:00' },
        { key: 'OnBootSec', value: '5min' },
      ],
    },
    'OnCalendar=Fri *-*-13 00:00 OnBootSec=5min',
    '\ue000OnCalendar=Fri *-*-13 00:00\ue002 and \ue000OnBootSec=5min\ue002',
  ],
];
