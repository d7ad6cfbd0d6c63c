/** Exit codes of the program’s own, and those of its other commands. systemd.exec(5), “Process Exit Codes”. */
import { onUnit, shellLine } from '../../../commands.ts';
import { diagnosisEndedTexts } from '../../../texts/diagnosis/ended.ts';
import { diagnosisRemediesTexts } from '../../../texts/diagnosis/remedies.ts';
import { unitsEndingTexts } from '../../../texts/units/ending.ts';
import { isOwnEnd } from '../../../units/ending.ts';
import { codeText, conventionName, signalInCode } from '../../../units/exit-status.ts';
import {
  reportWith,
  serviceSetting,
  serviceSettings,
  type Case,
  type CauseRule,
  type FoundCause,
} from '../../case/case.ts';
import { fromLines, fromSettings } from '../../case/evidence-from.ts';
import { lastWordOf } from '../../case/last-words.ts';
import { messageIds } from '../../../logs/message-ids.ts';
import { addSetting } from '../../case/offered-remedies.ts';
import { failedCommandOf } from '../../case/ran-command.ts';
import { stepOf } from '../../case/step-failed.ts';
import type { RemedyLevel } from '../../cause.ts';
import type { OfferedRemedy } from '../../remedy.ts';
import { endEvidence, signalText } from './signals.ts';

/** Ends well from now on; it need not run now. */
const countsAsWell = (of: Case, code: number, level: RemedyLevel): OfferedRemedy => {
  const before = serviceSetting(of, 'SuccessExitStatus')?.value ?? '';
  return {
    id: 'counts-as-success',
    level,
    ...diagnosisRemediesTexts.countsAsSuccess(String(code)),
    command: shellLine(onUnit('reset-failed', of.unit)),
    actions: [
      addSetting(of, 'Service', 'SuccessExitStatus', `${before} ${String(code)}`.trim()),
      { do: 'reset-failed', unit: of.unit },
    ],
  };
};

/** It was asked to stop, and says so by 128 plus the signal: a program that handled it. */
const afterStop = (of: Case, code: number): FoundCause[] => {
  const stopping = reportWith(of, messageIds.stopping);
  if (signalInCode(code) !== 'SIGTERM' || stopping === null) return [];
  return [
    {
      cause: 'ended-by-sigterm',
      sentence: diagnosisEndedTexts.sigtermCode,
      short: diagnosisEndedTexts.short.sigterm,
      evidence: [...fromLines(stopping), ...endEvidence(of)],
      remedies: [countsAsWell(of, code, 'safe')],
    },
  ];
};

/** It counts as success by now. */
const isAllowed = (of: Case, code: number): boolean =>
  serviceSettings(of, 'SuccessExitStatus').some(({ value }) =>
    value.split(/\s+/).includes(String(code)),
  );

/** Any program may end with these, for any reason. */
const saysNothing = new Set([0, 1, 255]);

const sentenceOf = (code: number, signal: string | null): string => {
  const name = conventionName(code);
  if (signal !== null) {
    const number = String(code - 128);
    return diagnosisEndedTexts.exitCodeOfSignal({ code: String(code), number, signal });
  }
  return name === null
    ? diagnosisEndedTexts.exitCode(String(code))
    : diagnosisEndedTexts.exitCodeByConvention({
        code: String(code),
        meaning: unitsEndingTexts.conventions[name],
      });
};

const ownCode: CauseRule = (of) => {
  const { end, failed } = of;
  if (end?.kind !== 'exited' || failed?.result !== 'exit-code' || stepOf(of) !== null) return [];
  // Somebody allowed it since.
  if (isAllowed(of, end.status)) return [];
  // Of another command it matters more which one it was.
  if (end.directive !== 'ExecStart') return [];
  const bySignal = afterStop(of, end.status);
  if (bySignal.length > 0 || saysNothing.has(end.status)) return bySignal;
  const word = lastWordOf(of);
  const signal = signalInCode(end.status);
  return [
    {
      cause: 'exit-code',
      sentence: sentenceOf(end.status, signal),
      short: diagnosisEndedTexts.short.exitCode(String(end.status)),
      evidence: [...endEvidence(of), ...fromLines(word)],
      remedies: [countsAsWell(of, end.status, 'ask')],
    },
  ];
};

/** Which of its other commands failed, where no rule knows why. */
const ofDirective: Partial<
  Record<string, 'start-pre-failed' | 'start-post-failed' | 'stop-failed'>
> = {
  ExecStartPre: 'start-pre-failed',
  ExecStartPost: 'start-post-failed',
  ExecStop: 'stop-failed',
  ExecStopPost: 'stop-failed',
};

const otherCommand: CauseRule = (of) => {
  const { end, failed } = of;
  const cause = ofDirective[end?.directive ?? ''];
  if (end === null || cause === undefined || failed === null) return [];
  if (!isOwnEnd(failed.result)) return [];
  const setting = failedCommandOf(of)?.setting ?? null;
  const ending =
    end.kind === 'exited'
      ? diagnosisEndedTexts.withCode(codeText(end.status))
      : diagnosisEndedTexts.bySignal(signalText(end.status));
  return [
    {
      cause,
      sentence: diagnosisEndedTexts.directive({ directive: `${end.directive}=`, ending }),
      short: diagnosisEndedTexts.short.directive(`${end.directive}=`),
      evidence: [...endEvidence(of), ...fromSettings(setting), ...fromLines(lastWordOf(of))],
      remedies: [],
    },
  ];
};

export const ownCodeRules: CauseRule = (of) => [...ownCode(of), ...otherCommand(of)];
