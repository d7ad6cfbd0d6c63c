/**
 * The settings of an existing timer → its schedule in words, if it is of a kind that has words; else as they are. What
 * systemd can’t read, it ignores; here, such a trigger makes the schedule one by hand, so that it is shown.
 */
import { sharedListOf } from '../directives/resets.ts';
import { readBoolean } from '../syntax/boolean.ts';
import {
  readCalendarTime,
  type CalendarComponent,
  type CalendarTime,
} from './calendar/calendar-time.ts';
import { lengthOf } from './calendar/calendar-days.ts';
import { readTimeSpan } from '../syntax/time-span.ts';
import type { Assignment } from '../syntax/unit-file.ts';
import { lookUp } from '../text/look-up.ts';
import {
  triggerKeys,
  type Interval,
  type IntervalUnit,
  type Schedule,
  type TimeOfDay,
  type Trigger,
  type TriggerKey,
  type Weekday,
  type When,
} from './schedule.ts';
import { optionKeys } from './timer-settings.ts';

type Setting = Pick<Assignment, 'section' | 'key' | 'value'>;

const isTriggerKey = (key: string): key is TriggerKey =>
  (triggerKeys as readonly string[]).includes(key);

const keysOfOptions: readonly string[] = Object.values(optionKeys);

/** The others are yes or no. */
export const isTime = ({ key }: Pick<Setting, 'key'>): boolean => sharedListOf(key) !== null;

/** Whether a line says when a timer runs, even if it only clears what others say. */
export const isOfSchedule = ({ section, key }: Pick<Assignment, 'section' | 'key'>): boolean =>
  section === 'Timer' && (isTriggerKey(key) || keysOfOptions.includes(key));

/**
 * What starts the job: assignments in effect, in their order. An empty value clears the times before it; of the keys
 * with yes or no, the last counts.
 */
export const liveTriggers = <Of extends Setting>(
  assignments: readonly Of[],
): (Of & { key: TriggerKey })[] => {
  const own = assignments.filter(
    (one): one is Of & { key: TriggerKey } => one.section === 'Timer' && isTriggerKey(one.key),
  );
  const reset = own.findLastIndex((one) => isTime(one) && one.value === '');
  const answers = new Map(
    own
      .filter((one) => !isTime(one) && readBoolean(one.value) !== null)
      .map((one) => [one.key, one]),
  );
  return own.filter((one, at) =>
    isTime(one) ? at > reset : answers.get(one.key) === one && readBoolean(one.value) === true,
  );
};

const units: Record<string, IntervalUnit> = {
  s: 'seconds',
  sec: 'seconds',
  second: 'seconds',
  seconds: 'seconds',
  m: 'minutes',
  min: 'minutes',
  minute: 'minutes',
  minutes: 'minutes',
  h: 'hours',
  hr: 'hours',
  hour: 'hours',
  hours: 'hours',
  d: 'days',
  day: 'days',
  days: 'days',
};

/** In microseconds, the largest first. */
const sizes: readonly [IntervalUnit, number][] = [
  ['days', 86_400e6],
  ['hours', 3_600e6],
  ['minutes', 60e6],
  ['seconds', 1e6],
];

/** A span with one unit keeps it; others get the largest that fits. null for what has no words: `1month`, `500ms`. */
export const intervalOf = (text: string): Interval | null => {
  const [, count = '', word = ''] = /^(\d+) *([a-z]+)$/.exec(text.trim()) ?? [];
  const named = lookUp(units, word);
  if (named !== undefined) return { count: Number(count), unit: named };
  const span = readTimeSpan(text);
  if (span === null || /month|M|y/.test(text)) return null;
  const fitting = sizes.find(([, size]) => span > 0 && span % size === 0);
  if (fitting !== undefined) return { count: span / fitting[1], unit: fitting[0] };
  return span === 0 ? { count: 0, unit: 'seconds' } : null;
};

/** The only value of a component; null if there are more, or parts of one. */
const valueOf = (component: CalendarComponent): number | null => {
  const [first, ...others] = component ?? [];
  const isOne = first?.to === null && first.every === 0 && others.length === 0;
  return isOne && Number.isInteger(first.from) ? first.from : null;
};

interface Limits {
  min: number;
  max: number;
}

/** The step of `00/15` and `00..45/15`, 1 for `*`; null for anything else. */
const stepOf = (component: CalendarComponent, { min, max }: Limits): number | null => {
  if (component === null) return 1;
  const [first, ...others] = component;
  if (first?.from !== min || first.every === 0 || others.length > 0) return null;
  return first.to === null || first.to + first.every > max ? first.every : null;
};

