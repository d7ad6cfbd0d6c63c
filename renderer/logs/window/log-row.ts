import type { JournalEntry } from '../../../electron/core/logs/entry.ts';

/** A line in memory. */
export interface LogRow extends JournalEntry {
  /** Its place among the lines of this view; neighbours differ by one. */
  n: number;
  /** Pixels; 0 until it was estimated. */
  height: number;
  measured: boolean;
}

/** Lines in memory at most. */
export const limit = 10_000;

/** A view that goes elsewhere in the log numbers its lines anew, so far from any before that no number comes twice. */
const leap = 2 ** 32;
export const firstNumber = (era: number): number => era * leap;
/** Both were numbered in one go: their numbers tell how far they lie apart. */
export const sameNumbering = (a: Pick<LogRow, 'n'>, b: Pick<LogRow, 'n'>): boolean =>
  Math.abs(a.n - b.n) < leap / 2;

/** @param n the place of the first. */
export const logRowsOf = (entries: readonly JournalEntry[], n: number): LogRow[] =>
  entries.map((entry, index) => Object.assign(entry, { n: n + index, height: 0, measured: false }));

/** Older lines, the newest first, above the rows. @param n the place of the next row where there is none yet. */
export const withOlder = (
  rows: readonly LogRow[],
  entries: readonly JournalEntry[],
  n: number,
): LogRow[] => {
  const fresh = entries.slice().reverse();
  return logRowsOf(fresh, (rows[0]?.n ?? n) - fresh.length).concat(rows);
};

/** How far back lines may be known already. */
const overlap = 1000;

/** Those that are not among the newest rows: a search and what follows it may both have seen them. */
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

/** Newer lines, the oldest first, below the rows; without those that are there already. @param n as for `withOlder`. */
export const withNewer = (
  rows: readonly LogRow[],
  entries: readonly JournalEntry[],
  n: number,
): LogRow[] => rows.concat(logRowsOf(unknown(entries, rows), (rows.at(-1)?.n ?? n - 1) + 1));
