/** Schedules while they are typed, and what is known of timers and sockets. */
import * as v from 'valibot';
import { longestAgendaMs, type Agenda } from '../../core/runs/agenda.ts';
import type { NextRuns } from '../../core/schedule/next-runs.ts';
import type { Schedule } from '../../core/schedule/schedule.ts';
import { isSchedule } from '../../core/schedule/schedule-shape.ts';
import type { Problem } from '../../core/problems/problem.ts';
import type { MissedReport, TimerReport } from '../../core/schedule/timer-report.ts';
import type { PortOwner } from '../../core/diagnosis/symptoms.ts';
import type { TrialOutcome } from '../../core/triggers/trial.ts';
import { byName, method, text, unitName } from './method.ts';

const time = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(8_640_000_000_000_000));

export const schedule = v.custom<Schedule>(isSchedule);

export type NextRunsAnswer =
  /** `from`: the time it was asked, in milliseconds since the epoch. */
  | { kind: 'runs'; from: number; runs: NextRuns }
  /** systemd can’t read it, or couldn’t be asked. */
  | { kind: 'refused'; problem: Problem }
  /** Another question came before the answer. */
  | { kind: 'overtaken' };

export const scheduleMethods = {
  /** The next ten runs, as the systemd at hand says. A newer question cancels an older one. */
  nextRuns: method<NextRunsAnswer>()(schedule),
  /** Its schedule and its next runs; the runs of what it starts are `runs` of that. */
  timerReport: method<TimerReport>()(byName),
  /** All jobs of the person in some days; times in milliseconds since the epoch. */
  agenda: method<Agenda>()(
    v.pipe(
      v.strictObject({ from: time, to: time }),
      v.check(({ from, to }) => from < to && to - from <= longestAgendaMs),
    ),
  ),
  /** The runs that it missed; takes longer, as it reads more of the journal. */
  missedRuns: method<MissedReport>()(byName),
};

export interface HeldPort {
  port: number;
  owners: PortOwner[];
}

export const triggersMethods = {
  /** Who else has the ports of a socket that doesn’t listen; none for one that does. */
  heldPorts: method<HeldPort[]>()(byName),
  /** Connects to an address of the socket and closes the connection at once. */
  tryConnection: method<TrialOutcome>()(v.strictObject({ unit: unitName, address: text(1000) })),
};
