/** The numbers of a running unit, one reading after another. */

export interface Reading {
  /** Milliseconds since the epoch. */
  at: number;
  /** CPU time used in all; null where it is not counted. */
  cpuNanoseconds: number | null;
  /** Since the reading before, in percent of one core; null for the first. */
  cpuPercent: number | null;
  memoryBytes: number | null;
  /** Where the memory is from: what the kernel counts for the unit, or the sum of what its processes hold. */
  memoryFrom: 'unit' | 'processes';
  tasks: number | null;
}

/** What was used between two readings, in percent of one core. Null where time or count went backwards: it was restarted. */
export const cpuPercent = (
  before: { clockMs: number; cpuNanoseconds: number | null } | null,
  now: { clockMs: number; cpuNanoseconds: number | null },
): number | null => {
  const [old, used] = [before?.cpuNanoseconds ?? null, now.cpuNanoseconds];
  if (before === null || old === null || used === null) return null;
  const passed = (now.clockMs - before.clockMs) * 1e6;
  return used < old || passed <= 0 ? null : ((used - old) / passed) * 100;
};
