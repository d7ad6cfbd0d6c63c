/** Building blocks of the scenes: units and details as systemd would report them, given only what differs. */
import type { Person } from '../../electron/core/app/state.ts';
import { unitTypeOf } from '../../electron/core/names/unit-name.ts';
import type { PathDetails, SocketDetails } from '../../electron/core/units/kind-details.ts';
import { noEnabling } from '../../electron/core/units/enabling.ts';
import type { ServiceDetails, Unit, UnitDetails } from '../../electron/core/units/unit.ts';
import type { MissedReport, TimerReport } from '../../electron/core/schedule/timer-report.ts';
import type { Run } from '../../electron/core/runs/run.ts';

/** Every scene takes place at this time, so that pictures and ages are always the same. */
export const noon = Date.UTC(2026, 10, 28, 12, 0, 0);
export const minutes = (count: number): number => noon - count * 60_000;

export const person: Person = {
  name: 'alice',
  uid: 1000,
  home: '/home/alice',
  runtimeFolder: '/run/user/1000',
  configFolder: '/home/alice/.config',
  unitFolder: '/home/alice/.config/systemd/user',
  timerFolder: '/home/alice/.local/share/systemd/timers',
};

export const versions = { hearth: '0.1.0', electron: '45.4.1' };
export const systemd = '257 (257.9-1)';

/** A unit in the list: by default, a running service of Alice's. */
export const unit = (name: string, differs: Partial<Unit> = {}): Unit => ({
  name,
  description: '',
  loadState: 'loaded',
  activeState: 'active',
  subState: 'running',
  unitFileState: 'enabled',
  own: true,
  origin: 'mine',
  aliasOf: null,
  dropIns: false,
  needDaemonReload: false,
  command: '',
  aliases: '',
  refusesStart: false,
  refusesStop: false,
  changedAt: minutes(95),
  crashing: false,
  ...differs,
});

export const stopped: Partial<Unit> = { activeState: 'inactive', subState: 'dead' };
export const failed: Partial<Unit> = { activeState: 'failed', subState: 'failed' };
export const ofDistribution: Partial<Unit> = {
  own: false,
  origin: 'distribution',
  unitFileState: 'static',
};

type OtherKind = Exclude<UnitDetails['kind'], 'service'>;

/** What only a timer, a socket, a path or a mount has. */
const ofKind = <Kind extends OtherKind>(of: Unit, kind: Kind) => {
  const common = { triggers: [of.name.replace(/\.\w+$/, '.service')], result: 'success' };
  const all = {
    timer: {
      ...common,
      times: [{ directive: 'OnCalendar', calendar: '*-*-* 03:00:00' }],
      nextAt: of.activeState === 'active' ? minutes(-15 * 60) : null,
      lastAt: minutes(9 * 60),
      persistent: true,
    },
    socket: {
      ...common,
      listens: [{ type: 'Stream', address: `${person.runtimeFolder}/proxy` }],
      accept: true,
      connections: 1,
      accepted: 12,
      refused: 2,
      connectionsMax: 64,
      limit: { burst: 20, seconds: 2 },
    },
    path: {
      ...common,
      watches: [{ directive: 'PathChanged', path: `${person.home}/inbox` }],
      limit: { burst: 200, seconds: 2 },
    },
    mount: {
      what: 'tmpfs',
      where: '/tmp',
      type: 'tmpfs',
      options: 'rw,nosuid',
      result: 'success',
    },
  };
  const own = (all as Partial<Record<OtherKind, object>>)[kind] ?? {};
  return { ...own, kind } as Extract<UnitDetails, { kind: Kind }>;
};

/** What differs in the details of a unit. */
export type DetailsDiffer =
  | Partial<Omit<UnitDetails & ServiceDetails, 'kind'>>
  | Partial<Omit<PathDetails, 'kind'>>
  | Partial<Omit<SocketDetails, 'kind'>>;

