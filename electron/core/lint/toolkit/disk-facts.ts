/** What is on disk, as data: system/lint/disk-facts.ts reads it, the rules only look at it. */

import type { SilentMount } from '../../problems/files.ts';

/** The `#!` line of a program; `not-needed` for a binary, and for a file that can’t be read. */
export type Interpreter =
  | { kind: 'not-needed' }
  | { kind: 'none' }
  | { kind: 'found'; path: string }
  /** env(1) looks for this name in the service’s own PATH. */
  | { kind: 'by-env'; name: string; hasCarriageReturn: boolean }
  | { kind: 'missing'; name: string; hasCarriageReturn: boolean };

export type PathFact =
  | { kind: 'missing' }
  /** A folder above can’t be entered, its mount doesn’t answer, or something else kept us from looking. */
  | { kind: 'unknown'; silent?: SilentMount }
  | { kind: 'folder'; isEnterable: boolean }
  /** Also devices, sockets and FIFOs, which have no interpreter. */
  | {
      kind: 'file';
      /** Behind all links; null if unknown. */
      realPath: string | null;
      isExecutable: boolean;
      isOnNoexecMount: boolean;
      interpreter: Interpreter;
    };

/** The first of these paths that is a program; null if none is. */
export const firstProgram = (
  paths: readonly string[],
  facts: ReadonlyMap<string, PathFact>,
): string | null =>
  paths.find((path) => {
    const fact = facts.get(path);
    return fact?.kind === 'file' && fact.isExecutable;
  }) ?? null;

export interface LintFacts {
  /** Also the places where env(1) would look for the interpreters of the wanted programs. */
  paths: ReadonlyMap<string, PathFact>;
  /** The PATH of the service’s processes; null if it is unknown. */
  searchPath: readonly string[] | null;
  /** Which manager has a unit file with this name, or for its template. */
  units: ReadonlyMap<string, { user: boolean; system: boolean }>;
  /** The variables that environment.d sets for all services of the manager. */
  environment: ReadonlySet<string>;
  /** When the facts were read, in milliseconds since 1970; null if times don’t matter. */
  now: number | null;
}

/** What the rules want to know about; paths are absolute. */
export interface FactsWanted {
  paths: string[];
  units: string[];
  /** The PATH that the unit sets; `manager`: it sets none, so it gets the manager’s; null: it may, unknown here. */
  searchPath: string[] | 'manager' | null;
  /** Whether a command uses variables. */
  environment: boolean;
}

export const noFacts: LintFacts = {
  paths: new Map(),
  units: new Map(),
  searchPath: null,
  environment: new Set(),
  now: null,
};
