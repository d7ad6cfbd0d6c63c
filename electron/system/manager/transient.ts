/**
 * A transient unit over D-Bus. org.freedesktop.systemd1(5), StartTransientUnit; tried on systemd 252:
 * - Drop-ins in a folder made a moment before count, without a daemon-reload.
 * - With AddRef, the unit stays in memory after its end, until UnrefUnit or the end of the connection. With CollectMode= it is
 *   then forgotten even if it failed; its own file in the runtime folder is removed.
 */
import { pathOfUnit } from '../../core/names/unit-name.ts';
import { manager, propertyOf, type Caller } from './bus/bus-values.ts';

export const startTransient = async (bus: Caller, unit: string): Promise<void> => {
  const properties = [
    ['CollectMode', ['s', 'inactive-or-failed']],
    ['AddRef', ['b', true]],
  ];
  await bus.call({
    ...manager,
    member: 'StartTransientUnit',
    signature: 'ssa(sv)a(sa(sv))',
    body: [unit, 'fail', properties, []],
    returns: 'o',
  });
};

export const letGo = async (bus: Caller, unit: string): Promise<void> => {
  await bus.call({ ...manager, member: 'UnrefUnit', signature: 's', body: [unit], returns: '' });
};

/** Job is a pair: the number, 0 for none, and the path. */
export const hasJob = async (bus: Caller, unit: string): Promise<boolean> => {
  const job = await propertyOf(bus, pathOfUnit(unit), 'Unit', 'Job');
  return Array.isArray(job) && Number(job[0]) > 0;
};
