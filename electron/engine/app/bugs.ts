/** Where unexpected exceptions end up: reported once, then shown as a problem like any other. */
import { ProblemError, toProblem, type Problem } from '../../core/problems/problem.ts';

export const createBugs = (report: (bug: unknown) => void) => ({
  report: (thrown: unknown): void => {
    report(thrown);
  },
  /** Turns a thrown value into a problem to show; reports bugs as well. */
  toProblem: (thrown: unknown): Problem => {
    if (!(thrown instanceof ProblemError)) report(thrown);
    return toProblem(thrown);
  },
});

export type Bugs = ReturnType<typeof createBugs>;
