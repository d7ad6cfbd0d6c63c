/** Errors of logs and their exports, and how each is told. */
import { installPackage, journalRecord, shellLine } from '../commands.ts';
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
  'log-pattern': ({ pattern, detail }) => ({
    what: 'That is no regular expression.',
    why: `${pattern}: ${detail}`,
    next: 'Correct it, or turn the switch for regular expressions off to look for the words as they are.',
  }),
  'log-line-gone': ({ cursor }) => ({
    what: 'This line is no longer in the journal.',
    why: 'journald has let its file go since, to make room.',
    next: 'What is shown of it is all there is.',
    command: shellLine(journalRecord(cursor)),
  }),
  'log-too-much': ({ limit }) => ({
    what: 'That is too much to copy.',
    why: `The clipboard is given at most ${limit}.`,
    next: 'Export these lines to a file instead.',
  }),
  'export-running': () => ({
    what: 'Another export is under way.',
    why: 'One at a time.',
    next: 'Wait until it is done, or stop it.',
  }),
  'export-program-missing': ({ apt }) => ({
    what: 'A journal file cannot be written here.',
    why: 'systemd’s own program for it, systemd-journal-remote, is not installed.',
    next: 'Install systemd-journal-remote by your package manager (on Arch systemd brings it, and it needs libmicrohttpd), or export as text or JSON.',
    ...(apt ? { command: shellLine(installPackage('systemd-journal-remote')) } : {}),
  }),
};
