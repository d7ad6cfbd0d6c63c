/** What the page of a timer shows besides the runs of what it starts. Times in milliseconds since the epoch. */
import type { ClockChange } from './calendar/clock-changes.ts';
import type { MissedGroup } from './missed-groups.ts';
import type { PairFault } from './faults/pair-faults.ts';
import type { Schedule } from './schedule.ts';

/** What bounds the search for missed runs: the record of the first start, a change of the files, or the oldest run read. */
export type MissedSince = 'started' | 'changed' | 'oldest-run' | 'limit';

export type MissedReport =
  | {
      kind: 'looked';
      since: number;
      bound: MissedSince;
      /** How many times the schedule had, and how many of them had no run of their own. */
      expected: number;
      missed: number;
      /** Newest first; the newest of them if there are very many. */
      groups: MissedGroup[];
    }
  /** `spans`: no time is fixed. `no-record`: the journal has no start of the timer, or can’t be read. */
  | { kind: 'unknown'; why: 'spans' | 'no-record' | 'unreadable' | 'too-many' };

export interface TimerReport {
  schedule: Schedule;
  /** It waits for its next time. */
  isOn: boolean;
  next: {
    /** As systemd has planned it, with the random delay; null if nothing is planned. */
    at: number | null;
    /** By the calendar, soonest first; what is planned is among them if the timer counts spans, too. */
    times: readonly number[];
    /** Some of its times count from a run, so that only the next one is known. */
    countsSpans: boolean;
    changes: readonly ClockChange[];
  };
  /** When it last started its unit. */
  lastAt: number | null;
  /** What keeps it from starting its unit as its schedule says. */
  faults: readonly PairFault[];
}
