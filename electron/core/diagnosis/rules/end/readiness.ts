/** Readiness that never came, or came from nobody who may say so. systemd.service(5), Type=, PIDFile=, NotifyAccess=. */
import { diagnosisReadinessTexts } from '../../../texts/diagnosis/readiness.ts';
import { diagnosisRemediesTexts } from '../../../texts/diagnosis/remedies.ts';
import {
  expandedValue,
  reportOf,
  serviceSetting,
  type Case,
  type CauseRule,
  type FoundCause,
} from '../../case/case.ts';
import {
  fromKeys,
  fromLines,
  fromMissing,
  fromResult,
  fromSettings,
} from '../../case/evidence-from.ts';
import { messageIds } from '../../../logs/message-ids.ts';
import { addSetting, removeSetting, thenStart } from '../../case/offered-remedies.ts';
import { mainCommandOf } from '../../case/ran-command.ts';
import type { Evidence } from '../../cause.ts';
import type { OfferedRemedy } from '../../remedy.ts';
import { longer, secondsText, startEvidence } from './more-time.ts';

const asExec = (of: Case): OfferedRemedy =>
  thenStart(of, 'safe', 'type-exec', diagnosisRemediesTexts.typeExec, [
    addSetting(of, 'Service', 'Type', 'exec'),
  ]);

/** READY=1 came, but from a process that may not send it. */
const notAccepted = (of: Case, evidence: readonly Evidence[]): FoundCause[] => {
  const report = reportOf(of, /^Got notification message from PID \d+, but reception/);
  if (report === null) return [];
  return [
    {
      cause: 'ready-not-accepted',
      sentence: diagnosisReadinessTexts.notAccepted,
      short: diagnosisReadinessTexts.short.notAccepted,
      evidence: [...fromLines(report), ...evidence, ...fromKeys(of, 'Type', 'NotifyAccess')],
      remedies: [
        thenStart(of, 'safe', 'notify-all', diagnosisRemediesTexts.notifyAll, [
          addSetting(of, 'Service', 'NotifyAccess', 'all'),
        ]),
      ],
    },
  ];
};

const pidFileReport =
  /^(?:Can't open PID file|PID file \S+ not readable|Failed to parse PID from file|Daemon never wrote its PID file|New main PID \d+ (?:does not (?:belong|exist)|is the manager))/;

/** The PID file that systemd waits for is missing, or names no process of it. */
const pidFile = (of: Case, evidence: readonly Evidence[]): FoundCause[] => {
  const setting = serviceSetting(of, 'PIDFile');
  const report = reportOf(of, pidFileReport);
  if (setting === null || report === null) return [];
  const path = of.service?.pidFile ?? expandedValue(of, setting.value);
  const look = of.ask.path(path);
  const removal = removeSetting(setting);
  return [
    {
      cause: 'pid-file',
      sentence:
        look?.kind === 'file'
          ? diagnosisReadinessTexts.pidFileWrong(path)
          : diagnosisReadinessTexts.pidFileMissing(path),
      short: diagnosisReadinessTexts.short.pidFile,
      evidence: [
        ...fromLines(report),
        ...fromSettings(setting),
        ...evidence,
        ...(look?.kind === 'missing' ? [fromMissing(path, look)] : []),
      ],
      remedies:
        removal === null
          ? []
          : [
              thenStart(of, 'ask', 'without-pid-file', diagnosisRemediesTexts.withoutPidFile, [
                removal,
              ]),
            ],
    },
  ];
};

/** systemd had to end the command of ExecStart= itself. */
const isStillInFront = (of: Case): boolean =>
  of.reports.some(
    ({ fields }) =>
      fields.MESSAGE_ID === messageIds.processExit &&
      fields.COMMAND === 'ExecStart' &&
      fields.EXIT_CODE !== 'exited',
  );

/** Its main program never got as far as its Type= says. */
export const neverReady = (
  of: Case,
  type: string,
  evidence: readonly Evidence[],
): FoundCause[] | null => {
  const all = startEvidence(of, evidence);
  const seconds = of.details?.timeoutStartSeconds ?? null;
  switch (type) {
    case 'notify':
    case 'notify-reload': {
      const refused = notAccepted(of, evidence);
      if (refused.length > 0) return refused;
      return [
        {
          cause: 'never-ready',
          sentence: diagnosisReadinessTexts.neverReady({ type, seconds: secondsText(seconds) }),
          short: diagnosisReadinessTexts.short.neverReady,
          evidence: all,
          remedies: [asExec(of), ...longer(of, 'TimeoutStartSec', seconds)],
        },
      ];
    }
    case 'forking': {
      const wrong = pidFile(of, evidence);
      if (wrong.length > 0) return wrong;
      // It waits for a PID file as well once the program has forked.
      if (serviceSetting(of, 'PIDFile') !== null && !isStillInFront(of)) return [];
      return [
        {
          cause: 'does-not-fork',
          sentence: diagnosisReadinessTexts.doesNotFork,
          short: diagnosisReadinessTexts.short.doesNotFork,
          evidence: [...all, ...fromSettings(mainCommandOf(of)?.setting)],
          remedies: [asExec(of)],
        },
      ];
    }
    case 'dbus': {
      const name = of.service?.busName ?? '';
      return [
        {
          cause: 'bus-name-never-came',
          sentence: diagnosisReadinessTexts.busName({ name, seconds: secondsText(seconds) }),
          short: diagnosisReadinessTexts.short.busName,
          evidence: [...all, ...fromKeys(of, 'BusName')],
          remedies: [asExec(of), ...longer(of, 'TimeoutStartSec', seconds)],
        },
      ];
    }
    default:
      return null;
  }
};

/** Ended, or forked, without what its Type= promises. */
export const protocolRules: CauseRule = (of) => {
  if (of.failed?.result !== 'protocol' || of.details === null) return [];
  const { type } = of.details;
  const result = fromResult(of, 'protocol');
  const wrong = pidFile(of, [result]);
  if (wrong.length > 0) return wrong;
  if (type === 'notify' || type === 'notify-reload') {
    const refused = notAccepted(of, [result]);
    if (refused.length > 0) return refused;
    return [
      {
        cause: 'ready-unsaid',
        sentence: diagnosisReadinessTexts.unsaid(type),
        short: diagnosisReadinessTexts.short.unsaid,
        evidence: [result, ...fromKeys(of, 'Type')],
        remedies: [asExec(of)],
      },
    ];
  }
  if (type !== 'dbus') return [];
  const name = of.service?.busName ?? '';
  return [
    {
      cause: 'bus-name-never-came',
      sentence: diagnosisReadinessTexts.busNameUnsaid(name),
      short: diagnosisReadinessTexts.short.busName,
      evidence: [result, ...fromKeys(of, 'Type', 'BusName')],
      remedies: [asExec(of)],
    },
  ];
};
