/** What is known of a failure whose cause isn’t. */
import { diagnosisEvidenceTexts } from '../texts/diagnosis/evidence.ts';
import type { Case } from './case/case.ts';
import {
  fromLines,
  fromResult,
  fromSettings,
  fromSystem,
  fromSystemd,
} from './case/evidence-from.ts';
import { lastWordOf } from './case/last-words.ts';
import { failedCommandOf } from './case/ran-command.ts';
import type { Evidence } from './cause.ts';
import { endEvidence } from './rules/end/signals.ts';

/** Only its state where nothing failed. */
export const knownOf = (of: Case): Evidence[] => {
  const { failed } = of;
  const { details } = of.symptoms;
  const result = failed?.result ?? ('result' in details ? details.result : '');
  const state = fromSystemd(diagnosisEvidenceTexts.state(details), of.unit);
  if (failed === null && details.activeState !== 'failed') return [state];
  return [
    fromResult(of, result),
    ...endEvidence(of),
    ...fromLines(lastWordOf(of)),
    ...(of.symptoms.isJournalReadable ? [] : [fromSystem(diagnosisEvidenceTexts.noJournal)]),
    ...fromSettings(failedCommandOf(of)?.setting),
  ];
};
