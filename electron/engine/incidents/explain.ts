/** Why a unit failed, in a few words and with the last line that its program logged: what its diagnosis found. */
import { isKilledOnRequest } from '../../core/diagnosis/case/failed-run.ts';
import { endingMeaning, endingText } from '../../core/units/ending.ts';
import type { DiagnosisService } from '../diagnosis/diagnosis.ts';

export interface Explanation {
  short: string | null;
  sentence: string | null;
  lastLine: string | null;
  /** Somebody killed it through systemd, in a terminal for example. */
  isKilledOnRequest: boolean;
}

export type Explain = (unit: string) => Promise<Explanation>;

export const createExplain =
  (diagnosis: Pick<DiagnosisService, 'found'>): Explain =>
  async (unit) => {
    const { symptoms, diagnosis: of } = await diagnosis.found(unit);
    const { details } = symptoms;
    const [cause] = of.causes;
    const isKnown = details.kind === 'service' && details.result !== 'success';
    return {
      short: cause?.short ?? (isKnown ? endingText(details) : null),
      sentence: cause?.sentence ?? (isKnown ? endingMeaning(details) : null),
      lastLine: of.lastLine,
      isKilledOnRequest: isKilledOnRequest(symptoms),
    };
  };
