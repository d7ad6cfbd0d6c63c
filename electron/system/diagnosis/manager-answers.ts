/** What a diagnosis asks the manager and its bus besides one unit. */
import { variablesIn } from '../../core/environment/variables.ts';
import { BusError } from '../manager/bus/bus-connection.ts';
import { propertyOf, type Caller } from '../manager/bus/bus-values.ts';

const manager = '/org/freedesktop/systemd1';
const theBus = {
  destination: 'org.freedesktop.DBus',
  path: '/org/freedesktop/DBus',
  interface: 'org.freedesktop.DBus',
};

const nobody = 'org.freedesktop.DBus.Error.NameHasNoOwner';

/** What the manager passes to services, and when it started in milliseconds since the epoch. */
export const managerSurroundings = async (
  bus: Caller,
): Promise<{ environment: Record<string, string>; startedAt: number | null }> => {
  const [environment, started] = await Promise.all([
    propertyOf(bus, manager, 'Manager', 'Environment'),
    propertyOf(bus, manager, 'Manager', 'UserspaceTimestamp'),
  ]);
  const entries = (Array.isArray(environment) ? environment : []).map(String);
  return {
    environment: Object.fromEntries(variablesIn(entries)),
    startedAt: typeof started === 'number' && started > 0 ? started / 1000 : null,
  };
};

/** The process that owns a name of the manager’s bus; null if nobody does. */
export const ownerOfName = async (bus: Caller, name: string): Promise<number | null> => {
  try {
    const [pid] = await bus.call({
      ...theBus,
      member: 'GetConnectionUnixProcessID',
      signature: 's',
      body: [name],
      returns: 'u',
    });
    return Number(pid);
  } catch (thrown) {
    if (thrown instanceof BusError && thrown.code === nobody) return null;
    throw thrown;
  }
};
