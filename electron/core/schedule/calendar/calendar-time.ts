/**
 * Calendar times of systemd.time(7), as OnCalendar= takes them. Source: calendarspec.c; compared with
 * `systemd-analyze calendar` of 252. calendar-days.ts says on which days they come.
 */
import { lookUp } from '../../text/look-up.ts';

/** A part of a component: one value, a range, or a value every so often. `every` is 0 without a repetition. */
interface CalendarSpan {
  from: number;
  to: number | null;
  every: number;
}

/** null is `*`. */
export type CalendarComponent = readonly CalendarSpan[] | null;

export interface CalendarTime {
  /** 1 is Monday, 7 Sunday; empty for any. */
  weekdays: ReadonlySet<number>;
  years: CalendarComponent;
  months: CalendarComponent;
  days: CalendarComponent;
  /** Days are counted from the end of the month: `02~01`. */
  fromEnd: boolean;
  hours: CalendarComponent;
  minutes: CalendarComponent;
  seconds: CalendarComponent;
  /** As written; null for the computer’s own. */
  zone: string | null;
}

const shorthands: Record<string, string> = {
  minutely: '*-*-* *:*:00',
  hourly: '*-*-* *:00:00',
  daily: '*-*-* 00:00:00',
  weekly: 'Mon *-*-* 00:00:00',
  monthly: '*-*-01 00:00:00',
  quarterly: '*-01,04,07,10-01 00:00:00',
  semiannually: '*-01,07-01 00:00:00',
  'semi-annually': '*-01,07-01 00:00:00',
  biannually: '*-01,07-01 00:00:00',
  'bi-annually': '*-01,07-01 00:00:00',
  yearly: '*-01-01 00:00:00',
  annually: '*-01-01 00:00:00',
  anually: '*-01-01 00:00:00',
};

const dayNames = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

const dayOf = (name: string): number =>
  dayNames.findIndex((full) => [full, full.slice(0, 3)].includes(name.toLowerCase())) + 1;

const readWeekdays = (text: string): Set<number> | null => {
  const days = new Set<number>();
  for (const part of text.replace(/,$/, '').split(',')) {
    const [first = '', last = first, ...more] = part.split(/\.\.|-/);
    const [from, to] = [dayOf(first), dayOf(last)];
    if (from === 0 || to < from || more.length > 0) return null;
    for (let day = from; day <= to; day += 1) days.add(day);
  }
  return days;
};

interface Limits {
  min: number;
  max: number;
  /** Fractions, as of seconds. */
  isDecimal?: boolean;
}

const number = /^\d+(?:\.\d+)?$/;

const readSpan = (text: string, { min, max, isDecimal = false }: Limits): CalendarSpan | null => {
  const [range = '', step, ...more] = text.split('/');
  const [first = '', last, ...others] = range.split('..');
  if (more.length + others.length > 0) return null;
  const texts = [first, last ?? '0', step ?? '1'];
  if (!texts.every((one) => (isDecimal ? number : /^\d+$/).test(one))) return null;
  const span = {
    from: Number(first),
    to: last === undefined ? null : Number(last),
    every: step === undefined ? 0 : Number(step),
  };
  const isWithin = span.from >= min && span.from <= max && (span.to ?? span.from) <= max;
  const isUpwards = span.to === null || span.to >= span.from;
  const isStep =
    step === undefined || (span.every > 0 && (span.to !== null || span.from + span.every <= max));
  return isWithin && isUpwards && isStep ? span : null;
};

/** undefined if it can’t be read. */
const readComponent = (text: string, limits: Limits): CalendarComponent | undefined => {
  if (text === '*') return null;
  const spans = text.split(',').map((part) => readSpan(part, limits));
  return spans.every((span) => span !== null) ? spans : undefined;
};

