/** Owns a name on the user bus, as a service does. */
import { openBus } from '../electron/system/manager/bus/bus-connection.ts';
import type { Host } from '../electron/host/host.ts';

/** Replaces nobody. @returns how to give it up. */
export const ownBusName = async (
  host: Pick<Host, 'bus'>,
  name: string,
): Promise<{ release(): void }> => {
  const bus = openBus(
    { open: () => host.bus('user'), trusts: [] },
    { onSignal: () => undefined, onClosed: () => undefined, onDropped: () => undefined },
  );
  const [outcome] = await bus.call({
    destination: 'org.freedesktop.DBus',
    path: '/org/freedesktop/DBus',
    interface: 'org.freedesktop.DBus',
    member: 'RequestName',
    signature: 'su',
    body: [name, 4],
    returns: 'u',
  });
  // DBUS_REQUEST_NAME_REPLY_PRIMARY_OWNER of the D-Bus Specification.
  if (outcome !== 1) throw new Error(`${name} is taken`);
  return {
    release: () => {
      bus.close('released');
    },
  };
};
