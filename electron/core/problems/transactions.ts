/** The part of the problem table that is about transactions which were left in the middle, and what comes back by them. */
import { linkInsteadLine, listFiles, shellLine } from '../commands.ts';
import type { ProblemText } from './problem-text.ts';

export interface TransactionProblemFacts {
  /**
   * Journals that tell nothing. `aside`: damaged, or of another version, where they were moved to; `stay`: they could
   * not be read or moved now, where they are. At least one of all.
   */
  'journal-unreadable': { aside: readonly string[]; stay: readonly string[] };
  'undo-begun': { unit: string };
  /** A link was to come back that leads nowhere by now; `to` is absolute. */
  'link-gone': { path: string; to: string };
}

const asideWords = (paths: readonly string[]): string =>
  paths.length === 0
    ? ''
    : `Its notes are damaged, or another version of Hearth wrote them; they were moved to ${paths.join(', ')}.`;
const stayWords = (paths: readonly string[]): string =>
  paths.length === 0
    ? ''
    : `Its notes could not be read; they stay where they are, and the next start of Hearth looks again: ${paths.join(', ')}.`;

export const transactionProblems: {
  [Code in keyof TransactionProblemFacts]: (facts: TransactionProblemFacts[Code]) => ProblemText;
} = {
  'journal-unreadable': ({ aside, stay }) => ({
    what: 'Hearth was ended in the middle of something, and cannot tell of what.',
    why: `${asideWords(aside)} ${stayWords(stay)}`.trim(),
    next: `Look over the services that you changed last.${aside.length === 0 ? '' : ' What was moved may go when you have.'}`,
    command: shellLine(listFiles(...aside, ...stay)),
  }),
  'undo-begun': ({ unit }) => ({
    what: `The change of ${unit} cannot be finished any more.`,
    why: 'A part of it was taken back already.',
    next: 'Undo the rest of it, or leave it as it is.',
  }),
  'link-gone': ({ path, to }) => ({
    what: `${path} came back as an ordinary file.`,
    why: `It was a link to ${to}, where no file can be read now; the text that was kept is here.`,
    next: 'Nothing more has to be done. To have the link again, move the file there and link it.',
    command: linkInsteadLine(path, to),
  }),
};
