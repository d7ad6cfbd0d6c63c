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
  if (before === null || before.cpuNanoseconds === null || now.cpuNanoseconds === null) return null;
  const [used, passed] = [
    now.cpuNanoseconds - before.cpuNanoseconds,
    (now.clockMs - before.clockMs) * 1e6,
  ];
  return used < 0 || passed <= 0 ? null : (used / passed) * 100;
};
