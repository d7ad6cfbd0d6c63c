/** Errors of an import, and how each is reported. */
import { listCrontab, shellLine } from '../commands.ts';
import { problemsImportTexts } from '../texts/problems/import.ts';
import type { ProblemText } from './problem-text.ts';

export interface ImportProblemFacts {
  'crontab-changed': object;
}

export const importProblems: {
  [Code in keyof ImportProblemFacts]: (facts: ImportProblemFacts[Code]) => ProblemText;
} = {
  'crontab-changed': () => ({
    ...problemsImportTexts['crontab-changed'],
    command: shellLine(listCrontab()),
  }),
};
