/** What systemd's words about a unit mean to the person who reads them. */
import type { ActionUnderWay } from '../../electron/core/app/state.ts';
import {
  isMasked,
  isUp,
  type Unit,
  type UnitAction,
  type ServiceDetails,
  type UnitDetails,
  type UnitFileState,
} from '../../electron/core/units/unit.ts';
import { ago, span } from '../ui/format.ts';

/** What lasts is told by its length, what happened by its age. */
export const sinceText = (word: string, at: number, now: number): string =>
  word === 'masked'
    ? ''
    : ['failed', 'stopped', 'finished'].includes(word)
      ? ago(at, now)
      : // It began to be up then, not to reload.
        `${word === 'reloading' ? 'up ' : ''}for ${span((now - at) / 1000)}`;

/** The position of the switch; an action under way shows where it is going. */
export const startsAutomatically = (state: UnitFileState, underWay: UnitAction | null): boolean => {
  if (underWay === 'enable') return true;
  if (underWay === 'disable') return false;
  return state === 'enabled' || state === 'enabled-runtime';
};

const notEnabled: Partial<Record<UnitFileState, string>> = {
  static: 'Its file does not say how in [Install]: other units start it when they need it.',
  generated: 'A generator made it at run time, and decides itself what starts it.',
  transient: 'A program made it at run time: such a unit cannot be enabled.',
  alias: 'This is another name of a unit: enable that one.',
};

/** @param action what is under way, if anything. */
export const whyNotEnabled = (
  unit: Pick<Unit, 'unitFileState' | 'loadState' | 'activeState'>,
  action: ActionUnderWay['action'] | undefined,
): string => {
  if (action === 'start' || action === 'restart') return 'Wait until it has started.';
  if (action === 'stop' || unit.activeState === 'deactivating') return 'Wait until it has stopped.';
  if (action !== undefined) return 'Wait until this is done.';
  if (isMasked(unit)) return 'It is masked: unmask it first.';
  return notEnabled[unit.unitFileState] ?? 'systemd does not say that it can be enabled.';
};

/** systemctl(1), "is-enabled output". What lies in /run goes with the user manager or with the next boot. */
const fileStates: Partial<Record<UnitFileState, string>> = {
  enabled: 'starts automatically, with your session or another unit',
  'enabled-runtime': 'starts automatically, until the next boot at the latest',
  disabled: 'not enabled: starts only when you or another unit ask for it',
  static: 'nothing in [Install] to enable it by: other units start it',
  masked: 'cannot be started until it is unmasked',
  'masked-runtime': 'cannot be started, until the next boot at the latest',
  linked: 'its file lies outside the unit folders, linked from there',
  'linked-runtime': 'its file lies elsewhere, linked until the next boot at the latest',
  indirect: 'not enabled itself; its Also=, another alias or instance may be',
  generated: 'made at run time by a generator, which decides what starts it',
  transient: 'made at run time by a program, as systemd-run does',
  alias: 'another name of a unit',
  bad: 'its file is not valid, or could not be read',
} satisfies Record<Exclude<UnitFileState, ''>, string>;

const fileStateMeaning = (state: UnitFileState): string => fileStates[state] ?? '';

const results: Record<string, string> = {
  success: 'no failure',
  'exit-code': 'the program ended with an error code',
  signal: 'the program was ended by a signal',
  'core-dump': 'the program crashed and dumped core',
  timeout: 'it took longer than its time limit',
  watchdog: 'it stopped sending its sign of life',
  'start-limit-hit': 'it was started too often in a short time, so systemd stopped trying',
  'oom-kill': 'killed for lack of memory: its own limit (MemoryMax=) or the machine’s',
  resources: 'systemd lacked what it needs to start it',
  protocol: 'it did not report readiness as its Type= promises',
  'exec-condition': 'its ExecCondition= said no',
};

/** The last result, with how the main process ended. */
const resultText = (details: ServiceDetails): string => {
  const meaning = results[details.result];
  const ended =
    details.exitKind === null || details.exitStatus === null
      ? ''
      : details.exitKind === 'exited'
        ? `; exit code ${String(details.exitStatus)}`
        : `; ended by signal ${String(details.exitStatus)}`;
  return `${details.result}${meaning === undefined ? '' : ` — ${meaning}`}${ended}`;
};

/** Why a number is missing: nothing runs, or systemd does not count. */
const absence = (details: UnitDetails): string => {
  if (!isUp(details)) return 'none while it does not run';
  return details.subState === 'exited' ? 'none: the program has ended' : 'not counted';
};

export interface Fact {
  term: string;
  text: string;
  /** What the value means, quieter. */
  meaning: string;
  mono?: boolean;
}

/** The facts of `systemctl status`, in its order (S10). */
export const factsOf = (details: UnitDetails): Fact[] => [
  {
    term: 'Loaded',
    text: details.fragmentPath ?? details.loadState,
    meaning: details.fragmentPath === null ? 'no unit file' : '',
    mono: details.fragmentPath !== null,
  },
  {
    term: 'Unit file',
    text: details.unitFileState === '' ? 'no state' : details.unitFileState,
    meaning: fileStateMeaning(details.unitFileState),
  },
  { term: 'Active', text: `${details.activeState} (${details.subState})`, meaning: '' },
  ...(details.kind === 'service'
    ? [
        {
          term: 'Main PID',
          text: details.mainPid === null ? absence(details) : String(details.mainPid),
          meaning: '',
        },
        { term: 'Last result', text: resultText(details), meaning: '' },
        {
          term: 'Restarts',
          text: String(details.restarts),
          meaning: details.restarts === 0 ? '' : 'by Restart=, since it was last started by hand',
        },
        { term: 'Type', text: details.type === '' ? 'not set' : details.type, meaning: '' },
      ]
    : []),
];
