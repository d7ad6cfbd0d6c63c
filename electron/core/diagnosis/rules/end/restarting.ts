/** Restart loops, and the limit that ends them. systemd.unit(5), StartLimitIntervalSec=. */
import { fixedWords } from '../../case/fixed-words.ts';
import { diagnosisEvidenceTexts } from '../../../texts/diagnosis/evidence.ts';
import { diagnosisRestartTexts } from '../../../texts/diagnosis/restart.ts';
import { isRestarting } from '../../../units/unit.ts';
import type { Case, CauseRule } from '../../case/case.ts';
import {
  fromKeys,
  fromLines,
  fromResult,
  fromSettings,
  fromSystemd,
} from '../../case/evidence-from.ts';
import { wordOf } from '../../case/last-words.ts';
import { messageIds } from '../../../logs/message-ids.ts';
import { startNow, tryAgain } from '../../case/offered-remedies.ts';
import { settingsIn } from '../../case/unit-settings.ts';
import type { SymptomLine } from '../../symptoms.ts';

/** The report that a start was refused, if nothing was started since. */
const refusal = (of: Case): SymptomLine | null => {
  const lines = of.allReports;
  const at = lines.findLastIndex(({ message }) => message.includes(fixedWords.tooQuickly));
  const started = lines.findLastIndex(({ fields }) => fields.MESSAGE_ID === messageIds.started);
  return at > started ? (lines[at] ?? null) : null;
};

/** What it said last in the first run of this series: later runs may fail for another reason. */
const firstWord = (of: Case): SymptomLine | null => {
  const ends = of.allReports.filter(({ fields }) => fields.MESSAGE_ID === messageIds.failureResult);
  const scheduled = of.allReports.filter(
    ({ fields }) => fields.MESSAGE_ID === messageIds.restartScheduled,
  );
  let at = ends.findLastIndex(({ invocation }) => invocation === (of.failed?.invocation ?? null));
  if (at < 0) return null;
  // Each was followed by a restart that systemd scheduled before the next ended.
  const isFollowed = (index: number): boolean =>
    scheduled.some(
      (line) => line.at >= (ends[index]?.at ?? 0) && line.at <= (ends[index + 1]?.at ?? 0),
    );
  while (at > 0 && isFollowed(at - 1)) at -= 1;
  const first = ends[at]?.invocation ?? null;
  if (first === null || first === of.failed?.invocation) return null;
  return wordOf(
    of.symptoms.lines.filter(({ from, invocation }) => from === 'service' && invocation === first),
  );
};

const startLimit: CauseRule = (of) => {
  const { details, service } = of;
  if (details?.activeState !== 'failed') return [];
  const report = refusal(of);
  if (report === null && details.result !== 'start-limit-hit') return [];
  const seconds = service?.startLimitMs == null ? null : service.startLimitMs / 1000;
  return [
    {
      cause: 'start-limit',
      sentence:
        service === null || seconds === null
          ? diagnosisRestartTexts.limit
          : diagnosisRestartTexts.limitOf({ times: service.startLimitBurst, seconds }),
      short: diagnosisRestartTexts.short.limit,
      evidence: [
        ...fromLines(report),
        ...(report === null ? [fromResult(of, 'start-limit-hit')] : []),
        ...fromLines(firstWord(of)),
        ...fromSettings(
          ...['StartLimitIntervalSec', 'StartLimitBurst'].map((key) =>
            settingsIn(of.settings, 'Unit', key).at(-1),
          ),
        ),
        ...fromKeys(of, 'Restart', 'RestartSec'),
      ],
      // By hand too often: nothing else is wrong with it.
      remedies: [service?.restart === 'no' && of.failed === null ? startNow(of) : tryAgain(of)],
    },
  ];
};

/** The middle of the times between its restarts, in seconds; null for fewer than two of them. */
const rhythmOf = (scheduled: readonly SymptomLine[]): number | null => {
  const gaps = scheduled
    .slice(1)
    .map(({ at }, index) => (at - (scheduled[index]?.at ?? at)) / 1000)
    .sort((a, b) => a - b);
  return gaps[Math.floor(gaps.length / 2)] ?? null;
};

const loop: CauseRule = (of) => {
  const { details, symptoms } = of;
  if (details === null || details.restarts < 2) return [];
  if (!symptoms.isCrashing && !isRestarting(details)) return [];
  const scheduled = of.allReports.filter(
    ({ fields }) => fields.MESSAGE_ID === messageIds.restartScheduled,
  );
  const rhythm = rhythmOf(scheduled.slice(-10));
  return [
    {
      cause: 'restart-loop',
      sentence:
        rhythm === null
          ? diagnosisRestartTexts.loop(details.restarts)
          : diagnosisRestartTexts.loopEvery({ times: details.restarts, seconds: rhythm }),
      short: diagnosisRestartTexts.short.loop(details.restarts),
      evidence: [
        fromSystemd(diagnosisEvidenceTexts.restarts(details.restarts), of.unit),
        ...fromLines(scheduled.at(-1)),
        ...fromKeys(of, 'Restart', 'RestartSec'),
      ],
      remedies: [],
    },
  ];
};

export const restartRules: CauseRule = (of) => [...startLimit(of), ...loop(of)];
