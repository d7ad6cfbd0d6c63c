import type { JournalEntry } from '../../electron/core/journal-entry.ts';

/** A line in memory. */
export interface LogRow extends JournalEntry {
  /** Its place among the lines of this view; neighbours differ by one. */
  n: number;
  /** Pixels; 0 until it was estimated. */
  height: number;
  measured: boolean;
}
