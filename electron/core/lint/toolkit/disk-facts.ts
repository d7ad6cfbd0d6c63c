/** What is on disk, as data: system/manager/lint-disk-facts.ts reads it, the rules only look at it. */

/** The `#!` line of a program; `not-needed` for a binary, and for a file that can’t be read. */
export type Interpreter =
  | { kind: 'not-needed' }
  | { kind: 'none' }
  | { kind: 'found'; path: string }
  /** `name` is what env(1) would look for, or the path itself. */
  | { kind: 'missing'; name: string; hasCarriageReturn: boolean };

export type PathFact =
  | { kind: 'missing' }
  /** A folder above can’t be entered, or something else kept us from looking. */
  | { kind: 'unknown' }
  | { kind: 'folder'; isEnterable: boolean }
  /** Also devices, sockets and FIFOs, which have no interpreter. */
  | { kind: 'file'; isExecutable: boolean; isOnNoexecMount: boolean; interpreter: Interpreter };

export interface LintFacts {
  paths: ReadonlyMap<string, PathFact>;
  /** Which manager has a unit file with this name, or for its template. */
  units: ReadonlyMap<string, { user: boolean; system: boolean }>;
}

/** What the rules want to know about; paths are absolute. */
export interface FactsWanted {
  paths: string[];
  units: string[];
}

export const noFacts: LintFacts = { paths: new Map(), units: new Map() };
