/** Stops of a unit that the person asked for in Hearth, and what came of them. */
import { onUnit, shellLine } from '../commands.ts';

/** Of a command that Hearth ran. Milliseconds since the epoch, and of its length. */
interface RanCommand {
  line: string;
  startedAt: number;
  durationMs: number;
  exitCode: number | null;
}

/** When systemctl began and returned, in milliseconds since the epoch. */
export interface PersonStop {
  from: number;
  to: number;
}

/** systemd notes a stop a moment after systemctl began, or has ended; in milliseconds. */
const nearMs = 2000;

/** In their order. */
export const stopsAmong = (unit: string, commands: readonly RanCommand[]): PersonStop[] => {
  const line = shellLine(onUnit('stop', unit));
  return commands
    .filter((one) => one.line === line && one.exitCode === 0)
    .map(({ startedAt, durationMs }) => ({ from: startedAt, to: startedAt + durationMs }));
};

/** The stop that ended the unit at this time; null if none of them did. */
export const stopBehind = (stops: readonly PersonStop[], at: number): PersonStop | null =>
  stops.findLast(({ from, to }) => at >= from - nearMs && at <= to + nearMs) ?? null;
