/** How long runs took. */
import type { Run } from './run.ts';

export interface RunLengths {
  /** Runs with a known start and end. */
  count: number;
  averageMs: number;
  longestMs: number;
}

/** null if no run has a known length. */
export const runLengthsOf = (runs: readonly Run[]): RunLengths | null => {
  const lengths = runs.flatMap(({ invocation, outcome, startedAt, endedAt }) =>
    invocation === '' || outcome === 'skipped' || startedAt === null || endedAt === null
      ? []
      : [Math.max(0, endedAt - startedAt)],
  );
  if (lengths.length === 0) return null;
  return {
    count: lengths.length,
    averageMs: lengths.reduce((sum, length) => sum + length, 0) / lengths.length,
    longestMs: Math.max(...lengths),
  };
};
