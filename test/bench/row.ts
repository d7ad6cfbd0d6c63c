/** A figure of the benchmark: what was measured, against which peer, and whether it meets the goal. */
import { median } from './statistics.ts';

/** As written to out/bench.json. */
export interface Row {
  name: string;
  /** What was measured and how, in one line. */
  measured: string;
  value: number;
  unit: string;
  /** Every measurement; `value` is their median, or what `measured` says. */
  runs: number[];
  /** The lowest and the highest run. */
  spread: [number, number];
  /** What was measured beside it in the same run; null for nothing. */
  peer: string | null;
  peerValue: number | null;
  peerRuns: number[];
  peerSpread: [number, number] | null;
  /** value / peerValue. */
  ratio: number | null;
  goal: string;
  met: boolean;
  /** More numbers that explain the figure. */
  details?: Record<string, unknown>;
}

type Goal = { ratioAtMost: number } | { ratioAtLeast: number } | { atMost: number } | 'stated';

interface Measurement {
  name: string;
  measured: string;
  unit: string;
  runs: readonly number[];
  peer?: { name: string; runs: readonly number[] };
  /** Reduces the runs, including the peer's, to a figure; the median by default. */
  by?: (runs: readonly number[]) => number;
  goal: Goal;
  details?: Record<string, unknown>;
}

/** No measurement here is more exact than four digits. */
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

/** Things measured together, because one set-up or one run yields all of them. */
export interface Group {
  /** The first word of each is the group's name: `idle` selects everything that starts with it. */
  names: readonly string[];
  /** @param tell takes each row once it is measured, so that a later failure does not lose it. */
  measure(tell: (...rows: Row[]) => void): Promise<void>;
}
