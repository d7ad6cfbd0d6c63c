/**
 * When a proof is due, late and lost. All times here are milliseconds of a clock that only goes forward, and stands still
 * while the computer sleeps: setting the clock changes nothing, and a night asleep is no missed proof.
 */
import { isAsked, type Proof } from './proof.ts';

/** What is known of a proof in this run of its service. */
export interface ProofProgress {
  /** When the run began; below 0 if that was before the clock did. */
  since: number;
  /** When the service last proved itself in this run; null for not yet. */
  seenAt: number | null;
  /** When Hearth last looked; null for not yet. */
  checkedAt: number | null;
  /** How often Hearth has looked in this run. */
  looks: number;
  /** Why the last look found no proof; null if it found one, or if nothing says why. */
  why: string | null;
  /** The last look found that there is none. Of what the service does by itself, only time can tell. */
  failing: boolean;
  /** It couldn't be looked for, so nothing is known. */
  unreadable: boolean;
}

export const freshProgress = (since: number): ProofProgress => ({
  since,
  seenAt: null,
  checkedAt: null,
  looks: 0,
  why: null,
  failing: false,
  unreadable: false,
});

/** `waiting`: this run hasn't proved itself yet, and needn't have. `late`: overdue, within the grace. */
export type ProofStatus = 'waiting' | 'fresh' | 'late' | 'lost' | 'unreadable';

type Timing = Pick<Proof, 'target' | 'periodMs' | 'graceMs'>;

/** From when on the proof is lost if nothing comes before; Infinity for never. */
const lostFrom = ({ periodMs, graceMs }: Timing, { since, seenAt }: ProofProgress): number =>
  periodMs === null ? Infinity : (seenAt ?? since) + periodMs + graceMs;

const dueFrom = ({ periodMs }: Timing, { since, seenAt }: ProofProgress): number =>
  periodMs === null ? Infinity : (seenAt ?? since) + periodMs;

/** Judged by the last look: what nobody looked for isn't lost. */
export const statusOf = (proof: Timing, progress: ProofProgress, now: number): ProofStatus => {
  const { seenAt, failing, unreadable, checkedAt } = progress;
  if (unreadable) return 'unreadable';
  // Hearth looks a little after a proof is due: until then nothing is late.
  const at = isAsked(proof.target) ? now : Math.min(now, checkedAt ?? -Infinity);
  const isMissed = isAsked(proof.target) ? failing : at >= dueFrom(proof, progress);
  if (isMissed && at >= lostFrom(proof, progress)) return 'lost';
  if (seenAt === null) return 'waiting';
  return isMissed || failing ? 'late' : 'fresh';
};

/** How many proofs were missed in a row, once it is lost. */
export const missesOf = (proof: Timing, progress: ProofProgress, now: number): number => {
  if (proof.periodMs === null || statusOf(proof, progress, now) !== 'lost') return 0;
  return 1 + Math.floor((now - lostFrom(proof, progress)) / proof.periodMs);
};

/** The first look at a service that just started, when most are ready. */
const firstLookMs = 1000;

/** How long to wait after a look that found nothing: longer each time, so that a start is soon seen to work. */
const pauseMs = (periodMs: number, looks: number): number =>
  Math.min(periodMs, firstLookMs * 2 ** Math.min(looks, 20));

/**
 * When to look again; Infinity for a proof that is only waited for. Never sooner than a period after the last look, but
 * for a service that has just started.
 */
const nextLook = (proof: Timing, progress: ProofProgress): number => {
  const { periodMs } = proof;
  const { since, checkedAt, seenAt, looks } = progress;
  // The bus tells by itself.
  if (proof.target.kind === 'bus-name') return Infinity;
  if (isAsked(proof.target)) {
    if (periodMs === null) return Infinity;
    if (checkedAt === null) return since + firstLookMs;
    return checkedAt + (seenAt === null ? pauseMs(periodMs, looks) : periodMs);
  }
  if (checkedAt === null) return since;
  if (periodMs === null) return Infinity;
  const due = dueFrom(proof, progress);
  if (checkedAt < due) return due;
  const lost = lostFrom(proof, progress);
  return checkedAt < lost ? lost : checkedAt + periodMs;
};

/** When something is to be done about a proof: looked for, or called lost or missed once more. */
export const dueAt = (proof: Timing, progress: ProofProgress, now: number): number => {
  const look = nextLook(proof, progress);
  if (!progress.failing || progress.unreadable || proof.periodMs === null) return look;
  const lost = lostFrom(proof, progress);
  // Nothing more is learned by then, but what is known says more.
  if (now < lost) return Math.min(look, lost);
  const missed = lost + proof.periodMs * (1 + Math.floor((now - lost) / proof.periodMs));
  return Math.min(look, missed);
};

/** Wake-ups cost more than punctuality is worth: proofs due within this part of a period are looked for together. */
const slackPart = 0.05;
const mostSlackMs = 5000;
const slackMs = (pauseMs: number): number => Math.min(mostSlackMs, pauseMs * slackPart);

/**
 * Whether to look, rather than only to judge again, at a time when Hearth is awake for some proof. What is asked may be asked
 * a little early: those looked for together once are due together from then on.
 */
export const isLookDue = (proof: Timing, progress: ProofProgress, now: number): boolean => {
  const next = nextLook(proof, progress);
  const { checkedAt } = progress;
  const early = isAsked(proof.target) && checkedAt !== null ? slackMs(next - checkedAt) : 0;
  return now >= next - early;
};

/** When to wake up for what is due at these times: as late as the most urgent of them allows. */
export const wakeAt = (dues: readonly { at: number; periodMs: number | null }[]): number =>
  Math.min(...dues.map(({ at, periodMs }) => at + slackMs(periodMs ?? 0)), Infinity);

/** How often the service proves itself, in milliseconds: the median of the last pauses; null before the third time. */
export const rhythmOf = (times: readonly number[]): number | null => {
  if (times.length < 3) return null;
  const pauses = times.slice(1).map((at, index) => at - (times[index] ?? at));
  pauses.sort((a, b) => a - b);
  return pauses[Math.floor(pauses.length / 2)] ?? null;
};

/** A proof of the service found now, that is this old by the wall clock: which may have been set since the last look. */
export const seenNow = (progress: ProofProgress, ageMs: number, now: number): number =>
  Math.max(progress.checkedAt ?? -Infinity, now - Math.max(0, ageMs));
