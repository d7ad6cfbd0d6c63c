/** What remedies and evidence of time limits share. */
import { diagnosisRemediesTexts } from '../../../texts/diagnosis/remedies.ts';
import type { Case } from '../../case/case.ts';
import { fromKeys } from '../../case/evidence-from.ts';
import { addSetting, thenStart } from '../../case/offered-remedies.ts';
import type { Evidence } from '../../cause.ts';
import type { OfferedRemedy } from '../../remedy.ts';

/** Twice as long, rounded up to ten seconds. */
export const longer = (of: Case, key: string, seconds: number | null): OfferedRemedy[] => {
  if (seconds === null) return [];
  const value = String(Math.max(10, Math.ceil((seconds * 2) / 10) * 10));
  return [
    thenStart(of, 'ask', 'more-time', diagnosisRemediesTexts.moreTime({ key: `${key}=`, value }), [
      addSetting(of, 'Service', key, value),
    ]),
  ];
};

export const secondsText = (seconds: number | null): string =>
  seconds === null ? '∞' : seconds < 1 ? seconds.toFixed(1) : String(Math.round(seconds));

export const startEvidence = (of: Case, evidence: readonly Evidence[]): Evidence[] => [
  ...evidence,
  ...fromKeys(of, 'Type', 'TimeoutStartSec', 'TimeoutSec'),
];