const timeOf = ({ hours, minutes, seconds }: CalendarTime): TimeOfDay | null => {
  const [hour, minute, second] = [hours, minutes, seconds].map(valueOf);
  return hour == null || minute == null || second == null ? null : { hour, minute, second };
};

const leapYear = 2024;

/** On which days; null for what has no words. @param text how the weekdays are written. */
const ofDay = (calendar: CalendarTime, text: string, time: TimeOfDay): When | null => {
  const { weekdays, months, days, fromEnd } = calendar;
  const day = valueOf(days);
  const month = valueOf(months);
  if (weekdays.size > 0) {
    if (months !== null || days !== null) return null;
    const sorted = [...weekdays].sort((a, b) => a - b) as Weekday[];
    const isRange = /^\S+(?:\.\.|-)/.test(text.trim());
    return isRange && sorted.join('') === '12345'
      ? { kind: 'weekdays', time }
      : { kind: 'weekly', days: sorted, time };
  }
  if (months !== null)
    return month === null || day === null || fromEnd || day > lengthOf(leapYear, month)
      ? null
      : { kind: 'yearly', month, day, time };
  if (days === null) return { kind: 'daily', time };
  if (fromEnd) return day === 1 ? { kind: 'monthly', day: 'last', time } : null;
  if (day !== null) return { kind: 'monthly', day, time };
  const count = stepOf(days, { min: 1, max: 31 });
  return count === null ? null : { kind: 'by-clock', unit: 'days', count, time };
};

const withinDay = ({ weekdays, months, days, hours, minutes }: CalendarTime): When | null => {
  if (weekdays.size > 0 || months !== null || days !== null) return null;
  const minute = valueOf(minutes);
  if (minute !== null) {
    const count = stepOf(hours, { min: 0, max: 23 });
    return count === null ? null : { kind: 'by-clock', unit: 'hours', count, minute };
  }
  const count = stepOf(minutes, { min: 0, max: 59 });
  return hours !== null || count === null ? null : { kind: 'by-clock', unit: 'minutes', count };
};

const ofCalendar = (text: string): When | null => {
  const calendar = readCalendarTime(text);
  // A year makes it come once, or a few times.
  if (calendar?.zone !== null || calendar.years !== null) return null;
  const time = timeOf(calendar);
  if (time !== null) return ofDay(calendar, text, time);
  return valueOf(calendar.seconds) === 0 ? withinDay(calendar) : null;
};

const again: TriggerKey = 'OnUnitActiveSec';

/** Triggers → words, which keep their order only where they are by hand. */
export const whenOf = (triggers: readonly Trigger[]): When => {
  const byHand: When = { kind: 'by-hand', triggers };
  // The one that counts from a run comes last.
  const [first, second, ...more] = triggers.toSorted(
    (one, other) => Number(one.key === again) - Number(other.key === again),
  );
  if (first === undefined || more.length > 0) return byHand;
  if (second === undefined && first.key === 'OnCalendar') return ofCalendar(first.value) ?? byHand;
  const before = intervalOf(first.value);
  if (before === null) return byHand;
  if (second === undefined)
    return first.key === 'OnStartupSec' ? { kind: 'at-login', delay: before, again: null } : byHand;
  const interval = second.key === again ? intervalOf(second.value) : null;
  if (interval === null) return byHand;
  if (first.key === 'OnStartupSec') return { kind: 'at-login', delay: before, again: interval };
  return first.key === 'OnActiveSec' ? { kind: 'every', first: before, interval } : byHand;
};

/** systemd ignores a value that it can’t read. */
const lastRead = <Value>(
  assignments: readonly Setting[],
  wanted: string,
  read: (value: string) => Value | null,
): Value | null => {
  const values = assignments
    .filter(({ section, key }) => section === 'Timer' && key === wanted)
    .map(({ value }) => read(value))
    .filter((value) => value !== null);
  return values.at(-1) ?? null;
};

const spanText = (value: string): string | null => (readTimeSpan(value) === null ? null : value);

/** @param assignments of all files of the timer, in the order in which systemd reads them. */
export const readSchedule = (assignments: readonly Setting[]): Schedule => {
  const last = <Value>(
    name: keyof typeof optionKeys,
    read: (value: string) => Value | null,
  ): Value | null => lastRead(assignments, optionKeys[name], read);
  return {
    when: whenOf(liveTriggers(assignments).map(({ key, value }) => ({ key, value }))),
    persistent: last('persistent', readBoolean) ?? false,
    randomDelay: last('randomDelay', spanText),
    accuracy: last('accuracy', spanText),
    deferReactivation: last('deferReactivation', readBoolean) ?? false,
  };
};
