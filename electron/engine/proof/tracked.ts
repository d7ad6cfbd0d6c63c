/** One proof in one run of its service: what looks and signals say, and what follows. */
import {
  freshProgress,
  missesOf,
  rhythmOf,
  seenNow,
  statusOf,
  type ProofProgress,
  type ProofStatus,
} from '../../core/proof/due.ts';
import type { Proof } from '../../core/proof/proof.ts';
import type { ProofReading } from '../../core/proof/proof-reading.ts';
import type { ProofReport, ProofState } from '../../core/proof/proof-state.ts';
import { proofWhyTexts } from '../../core/texts/proof/why.ts';
import type { Found } from './look-once.ts';

/** Milliseconds of a clock that only goes forward. */
export const clock = (): number => performance.now();

/** A service may write before systemd calls it active, and file times are coarser than the clock. */
const startToleranceMs = 2000;

const rhythmTimes = 9;

export interface Tracked {
  readonly proof: Proof;
  progress: ProofProgress;
  /** Milliseconds since the epoch: when the run began, as far as known. */
  readonly startedAt: number;
  lastSeenAt: number | null;
  /** The time of the last sign of the service that was looked at, even if it proves nothing; null before the first. */
  signAt: number | null;
  checkedAt: number | null;
  /** When the service proved itself, on the clock; the last few. */
  times: number[];
  found: string | null;
  reading: ProofReading | null;
  /** A look is under way. */
  looking: boolean;
  /** Something may have changed during it. */
  again: boolean;
  watch: { close(): void } | null;
  /** Its pattern took too long on a line of the log: no more lines are tried. */
  slow: boolean;
}

/** @param startedAt milliseconds since the epoch; null if unknown. */
export const track = (proof: Proof, startedAt: number | null): Tracked => {
  const wall = Date.now();
  const began = Math.min(startedAt ?? wall, wall);
  return {
    proof,
    progress: freshProgress(clock() - (wall - began)),
    startedAt: began,
    lastSeenAt: null,
    signAt: null,
    checkedAt: null,
    times: [],
    found: null,
    reading: null,
    looking: false,
    again: false,
    watch: null,
    slow: false,
  };
};

/** The service did something by itself at this time, in milliseconds since the epoch. */
export const takeSign = (tracked: Tracked, at: number, isLook: boolean): void => {
  const now = clock();
  const { progress } = tracked;
  // Only at first: a clock that was set back makes later signs look older than the run.
  const isOld = tracked.signAt === null && at < tracked.startedAt - startToleranceMs;
  const isNew = !isOld && at !== tracked.signAt && at > -Infinity;
  tracked.signAt = at;
  const seenAt = isNew ? seenNow(progress, Date.now() - at, now) : progress.seenAt;
  if (isNew && seenAt !== null) {
    tracked.lastSeenAt = at;
    tracked.times = [...tracked.times, seenAt].slice(-rhythmTimes);
  }
  tracked.progress = {
    ...progress,
    seenAt,
    checkedAt: isLook || seenAt !== progress.seenAt ? now : progress.checkedAt,
    looks: progress.looks + 1,
    failing: false,
    unreadable: false,
    why: isOld && seenAt === null ? proofWhyTexts.file.old : null,
  };
};

/** Hearth looked, and the service works, or doesn't. */
const takeAnswer = (tracked: Tracked, why: string | null, isKept: boolean): void => {
  const now = clock();
  const { progress } = tracked;
  if (isKept) tracked.lastSeenAt = Date.now();
  tracked.progress = {
    ...progress,
    seenAt: isKept ? now : progress.seenAt,
    checkedAt: now,
    looks: progress.looks + 1,
    failing: !isKept,
    unreadable: false,
    why,
  };
};

const takeUnreadable = (tracked: Tracked, why: string): void => {
  tracked.progress = {
    ...tracked.progress,
    checkedAt: clock(),
    looks: tracked.progress.looks + 1,
    unreadable: true,
    why,
  };
};

export const takeFound = (tracked: Tracked, found: Found): void => {
  tracked.checkedAt = Date.now();
  tracked.found = found.found;
  if (found.reading !== null) tracked.reading = found.reading;
  switch (found.kind) {
    case 'kept':
      takeAnswer(tracked, null, true);
      break;
    case 'written':
      takeSign(tracked, found.at, true);
      break;
    case 'missing': {
      const waits = tracked.proof.target.kind === 'file' && tracked.proof.target.match === null;
      if (!waits) takeAnswer(tracked, found.why, false);
      else {
        // It may come in time: only time tells whether it is lost.
        takeSign(tracked, -Infinity, true);
        tracked.progress = { ...tracked.progress, why: found.why };
      }
      break;
    }
    case 'unreadable':
      takeUnreadable(tracked, found.why);
  }
};

/** The name had an owner when the bus last told. */
export const isOwned = ({ progress }: Tracked): boolean =>
  progress.looks > 0 && !progress.failing && !progress.unreadable;

/** The bus says whether a name has an owner; null if it can't be asked. */
export const takeOwner = (tracked: Tracked, owned: boolean | null): void => {
  tracked.checkedAt = Date.now();
  if (owned === null) {
    takeUnreadable(tracked, proofWhyTexts.noBus);
    return;
  }
  // Until now it had one.
  if (!owned && isOwned(tracked)) takeAnswer(tracked, null, true);
  takeAnswer(tracked, owned ? null : proofWhyTexts.busName, owned);
};

export const stateOf = (
  tracked: Tracked,
): Omit<ProofState, 'unit' | 'status'> & { status: ProofStatus } => {
  const now = clock();
  const { proof, progress } = tracked;
  return {
    status: statusOf(proof, progress, now),
    lastSeenAt: tracked.lastSeenAt,
    misses: missesOf(proof, progress, now),
    why: progress.why,
  };
};

export const reportOf = (tracked: Tracked): ProofReport => {
  const { status, lastSeenAt, why } = stateOf(tracked);
  return {
    proof: tracked.proof,
    status,
    lastSeenAt,
    checkedAt: tracked.checkedAt,
    rhythmMs: rhythmOf(tracked.times),
    why,
    found: tracked.found,
    reading: tracked.reading,
  };
};

/** Of a service that isn't running. */
export const unknownReport = (proof: Proof): ProofReport => ({
  proof,
  status: null,
  lastSeenAt: null,
  checkedAt: null,
  rhythmMs: null,
  why: null,
  found: null,
  reading: null,
});
