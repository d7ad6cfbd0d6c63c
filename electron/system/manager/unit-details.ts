/** Properties of a unit and of its service → what the page of one unit shows. Source: org.freedesktop.systemd1(5). */
import { unitTypeOf } from '../../core/names/unit-name.ts';
import type { ActiveState, ManagerDetails, UnitFileState } from '../../core/units/unit.ts';
import type { Properties } from './bus-values.ts';

/** CLD_EXITED, CLD_KILLED, CLD_DUMPED of waitid(2), as ExecMainCode gives them. */
const exitKinds: Record<number, 'exited' | 'killed' | 'dumped'> = {
  1: 'exited',
  2: 'killed',
  3: 'dumped',
};

const orNull = (text: string): string | null => (text === '' ? null : text);

/** 0 stands for "never" in time stamps and for "none" in process ids. */
const positive = (value: number | null): number | null =>
  value !== null && value > 0 ? value : null;

/** null is "infinity"; it stays null. */
const microsecondsIn = (unit: 'ms' | 's', value: number | null): number | null =>
  value === null ? null : unit === 'ms' ? Math.floor(value / 1000) : value / 1e6;

/**
 * The moment at which what a unit is in began, as `systemctl status` tells it: StateChangeTimestamp moves with every
 * reload of a service that has been up for a month.
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

/** @param own the properties of the interface of its type; empty for types that have none. */
export const unitDetails = (name: string, unit: Properties, own: Properties): ManagerDetails => {
  const activeState = unit.text('ActiveState') as ActiveState;
  const common = {
    name,
    description: unit.text('Description'),
    loadState: unit.text('LoadState'),
    // A structure of the error's D-Bus name and its words.
    loadError: orNull(unit.texts('LoadError')[1] ?? ''),
    fragmentPath: orNull(unit.text('FragmentPath')),
    dropInPaths: unit.texts('DropInPaths'),
    unitFileState: unit.text('UnitFileState') as UnitFileState,
    activeState,
    subState: unit.text('SubState'),
    stateSince: microsecondsIn('ms', positive(unit.number(beginnings[activeState]))),
    invocation: orNull(unit.hex('InvocationID')),
    controlGroup: orNull(own.text('ControlGroup')),
    needDaemonReload: unit.flag('NeedDaemonReload'),
    canReload: unit.flag('CanReload'),
  };
  const kind = unitTypeOf(name);
  if (kind !== 'service') return { ...common, kind };
  const exitKind = exitKinds[own.number('ExecMainCode') ?? 0] ?? null;
  return {
    ...common,
    kind,
    type: own.text('Type'),
    mainPid: positive(own.number('MainPID')),
    lastMainPid: positive(own.number('ExecMainPID')),
    result: own.text('Result'),
    exitKind,
    exitStatus: exitKind === null ? null : own.number('ExecMainStatus'),
    restarts: own.number('NRestarts') ?? 0,
    timeoutStopSeconds: microsecondsIn('s', own.number('TimeoutStopUSec')),
    timeoutStartSeconds: microsecondsIn('s', own.number('TimeoutStartUSec')),
  };
};
