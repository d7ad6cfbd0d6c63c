/** How the process ended: by a signal, for lack of memory, with a code of its own, or at once with none. */
import { coreDumpOf, shellLine } from '../../../commands.ts';
import { diagnosisEndedTexts } from '../../../texts/diagnosis/ended.ts';
import { diagnosisEvidenceTexts } from '../../../texts/diagnosis/evidence.ts';
import { diagnosisRemediesTexts } from '../../../texts/diagnosis/remedies.ts';
import { namedCode, signalName } from '../../../units/exit-status.ts';
import {
  reportWith,
  serviceSetting,
  type Case,
  type CauseRule,
  type FoundCause,
} from '../../case/case.ts';
import { fromLines, fromResult, fromSettings, fromSystemd } from '../../case/evidence-from.ts';
import { lastWordOf } from '../../case/last-words.ts';
import { messageIds } from '../../../logs/message-ids.ts';
import { addSetting, tell, thenStart, tryAgain } from '../../case/offered-remedies.ts';
import type { Evidence } from '../../cause.ts';

/** systemd’s own report of the end, or what it has of it. */
export const endEvidence = (of: Case): Evidence[] => {
  const { end } = of;
  if (end === null) return [];
  const report = of.reports.find(
    ({ fields }) =>
      fields.MESSAGE_ID === messageIds.processExit &&
      fields.COMMAND === end.directive &&
      Number(fields.EXIT_STATUS) === end.status,
  );
  const { directive, kind, status } = end;
  // The report has the number of a signal, and its name without SIG.
  if (report !== undefined && kind === 'exited') return fromLines(report);
  return [
    ...fromLines(report),
    fromSystemd(
      kind === 'exited'
        ? diagnosisEvidenceTexts.exited({ directive, code: namedCode(status) })
        : diagnosisEvidenceTexts.killed({ directive, signal: signalText(status) }),
      of.unit,
    ),
  ];
};

export const signalText = (status: number): string => signalName(status) ?? String(status);

/** Somebody else than systemd sent it. */
export const sentSignal = (of: Case, signal: string, evidence: Evidence[]): FoundCause => {
  const isTerm = signal === 'SIGTERM';
  return {
    cause: isTerm ? 'ended-by-sigterm' : 'killed-by-signal',
    sentence: isTerm ? diagnosisEndedTexts.sigterm : diagnosisEndedTexts.killed(signal),
    short: isTerm ? diagnosisEndedTexts.short.sigterm : diagnosisEndedTexts.short.killed(signal),
    evidence,
    remedies: [tryAgain(of)],
  };
};

const outOfMemory: CauseRule = (of) => {
  const report = reportWith(of, messageIds.killedForMemory);
  if (of.failed?.result !== 'oom-kill' && report === null) return [];
  if (of.failed === null) return [];
  const limit = serviceSetting(of, 'MemoryMax');
  const most = of.service?.memoryMax ?? null;
  const evidence = [
    ...fromLines(report),
    ...fromSettings(limit),
    ...(of.failed.result === 'oom-kill' ? [fromResult(of, 'oom-kill')] : []),
  ];
  return [
    {
      cause: 'out-of-memory',
      sentence:
        limit === null
          ? diagnosisEndedTexts.outOfMemory
          : diagnosisEndedTexts.overMemoryMax(limit.value),
      short: diagnosisEndedTexts.short.outOfMemory,
      evidence,
      remedies:
        limit === null || most === null
          ? []
          : [
              thenStart(of, 'ask', 'more-memory', diagnosisRemediesTexts.moreMemory, [
                addSetting(
                  of,
                  'Service',
                  'MemoryMax',
                  `${String(Math.ceil((most * 2) / 1048576))}M`,
                ),
              ]),
            ],
    },
  ];
};

/** Signals that a limit or a sandbox of the unit sends. */
const bySetting: Partial<
  Record<string, { cause: 'cpu-limit' | 'file-size-limit' | 'call-forbidden'; keys: string[] }>
> = {
  SIGXCPU: { cause: 'cpu-limit', keys: ['LimitCPU'] },
  SIGXFSZ: { cause: 'file-size-limit', keys: ['LimitFSIZE'] },
  SIGSYS: {
    cause: 'call-forbidden',
    keys: [
      'SystemCallFilter',
      'RestrictAddressFamilies',
      'RestrictNamespaces',
      'SystemCallArchitectures',
    ],
  },
};

const limitCause = (of: Case, signal: string): FoundCause[] => {
  const known = bySetting[signal];
  const settings = (known?.keys ?? [])
    .map((key) => serviceSetting(of, key))
    .filter((one) => one !== null);
  if (known === undefined || settings.length === 0) return [];
  const key = `${settings[0]?.key ?? ''}=`;
  return [
    {
      cause: known.cause,
      sentence: diagnosisEndedTexts.bySetting[known.cause](key),
      short: diagnosisEndedTexts.short[known.cause],
      evidence: [...endEvidence(of), ...fromSettings(...settings)],
      remedies: [],
    },
  ];
};

const isByManager = (of: Case): boolean =>
  ['timeout', 'watchdog', 'oom-kill'].includes(of.failed?.result ?? '') ||
  reportWith(of, messageIds.killedForMemory) !== null;

/** A time limit, a watchdog or the lack of memory is the cause; the signal only carried it out. */
const bySignal: CauseRule = (of) => {
  const { end } = of;
  if (end === null || end.kind === 'exited' || isByManager(of)) return [];
  const signal = signalText(end.status);
  const limits = limitCause(of, signal);
  if (limits.length > 0) return limits;
  const dump = of.lines.findLast(({ from }) => from === 'coredump');
  const core = dump?.fields.COREDUMP_PID;
  const word = lastWordOf(of);
  if (end.kind === 'dumped' || dump !== undefined) {
    return [
      {
        cause: 'core-dumped',
        sentence: diagnosisEndedTexts.coreDumped(signal),
        short: diagnosisEndedTexts.short.coreDumped(signal),
        evidence: [...endEvidence(of), ...fromLines(dump, word)],
        remedies:
          core === undefined
            ? []
            : [
                tell(
                  'core-dump',
                  diagnosisRemediesTexts.coreDump,
                  shellLine(coreDumpOf(Number(core))),
                ),
              ],
      },
    ];
  }
  const words = signal === 'SIGTERM' ? [] : fromLines(word);
  return [sentSignal(of, signal, [...endEvidence(of), ...words])];
};

export const signalRules: CauseRule = (of) => [...outOfMemory(of), ...bySignal(of)];
