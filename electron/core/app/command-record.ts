/** A program Hearth ran, as plain data: what people see, copy and learn from. */
export interface CommandRecord {
  id: number;
  /** The unit it was run for; null if it concerns the manager itself. */
  unit: string | null;
  /** The line as a person would type it. */
  line: string;
  /** Milliseconds since the epoch. */
  startedAt: number;
  durationMs: number;
  /** null if it never exited on its own; `failure` then says why. */
  exitCode: number | null;
  failure: 'timed-out' | 'not-started' | 'cancelled' | 'signal' | null;
  /** Both bounded; the text marks a cut. */
  stdout: string;
  stderr: string;
}

/** Several commands as a script that repeats them, without the cancelled ones. */
export const asScript = (records: readonly CommandRecord[]): string =>
  [
    '#!/bin/sh',
    ...records.filter(({ failure }) => failure !== 'cancelled').map(({ line }) => line),
    '',
  ].join('\n');
