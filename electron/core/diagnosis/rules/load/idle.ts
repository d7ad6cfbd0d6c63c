/** Why a unit that didn’t fail isn’t running, or never started. systemd.unit(5), “[Install] Section Options”. */
import { onUnit, shellLine } from '../../../commands.ts';
import { isTemplate, prefixOf } from '../../../names/unit-name.ts';
import { localTime } from '../../../text/local-time.ts';
import { diagnosisEvidenceTexts } from '../../../texts/diagnosis/evidence.ts';
import { diagnosisIdleTexts } from '../../../texts/diagnosis/idle.ts';
import { diagnosisRemediesTexts } from '../../../texts/diagnosis/remedies.ts';
import { stopBehind } from '../../../units/person-stops.ts';
import { factsOfType } from '../../../units/types.ts';
import { expandedName } from '../../../units/unit-specifiers.ts';
import { isEnabled, isUp } from '../../../units/unit.ts';
import { looksAt } from '../../case/asking.ts';
import type { Case, CauseRule, FoundCause } from '../../case/case.ts';
import {
  fromLines,
  fromSettings,
  fromSystem,
  fromSystemd,
  fromUnitState,
} from '../../case/evidence-from.ts';
import { messageIds } from '../../../logs/message-ids.ts';
import { addSetting, changeSetting, lookAtUnit, startNow } from '../../case/offered-remedies.ts';
import { settingsIn, type PlacedSetting } from '../../case/unit-settings.ts';
import type { Evidence, RemedyLevel } from '../../cause.ts';
import type { OfferedRemedy, RemedyAction } from '../../remedy.ts';
import type { SymptomLine, UnitLook } from '../../symptoms.ts';

/** It was started since the manager began, as far as systemd or the journal know. */
const everRan = ({ symptoms, lastEvent }: Case): boolean =>
  symptoms.details.invocation !== null ||
  symptoms.details.stateSince !== null ||
  lastEvent !== null;

/** The last stop that was asked for; null if it ended otherwise. */
const stopReport = ({ allReports: reports }: Case): SymptomLine | null => {
  const at = reports.findLastIndex(({ fields }) =>
    [messageIds.stopping, messageIds.stopped].some((id) => id === fields.MESSAGE_ID),
  );
  const later = reports
    .slice(at + 1)
    .some(({ fields }) =>
      [messageIds.starting, messageIds.started].some((id) => id === fields.MESSAGE_ID),
    );
  const report = reports[at];
  return report === undefined || later ? null : report;
};

const stopped = (of: Case): FoundCause[] => {
  const report = stopReport(of);
  if (report === null) return [];
  const here = stopBehind(of.symptoms.stopsHere, report.at);
  const when = localTime(report.at, ' ');
  return [
    {
      cause: 'stopped',
      sentence: here ? diagnosisIdleTexts.stoppedByYou(when) : diagnosisIdleTexts.stopped(when),
      short: here ? diagnosisIdleTexts.short.stoppedByYou : diagnosisIdleTexts.short.stopped,
      evidence: [
        ...fromLines(report),
        ...(here
          ? [fromSystem(diagnosisEvidenceTexts.stoppedHere(localTime(here.from, ' ')))]
          : []),
      ],
      remedies: [startNow(of)],
    },
  ];
};

const stateOf = (look: UnitLook): Evidence =>
  fromUnitState(
    look.name,
    look.loadState === 'loaded' || look.loadState === '' ? look.activeState : look.loadState,
  );

/** systemd knows only those that it has read; of the same name, others may be on disk. */
const triggering = ({ unit, symptoms, details }: Case): string[] => {
  const { triggeredBy } = symptoms.relations;
  if (triggeredBy.length > 0 || details === null) return triggeredBy;
  return ['timer', 'socket', 'path'].map((type) => `${prefixOf(unit)}.${type}`);
};

/** By a timer, a socket, a path. */
const triggers = (of: Case): FoundCause[] => {
  const looks = looksAt(of.ask, triggering(of)).filter(
    ({ loadState }) => loadState !== 'not-found',
  );
  const [first] = looks;
  if (first === undefined) return [];
  const up = looks.find(isUp);
  if (up !== undefined) {
    return [
      {
        cause: 'waits-for-trigger',
        sentence: diagnosisIdleTexts.waits(up.name),
        short: diagnosisIdleTexts.short.waits(up.name),
        evidence: [stateOf(up)],
        remedies: [],
      },
    ];
  }
  return [
    {
      cause: 'trigger-off',
      sentence: diagnosisIdleTexts.triggerOff(first.name),
      short: diagnosisIdleTexts.short.triggerOff(first.name),
      evidence: looks.map(stateOf),
      remedies: [
        {
          id: 'start-trigger',
          level: 'safe',
          ...diagnosisRemediesTexts.startOther(first.name),
          command: shellLine(onUnit('start', first.name)),
          actions: [{ do: 'start', unit: first.name }],
        },
      ],
    },
  ];
};

const enableAndStart = (of: Case, before: readonly RemedyAction[] = []): OfferedRemedy => ({
  id: 'enable',
  level: 'safe',
  ...(before.length === 0 ? diagnosisRemediesTexts.enable : diagnosisRemediesTexts.addInstall),
  command: before.length === 0 ? shellLine(onUnit('enable', of.unit, { now: true })) : null,
  actions: [...before, { do: 'enable', unit: of.unit }, { do: 'start', unit: of.unit }],
});

