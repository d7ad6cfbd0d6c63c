/** What systemd’s words about a unit mean. */
import type { AccountState, ActionUnderWay } from '../../electron/core/app/state.ts';
import { allOf, number } from '../../electron/core/texts/counting.ts';
import { unitsActionsTexts } from '../../electron/core/texts/units/actions.ts';
import { unitsEndingTexts } from '../../electron/core/texts/units/ending.ts';
import { unitsStatusTexts } from '../../electron/core/texts/units/status.ts';
import { endingMeaning, endingText } from '../../electron/core/units/ending.ts';
import {
  isEnabled,
  isMasked,
  isUp,
  type ServiceDetails,
  type Unit,
  type UnitAction,
  type UnitDetails,
  type UnitFileState,
} from '../../electron/core/units/unit.ts';
import { unmetChecks } from '../../electron/core/verdict/unmet-checks.ts';

/** The position of the switch: while an action is under way, the one it leads to. */
export const startsAutomatically = (state: UnitFileState, underWay: UnitAction | null): boolean => {
  if (underWay === 'enable') return true;
  if (underWay === 'disable') return false;
  return isEnabled(state);
};

/** @param action the action under way, if any. */
export const whyNotEnabled = (
  unit: Pick<Unit, 'unitFileState' | 'loadState' | 'activeState'>,
  action: ActionUnderWay['action'] | undefined,
): string => {
  if (action === 'start' || action === 'restart') return unitsActionsTexts.waitForStart;
  if (action === 'stop' || unit.activeState === 'deactivating')
    return unitsActionsTexts.waitForStop;
  if (action !== undefined) return unitsActionsTexts.waitForAction;
  if (isMasked(unit)) return unitsActionsTexts.unmaskFirst;
  const reasons: Partial<Record<UnitFileState, string>> = unitsActionsTexts.notEnabled;
  return reasons[unit.unitFileState] ?? unitsActionsTexts.cannotBeEnabled;
};

/** What systemd’s word for the unit file means. Files in /run last until the user manager or the machine restarts. */
const fileStateMeaning = (state: UnitFileState): string =>
  state === '' ? '' : unitsStatusTexts.fileStates[state];

/** What starts an enabled unit, and whether that is there and reached. */
const enabledMeaning = (details: UnitDetails, units: AccountState['units']): string => {
  const { by } = details.enabling;
  if (by.length === 0) return fileStateMeaning(details.unitFileState);
  const meaning = allOf(
    by.map((name) => {
      const starter = units[name];
      if (starter === undefined) return unitsStatusTexts.startsWithMissing(name);
      return isUp(starter)
        ? unitsStatusTexts.startsWith(name)
        : unitsStatusTexts.startsWithInactive(name);
    }),
  );
  return details.unitFileState === 'enabled-runtime'
    ? unitsStatusTexts.untilBoot(meaning)
    : meaning;
};

/** Whether it is enabled only for units that don’t exist: nothing starts it. */
export const startsNever = (details: UnitDetails, units: AccountState['units']): boolean =>
  startsAutomatically(details.unitFileState, null) &&
  details.enabling.by.length > 0 &&
  details.enabling.by.every((name) => units[name] === undefined);

/** Why there is no main process. */
const absence = (details: ServiceDetails): string => {
  if (!isUp(details)) return unitsStatusTexts.noPidNotRunning;
  return details.subState === 'exited'
    ? unitsStatusTexts.noPidExited
    : unitsStatusTexts.noPidUnknown;
};

interface Fact {
  term: keyof typeof unitsStatusTexts.terms;
  text: string;
  /** What the value means, shown beside it. */
  meaning: string;
  mono?: boolean;
}

/**
 * The facts of `systemctl status`, in its order (S10).
 * @param units all in the list.
 * @param ended whose last run ended; by default, that of the details.
 */
export const factsOf = (
  details: UnitDetails,
  units: AccountState['units'],
  ended: UnitDetails = details,
): Fact[] => [
  {
    term: 'loaded',
    text: details.fragmentPath ?? details.loadState,
    meaning: details.fragmentPath === null ? unitsStatusTexts.noUnitFile : '',
    mono: details.fragmentPath !== null,
  },
  {
    term: 'unitFile',
    text: details.unitFileState === '' ? unitsStatusTexts.noState : details.unitFileState,
    meaning: startsAutomatically(details.unitFileState, null)
      ? enabledMeaning(details, units)
      : fileStateMeaning(details.unitFileState),
  },
  {
    term: 'active',
    text:
      details.activeState === details.subState
        ? details.activeState
        : `${details.activeState} (${details.subState})`,
    meaning: '',
  },
  ...conditionFacts(details),
  ...(details.kind === 'service' && ended.kind === 'service' ? serviceFacts(details, ended) : []),
];

const conditionFacts = (details: UnitDetails): Fact[] => {
  const { texts, known } = unmetChecks(details);
  if (texts.length === 0) return [];
  return [
    {
      term: 'condition',
      text: texts.join('\n'),
      meaning: known ? unitsStatusTexts.conditionUnmet : unitsStatusTexts.conditionUnknown,
      mono: true,
    },
  ];
};

/** Nothing while the first run lasts: only what ended has a result. */
const resultFacts = (details: ServiceDetails): Fact[] => {
  const ending = endingText(details);
  if (ending === null && details.result === 'success') {
    if (isUp(details)) return [];
    return [
      {
        term: 'lastResult',
        text: unitsStatusTexts.resultForgotten,
        meaning: unitsStatusTexts.resultForgottenHint,
      },
    ];
  }
  const { result } = details;
  return [
    {
      term: 'lastResult',
      text: ending === null ? result : unitsEndingTexts.result({ result, ending }),
      meaning: endingMeaning(details),
    },
  ];
};

const serviceFacts = (details: ServiceDetails, ended: ServiceDetails): Fact[] => [
  {
    term: 'mainPid',
    text: details.mainPid === null ? absence(details) : String(details.mainPid),
    meaning: '',
  },
  ...resultFacts(ended),
  {
    term: 'restarts',
    text: number(details.restarts),
    meaning: details.restarts === 0 ? '' : unitsStatusTexts.restartsHint,
  },
  {
    term: 'type',
    text: details.type === '' ? unitsStatusTexts.notSet : details.type,
    meaning: '',
  },
];
