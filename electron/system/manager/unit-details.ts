/** Converts a unit's D-Bus properties to the details on its page. Source: org.freedesktop.systemd1(5). */
import { unitTypeOf } from '../../core/names/unit-name.ts';
import type { ActiveState, ManagerDetails, UnitFileState } from '../../core/units/unit.ts';
import type { Properties } from './bus-values.ts';

/** CLD_EXITED, CLD_KILLED, CLD_DUMPED of waitid(2), as in ExecMainCode. */
const exitKinds: Record<number, 'exited' | 'killed' | 'dumped'> = {
  1: 'exited',
  2: 'killed',
  3: 'dumped',
};

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
