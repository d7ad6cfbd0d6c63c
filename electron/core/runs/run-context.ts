/** What else is known about runs than their records: how the unit is now, and what may have started it. */
import { isUp, type EndedProcess, type ServiceDetails } from '../units/unit.ts';
import type { Run } from './run.ts';
import type { ManagerStart } from './runs-of.ts';

/** The run that systemd has in memory. */
export type CurrentRun = Pick<
  ServiceDetails,
  'invocation' | 'activeState' | 'subState' | 'stateSince' | 'result' | 'exitKind' | 'exitStatus'
>;

/** Times of the journal and of the manager differ by this much. */
const earlyMs = 50;

const exitOf = ({ exitKind, exitStatus }: CurrentRun): Run['exit'] =>
  exitKind === null || exitStatus === null ? null : { kind: exitKind, status: exitStatus };

/** How a run that systemd remembers is, where the journal doesn’t say it (yet). */
const settled = (run: Run, now: CurrentRun): Run => {
  if (run.endedAt !== null) {
    // A process that exits well leaves no record.
    const exit = run.outcome === 'failed' ? null : exitOf(now);
    return run.exit !== null || exit === null ? run : { ...run, exit, directive: 'ExecStart' };
  }
  if (isUp(now) && now.subState !== 'exited') return { ...run, outcome: 'running' };
  const failed = now.result !== '' && now.result !== 'success';
  const exit = run.exit ?? exitOf(now);
  return {
    ...run,
    // RemainAfterExit= keeps the unit up after its process has ended; nothing says when that was.
    endedAt: isUp(now) ? null : now.stateSince,
    outcome: failed ? 'failed' : 'success',
    result: now.result,
    exit,
    directive: exit === null ? null : (run.directive ?? 'ExecStart'),
  };
};

/** Adds what systemd knows of its current or last run. @param now null for a unit it doesn’t know. */
export const withCurrent = (runs: readonly Run[], now: CurrentRun | null): Run[] => {
  if (now?.invocation == null) return [...runs];
  const { invocation, stateSince } = now;
  if (runs.some((run) => run.invocation === invocation))
    return runs.map((run) => (run.invocation === invocation ? settled(run, now) : run));
  if (!isUp(now)) return [...runs];
  // Its records are out of reach, rotated away, or not written yet.
  const current: Run = {
    id: invocation,
    invocation,
    startedAt: stateSince,
    endedAt: null,
    outcome: 'running',
    result: null,
    exit: null,
    directive: null,
    startedBy: 'unknown',
    trigger: null,
    why: null,
    cpuNanoseconds: null,
  };
  return [current, ...runs];
};

/**
 * Fills in ends that left no record.
 * @param seen processes that Hearth or systemd saw end. @param downSince since when the unit is down; null if it is up, or
 * that isn’t known.
 */
export const withEnds = (
  runs: readonly Run[],
  { seen, downSince }: { seen: readonly EndedProcess[]; downSince: number | null },
): Run[] =>
  runs.map((run, index) => {
    const { startedAt, outcome } = run;
    if (run.endedAt !== null || startedAt === null || outcome !== 'success') return run;
    const next = runs[index - 1]?.startedAt ?? Infinity;
    const ends = seen
      .filter(({ from, to }) => from >= startedAt - earlyMs && to <= next)
      .map(({ to }) => to);
    if (index === 0 && downSince !== null && downSince >= startedAt) ends.push(downSince);
    return ends.length === 0 ? run : { ...run, endedAt: Math.max(...ends) };
  });

/** What may have started a run. Times in milliseconds since the epoch. */
export interface RunCauses {
  /** When Hearth ran a command that starts the unit. */
  own: readonly { from: number; to: number }[];
  /** What triggers the unit, and when each last did; `ended`: when the run that it started ended. */
  triggers: readonly { unit: string; at: number; ended?: boolean }[];
  managerStarts: readonly ManagerStart[];
  /** Since when the manager starts at boot rather than at login; null if it doesn’t. */
  lingersSince: number | null;
}

/** The manager logs a start a moment after a command or a trigger asked for it. */
const lateMs = 1500;
/** A lingering user’s manager starts with the system: later than this after the boot, something else started it. */
const bootMs = 5 * 60_000;

const isAfter = (at: number, from: number, to = from): boolean =>
  at >= from - earlyMs && at <= to + lateMs;

const starterOf = (
  at: number,
  endedAt: number | null,
  causes: RunCauses,
): Pick<Run, 'startedBy' | 'trigger'> => {
  if (causes.own.some(({ from, to }) => isAfter(at, from, to)))
    return { startedBy: 'you', trigger: null };
  const trigger = causes.triggers.find((one) =>
    one.ended === true ? endedAt !== null && isAfter(one.at, endedAt) : isAfter(at, one.at),
  );
  if (trigger !== undefined) return { startedBy: 'trigger', trigger: trigger.unit };
  const manager = causes.managerStarts.find(
    ({ from, to }) => at >= from - earlyMs && at <= to + earlyMs,
  );
  if (manager === undefined) return { startedBy: 'unknown', trigger: null };
  const { lingersSince } = causes;
  const atBoot =
    lingersSince !== null &&
    lingersSince < manager.from &&
    manager.afterBootMs !== null &&
    manager.afterBootMs < bootMs;
  return { startedBy: atBoot ? 'boot' : 'login', trigger: null };
};

/** Says what started each run, where that is known. */
export const withStarters = (runs: readonly Run[], causes: RunCauses): Run[] =>
  runs.map((run) =>
    run.startedAt === null || run.startedBy !== 'unknown'
      ? run
      : { ...run, ...starterOf(run.startedAt, run.endedAt, causes) },
  );