/** What systemd reports about a unit when its page is open. */
export const detailsOf = (
  of: Unit,
  text: string | null,
  differs: DetailsDiffer = {},
): UnitDetails => {
  const isUp = of.activeState === 'active' || of.activeState === 'reloading';
  const isEnabled = of.unitFileState === 'enabled';
  const isFailed = of.activeState === 'failed';
  const common = {
    name: of.name,
    description: of.description,
    loadState: of.loadState,
    loadError: null,
    fragmentPath: text === null ? null : pathOf(of),
    dropInPaths: [],
    unitFileState: of.unitFileState,
    activeState: of.activeState,
    subState: of.subState,
    stateSince: of.changedAt,
    invocation: isUp ? '7d0f3c8e5b1a4f0e9c2d6a7b8e1f0a3c' : null,
    controlGroup: isUp ? `/user.slice/user-1000.slice/app.slice/${of.name}` : null,
    needDaemonReload: of.needDaemonReload,
    triggeredBy: [],
    canReload: false,
    skippedAt: null,
    checks: [],
    enabling: { ...noEnabling, by: isEnabled ? ['default.target'] : [] },
  };
  const kind = unitTypeOf(of.name);
  if (kind !== 'service') return { ...common, ...ofKind(of, kind), ...differs };
  return {
    ...common,
    kind,
    type: 'exec',
    mainPid: isUp ? 4711 : null,
    lastMainPid: of.changedAt === null ? null : 4711,
    result: isFailed ? 'exit-code' : 'success',
    exitKind: isFailed ? 'exited' : null,
    exitStatus: isFailed ? 1 : null,
    endedProcesses: [],
    logIdentifiers: [],
    ownPrograms: [],
    failedCommand: isFailed
      ? {
          directive: 'ExecStart',
          path: '/usr/bin/notes',
          exitKind: 'exited',
          exitStatus: 1,
        }
      : null,
    workingFolder: '',
    restarts: 0,
    busNameTaken: null,
    timeoutStopSeconds: 90,
    timeoutStartSeconds: 90,
    ...differs,
    // A run that lasts has not ended.
    ...(of.subState === 'running'
      ? { result: 'success', exitKind: null, exitStatus: null, failedCommand: null }
      : {}),
  };
};

/** The path of a unit's file, depending on its owner. */
export const pathOf = ({ name, own }: Pick<Unit, 'name' | 'own'>): string =>
  `${own ? person.unitFolder : '/usr/lib/systemd/user'}/${name}`;

export const recordOf = <Named extends { name: string }>(
  all: readonly Named[],
): Record<string, Named> => Object.fromEntries(all.map((one) => [one.name, one]));

/** A run that succeeded, the `index`-th: by default each began ten minutes after the one before, and took one. */
export const run = (index: number, differs: Partial<Run> = {}): Run => {
  const startedAt = differs.startedAt === undefined ? minutes(index * 10) : differs.startedAt;
  const isOver = differs.outcome !== 'running' && startedAt !== null;
  return {
    id: `run-${String(index)}`,
    invocation: String(index).padStart(32, '0'),
    endedAt: isOver ? startedAt + 60_000 : null,
    outcome: 'success',
    result: 'success',
    exit: null,
    directive: null,
    startedBy: 'unknown',
    trigger: null,
    why: null,
    cpuNanoseconds: null,
    ...differs,
    startedAt,
  };
};

/** What is known of a timer: by default, it starts its service each night at three. */
export const timerReport = (differs: Partial<TimerReport> = {}): TimerReport => ({
  schedule: {
    when: { kind: 'daily', time: { hour: 3, minute: 0, second: 0 } },
    persistent: true,
    randomDelay: null,
    accuracy: null,
    deferReactivation: false,
  },
  isOn: true,
  next: {
    at: minutes(-15 * 60),
    times: Array.from({ length: 10 }, (_, index) => minutes(-(15 + index * 24) * 60)),
    countsSpans: false,
    changes: [],
  },
  lastAt: minutes(9 * 60),
  faults: [],
  ...differs,
});

/** By default, a timer missed nothing. */
export const missedReport = (): MissedReport => ({
  kind: 'looked',
  since: minutes(30 * 24 * 60),
  bound: 'limit',
  expected: 30,
  missed: 0,
  groups: [],
});
