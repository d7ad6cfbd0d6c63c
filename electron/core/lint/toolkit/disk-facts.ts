/** What the disk says, as data: system/manager/lint-disk-facts.ts asks, the rules only look. */

/** The `#!` line of a program: none is needed for a binary, and none can be seen in what cannot be read. */
export type Interpreter =
  | { kind: 'not-needed' }
  | { kind: 'none' }
  | { kind: 'found'; path: string }
  /** `name` is what env(1) was to look for, or the path itself. */
  | { kind: 'missing'; name: string; hasCarriageReturn: boolean };

export type PathFact =
  | { kind: 'missing' }
  /** A folder on the way is closed, or something else kept us from looking. */
  | { kind: 'unknown' }
  | { kind: 'folder'; isEnterable: boolean }
  /** Also devices, sockets and FIFOs, which have no interpreter. */
  | { kind: 'file'; isExecutable: boolean; isOnNoexecMount: boolean; interpreter: Interpreter };

export interface LintFacts {
  paths: ReadonlyMap<string, PathFact>;
  /** Which manager has a unit file of this name, or of its template. */
  units: ReadonlyMap<string, { user: boolean; system: boolean }>;
}

/** What the rules want to know of; paths are absolute. */
export interface FactsWanted {
  paths: string[];
  units: string[];
}

export const noFacts: LintFacts = { paths: new Map(), units: new Map() };
