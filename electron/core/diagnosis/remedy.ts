/** What a remedy does, as plain data; the engine does it, as a transaction where it can be undone. */
import type { Remedy } from './cause.ts';

/** Paths are absolute. In order; the first that fails ends it, and what was done is undone. */
export type RemedyAction =
  /**
   * In `path`, a file of the person’s own: gives the setting on this line another value; without `line`, adds a setting
   * after the last of its key, or of its section, which is added if missing. A reload follows.
   */
  | {
      do: 'set';
      path: string;
      line: number | null;
      section: string;
      key: string;
      value: string;
    }
  /** Removes the setting on this line of a file of the person’s own. A reload follows. */
  | { do: 'unset'; path: string; line: number }
  /** In a new drop-in, as the file isn’t the person’s own: a line for each value; '' clears those before. A reload follows. */
  | { do: 'override'; section: string; key: string; values: readonly string[] }
  /** With the folders above it. */
  | { do: 'make-folder'; path: string }
  /** An empty file; its folder exists. */
  | { do: 'make-file'; path: string }
  /** Sets these bits of the mode, and leaves the others alone. */
  | { do: 'add-mode'; path: string; bits: number }
  /** Removes carriage returns at the ends of lines: of the first line, or of all. */
  | { do: 'remove-returns'; path: string; lines: 'first' | 'all' }
  | { do: 'unmask' | 'reset-failed' | 'enable' | 'reenable' | 'stop'; unit: string }
  /** Starts it; if it is up already, restarts it. Resets a failure and its start limit first. */
  | { do: 'start'; unit: string };

export interface OfferedRemedy extends Remedy {
  /** Empty for `tell`. */
  actions: readonly RemedyAction[];
}
