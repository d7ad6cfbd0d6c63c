/** Where exceptions that nobody expects end: reported once, then shown as a problem like any other. */
import { ProblemError, toProblem, type Problem } from '../../core/problems/problem.ts';

export const createBugs = (report: (bug: unknown) => void) => ({
  report: (thrown: unknown): void => {
    report(thrown);
  },
  /** What a person is shown of something that was thrown; a bug is reported as well. */
  toProblem: (thrown: unknown): Problem => {
    if (!(thrown instanceof ProblemError)) report(thrown);
    return toProblem(thrown);
  },
});

export type Bugs = ReturnType<typeof createBugs>;
