/** Errors of logs and their exports, and how each is reported. */
import { installPackage, journalRecord, shellLine } from '../commands.ts';
import { problemsLogsTexts } from '../texts/problems/logs.ts';
import type { ProblemText } from './problem-text.ts';

export interface LogProblemFacts {
  'log-pattern': { pattern: string; detail: string };
  'log-line-gone': { cursor: string };
  'log-too-much': { limit: string };
  'export-running': Record<string, never>;
  'export-program-missing': { apt: boolean };
}

export const logProblems: {
  [Code in keyof LogProblemFacts]: (facts: LogProblemFacts[Code]) => ProblemText;
} = {
  'log-pattern': (facts) => problemsLogsTexts['log-pattern'](facts),
  'log-line-gone': ({ cursor }) => ({
    ...problemsLogsTexts['log-line-gone'],
    command: shellLine(journalRecord(cursor)),
  }),
  'log-too-much': (facts) => problemsLogsTexts['log-too-much'](facts),
  'export-running': () => problemsLogsTexts['export-running'],
  'export-program-missing': ({ apt }) => ({
    ...problemsLogsTexts['export-program-missing'],
    command: apt ? shellLine(installPackage('systemd-journal-remote')) : null,
  }),
};
