/** A run of a service: from the start of its first process until the unit is down again. */
import type { JournalAccess } from '../logs/empty-reason.ts';

/**
 * `stopped`: ended well because it was told to stop. `skipped`: a condition kept it from starting. `unknown`: it is over,
 * but nothing recorded how, as after a power cut.
 */
export type RunOutcome = 'running' | 'success' | 'failed' | 'stopped' | 'skipped' | 'unknown';

/** `restart`: by Restart=. `trigger`: by a timer, socket or path unit. `login`, `boot`: with the user manager. */
type RunStarter = 'you' | 'restart' | 'trigger' | 'login' | 'boot' | 'unknown';

export interface Run {
  /** Unique in a list. */
  id: string;
  /** 32 hex digits; '' for a start that systemd gave up before anything ran. */
  invocation: string;
  /** Milliseconds since the epoch; null if the journal no longer has it. */
  startedAt: number | null;
  /** null while it lasts, and if nothing recorded it: a good end of what isn’t a oneshot leaves no record. */
  endedAt: number | null;
  outcome: RunOutcome;
  /** systemd's Result word, or the result of the start job (`dependency`, `assert`) if nothing ran; null if not known. */
  result: string | null;
  /** The process that failed first, else the main process; null if nothing recorded it. */
  exit: { kind: 'exited' | 'killed' | 'dumped'; status: number } | null;
  /** Whose process `exit` is about, such as `ExecStartPre`; null as `exit`. */
  directive: string | null;
  /** Only where it is known. */
  startedBy: RunStarter;
  /** The unit that triggered it; null if nothing did, or if it isn't known. */
  trigger: string | null;
  /** What systemd says of a start it skipped, such as an unmet condition; null for others. */
  why: string | null;
  /** CPU time of all its processes; null where systemd didn't count it. */
  cpuNanoseconds: number | null;
}

export interface RunHistory {
  /** Newest first. */
  runs: Run[];
  /** The journal shows no older runs, and begins before the oldest of these. */
  complete: boolean;
  /** The person may read their journal; without it, only the current run is known. */
  readable: boolean;
  access: JournalAccess;
}

/** Whether anything ran to its end, so that it counts as worked or failed. */
const isJudged = ({ outcome }: Run): boolean =>
  outcome === 'success' || outcome === 'failed' || outcome === 'stopped';

export interface RunSummary {
  /** Runs that ended, and how many of them failed. */
  ended: number;
  failed: number;
  /** When the newest run that worked ended, in milliseconds since the epoch; null if none did. */
  workedAt: number | null;
}

export const runSummaryOf = (runs: readonly Run[]): RunSummary => {
  const ended = runs.filter(isJudged);
  const worked = ended.find(({ outcome }) => outcome !== 'failed');
  return {
    ended: ended.length,
    failed: ended.filter(({ outcome }) => outcome === 'failed').length,
    workedAt: worked?.endedAt ?? null,
  };
};
