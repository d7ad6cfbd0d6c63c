/** Jumps to a line that must be searched for: an error, a time, a line of which only the cursor is known. */
import { tick } from 'svelte';
import type { Problem } from '../../../electron/core/problems/problem.ts';
import type { JournalEntry } from '../../../electron/core/logs/entry.ts';
import { logsBarTexts } from '../../../electron/core/texts/logs/bar.ts';
import type { LogDirection, LogPlace, LogQuery } from '../../../electron/core/logs/query.ts';
import type { LogModel } from './log-window.svelte.ts';
import type { JournalClient, StopRead } from './journal-client.ts';
import type { LogRow } from './log-row.ts';
import type { Selection } from './selection.svelte.ts';

export interface LogList {
  reveal(n: number): void;
  topRow(): LogRow | undefined;
  focus(): void;
  toEnd(): void;
  unpin(): void;
}

interface Options {
  journal: Pick<JournalClient, 'firstOf'>;
  model: LogModel;
  selection: Selection;
  query: () => LogQuery;
  list: () => LogList | null;
  /** The newest line is kept in view. */
  pinned: () => boolean;
  /** Shows the outcome; '' when a search begins. */
  tell: (words: string) => void;
}

export const createJumps = ({ journal, model, selection, query, list, pinned, tell }: Options) => {
  let problem = $state.raw<Problem | null>(null);
  let stop: StopRead = () => undefined;

  /** Shows a line that may be in memory or far away. */
  const show = async (entry: JournalEntry): Promise<void> => {
    const known = model.rows.find(({ cursor }) => cursor === entry.cursor);
    list()?.unpin();
    if (known === undefined) {
      model.around(entry);
      await tick();
    }
    const row = known ?? model.rows.find(({ cursor }) => cursor === entry.cursor);
    if (row === undefined) return;
    selection.choose(row, false);
    await tick();
    list()?.reveal(row.n);
    list()?.focus();
  };

  const find = (
    part: Partial<LogQuery>,
    place: LogPlace,
    direction: LogDirection,
    onFound: (entry: JournalEntry | null) => void,
  ): void => {
    stop();
    problem = null;
    tell('');
    stop = journal.firstOf({ ...query(), ...part }, place, direction, (entry, failed) => {
      problem = failed;
      if (failed === null) onFound(entry);
    });
  };

  return {
    /** Why the last search failed. */
    get problem() {
      return problem;
    },
    toError(direction: LogDirection): void {
      const { range } = selection;
      // A line selected elsewhere in the log isn’t the place being read.
      const isHere = model.rows.some(({ cursor }) => cursor === range?.from);
      const cursor = isHere ? range?.from : list()?.topRow()?.cursor;
      if (cursor === undefined) return;
      // Without a selection, the last line itself counts.
      const fromEnd = !isHere && pinned() && direction === 'older';
      const place: LogPlace = fromEnd ? { kind: 'end' } : { kind: 'cursor', cursor };
      find({ priority: Math.min(3, query().priority) }, place, direction, (entry) => {
        if (entry !== null) void show(entry);
        else tell(direction === 'older' ? logsBarTexts.noEarlierError : logsBarTexts.noLaterError);
      });
    },
    /** @param at milliseconds since the epoch. */
    toTime(at: number): void {
      find({}, { kind: 'time', at }, 'newer', (entry) => {
        if (entry !== null) void show(entry);
        else {
          list()?.toEnd();
          tell(logsBarTexts.nothingAfter);
        }
      });
    },
    toLine(cursor: string, onShow: () => void): void {
      find({}, { kind: 'line', cursor }, 'newer', (entry) => {
        if (entry?.cursor === cursor) {
          onShow();
          void show(entry);
        } else tell(logsBarTexts.lineGone);
      });
    },
    /** A result for an old query must not appear among the lines of a new one. */
    stop(): void {
      stop();
      problem = null;
    },
  };
};
