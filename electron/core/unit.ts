/** What a unit is, as systemd tells it, and what may be done to it now. Words are systemd's own. */

export type ActiveState =
  | 'active'
  | 'reloading'
  | 'inactive'
  | 'failed'
  | 'activating'
  | 'deactivating'
  | 'maintenance'
  | 'refreshing';

/** UnitFileState of org.freedesktop.systemd1(5); '' when systemd gives none. */
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

/** A row of the list: what ListUnits and the unit folders tell without loading anything. */
export interface Unit {
  name: string;
  description: string;
  loadState: string;
  activeState: ActiveState;
  /** The finer state of this type of unit, for a service `running`, `exited`, `auto-restart`, … */
  subState: string;
  /** Known from the links on disk for the person's own units; '' for others. */
  unitFileState: UnitFileState;
  /** The person's own: its file lies in their unit folder. */
  own: boolean;
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

/** What the page of one unit shows; read only while someone looks. */
export interface UnitDetails {
  name: string;
  description: string;
  loadState: string;
  /** Why the unit could not be loaded, in systemd's words; null when it could. */
  loadError: string | null;
  fragmentPath: string | null;
  dropInPaths: string[];
  unitFileState: UnitFileState;
  activeState: ActiveState;
  subState: string;
  /** Milliseconds since the epoch; null when it never changed. */
  stateSince: number | null;
  type: string;
  mainPid: number | null;
  /** That of its last run, also after it ended. */
  lastMainPid: number | null;
  tasks: number | null;
  memoryBytes: number | null;
  cpuNanoseconds: number | null;
  /** `success`, `exit-code`, `signal`, `timeout`, … systemd.exec(5), $SERVICE_RESULT. */
  result: string;
  /** How the main process ended: `exited`, `killed`, `dumped`; null while it runs or never ran. */
  exitKind: 'exited' | 'killed' | 'dumped' | null;
  /** The exit code, or the number of the signal. */
  exitStatus: number | null;
  restarts: number;
  needDaemonReload: boolean;
  canReload: boolean;
  /** Seconds systemd waits for a stop before it kills; null for no limit. */
  timeoutStopSeconds: number | null;
  timeoutStartSeconds: number | null;
  /** The file named as proof in [X-Hearth], specifiers expanded; null when none is. */
  proofPath: string | null;
}

/** A unit's text as it stands on disk. */
export interface UnitFileText {
  path: string;
  text: string;
  /** In the order in which they apply. */
  dropIns: { path: string; text: string }[];
}

/** Running programs, and those on the way there. */
export const isUp = (unit: Pick<Unit, 'activeState'>): boolean =>
  ['active', 'reloading', 'activating', 'refreshing'].includes(unit.activeState);

export const isFailed = (unit: Pick<Unit, 'activeState'>): boolean => unit.activeState === 'failed';

const isMasked = (unit: Pick<Unit, 'unitFileState' | 'loadState'>): boolean =>
  unit.loadState === 'masked' || unit.unitFileState.startsWith('masked');

/**
 * Which actions make sense for a unit in this state. `start` under way does not forbid `stop`:
 * that is how one gives up on a service that never gets ready.
 */
export const allowedActions = (
  unit: Pick<Unit, 'activeState' | 'unitFileState' | 'loadState'>,
  underWay: UnitAction | null = null,
): ReadonlySet<UnitAction> => {
  const allowed = new Set<UnitAction>();
  const up = isUp(unit);
  if (underWay === 'start' || underWay === 'restart') return new Set<UnitAction>(['stop']);
  if (underWay === 'stop' || unit.activeState === 'deactivating')
    return new Set<UnitAction>(['kill']);
  if (underWay !== null) return allowed;
  if (isMasked(unit)) {
    allowed.add('unmask');
    if (up) allowed.add('stop');
    return allowed;
  }
  allowed.add('mask');
  if (up) {
    allowed.add('stop').add('restart');
    if (unit.activeState === 'active') allowed.add('reload');
  } else {
    allowed.add('start');
  }
  if (isFailed(unit)) allowed.add('reset-failed');
  if (unit.unitFileState === 'enabled' || unit.unitFileState === 'enabled-runtime') {
    allowed.add('disable');
  } else if (canBeEnabled(unit.unitFileState)) {
    allowed.add('enable');
  }
  return allowed;
};

/** Only files with an [Install] section can be enabled; `static` and generated ones have none. */
const canBeEnabled = (state: UnitFileState): boolean =>
  ['disabled', 'indirect', 'linked', 'linked-runtime'].includes(state);

/** The state in a colleague's words; `subState` where it says more. */
export const stateWord = (unit: Pick<Unit, 'activeState' | 'subState' | 'loadState'>): string => {
  if (unit.loadState === 'masked') return 'masked';
  switch (unit.activeState) {
    case 'active':
      return unit.subState === 'exited' ? 'finished' : 'running';
    case 'reloading':
    case 'refreshing':
      return 'reloading';
    case 'activating':
      return unit.subState === 'auto-restart' ? 'restarting' : 'starting';
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
const byName = new Intl.Collator('en', { numeric: true });

/** The person's own first, failed ones at the top of each group, then by name. */
export const compareUnits = (a: Unit, b: Unit): number =>
  Number(b.own) - Number(a.own) ||
  Number(isFailed(b)) - Number(isFailed(a)) ||
  byName.compare(a.name, b.name);

/** True when every word of the query is in the name or the description. */
export const matchesQuery = (unit: Unit, query: string): boolean => {
  const text = `${unit.name} ${unit.description}`.toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
};
