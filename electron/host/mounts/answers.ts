/**
 * Which mounts answer. One that doesn't keeps its question: the program that asked waits, and its end is the notice that
 * the mount is back. Known to the process as a whole, as the mounts are.
 */
import type { SilentMount } from '../../core/problems/files.ts';
import { createTurns } from '../async/keyed-mutex.ts';
import { readMounts, type Mount } from './mount-table.ts';
import { probe } from './probe.ts';

/** A server nearby answers within milliseconds. One that takes longer is noticed as soon as it answers. */
const limitMs = 500;
/** How long an answer holds. */
const keptMs = 500;
/** A question may stay open although the mount is back, as after a new connection: ask again this often. */
const againMs = 30_000;
/** How often to see whether a silent mount is still mounted. */
const lookMs = 2_000;

interface Question {
  mount: Mount;
  /** Milliseconds since the epoch. */
  since: number;
  /** Resolves with whether the mount answers: when it does, or after the limit. */
  settled: Promise<boolean>;
  /** Ends what is under way; nothing is noticed any more. */
  drop(): void;
  late: boolean;
}

const questions = new Map<string, Question>();
/** When mounts last answered, on the clock of `performance`. */
const answered = new Map<string, number>();
const listeners = new Set<() => void>();
let looking: NodeJS.Timeout | undefined;

const tell = (): void => {
  for (const listener of [...listeners]) listener();
};

/** Calls `onAnswer` whenever a mount that didn't answer does, or is gone. */
export const followMounts = (onAnswer: () => void): { close(): void } => {
  const listener = (): void => {
    onAnswer();
  };
  listeners.add(listener);
  return { close: () => listeners.delete(listener) };
};

const isSame = (a: Mount, b: Mount | undefined): boolean =>
  a.id === b?.id && a.type === b.type && a.source === b.source;

/** Forgets silent mounts that are gone, also those in whose place is a new one of the same server. */
const lookForGone = (): void => {
  const mounts = readMounts();
  const gone = [...questions.values()].filter(
    ({ mount }) => !isSame(mount, mounts.get(mount.point)),
  );
  for (const { mount, drop } of gone) {
    drop();
    questions.delete(mount.point);
  }
  if (questions.size === 0) {
    clearInterval(looking);
    looking = undefined;
  }
  if (gone.length > 0) tell();
};

const ask = (mount: Mount): Question => {
  const { point } = mount;
  let settle: (answers: boolean) => void = () => undefined;
  let again: NodeJS.Timeout | undefined;
  let dropped = false;
  const question: Question = {
    mount,
    since: Date.now(),
    late: false,
    settled: new Promise((resolve) => (settle = resolve)),
    drop: () => {
      dropped = true;
      clearTimeout(limit);
      clearTimeout(again);
      running.kill();
      settle(false);
    },
  };
  const end = (hasAnswered: boolean): void => {
    clearTimeout(again);
    if (dropped) return;
    if (!hasAnswered) {
      running = start();
      return;
    }
    clearTimeout(limit);
    questions.delete(point);
    answered.set(point, performance.now());
    settle(true);
    if (question.late) tell();
  };
  const start = () => {
    again = setTimeout(() => {
      running.kill();
    }, againMs).unref();
    return probe(point, end);
  };
  let running = start();
  const limit = setTimeout(() => {
    question.late = true;
    looking ??= setInterval(lookForGone, lookMs).unref();
    settle(false);
  }, limitMs);
  questions.set(point, question);
  return question;
};

/** What is silent about a mount; null if it answers. @param anew distrust an earlier answer. */
export const silenceOf = async (mount: Mount, anew = false): Promise<SilentMount | null> => {
  const { point, type, source } = mount;
  const fresh = performance.now() - (answered.get(point) ?? -Infinity) < keptMs;
  if (fresh && !anew && !questions.has(point)) return null;
  const question = questions.get(point) ?? ask(mount);
  if (!question.late && (await question.settled)) return null;
  return { point, type, source, since: question.since };
};

/** One call at a time goes to a mount: if it dies meanwhile, only that one keeps its thread. */
const turns = createTurns();

const late = Symbol('late');

const afterLimit = (): { over: Promise<typeof late>; forget(): void } => {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<typeof late>((resolve) => {
    timer = setTimeout(resolve, limitMs, late);
  });
  return {
    over,
    forget: () => {
      clearTimeout(timer);
    },
  };
};

/**
 * Calls something that touches a mount which answered a moment ago. While the call takes long, asks whether the mount
 * still answers, and gives the call up when it doesn't.
 */
export const whileAnswering = <Value>(
  mount: Mount,
  call: () => Promise<Value>,
): Promise<{ value: Value } | SilentMount> =>
  turns.take(mount.point, async () => {
    const before = await silenceOf(mount);
    if (before !== null) return before;
    const called = call();
    for (;;) {
      const limit = afterLimit();
      const first = await Promise.race([called, limit.over]).finally(limit.forget);
      if (first !== late) return { value: first };
      const silence = await silenceOf(mount, true);
      if (silence === null) continue;
      // Nobody waits for it any more.
      called.catch(() => undefined);
      return silence;
    }
  });

/** Ends all questions, so that none outlives Hearth; an unkillable one ends with its mount. */
export const leaveMounts = (): void => {
  clearInterval(looking);
  looking = undefined;
  for (const { drop } of questions.values()) drop();
  questions.clear();
};
