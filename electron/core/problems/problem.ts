/** An error a person can meet, as plain data. Its facts and command: table.ts; its words: core/texts/problems/. */

import { problemTable, type ProblemCode, type ProblemFacts } from './table.ts';

export interface Problem {
  code: ProblemCode;
  what: string;
  why: string;
  next: string;
  /** A line to copy into a terminal; null if none would help. */
  command: string | null;
  /** The output of the failing program, unchanged; null if there was none. */
  output: string | null;
}

/** A problem as plain data, from the table. */
export const problem = <Code extends ProblemCode>(
  code: Code,
  facts: ProblemFacts[Code],
  output: string | null = null,
): Problem => {
  const { what, why, next, command } = problemTable[code](facts);
  return { code, what, why, next, command: command ?? null, output };
};

/** Thrown anywhere below the window; `toProblem` turns it into plain data. */
export class ProblemError extends Error {
  readonly problem: Problem;
  constructor(told: Problem) {
    super(`${told.what} ${told.why}`);
    this.name = 'ProblemError';
    this.problem = told;
  }
}

export const fail = <Code extends ProblemCode>(
  code: Code,
  facts: ProblemFacts[Code],
  output: string | null = null,
): ProblemError => new ProblemError(problem(code, facts, output));

/** The code of a thrown problem; null for a bug. */
export const problemCodeOf = (thrown: unknown): ProblemCode | null =>
  thrown instanceof ProblemError ? thrown.problem.code : null;

/** A message may quote what it is about, however long. */
const detailMax = 300;

/** Any thrown value as a problem; a bug becomes `internal` with its message. */
export const toProblem = (thrown: unknown): Problem => {
  if (thrown instanceof ProblemError) return thrown.problem;
  const detail = thrown instanceof Error ? thrown.message : String(thrown);
  return problem('internal', { detail: detail.slice(0, detailMax) });
};