/** 70–99 are years of the last century, 0–69 of this one. */
const readYears = (text: string): CalendarComponent | undefined => {
  const full = (year: number): number =>
    year < 70 ? year + 2000 : year < 100 ? year + 1900 : year;
  const years = readComponent(text, { min: 0, max: 2199 });
  if (years === undefined || years === null) return years;
  const all = years.map((span) => ({
    ...span,
    from: full(span.from),
    to: span.to === null ? null : full(span.to),
  }));
  return all.every(({ from, to }) => from >= 1970 && (to ?? from) >= from) ? all : undefined;
};

type DateParts = Pick<CalendarTime, 'years' | 'months' | 'days' | 'fromEnd'>;

const readDate = (text: string): DateParts | null => {
  const found = /^(?:([^-~]+)-)?([^-~]+)([-~])([^-~]+)$/.exec(text);
  if (found === null) return null;
  const [, year = '*', month = '', mark, day = ''] = found;
  const years = readYears(year);
  const months = readComponent(month, { min: 1, max: 12 });
  const days = readComponent(day, { min: 1, max: mark === '~' ? 28 : 31 });
  if (years === undefined || months === undefined || days === undefined) return null;
  return { years, months, days, fromEnd: mark === '~' };
};

type TimeParts = Pick<CalendarTime, 'hours' | 'minutes' | 'seconds'>;

const readTime = (text: string): TimeParts | null => {
  const parts = text.split(':');
  if (parts.length < 2 || parts.length > 3) return null;
  const hours = readComponent(parts[0] ?? '', { min: 0, max: 23 });
  const minutes = readComponent(parts[1] ?? '', { min: 0, max: 59 });
  const seconds = readComponent(parts[2] ?? '0', { min: 0, max: 60 - 1e-6, isDecimal: true });
  return hours === undefined || minutes === undefined || seconds === undefined
    ? null
    : { hours, minutes, seconds };
};

const always: DateParts = { years: null, months: null, days: null, fromEnd: false };

const only = (value: number): CalendarComponent => [{ from: value, to: null, every: 0 }];
const midnight: TimeParts = { hours: only(0), minutes: only(0), seconds: only(0) };

const ofSeconds = (text: string): CalendarTime | null => {
  const seconds = Number(/^@(\d+)$/.exec(text)?.[1] ?? NaN);
  if (!(seconds < 7e9)) return null;
  const date = new Date(seconds * 1000);
  return {
    weekdays: new Set(),
    years: only(date.getUTCFullYear()),
    months: only(date.getUTCMonth() + 1),
    days: only(date.getUTCDate()),
    fromEnd: false,
    hours: only(date.getUTCHours()),
    minutes: only(date.getUTCMinutes()),
    seconds: only(date.getUTCSeconds()),
    zone: 'UTC',
  };
};

export const isTimeZone = (word: string): boolean => {
  if (!/^(?:utc|[A-Z][A-Za-z_+-]*(?:\/[\w+-]+)*)$/.test(word)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: word });
    return true;
  } catch (thrown) {
    if (!(thrown instanceof RangeError)) throw thrown;
    return false;
  }
};

/** null if systemd can’t read it. */
export const readCalendarTime = (text: string): CalendarTime | null => {
  const words = text.trim().split(/ +/);
  const last = words.at(-1) ?? '';
  const zone = words.length > 1 && dayOf(last) === 0 && isTimeZone(last) ? last : null;
  if (zone !== null) words.pop();
  const [word = ''] = words;
  if (words.length === 1 && word.startsWith('@')) return ofSeconds(word);
  const [first = '', ...more] = (
    words.length === 1 ? (lookUp(shorthands, word.toLowerCase()) ?? word) : words.join(' ')
  ).split(' ');
  const hasDays = /^[A-Za-z]/.test(first);
  const weekdays = hasDays ? readWeekdays(first) : new Set<number>();
  if (weekdays === null) return null;
  const rest = hasDays ? more : [first, ...more];
  const date = rest[0] === undefined ? null : readDate(rest[0]);
  const timeWords = date === null ? rest : rest.slice(1);
  const time = timeWords[0] === undefined ? midnight : readTime(timeWords[0]);
  if (timeWords.length > 1 || time === null || (rest.length === 0 && !hasDays)) return null;
  return { weekdays, ...(date ?? always), ...time, zone };
};
