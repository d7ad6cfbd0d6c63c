/**
 * What systemd-analyze says about the next runs.
 *
 * systemd-analyze 252, measured: `calendar --iterations=10` prints a line for each run in local time, and below it one `(in UTC)`
 * unless the local zone is UTC. Newer versions write `Iteration #2` for `Iter. #2`. An expression that
 * never comes again has `Next elapse: never` and the exit code 0. `timespan` prints `us:` and the microseconds.
 */
import type { ClockChange } from './calendar/clock-changes.ts';
import type { TriggerKey } from './schedule.ts';

export interface CalendarRuns {
  /** As systemd writes it: `Mon..Fri *-*-* 09:00:00`. */
  normalized: string;
  /** In milliseconds since the epoch, soonest first; none if it never comes again. */
  times: readonly number[];
}

export interface TriggerSpan {
  key: TriggerKey;
  /** Infinity for `infinity`. */
  ms: number;
}

/** Runs that start at no known time. */
export interface RelativeRuns {
  /** The start of the timer, which is at login or when it is enabled; the start of the user manager; or the boot. */
  from: 'timer' | 'login' | 'boot';
  /** In milliseconds after it, as if each run took no time. */
  offsets: readonly number[];
}

export interface NextRuns {
  /** Of each OnCalendar=, in their order. */
  normalized: readonly string[];
  /** By the calendar, all together, in milliseconds since the epoch, soonest first. */
  times: readonly number[];
  /** By spans. */
  relative: readonly RelativeRuns[];
  /** Changes of the clocks until the last of `times`: summer time. */
  changes: readonly ClockChange[];
}

const runLine = /^ *(?:Next elapse|Iter\. #\d+|Iteration #\d+): (.+)$/;
const utcLine = /^ *\(in UTC\): (.+)$/;

const readUtc = (text: string): number | null => {
  const found = /(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)(?:\.\d+)? UTC$/.exec(text);
  if (found === null) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = found
    .slice(1)
    .map(Number);
  return Date.UTC(year, month - 1, day, hour, minute, second);
};

/** null if this isn’t its output. */
export const readCalendarRuns = (output: string): CalendarRuns | null => {
  const lines = output.split('\n');
  const normalized = /^ *Normalized form: (.+)$/m.exec(output)?.[1];
  if (normalized === undefined) return null;
  const times = lines.flatMap((line, at) => {
    const local = runLine.exec(line)?.[1];
    if (local === undefined) return [];
    const time = readUtc(utcLine.exec(lines[at + 1] ?? '')?.[1] ?? local);
    return time === null ? [] : [time];
  });
  return { normalized, times };
};

/** Of several expressions, by what was given. Those that systemd can’t read are missing. */
export const readAllCalendarRuns = (output: string): Map<string, CalendarRuns> => {
  const found = new Map<string, CalendarRuns>();
  for (const block of output.split('\n\n')) {
    const runs = readCalendarRuns(block);
    const given = /^ *Original form: (.+)$/m.exec(block)?.[1] ?? runs?.normalized;
    if (runs !== null && given !== undefined) found.set(given, runs);
  }
  return found;
};

/** systemd’s infinity: all 64 bits set. */
const infinity = '18446744073709551615';

/** Milliseconds; null if this isn’t its output. */
export const readSpanMs = (output: string): number | null => {
  const us = /^ *[uμ]s: (\d+)$/m.exec(output)?.[1];
  if (us === undefined) return null;
  return us === infinity ? Infinity : Number(us) / 1000;
};

/** The first of all of them together; a timer with several expressions starts its unit once for the same time. */
export const soonest = (runs: readonly Pick<CalendarRuns, 'times'>[], count: number): number[] =>
  [...new Set(runs.flatMap(({ times }) => times))].sort((a, b) => a - b).slice(0, count);

const starts = { OnActiveSec: 'timer', OnStartupSec: 'login', OnBootSec: 'boot' } as const;

/** When spans fire, for each moment that they count from. */
export const relativeRuns = (spans: readonly TriggerSpan[], count: number): RelativeRuns[] => {
  const agains = spans
    .filter(({ key }) => key === 'OnUnitActiveSec' || key === 'OnUnitInactiveSec')
    .map(({ ms }) => ms);
  const interval = Math.max(1, Math.min(Infinity, ...agains));
  return Object.entries(starts).flatMap(([key, from]) => {
    const firsts = spans.filter((span) => span.key === key && span.ms < Infinity);
    const offsets: number[] = [];
    let at = Math.min(Infinity, ...firsts.map(({ ms }) => ms));
    while (offsets.length < count && at < Infinity) {
      const last = at;
      offsets.push(last);
      const later = firsts.map(({ ms }) => ms).filter((ms) => ms > last);
      at = Math.min(last + interval, ...later);
    }
    return offsets.length === 0 ? [] : [{ from, offsets }];
  });
};