const fileState = (of: Case): Evidence =>
  fromSystemd(diagnosisEvidenceTexts.fileState(of.symptoms.details.unitFileState), of.unit);

const installSettings = (of: Case): PlacedSetting[] =>
  ['WantedBy', 'RequiredBy', 'UpheldBy'].flatMap((key) => settingsIn(of.settings, 'Install', key));

/** Starts at each login, as the session of every user manager reaches this target. */
const useDefaultTarget = (of: Case, name: string, level: RemedyLevel): OfferedRemedy[] => {
  const setting = installSettings(of).find(({ value }) => value.split(/\s+/).includes(name));
  if (setting === undefined) return [];
  const value = setting.value
    .split(/\s+/)
    .map((word) => (word === name ? 'default.target' : word))
    .join(' ');
  return [
    {
      id: 'default-target',
      level,
      ...diagnosisRemediesTexts.defaultTarget(name),
      command: null,
      actions: [
        changeSetting(of, setting, value),
        { do: isEnabled(of.symptoms.details.unitFileState) ? 'reenable' : 'enable', unit: of.unit },
        { do: 'start', unit: of.unit },
      ],
    },
  ];
};

/** What enabling it starts it with: the links that are there, or those that [Install] would make. */
const targets = (of: Case): string[] => {
  const { by } = of.symptoms.enabling;
  if (by.length > 0) return by;
  return installSettings(of)
    .flatMap(({ value }) => value.split(/\s+/))
    .flatMap((name) => expandedName(of.unit, name) ?? [])
    .filter((name) => name !== '');
};

/** None of the targets that start it is ever reached here. */
const unreached = (of: Case): FoundCause[] => {
  const names = targets(of);
  const looks = looksAt(of.ask, names);
  if (names.length === 0 || looks.length < names.length || looks.some(isUp)) return [];
  const missing = looks.filter(({ loadState }) => loadState === 'not-found');
  const settings = fromSettings(...installSettings(of));
  const [gone] = missing;
  if (gone !== undefined && missing.length === looks.length) {
    return [
      {
        cause: 'target-missing',
        sentence: diagnosisIdleTexts.targetMissing(gone.name),
        short: diagnosisIdleTexts.short.targetMissing(gone.name),
        evidence: [...missing.map(stateOf), ...settings],
        remedies: useDefaultTarget(of, gone.name, 'safe'),
      },
    ];
  }
  const idle = looks.find(({ loadState }) => loadState !== 'not-found');
  // A unit that is only not enabled yet would start with a target that somebody starts some day.
  if (idle === undefined || !isEnabled(of.symptoms.details.unitFileState)) return [];
  return [
    {
      cause: 'target-not-reached',
      sentence: diagnosisIdleTexts.targetNotReached(idle.name),
      short: diagnosisIdleTexts.short.targetNotReached(idle.name),
      evidence: [stateOf(idle), ...settings],
      remedies: [
        ...useDefaultTarget(of, idle.name, 'ask'),
        lookAtUnit('look-at-target', idle.name),
      ],
    },
  ];
};

const disabled = (of: Case): FoundCause[] => {
  const { details, enabling } = of.symptoms;
  if (details.unitFileState === 'disabled' && enabling.by.length === 0) {
    return [
      {
        cause: 'disabled',
        sentence: diagnosisIdleTexts.disabled,
        short: diagnosisIdleTexts.short.disabled,
        evidence: [fileState(of), ...fromSettings(...installSettings(of))],
        remedies: [enableAndStart(of)],
      },
    ];
  }
  const isStatic = details.unitFileState === 'static' && enabling.by.length === 0;
  if (!isStatic || installSettings(of).length > 0) return [];
  return [
    {
      cause: 'no-install',
      sentence: diagnosisIdleTexts.noInstall,
      short: diagnosisIdleTexts.short.noInstall,
      evidence: [fileState(of)],
      remedies: of.symptoms.files.some(({ isOwn }) => isOwn)
        ? [enableAndStart(of, [addSetting(of, 'Install', 'WantedBy', 'default.target')])]
        : [],
    },
  ];
};

/** Its target was reached before it was enabled. */
const enabledLater = (of: Case): FoundCause[] => {
  const { details, enabling } = of.symptoms;
  const up = looksAt(of.ask, enabling.by).find(isUp);
  if (!isEnabled(details.unitFileState) || up === undefined) return [];
  return [
    {
      cause: 'enabled-later',
      sentence: diagnosisIdleTexts.enabledLater(up.name),
      short: diagnosisIdleTexts.short.enabledLater,
      evidence: [fileState(of), stateOf(up)],
      remedies: [startNow(of)],
    },
  ];
};

export const idleRules: CauseRule = (of) => {
  const { details } = of.symptoms;
  if (details.activeState !== 'inactive' || !factsOfType(of.unit).starts) return [];
  if (isTemplate(of.unit)) return [];
  if (details.loadState !== 'loaded') return [];
  const was = stopped(of);
  if (was.length > 0) return was;
  const byTrigger = triggers(of);
  if (byTrigger.length > 0) return byTrigger;
  if (everRan(of)) return [];
  const never = unreached(of);
  return [...never, ...disabled(of), ...(never.length > 0 ? [] : enabledLater(of))];
};
