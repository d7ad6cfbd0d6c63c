/** The part of the problem table about interrupted transactions, and what they restore. */
import { linkInsteadLine, listFiles, shellLine } from '../commands.ts';
import { problemsTransactionsTexts } from '../texts/problems/transactions.ts';
import type { ProblemText } from './problem-text.ts';

export interface TransactionProblemFacts {
  /**
   * Unreadable journals. `aside`: where damaged journals, or those of another version, were moved; `stay`: where those
   * are that could not be read or moved now. At least one in total.
   */
  'journal-unreadable': { aside: readonly string[]; stay: readonly string[] };
  'undo-begun': { unit: string };
  /** A diagnosis doesn’t offer it any more. */
  'remedy-gone': { unit: string };
  /** A link to restore now leads nowhere; `to` is absolute. */
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
  'remedy-gone': (facts) => problemsTransactionsTexts['remedy-gone'](facts),
  'link-gone': (facts) => ({
    ...problemsTransactionsTexts['link-gone'](facts),
    command: linkInsteadLine(facts.path, facts.to),
  }),
};
