/**
 * Changes of the clocks between runs: to summer time and back.
 *
 * systemd 252, measured with `systemd-analyze calendar`: a time that the clocks jump over is left out, so that a job for 02:30
 * doesn’t run on that day; in an hour that comes twice, it runs only the first time, so that a job for each half hour
 * pauses for an hour. cron(8) runs what it jumped over right after.
 */
import { comesAt } from './calendar-days.ts';
import type { CalendarTime } from './calendar-time.ts';

export interface ClockChange {
  /** In milliseconds since the epoch. */
  at: number;
  /** The zone that an expression names; null for the computer’s own. */
  zone: string | null;
  /** Minutes ahead of UTC. */
  before: number;
  after: number;
  /** What happens to a time of the schedule in the hour that is left out or comes twice; null if none is in it. */
  effect: 'skipped' | 'once' | null;
}

const minuteMs = 60_000;
const stepMs = 7 * 24 * 60 * minuteMs;
/** More are of no use to anybody: two years, in most zones. */
const changesMax = 4;

const offsetsOf = (zone: string | null): ((at: number) => number) => {
  if (zone === null) return (at) => -new Date(at).getTimezoneOffset();
  const format = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' });
  return (at) => {
    const text = format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? '';
    const [, sign, hours = '0', minutes = '0'] = /([+-])(\d+):(\d+)/.exec(text) ?? [];
    return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
  };
};

/** The first moment with another offset than `from` has; the two differ. */
const momentBetween = (offsetAt: (at: number) => number, from: number, to: number): number => {
  const before = offsetAt(from);
  let [low, high] = [from, to];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(middle) === before) low = middle;
    else high = middle;
  }
  return high;
};

const effectOf = (
  { at, before, after }: Pick<ClockChange, 'at' | 'before' | 'after'>,
  calendars: readonly CalendarTime[],
): ClockChange['effect'] => {
  const wall = (offset: number): number => at + offset * minuteMs;
  const [from, to] = [Math.min(before, after), Math.max(before, after)].map(wall) as [
    number,
    number,
  ];
  for (let minute = from; minute < to; minute += minuteMs) {
    if (calendars.some((calendar) => comesAt(calendar, minute)))
      return after > before ? 'skipped' : 'once';
  }
  return null;
};

/** @param to at most as far as there are runs; both in milliseconds since the epoch. */
export const clockChanges = (
  from: number,
  to: number,
  calendars: readonly CalendarTime[],
): ClockChange[] =>
  [...new Set(calendars.map(({ zone }) => zone))]
    .flatMap((zone) => {
      const offsetAt = offsetsOf(zone);
      const own = calendars.filter((calendar) => calendar.zone === zone);
      const changes: ClockChange[] = [];
      for (let start = from; start < to && changes.length < changesMax; start += stepMs) {
        const end = Math.min(to, start + stepMs);
        const [before, after] = [offsetAt(start), offsetAt(end)];
        if (before === after) continue;
        const at = momentBetween(offsetAt, start, end);
        const change = { at, zone, before, after };
        changes.push({ ...change, effect: effectOf(change, own) });
      }
      return changes;
    })
    .sort((a, b) => a.at - b.at);
