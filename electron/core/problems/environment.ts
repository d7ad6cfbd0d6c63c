/** Errors with environment variables, and how each is reported. */
import { managerEnvironment, shellLine } from '../commands.ts';
import { problemsEnvironmentTexts } from '../texts/problems/environment.ts';
import type { ProblemText } from './problem-text.ts';

export interface EnvironmentProblemFacts {
  /** None of them is in the terminal’s environment any more, or may be passed on. */
  'variables-gone': { names: readonly string[] };
  /** What they are to be written into can’t hold them. */
  'variables-unfit': { names: readonly string[]; detail: string };
}

export const environmentProblems: {
  [Code in keyof EnvironmentProblemFacts]: (facts: EnvironmentProblemFacts[Code]) => ProblemText;
} = {
  'variables-gone': (facts) => ({
    ...problemsEnvironmentTexts['variables-gone'](facts),
    command: shellLine(managerEnvironment()),
  }),
  'variables-unfit': (facts) => problemsEnvironmentTexts['variables-unfit'](facts),
};
