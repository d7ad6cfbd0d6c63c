/** The part of the problem table that is about transactions which were left in the middle, and what comes back by them. */
import { linkInsteadLine, listFiles, shellLine } from '../commands.ts';
import { problemsTransactionsTexts } from '../texts/problems/transactions.ts';
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

export const transactionProblems: {
  [Code in keyof TransactionProblemFacts]: (facts: TransactionProblemFacts[Code]) => ProblemText;
} = {
  'journal-unreadable': (facts) => ({
    ...problemsTransactionsTexts['journal-unreadable'](facts),
    command: shellLine(listFiles(...facts.aside, ...facts.stay)),
  }),
  'undo-begun': (facts) => problemsTransactionsTexts['undo-begun'](facts),
  'link-gone': (facts) => ({
    ...problemsTransactionsTexts['link-gone'](facts),
    command: linkInsteadLine(facts.path, facts.to),
  }),
};
