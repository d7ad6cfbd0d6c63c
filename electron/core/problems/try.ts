/** Errors of a try, and how each is reported. */
import { problemsTryTexts } from '../texts/problems/try.ts';
import type { ProblemText } from './problem-text.ts';

export interface TryProblemFacts {
  'try-refused': { detail: string };
  'no-try': { unit: string };
}

export const tryProblems: {
  [Code in keyof TryProblemFacts]: (facts: TryProblemFacts[Code]) => ProblemText;
} = {
  'try-refused': (facts) => problemsTryTexts['try-refused'](facts),
  'no-try': (facts) => problemsTryTexts['no-try'](facts),
};
