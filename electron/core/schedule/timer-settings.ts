/** A schedule in words → the settings of [Timer], in systemd’s normalized form. */
import { two } from '../text/local-time.ts';
import { steps } from './calendar/bounded-steps.ts';
import type {
  Interval,
  IntervalUnit,
  Schedule,
  TimeOfDay,
  Trigger,
  Weekday,
  When,
} from './schedule.ts';

export const dayWords: Record<Weekday, string> = {
  1: 'Mon',
  2: 'Tue',
  3: 'Wed',
  4: 'Thu',
  5: 'Fri',
  6: 'Sat',
  7: 'Sun',
};

const unitWords: Record<IntervalUnit, string> = {
  seconds: 's',
  minutes: 'min',
  hours: 'h',
  days: 'd',
};

export const intervalText = ({ count, unit }: Interval): string =>
  `${String(count)}${unitWords[unit]}`;

const timeText = ({ hour, minute, second }: TimeOfDay): string =>
  [hour, minute, second].map(two).join(':');

/** Quarters of an hour and the like need no end, and are known without. */
const minuteSteps = (count: number): string => {
  if (count === 1) return '*';
  return 60 % count === 0 ? `00/${String(count)}` : steps(0, count, 59);
};

/** The expression of OnCalendar=; null for what isn’t by the calendar. */
const calendarOf = (when: When): string | null => {
  switch (when.kind) {
    case 'by-clock':
      if (when.unit === 'days') return `*-*-${steps(1, when.count, 31)} ${timeText(when.time)}`;
      if (when.unit === 'hours')
        return `*-*-* ${when.count === 1 ? '*' : steps(0, when.count, 23)}:${two(when.minute)}:00`;
      return `*-*-* *:${minuteSteps(when.count)}:00`;
    case 'daily':
      return `*-*-* ${timeText(when.time)}`;
    case 'weekdays':
      return `Mon..Fri *-*-* ${timeText(when.time)}`;
    case 'weekly':
      return `${when.days.map((day) => dayWords[day]).join(',')} *-*-* ${timeText(when.time)}`;
    case 'monthly':
      return when.day === 'last'
        ? `*-*~01 ${timeText(when.time)}`
        : `*-*-${two(when.day)} ${timeText(when.time)}`;
    case 'yearly':
      return `*-${two(when.month)}-${two(when.day)} ${timeText(when.time)}`;
    case 'every':
    case 'at-login':
    case 'by-hand':
      return null;
  }
};

/** What starts the job, in the order of the file. */
export const triggersOf = (when: When): Trigger[] => {
  switch (when.kind) {
    case 'every':
      return [
        { key: 'OnActiveSec', value: intervalText(when.first) },
        { key: 'OnUnitActiveSec', value: intervalText(when.interval) },
      ];
    case 'at-login':
      return [
        { key: 'OnStartupSec', value: intervalText(when.delay) },
        ...(when.again === null
          ? []
          : [{ key: 'OnUnitActiveSec' as const, value: intervalText(when.again) }]),
      ];
    case 'by-hand':
      return [...when.triggers];
    case 'by-clock':
    case 'daily':
    case 'weekdays':
    case 'weekly':
    case 'monthly':
    case 'yearly':
      return [{ key: 'OnCalendar', value: calendarOf(when) ?? '' }];
  }
};

/** The keys of [Timer] that a schedule sets besides its triggers. */
export const optionKeys = {
  persistent: 'Persistent',
  randomDelay: 'RandomizedDelaySec',
  accuracy: 'AccuracySec',
  deferReactivation: 'DeferReactivation',
} as const;

export type OptionName = keyof typeof optionKeys;

export const optionNames = Object.keys(optionKeys) as OptionName[];

/** null for what need not be written. */
export const optionText = (schedule: Schedule, name: OptionName): string | null => {
  const value = schedule[name];
  return typeof value === 'boolean' ? (value ? 'yes' : null) : value;
};

/** All lines of [Timer] for a new timer. */
export const timerSettings = (schedule: Schedule): { key: string; value: string }[] => [
  ...triggersOf(schedule.when),
  ...optionNames.flatMap((name) => {
    const value = optionText(schedule, name);
    return value === null ? [] : [{ key: optionKeys[name], value }];
  }),
];
