/** The newest lines of a log, few and live: for a page that shows more than a log. */
import type { Problem } from '../../../electron/core/problems/problem.ts';
import type { JournalEntry } from '../../../electron/core/logs/entry.ts';
import type { LogQuery } from '../../../electron/core/logs/query.ts';
import type { JournalClient, StopRead } from './journal-client.ts';

/** @param most how many lines are kept. */
export const createTail = ({ readLog, followLog }: JournalClient, most: number) => {
  /** Oldest first. */
  let lines = $state.raw<readonly JournalEntry[]>([]);
  let loaded = $state(false);
  let problem = $state.raw<Problem | null>(null);
  let stop: StopRead | null = null;
  let arrived: JournalEntry[] = [];
  let frame = 0;

  const takeIn = (): void => {
    frame = 0;
    lines = [...lines, ...arrived].slice(-most);
    arrived = [];
  };
  const close = (): void => {
    stop?.();
    stop = null;
    cancelAnimationFrame(frame);
    frame = 0;
    arrived = [];
  };
  const follow = (query: LogQuery): void => {
    stop = followLog(query, lines.at(-1)?.cursor ?? null, {
      onEntries: (entries) => {
        // Of a flood, only the newest lines are ever seen.
        arrived = [...arrived, ...entries].slice(-most);
        if (frame === 0) frame = requestAnimationFrame(takeIn);
      },
      onDone: (_, failed) => {
        problem ??= failed;
      },
    });
  };

  return {
    get lines() {
      return lines;
    },
    get loaded() {
      return loaded;
    },
    get problem() {
      return problem;
    },
    /** Keeps the present lines until those of the query have been read. */
    open: (query: LogQuery): void => {
      close();
      const fresh: JournalEntry[] = [];
      stop = readLog(query, { kind: 'end' }, 'older', {
        count: most,
        onEntries: (entries) => fresh.push(...entries),
        onDone: (_, failed) => {
          lines = fresh.reverse();
          loaded = true;
          problem = failed;
          if (failed === null) follow(query);
        },
      });
    },
    /** Nobody is looking: runs no journalctl. */
    close,
  };
};
