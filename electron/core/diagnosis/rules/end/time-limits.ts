/** Time limits, the watchdog, and readiness that never came. systemd.service(5), Type=, TimeoutStartSec=, WatchdogSec=. */
import { diagnosisReadinessTexts } from '../../../texts/diagnosis/readiness.ts';
import { diagnosisRemediesTexts } from '../../../texts/diagnosis/remedies.ts';
import {
  reportOf,
  serviceSetting,
  type Case,
  type CauseRule,
  type FoundCause,
} from '../../case/case.ts';
import { fromKeys, fromLines, fromResult, fromSettings } from '../../case/evidence-from.ts';
import { removeSetting, thenStart, tryAgain } from '../../case/offered-remedies.ts';
import type { Evidence } from '../../cause.ts';
import { longer, secondsText, startEvidence } from './more-time.ts';
import { neverReady } from './readiness.ts';

/** `start operation timed out. Terminating.`, `State 'stop-sigterm' timed out. Killing.`, by the state. */
const timedOut = /^(?:([a-z-]+) operation timed out|State '([a-z-]+)' timed out)/;

const stateTimedOut = (of: Case): { state: string; evidence: Evidence[] } | null => {
  const report = of.reports.find(({ message }) => timedOut.test(message));
  if (report === undefined) return null;
  const [, first, second] = timedOut.exec(report.message) ?? [];
  return { state: first ?? second ?? '', evidence: fromLines(report) };
};

const tooSlow = (of: Case, directive: string, evidence: Evidence[]): FoundCause => {
  const seconds = of.details?.timeoutStartSeconds ?? null;
  return {
    cause: 'start-timeout',
    sentence: diagnosisReadinessTexts.startTimeout({
      directive: `${directive}=`,
      seconds: secondsText(seconds),
    }),
    short: diagnosisReadinessTexts.short.startTimeout,
    evidence: [...evidence, ...fromKeys(of, directive)],
    remedies: longer(of, 'TimeoutStartSec', seconds),
  };
};

const directives: Partial<Record<string, string>> = {
  condition: 'ExecCondition',
  'start-pre': 'ExecStartPre',
  'start-post': 'ExecStartPost',
};

const timeout: CauseRule = (of) => {
  if (of.failed?.result !== 'timeout') return [];
  const limit = reportOf(of, /^Service reached runtime time limit/);
  if (limit !== null) {
    return [
      {
        cause: 'runtime-limit',
        sentence: diagnosisReadinessTexts.runtimeLimit,
        short: diagnosisReadinessTexts.short.runtimeLimit,
        evidence: [...fromLines(limit), ...fromKeys(of, 'RuntimeMaxSec')],
        remedies: [tryAgain(of)],
      },
    ];
  }
  const timed = stateTimedOut(of);
  if (timed === null) return [];
  const { state, evidence } = timed;
  const directive = directives[state];
  if (directive !== undefined) return [tooSlow(of, directive, startEvidence(of, evidence))];
  if (state === 'start') {
    return (
      neverReady(of, of.details?.type ?? '', evidence) ?? [
        tooSlow(of, 'ExecStart', startEvidence(of, evidence)),
      ]
    );
  }
  if (!/^(?:stop|final)/.test(state)) return [];
  const seconds = of.details?.timeoutStopSeconds ?? null;
  return [
    {
      cause: 'stop-timeout',
      sentence: diagnosisReadinessTexts.stopTimeout(secondsText(seconds)),
      short: diagnosisReadinessTexts.short.stopTimeout,
      evidence: [
        ...evidence,
        ...fromKeys(of, 'TimeoutStopSec', 'TimeoutSec', 'KillSignal', 'ExecStop'),
      ],
      remedies: longer(of, 'TimeoutStopSec', seconds),
    },
  ];
};

const watchdog: CauseRule = (of) => {
  if (of.failed?.result !== 'watchdog') return [];
  const setting = serviceSetting(of, 'WatchdogSec');
  const removal = setting === null ? null : removeSetting(setting);
  const milliseconds = of.service?.watchdogMs ?? null;
  return [
    {
      cause: 'watchdog',
      sentence: diagnosisReadinessTexts.watchdog,
      short: diagnosisReadinessTexts.short.watchdog,
      evidence: [
        ...fromLines(reportOf(of, /^Watchdog (?:timeout|request)/)),
        ...fromSettings(setting),
        fromResult(of, 'watchdog'),
      ],
      remedies: [
        ...(setting === null || milliseconds === null || milliseconds === 0
          ? []
          : longer(of, 'WatchdogSec', milliseconds / 1000)),
        ...(removal === null
          ? []
          : [
              thenStart(of, 'ask', 'without-watchdog', diagnosisRemediesTexts.withoutWatchdog, [
                removal,
              ]),
            ]),
      ],
    },
  ];
};

export const timeLimitRules: CauseRule = (of) => [...timeout(of), ...watchdog(of)];
