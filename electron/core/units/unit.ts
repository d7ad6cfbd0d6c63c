/** A unit as systemd reports it, and what may be done to it now. Words are systemd's own. */
import type { Enabling } from './enabling.ts';
import type { Origin } from './origin.ts';
import { isTemplate, unitTypeOf, type UnitType } from '../names/unit-name.ts';
import type { KindDetails, LogSource } from './kind-details.ts';
import { factsOfType } from './types.ts';

export type ActiveState =
  | 'active'
  | 'reloading'
  | 'inactive'
  | 'failed'
  | 'activating'
  | 'deactivating'
  | 'maintenance'
  | 'refreshing';

/** UnitFileState of org.freedesktop.systemd1(5); '' if systemd gives none. */
export type UnitFileState =
  | 'enabled'
  | 'enabled-runtime'
  | 'linked'
  | 'linked-runtime'
  | 'alias'
  | 'masked'
  | 'masked-runtime'
  | 'static'
  | 'disabled'
  | 'indirect'
  | 'generated'
  | 'transient'
  | 'bad'
  | '';

/** A row of the list: what ListUnits and the unit folders show without loading anything. */
export interface Unit {
  name: string;
  description: string;
  loadState: string;
  activeState: ActiveState;
  /** The type's own finer state, for a service `running`, `exited`, `auto-restart`, … */
  subState: string;
  /** Known from the files and links on disk; '' without a file. */
  unitFileState: UnitFileState;
  /** The person's own: its file is in their unit folder. */
  own: boolean;
  origin: Origin;
  /** The unit this name is an alias of. */
  aliasOf: string | null;
  /** Some drop-in applies to it. */
  dropIns: boolean;
  /** Its files changed since systemd read them. */
  needDaemonReload: boolean;
  /** Its ExecStart= lines, for searching; '' if the file was not read. */
  command: string;
  /** Its other names, by Alias= or by a link, for searching. */
  aliases: string;
  /** RefuseManualStart= and RefuseManualStop=. */
  refusesStart: boolean;
  refusesStop: boolean;
  /**
   * When its state last changed, in milliseconds since the epoch: known from signals, and for every unit while somebody
   * wants to know. null for never, as far as systemd remembers.
   */
  changedAt: number | null;
  /** systemd keeps restarting it after failures: it has not stayed up since the last one. */
  crashing: boolean;
}

export const unitActions = [
  'start',
  'stop',
  'restart',
  'reload',
  'enable',
  'disable',
  'mask',
  'unmask',
  'reset-failed',
  'kill',
] as const;
export type UnitAction = (typeof unitActions)[number];

/** What systemd says about any unit; read only while somebody is looking. */
interface CommonDetails {
  name: string;
  description: string;
  loadState: string;
  /** Why the unit could not be loaded, in systemd's words; null if it could. */
  loadError: string | null;
  fragmentPath: string | null;
  dropInPaths: string[];
  unitFileState: UnitFileState;
  activeState: ActiveState;
  subState: string;
  /**
   * Since when it has been active, reloads included, or stopped, or on its way to either; milliseconds since the epoch.
   * null if it never ran.
   */
  stateSince: number | null;
  /** The id of its last run, $INVOCATION_ID; null if it never ran while systemd had it in memory. */
  invocation: string | null;
  /** Where its processes are, below the root of the control groups; null if it has none. */
  controlGroup: string | null;
  needDaemonReload: boolean;
  /** The timers, sockets and paths that start it. */
  triggeredBy: string[];
  canReload: boolean;
  /**
   * When systemd last skipped a start because of a condition or an assertion, in milliseconds since the epoch; null if
   * the last start was not skipped.
   */
  skippedAt: number | null;
  /** Its Condition…= and Assert…= as in the file, and how systemd last found them. */
  checks: { text: string; state: 'met' | 'unmet' | 'untested' }[];
}

/** A command of a service that failed. */
export interface FailedCommand {
  /** Such as `ExecStartPre`. */
  directive: string;
  path: string;
  exitKind: 'exited' | 'killed' | 'dumped';
  exitStatus: number;
}

/** When a process of a service started and ended, in milliseconds since the epoch. */
export interface EndedProcess {
  pid: number;
  from: number;
  to: number;
}

