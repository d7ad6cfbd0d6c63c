/** Going to a line that has to be looked for: an error, a time. */
import { tick } from 'svelte';
import type { Problem } from '../../electron/core/problems/problem.ts';
import type { JournalEntry } from '../../electron/core/logs/entry.ts';
import type { LogDirection, LogPlace, LogQuery } from '../../electron/core/logs/query.ts';
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
  list: () => LogList | undefined;
  /** The newest line is kept in sight. */
  pinned: () => boolean;
  /** Says what came of it; '' when a search begins. */
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

  const jump = (
    part: Partial<LogQuery>,
    place: LogPlace,
    direction: LogDirection,
    onNone: () => void,
  ): void => {
    stop();
    problem = null;
    tell('');
    stop = journal.firstOf({ ...query(), ...part }, place, direction, (entry, failed) => {
      problem = failed;
      if (entry !== null) void show(entry);
      else if (failed === null) onNone();
    });
  };

  return {
    /** Why the last search failed. */
    get problem() {
      return problem;
    },
    toError(direction: LogDirection): void {
      const { range } = selection;
      // A line that is chosen elsewhere in the log is not where one looks now.
      const isHere = model.rows.some(({ cursor }) => cursor === range?.from);
      const cursor = isHere ? range?.from : list()?.topRow()?.cursor;
      if (cursor === undefined) return;
      // With nothing chosen, the last line itself may be the one.
      const fromEnd = !isHere && pinned() && direction === 'older';
      const place: LogPlace = fromEnd ? { kind: 'end' } : { kind: 'cursor', cursor };
      jump({ priority: Math.min(3, query().priority) }, place, direction, () => {
        tell(`No ${direction === 'older' ? 'earlier' : 'later'} error`);
      });
    },
    /** @param at milliseconds since the epoch. */
    toTime(at: number): void {
      jump({}, { kind: 'time', at }, 'newer', () => {
        list()?.toEnd();
        tell('Nothing after that time');
      });
    },
    /** What was looked for on behalf of a query that is gone would stand among lines of another. */
    stop(): void {
      stop();
      problem = null;
    },
  };
};
