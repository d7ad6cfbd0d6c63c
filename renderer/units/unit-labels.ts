/** What systemd’s words about a unit mean. */
import type { ActionUnderWay } from '../../electron/core/app/state.ts';
import { number } from '../../electron/core/texts/counting.ts';
import { unitsActionsTexts } from '../../electron/core/texts/units/actions.ts';
import { unitsStatusTexts } from '../../electron/core/texts/units/status.ts';
import {
  isMasked,
  isUp,
  type ServiceDetails,
  type Unit,
  type UnitAction,
  type UnitDetails,
  type UnitFileState,
} from '../../electron/core/units/unit.ts';
import type { PresentState } from '../ui/words/action-labels.ts';
import { ago, span } from '../ui/words/format.ts';

/** How long a state has lasted, or how long ago it came about; '' for a mask, which has no time. */
export const sinceText = (state: PresentState['state'], at: number, now: number): string => {
  if (state === 'masked') return '';
  if (state === 'failed' || state === 'stopped' || state === 'finished') return ago(at, now);
  const time = span((now - at) / 1000);
  // The time is from when it became active, not from the reload.
  return state === 'reloading' ? unitsStatusTexts.upFor(time) : unitsStatusTexts.lastsFor(time);
};

/** The position of the switch: while an action is under way, the one it leads to. */
export const startsAutomatically = (state: UnitFileState, underWay: UnitAction | null): boolean => {
  if (underWay === 'enable') return true;
  if (underWay === 'disable') return false;
  return state === 'enabled' || state === 'enabled-runtime';
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

/** '' for a result that a future systemd may add. */
const resultMeaning = (result: string): string =>
  (unitsStatusTexts.results as Readonly<Record<string, string>>)[result] ?? '';

/** The last result, with how the main process ended. */
const resultText = (details: ServiceDetails): string => {
  const meaning = resultMeaning(details.result);
  const result =
    meaning === '' ? details.result : unitsStatusTexts.result({ result: details.result, meaning });
  if (details.exitKind === null || details.exitStatus === null) return result;
  const status = String(details.exitStatus);
  return details.exitKind === 'exited'
    ? unitsStatusTexts.exited({ result, code: status })
    : unitsStatusTexts.signalled({ result, signal: status });
};

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

/** The facts of `systemctl status`, in its order (S10). */
export const factsOf = (details: UnitDetails): Fact[] => [
  {
    term: 'loaded',
    text: details.fragmentPath ?? details.loadState,
    meaning: details.fragmentPath === null ? unitsStatusTexts.noUnitFile : '',
    mono: details.fragmentPath !== null,
  },
  {
    term: 'unitFile',
    text: details.unitFileState === '' ? unitsStatusTexts.noState : details.unitFileState,
    meaning: fileStateMeaning(details.unitFileState),
  },
  { term: 'active', text: `${details.activeState} (${details.subState})`, meaning: '' },
  ...(details.kind === 'service' ? serviceFacts(details) : []),
];

const serviceFacts = (details: ServiceDetails): Fact[] => [
  {
    term: 'mainPid',
    text: details.mainPid === null ? absence(details) : String(details.mainPid),
    meaning: '',
  },
  { term: 'lastResult', text: resultText(details), meaning: '' },
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
