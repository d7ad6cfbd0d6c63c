/** The state that tray and window share, and how it changes. Data flows one way: event → reduce → paint. */
import type { Creation, Unfinished } from '../create/steps.ts';
import type { Incident } from '../incidents/incident.ts';
import { usualNotices, type NoticeSettings } from '../notices/notice-settings.ts';
import type { Problem } from '../problems/problem.ts';
import type { LingerState } from '../linger/linger.ts';
import type { ProofState } from '../proof/proof-state.ts';
import { usualPreferences, type Preferences } from './preferences.ts';
import { usualZoom } from './zoom.ts';
import { noTransactions, type Transactions } from '../transactions/shown.ts';
import { allowedActions, isUp, type Unit, type UnitAction } from '../units/unit.ts';

export type ManagerState =
  | { kind: 'connecting' }
  | { kind: 'running' }
  /** It is gone, or never answered; Hearth keeps trying. */
  | { kind: 'lost'; problem: Problem }
  /** Hearth cannot work here at all. */
  | { kind: 'refused'; problem: Problem };

/** Work on a unit as a whole, besides systemctl's verbs. */
export type WholeUnit = 'delete' | 'rename' | 'recover';

export const isWhole = (action: UnitAction | WholeUnit): action is WholeUnit =>
  action === 'delete' || action === 'rename' || action === 'recover';

export interface ActionUnderWay {
  action: UnitAction | WholeUnit;
  /** Milliseconds since the epoch. */
  since: number;
}

/** The verb under way; null for none, and for work on the unit as a whole. */
export const verbUnderWay = (underWay: ActionUnderWay | null | undefined): UnitAction | null =>
  underWay == null || isWhole(underWay.action) ? null : underWay.action;

/** The actions allowed now: none during work on the unit as a whole. */
export const allowedNow = (
  unit: Parameters<typeof allowedActions>[0],
  underWay: ActionUnderWay | null | undefined,
): ReadonlySet<UnitAction> =>
  underWay != null && verbUnderWay(underWay) === null
    ? new Set()
    : allowedActions(unit, verbUnderWay(underWay));

export interface Person {
  name: string;
  uid: number;
  home: string;
  runtimeFolder: string;
  /** $XDG_CONFIG_HOME, else ~/.config. */
  configFolder: string;
  /** Where the person's own unit files live, as their manager sees it: its XDG_CONFIG_HOME may be another (S1). */
  unitFolder: string;
  /** Where their manager keeps when a timer with Persistent= last ran. */
  timerFolder: string;
}

/** Hearth itself, independent of the account it shows. */
export interface AppPart {
  versions: { hearth: string; electron: string };
  autostart: { enabled: boolean; problem: Problem | null };
  tray: { hosted: boolean };
  /** What went wrong in Hearth itself; null once dismissed. */
  crashed: Crash | null;
  /** How large pages are shown, in percent. */
  zoom: number;
  preferences: Preferences;
  /** Why the keys that the person prefers don’t open Hearth. */
  shortcutProblem: Problem | null;
}

/** Hearth quit unexpectedly last time; the process of its window ended; there was an uncaught error. */
export type Crash = 'last-time' | 'page' | 'bug';

/** One account: a person on a computer, and the manager that runs their units. */
export interface AccountState {
  person: Person;
  manager: ManagerState;
  /** The version of its systemd; '' until asked. */
  systemd: string;
  units: Readonly<Record<string, Unit>>;
  actions: Readonly<Record<string, ActionUnderWay>>;
  /** The problem of each unit's failed action, until the next action or until dismissed. */
  problems: Readonly<Record<string, Problem>>;
  linger: {
    /** null until logind has been asked. */
    current: LingerState | null;
    /** A prompt may be open on the desktop. */
    changing: boolean;
    problem: Problem | null;
  };
  creation: Creation | null;
  /** Only while no creation is on the screen. */
  unfinished: Unfinished | null;
  transactions: Transactions;
  /** Units pinned to the top of the list, in order. */
  pins: readonly string[];
  /** What is wrong with the person's own and pinned units, by unit. */
  incidents: Readonly<Record<string, Incident>>;
  /** Which notifications the person wants. */
  notices: NoticeSettings;
  /** Why file changes may go unnoticed; null while all folders are watched. */
  unwatched: Problem | null;
  /** Of the running services that name a proof. */
  proofs: Readonly<Record<string, ProofState>>;
}

export interface AppState {
  /** The number of events behind this state; a client that has it can follow from here. */
  sequence: number;
  app: AppPart;
  account: AccountState;
}

export type AppPartEvent =
  | { kind: 'autostart'; enabled: boolean; problem: Problem | null }
  | { kind: 'tray'; hosted: boolean }
  | { kind: 'crashed'; crashed: Crash | null }
  | { kind: 'zoom'; percent: number }
  | { kind: 'preferences'; preferences: Preferences; shortcutProblem: Problem | null };

export type AccountEvent =
  | { kind: 'manager'; manager: ManagerState }
  | { kind: 'systemd'; version: string }
  | { kind: 'units'; changed: Unit[]; removed: string[] }
  | { kind: 'action-started'; unit: string; action: ActionUnderWay['action']; at: number }
  | { kind: 'action-ended'; unit: string; problem: Problem | null }
  | { kind: 'problem-dismissed'; unit: string }
  | { kind: 'linger'; current: LingerState | null }
  | { kind: 'linger-changing' }
  | { kind: 'linger-changed'; problem: Problem | null }
  | { kind: 'creation'; creation: Creation | null }
  | { kind: 'unfinished'; unfinished: Unfinished | null }
  | { kind: 'transactions'; change: Partial<Transactions> }
  | { kind: 'pins'; pins: readonly string[] }
  | { kind: 'incidents'; changed: readonly Incident[]; ended: readonly string[] }
  | { kind: 'notices'; settings: NoticeSettings }
  | { kind: 'unwatched'; problem: Problem | null }
  | { kind: 'proofs'; changed: ProofState[]; removed: string[] };

