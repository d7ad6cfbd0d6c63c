/** A program that Hearth ran, as plain data: what people see, copy and learn from. */
export interface CommandRecord {
  id: number;
  /** The unit it was run for; null for the manager's own business. */
  unit: string | null;
  /** The line as a person would type it. */
  line: string;
  /** Milliseconds since the epoch. */
  startedAt: number;
  durationMs: number;
  /** null when it never ended by itself; `failure` then says why. */
  exitCode: number | null;
  failure: 'timed-out' | 'not-started' | 'cancelled' | 'signal' | null;
  /** Both bounded; a cut is marked in the text. */
  stdout: string;
  stderr: string;
}

/** Several commands as a script that does the same again, without those that only ended when told to. */
export const asScript = (records: readonly CommandRecord[]): string =>
  [
    '#!/bin/sh',
    ...records.filter(({ failure }) => failure !== 'cancelled').map(({ line }) => line),
    '',
  ].join('\n');
