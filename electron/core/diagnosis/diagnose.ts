/** Symptoms → what is wrong, why, and what mends it. Pure: `questionsOf` (questions.ts) says what to look up first. */
import { visibleText } from '../text/visible.ts';
import { diagnosisNamesTexts } from '../texts/diagnosis/names.ts';
import type { Case, FoundCause } from './case/case.ts';
import type { Cause, CauseNumber, Diagnosis } from './cause.ts';
import { causeNumbers } from './causes.ts';
import { judge } from './judge.ts';
import { knownOf } from './known.ts';
import type { OfferedRemedy } from './remedy.ts';
import type { Symptoms } from './symptoms.ts';

const lastLineOf = ({ said }: Case): string | null => {
  const last = said.findLast(({ message }) => message.trim() !== '');
  return last === undefined ? null : visibleText(last.message.trimEnd());
};

/** What remedies do is for the engine alone. */
const causeOf = ({ cause, sentence, short, evidence, remedies }: FoundCause): Cause => ({
  number: causeNumbers[cause],
  name: diagnosisNamesTexts[cause],
  sentence,
  short,
  evidence,
  remedies: remedies.map(({ id, level, label, explanation, command }) => ({
    id,
    level,
    label,
    explanation,
    command,
  })),
});

/** Open questions count as unknown: then it claims less. */
export const diagnose = (symptoms: Symptoms): Diagnosis => {
  const { of, found } = judge(symptoms);
  return {
    unit: symptoms.unit,
    causes: found.map(causeOf),
    known: found.length > 0 ? [] : knownOf(of),
    lastLine: lastLineOf(of),
  };
};

/** A remedy that this diagnosis offers; null if it offers none of this name, or one that only tells. */
export const offeredRemedy = (
  symptoms: Symptoms,
  { cause, remedy }: { cause: CauseNumber; remedy: string },
): OfferedRemedy | null => {
  const found = judge(symptoms).found.find((one) => causeNumbers[one.cause] === cause);
  const offered = found?.remedies.find(({ id }) => id === remedy);
  return offered === undefined || offered.actions.length === 0 ? null : offered;
};
