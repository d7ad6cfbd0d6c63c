/** Random schedules, and when they come, worked out day by day. */
import { lengthOf } from '../../electron/core/schedule/calendar/calendar-days.ts';
import type {
  Interval,
  Schedule,
  TimeOfDay,
  Trigger,
  Weekday,
  When,
} from '../../electron/core/schedule/schedule.ts';
import type { Random } from './random.ts';

const from = (random: Random, first: number, last: number): number =>
  first + random.number(last - first + 1);

const randomTime = (random: Random): TimeOfDay => ({
  hour: random.number(24),
  minute: random.number(60),
  second: random.chance(3) ? random.number(60) : 0,
});

const randomInterval = (random: Random, least: number): Interval => ({
  count: from(random, least, random.pick([10, 100, 10_000])),
  unit: random.pick(['seconds', 'minutes', 'hours', 'days']),
});

const timeText = (random: Random): string => `${random.number(24)}:${10 + random.number(50)}`;

const junk = ['a', '%i', ' ', '=', '"', '\\x', '#', ';', '*', '-', '\u00fc', '1', '/', ':'];

/** Triggers without words. */
const byHand: readonly ((random: Random) => Trigger[])[] = [
  (random) => [{ key: 'OnCalendar', value: `Mon *-${from(random, 1, 12)}-* ${timeText(random)}` }],
  (random) => [{ key: 'OnCalendar', value: `${from(random, 2000, 2100)}-01-01` }],
  (random) => [{ key: 'OnCalendar', value: `*-*-* 1,${from(random, 2, 23)}:00` }],
  (random) => [{ key: 'OnCalendar', value: `${timeText(random)} Europe/Berlin` }],
  (random) => [
    { key: 'OnCalendar', value: timeText(random) },
    { key: 'OnCalendar', value: timeText(random) },
  ],
  (random) => [
    { key: 'OnBootSec', value: `${random.number(100)}` },
    { key: 'OnUnitActiveSec', value: '1h 2min' },
  ],
  (random) => [{ key: 'OnUnitInactiveSec', value: `${random.number(1000)}ms` }],
  () => [
    { key: 'OnTimezoneChange', value: 'yes' },
    { key: 'OnCalendar', value: 'daily' },
  ],
  (random) => [
    { key: 'OnCalendar', value: `x${random.list(20, () => random.pick(junk)).join('')}y` },
  ],
  () => [],
];

const kinds: readonly ((random: Random) => When)[] = [
  (random) => ({
    kind: 'every',
    first: randomInterval(random, 0),
    interval: randomInterval(random, 1),
  }),
  (random) => ({ kind: 'by-clock', unit: 'minutes', count: from(random, 1, 59) }),
  (random) => ({
    kind: 'by-clock',
    unit: 'hours',
    count: from(random, 1, 23),
    minute: random.number(60),
  }),
  (random) => ({
    kind: 'by-clock',
    unit: 'days',
    count: from(random, 2, 30),
    time: randomTime(random),
  }),
  (random) => ({ kind: 'daily', time: randomTime(random) }),
  (random) => ({ kind: 'weekdays', time: randomTime(random) }),
  (random) => {
    const days = ([1, 2, 3, 4, 5, 6, 7] as Weekday[]).filter(() => random.chance(2));
    return { kind: 'weekly', days: days.length === 0 ? [7] : days, time: randomTime(random) };
  },
  (random) => ({
    kind: 'monthly',
    day: random.chance(5) ? 'last' : from(random, 1, 31),
    time: randomTime(random),
  }),
  (random) => {
    const month = from(random, 1, 12);
    // A day that no year has stays by hand; 2024 was a leap year.
    const day = from(random, 1, lengthOf(2024, month));
    return { kind: 'yearly', month, day, time: randomTime(random) };
  },
  (random) => ({
    kind: 'at-login',
    delay: randomInterval(random, 0),
    again: random.chance(3) ? null : randomInterval(random, 1),
  }),
  (random) => ({ kind: 'by-hand', triggers: random.pick(byHand)(random) }),
];

export const randomSchedule = (random: Random): Schedule => ({
  when: random.pick(kinds)(random),
  persistent: random.chance(2),
  randomDelay: random.chance(2) ? null : random.pick(['5min', '1h 30min', '90', '0', '.5s']),
  accuracy: random.chance(2) ? null : random.pick(['1us', '1s', '1 min', '1h']),
  deferReactivation: random.chance(3),
});

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

const multiples = (below: number, count: number): number[] =>
  Array.from({ length: Math.ceil(below / count) }, (_, at) => at * count);

/** Milliseconds into the day; none if it doesn’t come on this day, null for what doesn’t come by the calendar. */
const timesOn = (when: When, at: number): number[] | null => {
  const date = new Date(at);
  const [day, weekday] = [date.getUTCDate(), date.getUTCDay()];
  const isLast = new Date(at + dayMs).getUTCDate() === 1;
  const at1 = (is: boolean, { hour, minute, second }: TimeOfDay): number[] =>
    is ? [((hour * 60 + minute) * 60 + second) * 1000] : [];
  switch (when.kind) {
    case 'by-clock':
      if (when.unit === 'days') return at1((day - 1) % when.count === 0, when.time);
      if (when.unit === 'hours')
        return multiples(24, when.count).map((hour) => (hour * 60 + when.minute) * minuteMs);
      return multiples(24, 1).flatMap((hour) =>
        multiples(60, when.count).map((minute) => (hour * 60 + minute) * minuteMs),
      );
    case 'daily':
      return at1(true, when.time);
    case 'weekdays':
      return at1(weekday >= 1 && weekday <= 5, when.time);
    case 'weekly':
      return at1(when.days.includes((weekday === 0 ? 7 : weekday) as Weekday), when.time);
    case 'monthly':
      return at1(when.day === 'last' ? isLast : day === when.day, when.time);
    case 'yearly':
      return at1(date.getUTCMonth() + 1 === when.month && day === when.day, when.time);
    case 'every':
    case 'at-login':
    case 'by-hand':
      return null;
  }
};

/** More than the longest time between two leap days. */
const daysAhead = 366 * 90;

/** The next times after a moment, as if local time were UTC; null for what doesn’t come by the calendar. */
export const comingTimes = (when: When, after: number, count: number): number[] | null => {
  const times: number[] = [];
  const first = Math.floor(after / dayMs) * dayMs;
  for (let day = first; day < first + daysAhead * dayMs && times.length < count; day += dayMs) {
    const own = timesOn(when, day);
    if (own === null) return null;
    times.push(...own.map((ms) => day + ms).filter((at) => at > after));
  }
  return times.slice(0, count);
};
