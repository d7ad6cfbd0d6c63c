/** The numbers of a running unit, one reading after another. */

export interface Reading {
  /** Milliseconds since the epoch. */
  at: number;
  /** Total CPU time; null if it is not counted. */
  cpuNanoseconds: number | null;
  /** Since the previous reading, in percent of one core; null for the first. */
  cpuPercent: number | null;
  memoryBytes: number | null;
  /** Source of the memory figure: the kernel's count for the unit, or the sum over its processes. */
  memoryFrom: 'unit' | 'processes';
  tasks: number | null;
}

/** CPU use between two readings, in percent of one core. Null if time or count went backwards: it was restarted. */
export const cpuPercent = (
  before: { clockMs: number; cpuNanoseconds: number | null } | null,
  now: { clockMs: number; cpuNanoseconds: number | null },
): number | null => {
  const [old, used] = [before?.cpuNanoseconds ?? null, now.cpuNanoseconds];
  if (before === null || old === null || used === null) return null;
  const passed = (now.clockMs - before.clockMs) * 1e6;
  return used < old || passed <= 0 ? null : ((used - old) / passed) * 100;
};
