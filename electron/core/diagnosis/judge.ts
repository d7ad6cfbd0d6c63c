/** Runs all rules on the symptoms. */
import { causesIn } from './all-causes.ts';
import { createAsk } from './case/asking.ts';
import { caseOf, type Case, type FoundCause } from './case/case.ts';
import type { Questions, Symptoms } from './symptoms.ts';

export interface Judged {
  of: Case;
  /** Best first. */
  found: FoundCause[];
  /** What rules asked and nobody looked up yet; null for nothing. */
  open: Questions | null;
}

export const judge = (symptoms: Symptoms): Judged => {
  const { ask, open } = createAsk(symptoms);
  const of = caseOf(symptoms, ask);
  return { of, found: causesIn(of), open: open() };
};
