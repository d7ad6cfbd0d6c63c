/** When a single trigger fires: never, very often, or up to a minute late. For the linter and for forms. */
import { comesAgain } from '../calendar/calendar-days.ts';
import { readCalendarTime } from '../calendar/calendar-time.ts';
import { readTimeSpan } from '../../syntax/time-span.ts';
import { scheduleFaultsTexts } from '../../texts/schedule/faults.ts';
import { withBoundedSteps } from '../calendar/bounded-steps.ts';
import { meantCalendarTime } from '../cron/meant-time.ts';

interface CalendarFault {
  code: 'bad-calendar-time' | 'calendar-never' | 'open-step';
  what: string;
  why: string;
  /** What was meant, if that is certain. */
  meant: string | null;
}

const unreadable = (text: string): CalendarFault => {
  const meant = meantCalendarTime(text);
  const isCron = meant !== null || /^\S+ \S+ \S+ \S+ \S+$/.test(text);
  const isSpan = readTimeSpan(text) !== null && !/^\d+$/.test(text);
  const why = isCron
    ? scheduleFaultsTexts.cronWhy
    : isSpan
      ? scheduleFaultsTexts.spanWhy
      : scheduleFaultsTexts.unreadableWhy;
  return { code: 'bad-calendar-time', what: scheduleFaultsTexts.unreadable(text), why, meant };
};

/** @param text with its specifiers expanded. @param now in milliseconds since the epoch; null if it isn’t known. */
export const calendarFault = (text: string, now: number | null): CalendarFault | null => {
  const time = readCalendarTime(text);
  if (time === null) return unreadable(text);
  if (now === null || comesAgain(time, now)) {
    const meant = withBoundedSteps(text);
    return meant === null
      ? null
      : { code: 'open-step', ...scheduleFaultsTexts['open-step'](meant), meant };
  }
  const words = comesAgain(time, 0) ? scheduleFaultsTexts.past : scheduleFaultsTexts.impossible;
  return { code: 'calendar-never', ...words, meant: null };
};

const first = /^On(?:Calendar|ActiveSec|BootSec|StartupSec|ClockChange|TimezoneChange)$/;
const again = /^OnUnit(?:Active|Inactive)Sec$/;

/** Counts from an earlier run, so that it needs another trigger for the first. */
export const countsFromRun = (key: string): boolean => again.test(key);

/** Whether a key of [Timer] can start something for the first time. */
export const startsFirst = (key: string): boolean => first.test(key);

/** How many times a minute it fires, as far as its minutes allow; null if it can’t be read, or is no such trigger. */
export const timesPerMinute = (key: string, text: string): number | null => {
  if (countsFromRun(key)) {
    const span = readTimeSpan(text);
    return span === null || span <= 0 ? null : 60e6 / span;
  }
  const time = key === 'OnCalendar' ? readCalendarTime(text) : null;
  if (time === null) return null;
  if (time.seconds === null) return 60;
  return time.seconds
    .map(({ from, to, every }) =>
      every > 0 ? Math.floor(((to ?? 59.999_999) - from) / every) + 1 : (to ?? from) - from + 1,
    )
    .reduce((sum, times) => sum + times, 0);
};

/** More often than this is too often to start something each time. */
export const oftenPerMinute = 10;
