import type { JournalEntry } from '../../../electron/core/logs/entry.ts';

/** A line in memory. */
export interface LogRow extends JournalEntry {
  /** Its place among the lines of this view; neighbours differ by one. */
  n: number;
  /** Pixels; 0 until estimated. */
  height: number;
  measured: boolean;
}

/** A view that jumps elsewhere in the log renumbers its lines, so far from earlier ones that no number repeats. */
const leap = 2 ** 32;
export const firstNumber = (era: number): number => era * leap;
/** Whether both belong to the same numbering: their numbers then tell how far apart they are. */
export const sameNumbering = (a: Pick<LogRow, 'n'>, b: Pick<LogRow, 'n'>): boolean =>
  Math.abs(a.n - b.n) < leap / 2;

/** @param n the number of the first. */
export const logRowsOf = (entries: readonly JournalEntry[], n: number): LogRow[] =>
  entries.map((entry, index) => Object.assign(entry, { n: n + index, height: 0, measured: false }));

/** Adds older lines, newest first, above the rows. @param n the number of the next row if there is none yet. */
export const withOlder = (
  rows: readonly LogRow[],
  entries: readonly JournalEntry[],
  n: number,
): LogRow[] => {
  const fresh = entries.slice().reverse();
  return logRowsOf(fresh, (rows[0]?.n ?? n) - fresh.length).concat(rows);
};

/** How far back lines may already be known. */
const overlap = 1000;

/** Drops entries that are among the newest rows: a search and the follower may both have seen them. */
const unknown = (
  entries: readonly JournalEntry[],
  rows: readonly LogRow[],
): readonly JournalEntry[] => {
  const newest = rows.at(-1);
  const first = entries[0];
  if (newest === undefined || first === undefined || first.at > newest.at) return entries;
  const known = new Set(rows.slice(-overlap).map(({ cursor }) => cursor));
  return entries.filter(({ cursor }) => !known.has(cursor));
};

/** Adds newer lines, oldest first, below the rows, without those already there. @param n as for `withOlder`. */
export const withNewer = (
  rows: readonly LogRow[],
  entries: readonly JournalEntry[],
  n: number,
): LogRow[] => rows.concat(logRowsOf(unknown(entries, rows), (rows.at(-1)?.n ?? n - 1) + 1));
