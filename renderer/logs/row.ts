import type { JournalEntry } from '../../electron/core/journal-entry.ts';

/** A line in memory. */
export interface LogRow extends JournalEntry {
  /** Its place among the lines of this view; neighbours differ by one. */
  n: number;
  /** Pixels; 0 until it was estimated. */
  height: number;
  measured: boolean;
}

/** @param n the place of the first. */
export const rowsOf = (entries: readonly JournalEntry[], n: number): LogRow[] =>
  entries.map((entry, index) => Object.assign(entry, { n: n + index, height: 0, measured: false }));

/** How far back lines may be known already. */
const overlap = 1000;

/** Those that are not among the newest rows: a search and what follows it may both have seen them. */
export const unknown = (
  entries: readonly JournalEntry[],
  rows: readonly LogRow[],
): readonly JournalEntry[] => {
  const newest = rows.at(-1);
  const first = entries[0];
  if (newest === undefined || first === undefined || first.at > newest.at) return entries;
  const known = new Set(rows.slice(-overlap).map(({ cursor }) => cursor));
  return entries.filter(({ cursor }) => !known.has(cursor));
};
