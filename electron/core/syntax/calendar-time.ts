/**
 * Calendar times of systemd.time(7), as OnCalendar= takes them. Source: calendarspec.c; compared with
 * `systemd-analyze calendar` of 252. Time zones count only as words: when a time zone begins a day doesn't matter here.
 */
import { lookUp } from '../text/look-up.ts';

/** A part of a component: one value, a range, or a value every so often. `every` is 0 without a repetition. */
interface Span {
  from: number;
  to: number | null;
  every: number;
}

/** null is `*`. */
type Component = readonly Span[] | null;

interface CalendarTime {
  /** 1 is Monday, 7 Sunday; empty for any. */
  weekdays: ReadonlySet<number>;
  years: Component;
  months: Component;
  days: Component;
  /** Days are counted from the end of the month: `02~01`. */
  fromEnd: boolean;
  seconds: Component;
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

const readSpan = (text: string, { min, max, isDecimal = false }: Limits): Span | null => {
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
const readComponent = (text: string, limits: Limits): Component | undefined => {
  if (text === '*') return null;
  const spans = text.split(',').map((part) => readSpan(part, limits));
  return spans.every((span) => span !== null) ? spans : undefined;
};

/** 70–99 are years of the last century, 0–69 of this one. */
const readYears = (text: string): Component | undefined => {
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

/** The seconds; undefined if the text isn’t a time. */
const readTime = (text: string): Component | undefined => {
  const parts = text.split(':');
  const [hours = '', minutes = '', seconds = '0'] = parts;
  if (parts.length < 2 || parts.length > 3) return undefined;
  if (readComponent(hours, { min: 0, max: 23 }) === undefined) return undefined;
  if (readComponent(minutes, { min: 0, max: 59 }) === undefined) return undefined;
  return readComponent(seconds, { min: 0, max: 60 - 1e-6, isDecimal: true });
};

const always: DateParts = { years: null, months: null, days: null, fromEnd: false };
const midnight: Component = [{ from: 0, to: null, every: 0 }];

const ofSeconds = (text: string): CalendarTime | null => {
  const seconds = Number(/^@(\d+)$/.exec(text)?.[1] ?? NaN);
  if (!(seconds < 7e9)) return null;
  const date = new Date(seconds * 1000);
  const only = (value: number): Component => [{ from: value, to: null, every: 0 }];
  return {
    weekdays: new Set(),
    years: only(date.getUTCFullYear()),
    months: only(date.getUTCMonth() + 1),
    days: only(date.getUTCDate()),
    fromEnd: false,
    seconds: midnight,
  };
};

const isZone = (word: string): boolean => {
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
  if (words.length > 1 && dayOf(last) === 0 && isZone(last)) words.pop();
  const [only = ''] = words;
  if (words.length === 1 && only.startsWith('@')) return ofSeconds(only);
  const [first = '', ...more] = (
    words.length === 1 ? (lookUp(shorthands, only.toLowerCase()) ?? only) : words.join(' ')
  ).split(' ');
  const hasDays = /^[A-Za-z]/.test(first);
  const weekdays = hasDays ? readWeekdays(first) : new Set<number>();
  if (weekdays === null) return null;
  const rest = hasDays ? more : [first, ...more];
  const date = rest[0] === undefined ? null : readDate(rest[0]);
  const time = date === null ? rest : rest.slice(1);
  const seconds = time[0] === undefined ? midnight : readTime(time[0]);
  if (time.length > 1 || seconds === undefined || (rest.length === 0 && !hasDays)) return null;
  return { weekdays, ...(date ?? always), seconds };
};

const holds = (component: Component, value: number, max: number): boolean =>
  component === null ||
  component.some(({ from, to, every }) => {
    const end = to ?? (every > 0 ? max : from);
    return value >= from && value <= end && (every === 0 || (value - from) % every === 0);
  });

const dayMs = 86_400_000;
/** After 40 years, weekdays and leap years have met in every way. */
const yearsAhead = 40;

/** True if it comes again on the day of `now`, in milliseconds since 1970, or later. */
export const comesAgain = (time: CalendarTime, now: number): boolean => {
  // A day of slack: somewhere it’s still yesterday.
  const start = new Date(Math.max(0, now - dayMs));
  const today = Date.UTC(start.getUTCFullYear(), start.getUTCMonth(), start.getUTCDate());
  const first = start.getUTCFullYear();
  const latest = Math.max(0, ...(time.years ?? []).map(({ from, to }) => to ?? from));
  for (let year = first; year <= Math.max(first + yearsAhead, latest); year += 1) {
    if (!holds(time.years, year, 2199)) continue;
    for (let month = 1; month <= 12; month += 1) {
      if (!holds(time.months, month, 12)) continue;
      const length = new Date(Date.UTC(year, month, 0)).getUTCDate();
      for (let day = 1; day <= length; day += 1) {
        if (!holds(time.days, time.fromEnd ? length - day + 1 : day, 31)) continue;
        const at = Date.UTC(year, month - 1, day);
        // 1 January 1970 was a Thursday. A Date for each day would take milliseconds.
        const weekday = ((at / dayMs + 3) % 7) + 1;
        const isMeant = time.weekdays.size === 0 || time.weekdays.has(weekday);
        if (isMeant && at >= today) return true;
      }
    }
  }
  return false;
};
