/** Services that end without a failure, though they should stay. systemd.service(5), Type=. */
import { forkOf } from '../../../lint/rules/starting/daemon.ts';
import { runBy, shellScriptOf } from '../../../lint/toolkit/ran-program.ts';
import { diagnosisEndedTexts } from '../../../texts/diagnosis/ended.ts';
import { diagnosisEvidenceTexts } from '../../../texts/diagnosis/evidence.ts';
import { diagnosisRemediesTexts } from '../../../texts/diagnosis/remedies.ts';
import { reportWith, type Case, type CauseRule, type FoundCause } from '../../case/case.ts';
import { fromKeys, fromLines, fromSettings, fromSystemd } from '../../case/evidence-from.ts';
import { lastWordOf } from '../../case/last-words.ts';
import { messageIds } from '../../../logs/message-ids.ts';
import { addSetting, thenStart } from '../../case/offered-remedies.ts';
import { mainCommandOf, spawnReport } from '../../case/ran-command.ts';
import type { Evidence } from '../../cause.ts';
import { sentSignal, signalText } from './signals.ts';

const staying = ['simple', 'exec', 'idle', 'notify', 'notify-reload'];

/** The word of its command that makes it go to the background; null if it isn’t known to. */
const forkWord = (of: Case, type: string): string | null => {
  const read = mainCommandOf(of)?.read ?? null;
  if (read === null) return null;
  // A shell that leaves its last command in the background.
  const script = shellScriptOf(read)?.text ?? '';
  if (/[^&]&\s*$/.test(script)) return '&';
  return forkOf(runBy(read), type)?.word.text ?? null;
};

interface GoodEnd {
  evidence: Evidence[];
  /** Seconds that it ran; null if unknown. */
  seconds: number | null;
}

/** systemd still knows the run. */
const knownEnd = ({ details, service, unit }: Case): GoodEnd | null => {
  if (details?.exitKind !== 'exited' || details.exitStatus !== 0 || details.mainPid !== null)
    return null;
  const { mainStartedAt: from = null, mainEndedAt: to = null } = service ?? {};
  if (from === null || to === null) return null;
  const seconds = (to - from) / 1000;
  const text = diagnosisEvidenceTexts.endedWell({ seconds: seconds.toFixed(1) });
  return { evidence: [fromSystemd(text, unit)], seconds };
};

/** It forgot the run: it was started, nobody stopped it, it didn’t fail, and it isn’t running. */
const forgottenEnd = ({ details, lastEvent, unit }: Case): GoodEnd | null =>
  details?.invocation !== null ||
  details.activeState !== 'inactive' ||
  lastEvent?.kind !== 'started'
    ? null
    : {
        evidence: [
          ...fromLines(lastEvent.line),
          fromSystemd(diagnosisEvidenceTexts.state(details), unit),
        ],
        seconds: null,
      };

/** It ended well, though its Type= says that it stays. */
export const goodEndRules: CauseRule = (of) => {
  const { details, service, symptoms } = of;
  if (details === null || service === null || !staying.includes(details.type)) return [];
  if (service.remainsAfterExit || symptoms.relations.triggeredBy.length > 0) return [];
  const isOver =
    ['inactive', 'failed'].includes(details.activeState) ||
    details.subState.startsWith('auto-restart');
  const result = of.failed?.result ?? details.result;
  if (!isOver || !['', 'success', 'start-limit-hit'].includes(result)) return [];
  // 257 lets what it couldn’t run for lack of a socket end with 0.
  if (reportWith(of, messageIds.stopping) !== null || spawnReport(of) !== null) return [];
  const end = knownEnd(of) ?? forgottenEnd(of);
  if (end === null) return [];
  const evidence = [
    ...end.evidence,
    ...fromKeys(of, 'Type'),
    ...fromSettings(mainCommandOf(of)?.setting),
  ];
  const word = forkWord(of, details.type);
  if (word !== null) return [forksAway(of, word, evidence)];
  const { type } = details;
  return [
    {
      cause: 'ended-at-once',
      sentence:
        end.seconds === null
          ? diagnosisEndedTexts.endedWell(type)
          : diagnosisEndedTexts.endedWellAfter({ type, seconds: end.seconds }),
      short: diagnosisEndedTexts.short.endedWell,
      evidence: [...evidence, ...fromLines(lastWordOf(of))],
      remedies: [
        thenStart(of, 'safe', 'oneshot', diagnosisRemediesTexts.oneshot, [
          ...oneshotRestart(of),
          addSetting(of, 'Service', 'Type', 'oneshot'),
          addSetting(of, 'Service', 'RemainAfterExit', 'yes'),
        ]),
      ],
    },
  ];
};

/** Signals that a service may end by without a failure: systemd.service(5), SuccessExitStatus=. */
const goodSignals = [1, 2, 13, 15];

export const goodSignalRules: CauseRule = (of) => {
  const { details } = of;
  const isKilled = details?.exitKind === 'killed' && goodSignals.includes(details.exitStatus ?? 0);
  if (!isKilled || details.activeState !== 'inactive' || of.failed !== null) return [];
  if (reportWith(of, messageIds.stopping) !== null) return [];
  const signal = signalText(details.exitStatus ?? 0);
  const text = diagnosisEvidenceTexts.killed({ directive: 'ExecStart', signal });
  return [sentSignal(of, signal, [fromSystemd(text, of.unit)])];
};

/** A oneshot may not restart always or after success. */
const oneshotRestart = (of: Case) =>
  ['always', 'on-success'].includes(of.service?.restart ?? '')
    ? [addSetting(of, 'Service', 'Restart', 'on-failure')]
    : [];

const forksAway = (of: Case, word: string, evidence: Evidence[]): FoundCause => ({
  cause: 'forks-away',
  sentence: diagnosisEndedTexts.forksAway(word),
  short: diagnosisEndedTexts.short.forksAway,
  evidence,
  remedies: [
    thenStart(of, 'safe', 'forking', diagnosisRemediesTexts.forking, [
      addSetting(of, 'Service', 'Type', 'forking'),
    ]),
  ],
});
