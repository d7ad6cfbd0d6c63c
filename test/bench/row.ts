/** A figure of the benchmark: what was measured, beside whom, and whether that was the goal. */
import { median } from './statistics.ts';

/** As it stands in out/bench.json. */
export interface Row {
  name: string;
  /** What was measured and how, in a line. */
  measured: string;
  value: number;
  unit: string;
  /** Every single measurement; `value` is their median, or what `measured` says. */
  runs: number[];
  /** The lowest and the highest of the runs. */
  spread: [number, number];
  /** Who was measured beside it in the same run; null for nobody. */
  peer: string | null;
  peerValue: number | null;
  peerRuns: number[];
  peerSpread: [number, number] | null;
  /** value / peerValue. */
  ratio: number | null;
  goal: string;
  met: boolean;
  /** Further numbers that explain the figure. */
  details?: Record<string, unknown>;
}

type Goal = { ratioAtMost: number } | { ratioAtLeast: number } | { atMost: number } | 'stated';

interface Measurement {
  name: string;
  measured: string;
  unit: string;
  runs: readonly number[];
  peer?: { name: string; runs: readonly number[] };
  /** What is made of the runs, the peer's too; the median unless said. */
  by?: (runs: readonly number[]) => number;
  goal: Goal;
  details?: Record<string, unknown>;
}

/** Four digits are more than any of this is exact to. */
const round = (value: number): number => Number(value.toPrecision(4));

const spreadOf = (runs: readonly number[]): [number, number] => [
  round(Math.min(...runs)),
  round(Math.max(...runs)),
];

const goalText = (goal: Goal, unit: string, peer: string): string => {
  if (goal === 'stated') return 'stated';
  if ('ratioAtMost' in goal) return `≤ ${goal.ratioAtMost} × ${peer}`;
  if ('ratioAtLeast' in goal) return `≥ ${goal.ratioAtLeast} × ${peer}`;
  return `≤ ${goal.atMost} ${unit}`.trim();
};

const isMet = (goal: Goal, value: number, ratio: number): boolean => {
  if (goal === 'stated') return true;
  if ('ratioAtMost' in goal) return ratio <= goal.ratioAtMost;
  if ('ratioAtLeast' in goal) return ratio >= goal.ratioAtLeast;
  return value <= goal.atMost;
};

export const rowOf = (measurement: Measurement): Row => {
  const { name, measured, unit, runs, peer, by = median, goal, details } = measurement;
  const value = by(runs);
  const peerValue = peer === undefined ? null : by(peer.runs);
  const ratio = peerValue === null ? null : value / peerValue;
  // NaN would be written as null and look like a figure without a peer.
  if (!Number.isFinite(value) || (ratio !== null && !Number.isFinite(ratio)))
    throw new Error(`${name} came out as ${value}, its peer as ${String(peerValue)}`);
  return {
    name,
    measured,
    value: round(value),
    unit,
    runs: runs.map(round),
    spread: spreadOf(runs),
    peer: peer?.name ?? null,
    peerValue: peerValue === null ? null : round(peerValue),
    peerRuns: (peer?.runs ?? []).map(round),
    peerSpread: peer === undefined ? null : spreadOf(peer.runs),
    ratio: ratio === null ? null : round(ratio),
    goal: goalText(goal, unit, peer?.name ?? ''),
    met: isMet(goal, value, ratio ?? NaN),
    ...(details === undefined ? {} : { details }),
  };
};

/** What measures together, because one set-up or one run gives all of it. */
export interface Group {
  /** The first word of each is the group's own: `idle` takes all that begin with it. */
  names: readonly string[];
  /** @param tell takes each row once it is measured: what breaks later does not take it away. */
  measure(tell: (...rows: Row[]) => void): Promise<void>;
}
