/** Why a unit failed, or why it isn’t running, as windows and `npm run explain` show it. */

/** `HE-101`; core/diagnosis/causes.ts lists them all. A number never changes its meaning. */
export type CauseNumber = `HE-${number}`;

/** Where a piece of evidence is, so that it can be opened. */
export type EvidencePlace =
  | { kind: 'log'; cursor: string }
  | { kind: 'setting'; path: string; line: number }
  | { kind: 'path'; path: string }
  | { kind: 'unit'; unit: string };

export interface Evidence {
  /** A line, a setting or a value exactly as it is, or a sentence about it. */
  text: string;
  from: 'log' | 'setting' | 'systemd' | 'disk' | 'environment' | 'system';
  at: EvidencePlace | null;
}

/**
 * `safe`: one click, and one click undoes it. `ask`: shows what it changes first. `tell`: only a command or words, for
 * the person to follow.
 */
export type RemedyLevel = 'safe' | 'ask' | 'tell';

export interface Remedy {
  /** Unique in its cause: `make-executable`. */
  id: string;
  level: RemedyLevel;
  /** Of a button: `Make it executable`. */
  label: string;
  explanation: string;
  /** The same by hand; null if it can’t be said in a line. */
  command: string | null;
}

export interface Cause {
  number: CauseNumber;
  name: string;
  sentence: string;
  /** Two to four words for rows and the tray: `no such program`. */
  short: string;
  /** Never empty. */
  evidence: Evidence[];
  remedies: Remedy[];
}

export interface Diagnosis {
  unit: string;
  /** Best first; empty: not known, or nothing is wrong. */
  causes: Cause[];
  /** What is known when no cause is. */
  known: Evidence[];
  /** The last line that the program itself wrote in its last run. */
  lastLine: string | null;
}
