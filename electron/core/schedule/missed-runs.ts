/**
 * Which runs are missing: the times of a schedule against the runs that the journal shows, and why.
 *
 * A user manager makes up for times that pass while the job runs, or while the computer sleeps, with one run right after,
 * however many passed. While the timer is off, as after a logout, only Persistent= makes up for them, with one run when the
 * timer starts again; but a timer that its manager kept in memory, as it does with an enabled one, makes up for them in any
 * case. Source: timer_enter_waiting() in timer.c; measured with systemd 252, but for sleep.
 */
import { readTimeSpan } from '../syntax/time-span.ts';
import type { Schedule } from './schedule.ts';

/** In the order in which they count when several hold at a time. */
export const missedReasons = [
  'computer-off',
  'asleep',
  'logged-out',
  'timer-off',
  'still-running',
  'unknown',
] as const;

export type MissedReason = (typeof missedReasons)[number];

/** When nothing could run. Milliseconds since the epoch; `to` is null if it lasts. */
export interface AwayPeriod {
  /** `logged-out`: without lingering. `timer-off`: stopped or disabled. */
  why: Exclude<MissedReason, 'still-running' | 'unknown'>;
  from: number;
  to: number | null;
}

export interface MissedFacts {
  /** The times of the schedule since the timer was enabled, until now; in milliseconds since the epoch, oldest first. */
  expected: readonly number[];
  /** Oldest first. `endedAt` is null while it runs, and the start again if nothing recorded the end. */
  runs: readonly { startedAt: number; endedAt: number | null }[];
  away: readonly AwayPeriod[];
  /** How much later than its time a run may start: `latestMs`. */
  lateMs: number;
}

export interface MissedRun {
  /** When it should have run. */
  at: number;
  why: MissedReason;
  /** When one run made up for it, and maybe for others; null if none did. */
  madeUpAt: number | null;
}

/** systemd’s own AccuracySec=, in microseconds. */
const usualAccuracy = 60e6;

/** How late a run may be, in milliseconds. systemd ignores what it can’t read. */
export const latestMs = ({
  accuracy,
  randomDelay,
}: Pick<Schedule, 'accuracy' | 'randomDelay'>): number =>
  ((readTimeSpan(accuracy ?? '') ?? usualAccuracy) + (readTimeSpan(randomDelay ?? '') ?? 0)) / 1000;

/** Clocks of the journal and of the manager differ by this much, and starting takes a moment. */
const earlyMs = 1000;
/** For times that follow each other closely: a run this much before a time is still its own, in shares of the interval. */
const earlyShare = 0.2;
const graceMs = 10_000;
/** After a wake-up or a login, it takes this long until timers fire. */
const settleMs = 60_000;

type Run = MissedFacts['runs'][number];

/** The index of the first run from this moment on. */
const firstFrom = (runs: readonly Run[], at: number): number => {
  let [low, high] = [0, runs.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((runs[middle]?.startedAt ?? 0) >= at) high = middle;
    else low = middle + 1;
  }
  return low;
};

/** For each time its own run, if there is one: until the next time, and not later than it may be. */
const matched = ({ expected, runs, lateMs }: MissedFacts): (Run | null)[] => {
  let next = 0;
  const gaps = expected.slice(1).map((at, index) => at - (expected[index] ?? at));
  const early = Math.min(earlyMs, ...gaps.map((gap) => gap * earlyShare));
  return expected.map((at, index) => {
    const until = Math.min(at + lateMs + graceMs, (expected[index + 1] ?? Infinity) - early);
    while ((runs[next]?.startedAt ?? Infinity) < at - early) next += 1;
    const run = runs[next];
    if (run === undefined || run.startedAt >= until) return null;
    next += 1;
    return run;
  });
};

const isWithin = (at: number, { from, to }: Pick<AwayPeriod, 'from' | 'to'>): boolean =>
  at >= from && at < (to ?? Infinity);

const rank = ({ why }: AwayPeriod): number => missedReasons.indexOf(why);

/** When things could run again, through periods that follow each other; null if they still can’t. */
const backAt = (at: number, away: readonly AwayPeriod[]): number | null => {
  let back = at;
  for (let seen = 0; seen <= away.length; seen += 1) {
    const next = away.find((one) => isWithin(back, one));
    if (next === undefined) return back;
    if (next.to === null) return null;
    back = next.to;
  }
  return back;
};

/** @returns the times that had no run of their own, oldest first. */
export const missedRuns = (facts: MissedFacts): MissedRun[] => {
  const { expected, runs, away, lateMs } = facts;
  const own = matched(facts);
  const timeOf = new Map(
    own.flatMap((run, index) => (run === null ? [] : [[run, expected[index] ?? 0]])),
  );
  const sorted = [...away].sort((one, other) => rank(one) - rank(other));
  const runningAt = (at: number): Run | undefined => {
    const run = runs[firstFrom(runs, at) - 1];
    return run !== undefined && (run.endedAt ?? Infinity) > at ? run : undefined;
  };
  const makesUp = (back: number | null): number | null => {
    if (back === null) return null;
    const run = runs[firstFrom(runs, back - earlyMs)];
    const isSoon = run !== undefined && run.startedAt <= back + settleMs + lateMs;
    // The run of a time after that is only the next one.
    return isSoon && (timeOf.get(run) ?? 0) < back ? run.startedAt : null;
  };
  return expected.flatMap((at, index): MissedRun[] => {
    if (own[index] !== null) return [];
    const period =
      sorted.find((one) => isWithin(at, one)) ??
      // It may have ended the delay before the run came.
      sorted.find(({ from }) => from > at && from <= at + lateMs);
    if (period !== undefined) {
      const back = backAt(Math.max(at, period.from), away);
      return [{ at, why: period.why, madeUpAt: makesUp(back) }];
    }
    const running = runningAt(at);
    if (running !== undefined)
      return [{ at, why: 'still-running', madeUpAt: makesUp(running.endedAt) }];
    // A delay longer than the interval: one run counts for several times.
    const later = runs[firstFrom(runs, at)];
    const isDelayed =
      (expected[index + 1] ?? Infinity) <= at + lateMs &&
      later !== undefined &&
      later.startedAt < at + lateMs + graceMs;
    return isDelayed ? [] : [{ at, why: 'unknown', madeUpAt: null }];
  });
};
