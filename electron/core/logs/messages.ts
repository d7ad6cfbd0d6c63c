/** What the main process sends a window of a log. */
import type { Problem } from '../problems/problem.ts';

/** A part of a read that a window asked for. */
export interface LogReading {
  /** The number that the window gave the read. */
  read: number;
  /** Lines in the order of the read; see unpackEntries. */
  packed: string;
  /** Set with the last part. `end` if the log has no more in that direction. */
  done: { end: boolean; problem: Problem | null } | null;
}

export interface LogField {
  name: string;
  text: string;
  /** Bytes as stored. */
  size: number;
  /** False if the stored bytes are not UTF-8. */
  isText: boolean;
}
