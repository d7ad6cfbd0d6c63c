/** The proofs of a running service together, as list, tray and notices see them. */
import { stateWord, type StateWord, type Unit } from '../units/unit.ts';
import type { ProofStatus } from './due.ts';
import type { Proof } from './proof.ts';
import type { ProofReading } from './proof-reading.ts';

/** Of a service that is running and names a proof; one without an entry in the state has none, or isn't running. */
export interface ProofState {
  unit: string;
  /** The worst of its proofs. `none` stands for a service without one. */
  status: 'none' | ProofStatus;
  /** When it last proved itself, in milliseconds since the epoch; with several proofs, the oldest; null for not yet. */
  lastSeenAt: number | null;
  /** How many proofs were missed in a row, once it is lost. */
  misses: number;
  /** Why there is no proof, in a sentence; null if there is one, or if only time has passed. */
  why: string | null;
}

/** One proof of a service, for its page. */
export interface ProofReport {
  proof: Proof;
  /** null while the service isn't running: nothing is looked for then. */
  status: ProofStatus | null;
  lastSeenAt: number | null;
  /** When Hearth last looked, in milliseconds since the epoch. */
  checkedAt: number | null;
  /** How often the service proves itself; null if that isn't known yet. */
  rhythmMs: number | null;
  why: string | null;
  /** What a look found, such as `200`, the output of the command, or the line of the log; null for nothing yet. */
  found: string | null;
  /** Of a file; null for other kinds, and until it was read. */
  reading: ProofReading | null;
}

/** Everything about the proofs of one unit. */
export interface ProofReports {
  reports: ProofReport[];
  restartAfter: number | null;
  /** How many settings don't count; the editor explains them. */
  faults: number;
}

const badness: Record<ProofState['status'], number> = {
  none: 0,
  fresh: 1,
  waiting: 2,
  late: 3,
  unreadable: 4,
  lost: 5,
};

/** @param of what is known of each proof; at least one. */
export const worstOf = (
  unit: string,
  of: readonly Pick<ProofState, 'status' | 'lastSeenAt' | 'misses' | 'why'>[],
): ProofState => {
  const [worst] = [...of].sort((a, b) => badness[b.status] - badness[a.status]);
  const seen = of.map(({ lastSeenAt }) => lastSeenAt);
  return {
    unit,
    status: worst?.status ?? 'none',
    lastSeenAt: seen.reduce<number | null>(
      (oldest, at) => (at === null || oldest === null ? null : Math.min(oldest, at)),
      Infinity,
    ),
    misses: Math.max(0, ...of.map(({ misses }) => misses)),
    why: worst?.why ?? null,
  };
};

/** Ages are shown to the second, but a state that changes each second would cost all who listen. */
const keptAgeMs = 5_000;

/**
 * Whether to tell of a new state: another status or reason, or a proof that is noticeably newer.
 * @param ages somebody looks at how long ago it was.
 */
export const isNews = (before: ProofState | undefined, now: ProofState, ages: boolean): boolean =>
  before?.status !== now.status ||
  before.misses !== now.misses ||
  before.why !== now.why ||
  (ages && Math.abs((now.lastSeenAt ?? 0) - (before.lastSeenAt ?? 0)) >= keptAgeMs);

/** States of a service that runs, by its proof. */
export type ProofWord = 'proof-late' | 'proof-lost';

/** The state of a unit in one word; a service that runs without its proof isn't simply running. */
export const provenWord = (
  unit: Pick<Unit, 'activeState' | 'subState' | 'loadState' | 'crashing'>,
  proof: ProofState | undefined,
): StateWord | ProofWord => {
  const word = stateWord(unit);
  const isRunning = word === 'running' || word === 'finished';
  if (!isRunning || proof === undefined) return word;
  if (proof.status === 'lost') return 'proof-lost';
  return proof.status === 'late' ? 'proof-late' : word;
};

/** A running service whose proof is lost needs attention like one that failed. */
export const isUnproven = (
  unit: Pick<Unit, 'activeState' | 'subState' | 'loadState' | 'crashing'>,
  proof: ProofState | undefined,
): boolean => provenWord(unit, proof) === 'proof-lost';
