/** Converts a unit's D-Bus properties to the details on its page. Source: org.freedesktop.systemd1(5). */
import { unitTypeOf } from '../../core/names/unit-name.ts';
import { baseName, folderOf } from '../../core/text/path.ts';
import type {
  ActiveState,
  EndedProcess,
  FailedCommand,
  ServiceDetails,
  ManagerDetails,
  UnitFileState,
} from '../../core/units/unit.ts';
import type { Properties } from './bus/bus-values.ts';
import { execRecords, exitKindOf } from './exec-records.ts';
import { kindDetails } from './read-kind-details.ts';

const orNull = (text: string): string | null => (text === '' ? null : text);

/** 0 means "never" in timestamps and "none" in PIDs. */
const positive = (value: number | null): number | null =>
  value !== null && value > 0 ? value : null;

/** null ("infinity") stays null. */
const microsecondsIn = (unit: 'ms' | 's', value: number | null): number | null =>
  value === null ? null : unit === 'ms' ? Math.floor(value / 1000) : value / 1e6;

/**
 * The timestamp that `systemctl status` shows for each state. Not StateChangeTimestamp: that moves with every reload
 * of a service, even if it has been up for a month.
 */
const beginnings: Record<ActiveState, string> = {
  active: 'ActiveEnterTimestamp',
  reloading: 'ActiveEnterTimestamp',
  refreshing: 'ActiveEnterTimestamp',
  inactive: 'InactiveEnterTimestamp',
  failed: 'InactiveEnterTimestamp',
  activating: 'InactiveExitTimestamp',
  deactivating: 'ActiveExitTimestamp',
  maintenance: 'ActiveExitTimestamp',
};

/** null in a state that only a newer systemd knows. */
const beginningOf = (unit: Properties, state: string): number | null => {
  const name = new Map(Object.entries(beginnings)).get(state);
  return name === undefined ? null : microsecondsIn('ms', positive(unit.number(name)));
};

/** 0 means that it has no ID, or hasn't started or ended. Times in microseconds. */
const endedProcess = (
  pid: number | null,
  from: number | null,
  to: number | null,
): EndedProcess | null => (pid && from && to ? { pid, from: from / 1000, to: to / 1000 } : null);

/** The main process of the last run; null while it runs, or if there was none. */
export const endedMainProcess = (own: Properties): EndedProcess | null =>
  endedProcess(
    own.number('ExecMainPID'),
    own.number('ExecMainStartTimestamp'),
    own.number('ExecMainExitTimestamp'),
  );

const endedProcesses = (own: Properties): EndedProcess[] => {
  const all = execRecords(own).map(({ pid, startedAt, endedAt }) =>
    endedProcess(pid, startedAt, endedAt),
  );
  return [...all, endedMainProcess(own)].filter((process) => process !== null);
};

/** Folders of programs that come with the system. */
const systemFolder = /^(?:\/usr)?\/s?bin$/;

const programs = (own: Properties): { path: string; isShared: boolean }[] =>
  [...new Set(execRecords(own).map(({ path }) => path))].map((path) => ({
    path,
    isShared: systemFolder.test(folderOf(path)),
  }));

const logIdentifiers = (own: Properties): ServiceDetails['logIdentifiers'] => {
  const chosen = own.text('SyslogIdentifier');
  if (chosen !== '') return [{ name: chosen, isShared: false }];
  return programs(own).map(({ path, isShared }) => ({ name: baseName(path), isShared }));
};

/** The command that failed first, which decides the result. */
const failedCommand = (own: Properties): FailedCommand | null => {
  if (['', 'success'].includes(own.text('Result'))) return null;
  const failed = execRecords(own).flatMap(
    ({ directive, path, ignoresFailure, exit, endedAtMonotonic }) => {
      if (exit === null || ignoresFailure || (exit.kind === 'exited' && exit.status === 0))
        return [];
      const command = { directive, path, exitKind: exit.kind, exitStatus: exit.status };
      return [{ endedAt: endedAtMonotonic, command }];
    },
  );
  const [first] = failed.sort((a, b) => a.endedAt - b.endedAt);
  return first?.command ?? null;
};

/** Conditions and assertions, each a(sbbsi): name, `|`, `!`, parameter, result. systemd lists them backwards. */
const checksOf = (unit: Properties): ManagerDetails['checks'] =>
  ['Conditions', 'Asserts'].flatMap((list) =>
    unit
      .records(list)
      .map(([name, triggers, negates, parameter, result]) => ({
        text: `${String(name)}=${triggers === true ? '|' : ''}${negates === true ? '!' : ''}${String(parameter)}`,
        state:
          Number(result) > 0
            ? ('met' as const)
            : Number(result) < 0
              ? ('unmet' as const)
              : ('untested' as const),
      }))
      .reverse(),
  );

/**
 * When a condition or an assertion last kept a unit from starting; null if nothing did at the last start. Both times are
 * 0 until the first start.
 */
export const skippedAt = (unit: Properties): number | null => {
  const times = (['Condition', 'Assert'] as const).flatMap((check) => {
    const at = positive(unit.number(`${check}Timestamp`));
    return at === null || unit.flag(`${check}Result`) ? [] : [at];
  });
  return microsecondsIn('ms', times[0] ?? null);
};

/** @param own properties of the type's interface; empty for types without. */
export const unitDetails = (name: string, unit: Properties, own: Properties): ManagerDetails => {
  const activeState = unit.text('ActiveState') as ActiveState;
  const common = {
    name,
    description: unit.text('Description'),
    loadState: unit.text('LoadState'),
    // A pair: the D-Bus error name and the message.
    loadError: orNull(unit.texts('LoadError')[1] ?? ''),
    fragmentPath: orNull(unit.text('FragmentPath')),
    dropInPaths: unit.texts('DropInPaths'),
    unitFileState: unit.text('UnitFileState') as UnitFileState,
    activeState,
    subState: unit.text('SubState'),
    stateSince: beginningOf(unit, activeState),
    invocation: orNull(unit.hex('InvocationID')),
    controlGroup: orNull(own.text('ControlGroup')),
    needDaemonReload: unit.flag('NeedDaemonReload'),
    triggeredBy: unit.texts('TriggeredBy'),
    canReload: unit.flag('CanReload'),
    skippedAt: skippedAt(unit),
    checks: checksOf(unit),
  };
  const kind = unitTypeOf(name);
  if (kind === 'timer' || kind === 'socket' || kind === 'path' || kind === 'mount')
    return { ...common, ...kindDetails[kind](unit, own) };
  if (kind !== 'service') return { ...common, kind };
  const exitKind = exitKindOf(own.number('ExecMainCode'));
  return {
    ...common,
    kind,
    type: own.text('Type'),
    mainPid: positive(own.number('MainPID')),
    lastMainPid: positive(own.number('ExecMainPID')),
    result: own.text('Result'),
    exitKind,
    exitStatus: exitKind === null ? null : own.number('ExecMainStatus'),
    endedProcesses: endedProcesses(own),
    logIdentifiers: logIdentifiers(own),
    ownPrograms: programs(own).flatMap(({ path, isShared }) => (isShared ? [] : [path])),
    failedCommand: failedCommand(own),
    workingFolder: own.text('WorkingDirectory').replace(/^!/, ''),
    restarts: own.number('NRestarts') ?? 0,
    busNameTaken: null,
    timeoutStopSeconds: microsecondsIn('s', own.number('TimeoutStopUSec')),
    timeoutStartSeconds: microsecondsIn('s', own.number('TimeoutStartUSec')),
  };
};
