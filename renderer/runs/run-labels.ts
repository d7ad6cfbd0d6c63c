/** What people read about a run. */
import type { Run } from '../../electron/core/runs/run.ts';
import { runsTexts } from '../../electron/core/texts/runs.ts';
import { endingText, isOwnEnd } from '../../electron/core/units/ending.ts';
import { unitsStatusTexts } from '../../electron/core/texts/units/status.ts';
import { cpuTime, dateTime, lengthText } from '../ui/words/format.ts';

/** Milliseconds that a run lasted, up to now if it still does; null if that isn’t known. */
export const lengthMs = ({ startedAt, endedAt, outcome }: Run, now: number): number | null => {
  if (startedAt === null) return null;
  if (endedAt !== null) return Math.max(0, endedAt - startedAt);
  return outcome === 'running' ? Math.max(0, now - startedAt) : null;
};

const meaningOf = (result: string): string =>
  (runsTexts.refusals as Readonly<Record<string, string>>)[result] ??
  (unitsStatusTexts.results as Readonly<Record<string, string>>)[result] ??
  result;

const endingOf = ({ exit, directive, result }: Run): string | null => {
  if (exit === null || (result !== null && !isOwnEnd(result)))
    return result === null ? null : meaningOf(result);
  const [exitKind, exitStatus] = [exit.kind, exit.status];
  const failedCommand = directive === null ? null : { directive, path: '', exitKind, exitStatus };
  return endingText({
    result: result ?? '',
    exitKind,
    exitStatus,
    failedCommand,
    workingFolder: '',
  });
};

/** How it ended, or that it hasn’t. */
export const outcomeText = (run: Run): string => {
  const nothingRan = run.invocation === '' || run.outcome === 'skipped';
  if (nothingRan) {
    // systemd's own sentence names the condition.
    if (run.why !== null && run.outcome === 'skipped') return run.why;
    return run.result === null
      ? runsTexts.outcomes.skipped
      : runsTexts.notStarted(meaningOf(run.result));
  }
  const ending = run.outcome === 'failed' ? endingOf(run) : null;
  return ending === null ? runsTexts.outcomes[run.outcome] : runsTexts.failedWith(ending);
};

/** What started it; '' if that isn’t known. */
export const starterText = ({ startedBy, trigger }: Run): string => {
  if (startedBy === 'unknown') return '';
  if (startedBy !== 'trigger') return runsTexts.starters[startedBy];
  return trigger === null ? runsTexts.triggered : runsTexts.triggeredBy(trigger);
};

/** '' if it isn’t known, or if nothing ran. */
const lasting = (run: Run, now: number): string => {
  const ms = run.invocation === '' ? null : lengthMs(run, now);
  if (ms === null) return '';
  const length = lengthText(ms);
  return run.outcome === 'running' ? runsTexts.runningFor(length) : runsTexts.ranFor(length);
};

/** As a cell of a table; '' if it isn’t known. */
export const lengthCell = (run: Run, now: number): string => {
  const ms = run.invocation === '' ? null : lengthMs(run, now);
  return ms === null ? '' : lengthText(ms);
};

export const startText = ({ startedAt }: Run): string =>
  startedAt === null ? runsTexts.startUnknown : dateTime(startedAt);

/** Everything that is known about it, the outcome first. */
export const partsOf = (run: Run, now: number): string[] =>
  [
    outcomeText(run),
    startText(run),
    lasting(run, now),
    starterText(run),
    run.cpuNanoseconds === null ? '' : runsTexts.cpu(cpuTime(run.cpuNanoseconds)),
  ].filter((part) => part !== '');

/** Share of the strip’s height, from 0 to 1: an hour is to be told from a second, and both fit. */
export const heightOf = (ms: number | null, longestMs: number): number => {
  const scale = (value: number): number => Math.log10(1 + value / 1000);
  const top = scale(Math.max(longestMs, 60_000));
  return ms === null ? 0 : scale(ms) / top;
};