export type AppEvent = AppPartEvent | AccountEvent;

export const initialState = (person: Person, versions: AppPart['versions']): AppState => ({
  sequence: 0,
  app: {
    versions,
    autostart: { enabled: false, problem: null },
    tray: { hosted: false },
    crashed: null,
    zoom: usualZoom,
    preferences: usualPreferences,
    shortcutProblem: null,
  },
  account: {
    person,
    manager: { kind: 'connecting' },
    systemd: '',
    units: {},
    actions: {},
    problems: {},
    linger: { current: null, changing: false, problem: null },
    creation: null,
    unfinished: null,
    transactions: noTransactions,
    pins: [],
    incidents: {},
    notices: usualNotices,
    unwatched: null,
    proofs: {},
  },
});

const without = <Value>(
  record: Readonly<Record<string, Value>>,
  keys: readonly string[],
): Readonly<Record<string, Value>> => {
  if (keys.length === 0) return record;
  const copy = { ...record };
  // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- a record keyed by unit names
  for (const key of keys) delete copy[key];
  return copy;
};

/** A record by the names of units, with entries changed and others removed. */
const withUnits = <Value>(
  record: Readonly<Record<string, Value>>,
  changed: readonly Value[],
  removed: readonly string[],
  nameOf: (value: Value) => string,
): Readonly<Record<string, Value>> => {
  const next = { ...without(record, removed) };
  for (const one of changed) next[nameOf(one)] = one;
  return next;
};
const ofUnit = ({ unit }: { unit: string }): string => unit;

/** A failed start stops being a problem once the unit is up, and a slow stop once it has stopped. */
const outdates: Partial<Record<Problem['code'], (unit: Unit) => boolean>> = {
  'start-failed': (unit) => unit.activeState === 'active' && !unit.crashing,
  'start-timed-out': (unit) => unit.activeState === 'active' && !unit.crashing,
  'stop-timed-out': (unit) => !isUp(unit) && unit.activeState !== 'deactivating',
};

/** Problems of units without those that their new states contradict. */
const withoutOutdated = (
  problems: AccountState['problems'],
  changed: readonly Unit[],
): AccountState['problems'] =>
  without(
    problems,
    changed.flatMap((unit) => {
      const problem = problems[unit.name];
      return problem !== undefined && outdates[problem.code]?.(unit) === true ? [unit.name] : [];
    }),
  );

const appChange = (event: AppPartEvent): Partial<AppPart> => {
  switch (event.kind) {
    case 'autostart':
      return { autostart: { enabled: event.enabled, problem: event.problem } };
    case 'tray':
      return { tray: { hosted: event.hosted } };
    case 'crashed':
      return { crashed: event.crashed };
    case 'zoom':
      return { zoom: event.percent };
    case 'preferences':
      return { preferences: event.preferences, shortcutProblem: event.shortcutProblem };
  }
};

const accountChange = (state: AccountState, event: AccountEvent): Partial<AccountState> => {
  switch (event.kind) {
    case 'manager':
      // What a lost manager reported no longer holds.
      return event.manager.kind === 'running'
        ? { manager: event.manager }
        : { manager: event.manager, units: {}, actions: {}, incidents: {}, proofs: {} };
    case 'systemd':
      return { systemd: event.version };
    case 'units':
      return {
        problems: withoutOutdated(state.problems, event.changed),
        units: withUnits(state.units, event.changed, event.removed, ({ name }) => name),
      };
    case 'action-started':
      return {
        actions: {
          ...state.actions,
          [event.unit]: { action: event.action, since: event.at },
        },
        problems: without(state.problems, [event.unit]),
      };
    case 'action-ended':
      return {
        actions: without(state.actions, [event.unit]),
        problems:
          event.problem === null
            ? state.problems
            : { ...state.problems, [event.unit]: event.problem },
      };
    case 'problem-dismissed':
      return { problems: without(state.problems, [event.unit]) };
    case 'linger':
      return { linger: { ...state.linger, current: event.current } };
    case 'linger-changing':
      return { linger: { ...state.linger, changing: true, problem: null } };
    case 'linger-changed':
      return { linger: { ...state.linger, changing: false, problem: event.problem } };
    case 'creation':
      return { creation: event.creation };
    case 'unfinished':
      return { unfinished: event.unfinished };
    case 'transactions':
      return { transactions: { ...state.transactions, ...event.change } };
    case 'pins':
      return { pins: event.pins };
    case 'incidents':
      return { incidents: withUnits(state.incidents, event.changed, event.ended, ofUnit) };
    case 'notices':
      return { notices: event.settings };
    case 'unwatched':
      return { unwatched: event.problem };
    case 'proofs':
      return { proofs: withUnits(state.proofs, event.changed, event.removed, ofUnit) };
  }
};

const ofApp = new Set<string>(['autostart', 'tray', 'crashed', 'zoom', 'preferences']);
const isOfApp = (event: AppEvent): event is AppPartEvent => ofApp.has(event.kind);

const reduceAccount = (account: AccountState, event: AccountEvent): AccountState => ({
  ...account,
  ...accountChange(account, event),
});

export const reduce = (state: AppState, event: AppEvent): AppState => {
  const sequence = state.sequence + 1;
  return isOfApp(event)
    ? { ...state, sequence, app: { ...state.app, ...appChange(event) } }
    : { ...state, sequence, account: reduceAccount(state.account, event) };
};
