/**
 * The lines in memory: an unbroken part of the log, at most as many lines as the person prefers. Drops what scrolls far
 * away, and re-reads it by its cursor; follows while the part reaches to the end.
 */
import type { Problem } from '../../../electron/core/problems/problem.ts';
import type { JournalEntry } from '../../../electron/core/logs/entry.ts';
import {
  isWidened,
  wholeLog,
  type LogPlace,
  type LogQuery,
} from '../../../electron/core/logs/query.ts';
import { firstNumber, logRowsOf, withNewer, withOlder, type LogRow } from './log-row.ts';
import type { JournalClient, StopRead } from './journal-client.ts';

/** How many lines to read when a log opens, and when someone scrolls to the edge. */
const page = 1000;
/** The most lines that one frame takes in. */
const atOnce = 2500;
/** More lines than this in a frame are a flood, which is shown only this often, in milliseconds. */
const floodSize = 200;
const floodMs = 120;

/** @param most lines in memory, asked each time. */
export const createLogModel = (
  { readLog, followLog, firstOf }: JournalClient,
  most: () => number,
) => {
  let query: LogQuery = wholeLog;
  /** Counts how often the view jumped elsewhere and started again. */
  let era = $state(0);
  let rows = $state.raw<readonly LogRow[]>([]);
  let problem = $state.raw<Problem | null>(null);
  /** The first read is done. */
  let loaded = $state(false);
  let atStart = $state(false);
  let atEnd = $state(false);
  let older = $state.raw<StopRead | null>(null);
  let newer = $state.raw<StopRead | null>(null);
  let following = $state.raw<StopRead | null>(null);
  let anchoring: StopRead | null = null;
  /** At the end, the view stays at the end; anywhere else it keeps its place. */
  let pinned = true;
  let arrived: JournalEntry[] = [];
  let frame = 0;
  let floodUntil = 0;

  const stopAll = (): void => {
    for (const stop of [older, newer, following, anchoring]) stop?.();
    older = newer = following = anchoring = null;
    cancelAnimationFrame(frame);
    frame = 0;
    arrived = [];
  };

  const stopFollowing = (): void => {
    following?.();
    following = null;
    atEnd = false;
  };

  const prepend = (entries: readonly JournalEntry[]): void => {
    const all = withOlder(rows, entries, firstNumber(era));
    rows = all.slice(0, most());
    if (all.length > rows.length) stopFollowing();
  };

  const append = (entries: readonly JournalEntry[]): void => {
    const all = withNewer(rows, entries, firstNumber(era));
    if (all.length <= most()) {
      rows = all;
    } else if (pinned || newer !== null) {
      rows = all.slice(-most());
      atStart = false;
    } else {
      // The reader is far above: re-read the new lines when they come back.
      rows = all.slice(0, most());
      stopFollowing();
    }
  };

  const takeIn = (): void => {
    if (performance.now() < floodUntil) {
      frame = requestAnimationFrame(takeIn);
      return;
    }
    frame = 0;
    const entries = arrived.length <= atOnce ? arrived : arrived.slice(0, atOnce);
    arrived = arrived.slice(entries.length);
    append(entries);
    // Nobody can read each frame of a flood: a few a second leave time for everything else.
    floodUntil = entries.length > floodSize ? performance.now() + floodMs : 0;
    if (arrived.length > 0) frame = requestAnimationFrame(takeIn);
  };

  const follow = (after: string | null): void => {
    if (query.until !== null || following !== null) return;
    following = followLog(query, after, {
      onEntries: (entries) => {
        arrived = arrived.length === 0 ? entries : arrived.concat(entries);
        if (frame === 0) frame = requestAnimationFrame(takeIn);
      },
      onDone: (_, failed) => {
        following = null;
        problem ??= failed;
      },
    });
  };

  /** @param onBegin called before anything that was read is taken. */
  const readOlder = (
    place: LogPlace,
    count: number,
    onFirst?: () => void,
    onBegin?: () => void,
  ): void => {
    let first = true;
    older = readLog(query, place, 'older', {
      count,
      onEntries: (entries) => {
        if (first) onBegin?.();
        prepend(entries);
        if (first) onFirst?.();
        first = false;
      },
      onDone: (end, failed) => {
        if (first) onBegin?.();
        older = null;
        atStart ||= end;
        loaded = true;
        problem = failed;
        if (first && failed === null) onFirst?.();
      },
    });
  };

  /** @param onMore called if there are more lines than requested. */
  const readNewer = (place: LogPlace, count: number, onMore?: () => void): void => {
    newer = readLog(query, place, 'newer', {
      count,
      onEntries: append,
      onDone: (end, failed) => {
        newer = null;
        loaded = true;
        problem = failed;
        if (!end) {
          if (failed === null) onMore?.();
          return;
        }
        atEnd = true;
        follow(rows.at(-1)?.cursor ?? null);
      },
    });
  };

  const replaceRows = (keep: readonly JournalEntry[] = []): void => {
    era += 1;
    rows = logRowsOf(keep, firstNumber(era));
  };

  const reset = (keep: readonly JournalEntry[] = []): void => {
    stopAll();
    replaceRows(keep);
    loaded = keep.length > 0;
    atStart = atEnd = false;
    problem = null;
  };

  const readEnd = (onBegin?: () => void): void => {
    stopAll();
    atEnd = true;
    atStart = false;
    const onFirst = (): void => {
      follow(rows.at(-1)?.cursor ?? null);
    };
    readOlder({ kind: 'end' }, page, onFirst, onBegin);
  };

  const openAtEnd = (): void => {
    reset();
    pinned = true;
    atEnd = true;
    if (query.text === '') {
      readEnd();
      return;
    }
    // A search takes a while: meanwhile, follow what comes after this moment.
    anchoring = firstOf({ ...query, text: '' }, { kind: 'end' }, 'older', (newest, failed) => {
      anchoring = null;
      problem = failed;
      if (failed !== null) return;
      readOlder({ kind: 'end' }, page);
      follow(newest?.cursor ?? null);
    });
  };

  return {
    /** Oldest first. */
    get rows() {
      return rows;
    },
    get problem() {
      return problem;
    },
    get loaded() {
      return loaded;
    },
    get era() {
      return era;
    },
    get atStart() {
      return atStart;
    },
    get atEnd() {
      return atEnd;
    },
    get following() {
      return following !== null;
    },
    pin(to: boolean): void {
      pinned = to;
    },
    /** Opens a log at its end. False if it is the present one with more lines, which keeps its lines until those come. */
    open(asked: LogQuery): boolean {
      const widened = loaded && asked.text === '' && isWidened(query, asked);
      query = asked;
      if (widened) readEnd(replaceRows);
      else openAtEnd();
      return !widened;
    },
    toEnd: openAtEnd,
    toStart(): void {
      reset();
      pinned = false;
      atStart = true;
      readNewer({ kind: 'start' }, page);
    },
    /** Shows a line, possibly far from those in memory, and what surrounds it. */
    around(entry: JournalEntry): void {
      reset([entry]);
      pinned = false;
      readOlder({ kind: 'cursor', cursor: entry.cursor }, page);
      readNewer({ kind: 'cursor', cursor: entry.cursor }, page);
    },
    older(): void {
      const first = rows[0];
      if (first !== undefined && older === null && !atStart && loaded && problem === null)
        readOlder({ kind: 'cursor', cursor: first.cursor }, page);
    },
    newer(): void {
      const last = rows.at(-1);
      if (last !== undefined && newer === null && !atEnd && loaded && problem === null)
        readNewer({ kind: 'cursor', cursor: last.cursor }, page);
    },
    /** Nobody is looking: runs no journalctl. */
    pause: stopAll,
    /** Someone is looking again. */
    resume(): void {
      if (!loaded) openAtEnd();
      else if (atEnd || pinned) {
        atEnd = false;
        const last = rows.at(-1);
        if (last === undefined) openAtEnd();
        else
          readNewer({ kind: 'cursor', cursor: last.cursor }, page, () => {
            // So much was added that starting over from the end is faster.
            if (pinned) openAtEnd();
          });
      }
    },
  };
};

export type LogModel = ReturnType<typeof createLogModel>;