/** What systemd adds about a service: how its processes are, and how the last process ended. */
export interface ServiceDetails extends CommonDetails, LogSource {
  kind: 'service';
  type: string;
  mainPid: number | null;
  /** Of its last run, even after it ended. */
  lastMainPid: number | null;
  /** `success`, `exit-code`, `signal`, `timeout`, … systemd.exec(5), $SERVICE_RESULT. */
  result: string;
  /** How the main process ended: `exited`, `killed`, `dumped`; null while it runs or never ran. */
  exitKind: 'exited' | 'killed' | 'dumped' | null;
  /** The exit code, or the number of the signal. */
  exitStatus: number | null;
  /**
   * Processes of its last run that have ended: the main process, and those of ExecStartPre= and so on. The engine adds main
   * processes of earlier runs that it saw end.
   */
  endedProcesses: EndedProcess[];
  /** The first command of the last run that failed; null if none did. */
  failedCommand: FailedCommand | null;
  /** WorkingDirectory=; '' for the usual one. */
  workingFolder: string;
  restarts: number;
  /** Why systemd refuses it: another service has its BusName= already. Null if none has. */
  busNameTaken: { busName: string; by: string } | null;
  /** Seconds systemd waits for a stop before it kills; null for no limit. */
  timeoutStopSeconds: number | null;
  timeoutStartSeconds: number | null;
}

interface OtherDetails extends CommonDetails {
  kind: Exclude<UnitType, 'service' | KindDetails['kind']>;
}

/** What the manager says about one unit, by its kind. */
export type ManagerDetails = ServiceDetails | OtherDetails | (CommonDetails & KindDetails);

/** What the page of one unit shows. */
export type UnitDetails = ManagerDetails & {
  enabling: Enabling;
};

/** A unit's text as it is on disk. */
export interface UnitFileText {
  path: string;
  text: string;
  /** In the order they apply. */
  dropIns: { path: string; text: string }[];
}

/** Running, or on the way there. */
export const isUp = (unit: Pick<Unit, 'activeState'>): boolean =>
  ['active', 'reloading', 'activating', 'refreshing'].includes(unit.activeState);

/** systemd refuses its file: there is nothing to start. */
const isRefused = (unit: Pick<Unit, 'activeState' | 'loadState'>): boolean =>
  ['bad-setting', 'error'].includes(unit.loadState) && !isUp(unit);

/** Failed, crashing again and again, or refused by systemd: what needs attention. */
export const isFailed = (unit: Pick<Unit, 'activeState' | 'loadState' | 'crashing'>): boolean =>
  unit.activeState === 'failed' || unit.crashing || isRefused(unit);

/** Links start it. @param state undefined for a unit that isn’t known. */
export const isEnabled = (state: UnitFileState | undefined): boolean =>
  state === 'enabled' || state === 'enabled-runtime';

export const isMasked = (unit: Pick<Unit, 'unitFileState' | 'loadState'>): boolean =>
  unit.loadState === 'masked' || unit.unitFileState.startsWith('masked');

/** A template cannot run, and an alias is no unit of its own. */
export const isRunnable = (unit: Pick<Unit, 'name' | 'aliasOf'>): boolean =>
  unit.aliasOf === null && !isTemplate(unit.name);

type Judged = Pick<Unit, 'activeState' | 'unitFileState' | 'loadState'> &
  Partial<Pick<Unit, 'name' | 'refusesStart' | 'refusesStop'>>;

/** What may be done to an unmasked unit with nothing under way. */
const usualActions = (unit: Judged): UnitAction[] => {
  const type = factsOfType(unit.name ?? 'x.service');
  const up = isUp(unit);
  const starts = type.starts && unit.refusesStart !== true;
  const stops = type.stops && unit.refusesStop !== true;
  const restarts = up && starts && stops && type.restarts;
  return [
    'mask',
    ...(up && stops ? (['stop'] as const) : []),
    ...(restarts ? (['restart'] as const) : []),
    ...(restarts && type.reloads && unit.activeState === 'active' ? (['reload'] as const) : []),
    ...(!up && starts && !isRefused(unit) ? (['start'] as const) : []),
  ];
};

/**
 * Which actions make sense for a unit in this state. A `start` under way does not forbid `stop`:
 * that is how you give up on a service that never gets ready.
 */
