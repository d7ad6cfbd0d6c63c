/** What else a diagnosis needs to know, so that only that is looked up. */
import { judge } from './judge.ts';
import type { Questions, Symptoms } from './symptoms.ts';

/**
 * What the rules asked and nobody looked up yet; null if the diagnosis is as good as it gets. Answers may raise further
 * questions: after four rounds, there are none.
 */
export const questionsOf = (symptoms: Symptoms): Questions | null => judge(symptoms).open;
