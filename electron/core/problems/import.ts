/** Errors of an import, and how each is reported. */
import { listCrontab, listFiles, shellLine } from '../commands.ts';
import { problemsImportTexts } from '../texts/problems/import.ts';
import type { ProblemText } from './problem-text.ts';

export interface ImportProblemFacts {
  'crontab-changed': object;
  /** Of the folder. */
  'autostart-changed': { path: string };
  'crontab-unreadable': object;
}

export const importProblems: {
  [Code in keyof ImportProblemFacts]: (facts: ImportProblemFacts[Code]) => ProblemText;
} = {
  'crontab-changed': () => ({
    ...problemsImportTexts['crontab-changed'],
    command: shellLine(listCrontab()),
  }),
  'autostart-changed': ({ path }) => ({
    ...problemsImportTexts['autostart-changed'],
    command: shellLine(listFiles(path)),
  }),
  'crontab-unreadable': () => ({
    ...problemsImportTexts['crontab-unreadable'],
    command: shellLine(listCrontab()),
  }),
};