export const allowedActions = (
  unit: Judged,
  underWay: UnitAction | null = null,
): ReadonlySet<UnitAction> => {
  const name = unit.name ?? 'x.service';
  if (underWay === 'start' || underWay === 'restart') return new Set<UnitAction>(['stop']);
  if (underWay === 'stop' || unit.activeState === 'deactivating') {
    return new Set<UnitAction>(factsOfType(name).kills ? ['kill'] : []);
  }
  if (underWay !== null || unitTypeOf(name) === 'device') return new Set();
  if (isMasked(unit)) return new Set<UnitAction>(isUp(unit) ? ['unmask', 'stop'] : ['unmask']);
  // Choose an instance before it can run or be enabled.
  const template = isTemplate(name);
  const allowed = new Set<UnitAction>(template ? ['mask'] : usualActions(unit));
  if (unit.unitFileState === 'transient' || unit.unitFileState === 'generated')
    allowed.delete('mask');
  if (unit.activeState === 'failed') allowed.add('reset-failed');
  if (isEnabled(unit.unitFileState)) {
    allowed.add('disable');
  } else if (canBeEnabled(unit.unitFileState) && !template) {
    allowed.add('enable');
  }
  return allowed;
};

/** Only files with an [Install] section can be enabled; `static` and generated ones have none. */
const canBeEnabled = (state: UnitFileState): boolean =>
  ['disabled', 'indirect', 'linked', 'linked-runtime'].includes(state);

/** The state of a unit in one word, a key of `unitsStatesTexts.states`. */
export type StateWord =
  | 'running'
  | 'finished'
  | 'active'
  | 'listening'
  | 'waiting'
  | 'mounted'
  | 'plugged'
  | 'failed'
  | 'masked'
  | 'maintenance'
  | 'starting'
  | 'stopping'
  | 'reloading'
  | 'restarting'
  | 'crashing'
  | 'refused'
  | 'stopped';

/** What `active` means for units that don't run a program, by systemd's finer states. */
const activeWords: Record<string, StateWord> = {
  exited: 'finished',
  waiting: 'waiting',
  listening: 'listening',
  mounted: 'mounted',
  plugged: 'plugged',
  active: 'active',
};

/** Its last run ended, and systemd will start it again; `auto-restart-queued` since systemd 254. */
export const isRestarting = (unit: Pick<Unit, 'subState'>): boolean =>
  unit.subState.startsWith('auto-restart');

/** Uses `subState` where it is more exact. */
export const stateWord = (
  unit: Pick<Unit, 'activeState' | 'subState' | 'loadState' | 'crashing'>,
): StateWord => {
  if (unit.loadState === 'masked') return 'masked';
  if (isRefused(unit)) return 'refused';
  // While it is up for a moment, too: its own states change with every try.
  if (unit.crashing && isUp(unit)) return 'crashing';
  switch (unit.activeState) {
    case 'active':
      return activeWords[unit.subState] ?? 'running';
    case 'reloading':
    case 'refreshing':
      return 'reloading';
    case 'activating':
      return isRestarting(unit) ? 'restarting' : 'starting';
    case 'deactivating':
      return 'stopping';
    case 'failed':
      return 'failed';
    case 'maintenance':
      return 'maintenance';
    case 'inactive':
      return 'stopped';
  }
};

/** `job-2` before `job-10`. */
export const inOrderOfNames = new Intl.Collator('en', { numeric: true });

/** The person's own units first, failed units at the top of each group, then by name. */
export const compareUnits = (a: Unit, b: Unit): number =>
  Number(b.own) - Number(a.own) ||
  Number(isFailed(b)) - Number(isFailed(a)) ||
  inOrderOfNames.compare(a.name, b.name);

/** A unit known only by name. */
export const plainUnit = (name: string): Unit => ({
  name,
  description: '',
  loadState: 'loaded',
  activeState: 'inactive',
  subState: 'dead',
  unitFileState: '',
  own: false,
  origin: 'distribution',
  aliasOf: null,
  dropIns: false,
  needDaemonReload: false,
  command: '',
  aliases: '',
  refusesStart: false,
  refusesStop: false,
  changedAt: null,
  crashing: false,
});
