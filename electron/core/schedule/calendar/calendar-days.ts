/** On which days, and at which minutes, calendar times come. */
import type { CalendarComponent, CalendarTime } from './calendar-time.ts';

const holds = (component: CalendarComponent, value: number, max: number): boolean =>
  component === null ||
  component.some(({ from, to, every }) => {
    const end = to ?? (every > 0 ? max : from);
    return value >= from && value <= end && (every === 0 || (value - from) % every === 0);
  });

const dayMs = 86_400_000;

/** How many days a month has, of 1 to 12. */
export const lengthOf = (year: number, month: number): number =>
  new Date(Date.UTC(year, month, 0)).getUTCDate();

const isDayOfMonth = ({ days, fromEnd }: CalendarTime, day: number, length: number): boolean =>
  holds(days, fromEnd ? length - day + 1 : day, 31);

/** @param at any time of the day, in UTC. 1 January 1970 was a Thursday. */
const isWeekday = ({ weekdays }: CalendarTime, at: number): boolean =>
  weekdays.size === 0 || weekdays.has(((Math.floor(at / dayMs) + 3) % 7) + 1);

/**
 * Whether it comes at this minute of a local day.
 * @param wall the local time, as if it were UTC, in milliseconds since 1970.
 */
export const comesAt = (time: CalendarTime, wall: number): boolean => {
  const at = new Date(wall);
  const [year, month] = [at.getUTCFullYear(), at.getUTCMonth() + 1];
  return (
    holds(time.years, year, 2199) &&
    holds(time.months, month, 12) &&
    isDayOfMonth(time, at.getUTCDate(), lengthOf(year, month)) &&
    isWeekday(time, wall) &&
    holds(time.hours, at.getUTCHours(), 23) &&
    holds(time.minutes, at.getUTCMinutes(), 59)
  );
};

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
      const length = lengthOf(year, month);
      for (let day = 1; day <= length; day += 1) {
        if (!isDayOfMonth(time, day, length)) continue;
        // A Date for each day would take milliseconds.
        const at = Date.UTC(year, month - 1, day);
        if (at >= today && isWeekday(time, at)) return true;
      }
    }
  }
  return false;
};
