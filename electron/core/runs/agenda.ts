/** The jobs of a person over some days: what ran, what comes, and what comes at the same time. Times in milliseconds since the epoch. */
import type { Run, RunOutcome } from './run.ts';
import type { When } from '../schedule/schedule.ts';

/** Runs of one job with the same outcome, so close together that a chart can’t tell them apart. */
export interface AgendaRun {
  /** The first start, and the last end; the same as the start where no end is known. */
  from: number;
  to: number;
  outcome: RunOutcome;
  count: number;
}

export interface AgendaJob {
  timer: string;
  /** What it starts; null if systemd doesn’t know. */
  service: string | null;
  isOn: boolean;
  when: When;
  /** Oldest first. */
  runs: AgendaRun[];
  /** Soonest first. */
  next: number[];
  /** From the last of `next` on it goes on as often; null if that is all. */
  everyMs: number | null;
  /** Later runs count from a run, so that they aren’t known. */
  countsSpans: boolean;
}

export interface Agenda {
  from: number;
  to: number;
  now: number;
  jobs: AgendaJob[];
  /** From when on the runs are known; null if the journal can’t be read. */
  knownSince: number | null;
}

/** Runs that start within the same minute. */
export interface Collision {
  /** By the names of their timers, in order. */
  timers: string[];
  /** The first time, and how many there are. */
  at: number;
  count: number;
}

export const agendaSpans = ['past', 'coming', 'week'] as const;
export type AgendaSpan = (typeof agendaSpans)[number];

export const dayMs = 24 * 60 * 60_000;

/** Midnight at the start of a day, in local time, which summer time may make 23 or 25 hours long. */
const midnight = (now: number, days: number): number => {
  const at = new Date(now);
  return new Date(at.getFullYear(), at.getMonth(), at.getDate() + days).getTime();
};

/** A week begins on Monday, as in ISO 8601. */
export const boundsOf = (span: AgendaSpan, now: number): Pick<Agenda, 'from' | 'to'> => {
  if (span === 'past') return { from: now - dayMs, to: now };
  if (span === 'coming') return { from: now, to: now + dayMs };
  const monday = -((new Date(now).getDay() + 6) % 7);
  return { from: midnight(now, monday), to: midnight(now, monday + 7) };
};

export const longestAgendaMs = 8 * dayMs;

/** About as many as a chart has pixels. */
const marksMax = 1000;

/** Runs that a chart can tell apart, oldest first. @param runs of one job, newest first, of which some have no start. */
export const agendaRuns = (
  runs: readonly Run[],
  { from, to, now }: Pick<Agenda, 'from' | 'to' | 'now'>,
): AgendaRun[] => {
  const apart = (to - from) / marksMax;
  const marks: AgendaRun[] = [];
  for (const { startedAt, endedAt, outcome } of [...runs].reverse()) {
    if (startedAt === null || startedAt >= to) continue;
    const end = outcome === 'running' ? now : (endedAt ?? startedAt);
    if (end < from) continue;
    const last = marks.at(-1);
    if (last?.outcome === outcome && startedAt - last.to < apart) {
      last.to = Math.max(last.to, end);
      last.count += 1;
    } else marks.push({ from: startedAt, to: end, outcome, count: 1 });
  }
  return marks;
};

/**
 * What comes, soonest first, with the next run as systemd has planned it.
 * @param later by the calendar, soonest first.
 */
export const comingRuns = (planned: number | null, later: readonly number[]): number[] => {
  if (planned === null) return [...later];
  const [first] = later;
  // A random delay comes after a time of the calendar, which may be over by now.
  const others = first !== undefined && first <= planned ? later.slice(1) : later;
  return [...new Set([planned, ...others])].sort((one, other) => one - other);
};

const sumOf = (runs: readonly AgendaRun[]): number =>
  runs.reduce((sum, { count }) => sum + count, 0);

/** How many runs there were, how many of them failed, and how many come; `more` if it goes on after those. */
export const runCounts = (
  jobs: readonly Pick<AgendaJob, 'service' | 'runs' | 'next' | 'everyMs'>[],
) => {
  // Several timers may start the same service, whose runs are the same.
  const services = new Map(jobs.map(({ service, runs }) => [service, runs]));
  const runs = [...services.values()].flat();
  return {
    ran: sumOf(runs),
    failed: sumOf(runs.filter(({ outcome }) => outcome === 'failed')),
    coming: jobs.reduce((sum, { next }) => sum + next.length, 0),
    more: jobs.some(({ everyMs }) => everyMs !== null),
  };
};

const minuteMs = 60_000;

/** What comes at the same time, the most frequent first. */
export const collisionsOf = (jobs: readonly Pick<AgendaJob, 'timer' | 'next'>[]): Collision[] => {
  const minutes = new Map<number, Set<string>>();
  for (const { timer, next } of jobs)
    for (const at of next) {
      const minute = Math.floor(at / minuteMs) * minuteMs;
      minutes.set(minute, (minutes.get(minute) ?? new Set()).add(timer));
    }
  const found = new Map<string, Collision>();
  for (const [at, set] of [...minutes].sort(([one], [other]) => one - other)) {
    if (set.size < 2) continue;
    const timers = [...set].sort();
    const key = timers.join(' ');
    const known = found.get(key);
    if (known === undefined) found.set(key, { timers, at, count: 1 });
    else known.count += 1;
  }
  return [...found.values()].sort((one, other) => other.count - one.count || one.at - other.at);
};
