/** Starts that other units or conditions prevented. systemd.unit(5), Requires=, ConditionPathExists=. */
import { fixedWords } from '../../case/fixed-words.ts';
import { diagnosisEvidenceTexts } from '../../../texts/diagnosis/evidence.ts';
import { diagnosisRelationsTexts } from '../../../texts/diagnosis/relations.ts';
import { diagnosisRemediesTexts } from '../../../texts/diagnosis/remedies.ts';
import { isUp } from '../../../units/unit.ts';
import { looksAt } from '../../case/asking.ts';
import { expandedValue, serviceSettings, type Case, type CauseRule } from '../../case/case.ts';
import {
  fromLine,
  fromLines,
  fromResult,
  fromSettings,
  fromSystemd,
  fromUnitState,
} from '../../case/evidence-from.ts';
import type { LastEvent } from '../../case/last-event.ts';
import { messageIds, skippedBy } from '../../../logs/message-ids.ts';
import {
  changeSetting,
  lookAtUnit,
  tell,
  thenStart,
  tryAgain,
} from '../../case/offered-remedies.ts';
import type { PlacedSetting } from '../../case/unit-settings.ts';
import type { Evidence } from '../../cause.ts';
import type { OfferedRemedy } from '../../remedy.ts';
import type { SymptomLine, UnitLook } from '../../symptoms.ts';

/** The report of the last start, if it failed so and nothing was started since. */
const lastStart = ({ lastEvent }: Case, result: string): SymptomLine | null =>
  lastEvent?.kind === 'not-started' && lastEvent.line.fields.JOB_RESULT === result
    ? lastEvent.line
    : null;

const keys = ['Requires', 'Requisite', 'BindsTo'];

/** The setting that names it. */
const settingFor = (of: Case, name: string): PlacedSetting | null =>
  of.settings.findLast(
    ({ section, key, value }) =>
      section === 'Unit' &&
      keys.includes(key) &&
      value.split(/\s+/).some((word) => expandedValue(of, word) === name),
  ) ?? null;

const needed = ({ symptoms }: Case): string[] => {
  const { requires, requisite, bindsTo } = symptoms.relations;
  return [...new Set([...requires, ...requisite, ...bindsTo])];
};

/** What every unit has without asking: it’s there as long as the manager runs. */
const isImplied = (name: string): boolean =>
  /^(?:basic|sysinit|shutdown)\.target$|^-\.mount$/.test(name);

const looked = (of: Case): UnitLook[] =>
  looksAt(
    of.ask,
    needed(of).filter((name) => !isImplied(name)),
  );

/** A slice needs no file. */
const isMissing = ({ name, loadState }: UnitLook): boolean =>
  loadState === 'not-found' && !name.endsWith('.slice');

const stateEvidence = (look: UnitLook): Evidence =>
  fromUnitState(
    look.name,
    look.loadState === 'loaded' ? `${look.activeState} (${look.subState})` : look.loadState,
  );

/** It may then start without it. */
const wantInstead = (of: Case, name: string): OfferedRemedy[] => {
  const setting = settingFor(of, name);
  if (!setting?.isOwn) return [];
  const rest = setting.value.split(/\s+/).filter((word) => expandedValue(of, word) !== name);
  return [
    thenStart(of, 'ask', 'without-dependency', diagnosisRemediesTexts.withoutDependency(name), [
      rest.length > 0
        ? changeSetting(of, setting, rest.join(' '))
        : { do: 'unset', path: setting.path, line: setting.line },
    ]),
  ];
};

const dependency: CauseRule = (of) => {
  const report = lastStart(of, 'dependency');
  if (report === null || isUp(of.symptoms.details)) return [];
  const { requisite } = of.symptoms.relations;
  const culprits = looked(of).filter(
    (look) =>
      isMissing(look) ||
      look.loadState === 'masked' ||
      look.activeState === 'failed' ||
      (look.activeState === 'inactive' && requisite.includes(look.name)),
  );
  const [first] = culprits;
  if (first === undefined) {
    return [
      {
        cause: 'dependency-failed',
        sentence: diagnosisRelationsTexts.dependency,
        short: diagnosisRelationsTexts.short.dependency,
        evidence: fromLines(report),
        remedies: [tryAgain(of)],
      },
    ];
  }
  if (isMissing(first) || first.loadState === 'masked') return [];
  const words = first.activeState === 'failed' ? 'dependencyOf' : 'dependencyOff';
  return [
    {
      cause: 'dependency-failed',
      sentence: diagnosisRelationsTexts[words](first.name),
      short: diagnosisRelationsTexts.short[words](first.name),
      evidence: [
        fromLine(report),
        ...culprits.map(stateEvidence),
        ...fromSettings(settingFor(of, first.name)),
      ],
      remedies: [lookAtUnit('look-at-dependency', first.name), tryAgain(of)],
    },
  ];
};

/** A start that can’t even begin. */
const missing: CauseRule = (of) => {
  if (
    isUp(of.symptoms.details) ||
    !['inactive', 'failed'].includes(of.symptoms.details.activeState)
  )
    return [];
  if (of.failed !== null && of.failed.result !== 'resources') return [];
  const first = looked(of).find((look) => isMissing(look) || look.loadState === 'masked');
  if (first === undefined) return [];
  const setting = settingFor(of, first.name);
  return [
    {
      cause: 'dependency-missing',
      sentence: isMissing(first)
        ? diagnosisRelationsTexts.missing(first.name)
        : diagnosisRelationsTexts.masked(first.name),
      short: diagnosisRelationsTexts.short.missing(first.name),
      evidence: [stateEvidence(first), ...fromSettings(setting)],
      remedies: wantInstead(of, first.name),
    },
  ];
};

