/** Statistics over runs. */

const sorted = (runs: readonly number[]): number[] => [...runs].sort((a, b) => a - b);

/** The value that this share of the runs does not exceed (nearest rank). @throws if there are no runs. */
const quantile = (runs: readonly number[], share: number): number => {
  const value = sorted(runs)[Math.max(0, Math.ceil(share * runs.length) - 1)];
  if (value === undefined) throw new Error('nothing was measured');
  return value;
};

export const median = (runs: readonly number[]): number => {
  const middle = sorted(runs).slice((runs.length - 1) >> 1, (runs.length >> 1) + 1);
  if (middle.length === 0) throw new Error('nothing was measured');
  return middle.reduce((sum, run) => sum + run, 0) / middle.length;
};

export const p95 = (runs: readonly number[]): number => quantile(runs, 0.95);

export const most = (runs: readonly number[]): number => quantile(runs, 1);

/** k of y = c·xᵏ through two points: 1 if y grows with x, 2 if it grows with its square. */
export const exponent = (from: [x: number, y: number], to: [x: number, y: number]): number =>
  Math.log(to[1] / from[1]) / Math.log(to[0] / from[0]);
