/** The output of a try, ten times a second and no more than a page shows, however much there is. */
import { setTimeout as pause } from 'node:timers/promises';
import type { JournalEntry } from '../../core/logs/entry.ts';
import { lastThatFit, type TryLine } from '../../core/try/try-report.ts';

const sendMs = 100;
const trimAt = 5000;
/** A program may write a moment before it ends, and journald reads that later: on a busy disk, seconds later. */
const quietMs = 400;
const silentMs = 2000;
const longestMs = 3000;
/** systemd logs an end just before it counts. */
const beforeMs = 20;

export const openTryOutput = (
  send: (news: { lines: readonly TryLine[]; omitted: number }) => void,
) => {
  let waiting: TryLine[] = [];
  let omitted = 0;
  let timer: NodeJS.Timeout | undefined;
  /** When the last line came; null before the first. */
  let lastAt: number | null = null;
  /** The program itself has written something. */
  let hasSpoken = false;
  /** When systemd wrote the last of its own lines. */
  let saidAt = 0;
  let isHeld = true;

  const trim = (): void => {
    const fit = lastThatFit(waiting);
    omitted += fit.omitted;
    waiting = [...fit.lines];
  };
  const take = (): { lines: readonly TryLine[]; omitted: number } => {
    clearTimeout(timer);
    timer = undefined;
    trim();
    const news = { lines: waiting, omitted };
    waiting = [];
    omitted = 0;
    return news;
  };

  const sendSoon = (): void => {
    timer ??= setTimeout(() => {
      send(take());
    }, sendMs);
  };

  return {
    add: ({ message, from, priority, at }: JournalEntry): void => {
      lastAt = Date.now();
      if (from === 'manager') saidAt = at;
      else hasSpoken = true;
      waiting.push({ text: message, from, priority });
      if (waiting.length > trimAt) trim();
      if (!isHeld) sendSoon();
    },
    /** From now on sends what comes, and what came. */
    release: (): void => {
      isHeld = false;
      sendSoon();
    },
    /** What is not sent yet. */
    take,
    hasCome: (): boolean => lastAt !== null,
    /**
     * Resolves once nothing more comes, or enough has come.
     * @param endedAt by then, systemd has something to say about the end.
     */
    settled: async (endedAt = 0): Promise<void> => {
      const began = Date.now();
      const isQuiet = (): boolean =>
        lastAt !== null &&
        saidAt >= endedAt - beforeMs &&
        Date.now() > Math.max(began, lastAt) + (hasSpoken ? quietMs : silentMs);
      while (Date.now() < began + longestMs && !isQuiet()) await pause(50);
    },
  };
};