const cycleReport =
  /ordering cycle|deleted to break ordering cycle|Unable to break cycle|Found dependency on /;

const cycle: CauseRule = (of) => {
  if (isUp(of.symptoms.details)) return [];
  const { allReports, unit } = of;
  const started = allReports.findLastIndex(
    ({ fields }) => fields.MESSAGE_ID === messageIds.started,
  );
  const reports = allReports.slice(started + 1).filter(({ message }) => cycleReport.test(message));
  const isHit = reports.some(
    ({ message }) =>
      message.includes(fixedWords.noBreak) ||
      (message.includes('deleted to break ordering cycle') && message.includes(`Job ${unit}/`)),
  );
  if (!isHit) return [];
  const after = of.settings.filter(
    ({ section, key, value }) =>
      section === 'Unit' && /^(?:After|Before)$/.test(key) && value !== '',
  );
  return [
    {
      cause: 'ordering-cycle',
      sentence: diagnosisRelationsTexts.cycle,
      short: diagnosisRelationsTexts.short.cycle,
      evidence: [...fromLines(...reports.slice(-6)), ...fromSettings(...after)],
      remedies: [tell('break-cycle', diagnosisRemediesTexts.breakCycle)],
    },
  ];
};

/** The checks of one kind in the files, as D-Bus would give them. */
const checksInFiles = (of: Case, pattern: RegExp): string[] =>
  of.settings
    .filter(({ section, key, value }) => section === 'Unit' && pattern.test(key) && value !== '')
    .map(({ key, value }) => `${key}=${expandedValue(of, value)}`);

/** Those that weren’t met: systemd says so while it remembers the unit, and the journal says which condition it was. */
const unmetChecks = (of: Case, event: LastEvent | null): string[] => {
  const { details } = of.symptoms;
  const unmet = details.checks.filter(({ state }) => state === 'unmet').map(({ text }) => text);
  if (details.skippedAt !== null && unmet.length > 0) return unmet;
  if (event?.kind === 'assertion') return checksInFiles(of, /^Assert/);
  if (event?.kind !== 'condition') return [];
  const one = skippedBy(event.line.message);
  return one === null
    ? checksInFiles(of, /^Condition/).filter((text) => text.includes('=|'))
    : [one];
};

/** The line of a check, as D-Bus gives it: `ConditionPathExists=!/x`. */
const settingOfCheck = (of: Case, text: string): PlacedSetting | null =>
  of.settings.find(
    ({ section, key, value }) =>
      section === 'Unit' && `${key}=${expandedValue(of, value)}` === text,
  ) ??
  of.settings.find(({ section, key }) => section === 'Unit' && text.startsWith(`${key}=`)) ??
  null;

const checks: CauseRule = (of) => {
  const event = of.lastEvent;
  if (isUp(of.symptoms.details) || of.failed !== null) return [];
  const texts = unmetChecks(of, event);
  const [first] = texts;
  if (first === undefined) return [];
  const isAssertion = first.startsWith('Assert');
  const isKnown = of.symptoms.details.skippedAt !== null || !isAssertion || texts.length === 1;
  const report = event?.kind === 'assertion' || event?.kind === 'condition' ? event.line : null;
  const asserting = isAssertion
    ? of.symptoms.lines.findLast(({ message }) => message.includes('asserts failed'))
    : null;
  const sentence = isAssertion
    ? isKnown
      ? diagnosisRelationsTexts.assertion(texts)
      : diagnosisRelationsTexts.someAssertion(texts)
    : diagnosisRelationsTexts.condition(texts);
  return [
    {
      cause: isAssertion ? 'assertion-unmet' : 'condition-unmet',
      sentence,
      short: isAssertion
        ? diagnosisRelationsTexts.short.assertion
        : diagnosisRelationsTexts.short.condition,
      evidence: [
        ...fromLines(asserting, report),
        ...(of.symptoms.details.skippedAt === null
          ? []
          : texts.map((text) => fromSystemd(diagnosisEvidenceTexts.unmet(text), of.unit))),
        ...fromSettings(...texts.map((text) => settingOfCheck(of, text))),
      ],
      remedies: [],
    },
  ];
};

const execCondition: CauseRule = (of) => {
  const isKnown = of.details?.result === 'exec-condition';
  const report = of.lastEvent?.kind === 'exec-condition' ? of.lastEvent.line : null;
  if (isUp(of.symptoms.details) || of.failed !== null || (!isKnown && report === null)) return [];
  return [
    {
      cause: 'exec-condition',
      sentence: diagnosisRelationsTexts.execCondition,
      short: diagnosisRelationsTexts.short.condition,
      evidence: [
        ...(isKnown ? [fromResult(of, 'exec-condition')] : []),
        ...fromLines(report),
        ...fromSettings(...serviceSettings(of, 'ExecCondition')),
      ],
      remedies: [],
    },
  ];
};

export const otherUnitRules: CauseRule = (of) => [
  ...checks(of),
  ...execCondition(of),
  ...cycle(of),
  ...missing(of),
  ...dependency(of),
];
