/** Finds this computer's buses and connects to them. */
import { createConnection } from 'node:net';
import type { Host } from './host.ts';

const unescaped = (value: string): string => {
  try {
    return decodeURIComponent(value);
  } catch {
    // A lone `%`: use the value as is.
    return value;
  }
};

/**
 * The path of the first unix socket in a D-Bus address, with a leading null byte if abstract; null if there is
 * none. Source: D-Bus Specification, "Server Addresses".
 */
export const socketOf = (address: string): string | null => {
  for (const transport of address.split(';')) {
    const values = new Map(
      transport
        .replace(/^unix:/, '')
        .split(',')
        .map((pair) => {
          const at = pair.indexOf('=');
          return [pair.slice(0, at), unescaped(pair.slice(at + 1))] as const;
        }),
    );
    const abstract = values.get('abstract');
    const path = values.get('path') ?? (abstract === undefined ? undefined : `\0${abstract}`);
    if (transport.startsWith('unix:') && path !== undefined) return path;
  }
  return null;
};

/** Source: sd_bus_open_system(3). */
const systemSocket = 'unix:path=/run/dbus/system_bus_socket';

/** @param runtimeFolder where the user manager's bus listens. */
export const createBuses = (environment: NodeJS.ProcessEnv, runtimeFolder: string): Host['bus'] => {
  const addresses = {
    user: `unix:path=${runtimeFolder}/bus`,
    session: environment['DBUS_SESSION_BUS_ADDRESS'] ?? `unix:path=${runtimeFolder}/bus`,
    system: environment['DBUS_SYSTEM_BUS_ADDRESS'] ?? systemSocket,
  };
  return (which) =>
    new Promise((resolve, reject) => {
      const socket = socketOf(addresses[which]);
      if (socket === null) {
        reject(new Error(`no unix socket in the address of the ${which} bus`));
        return;
      }
      const connection = createConnection(socket);
      connection.once('error', reject);
      connection.once('connect', () => {
        connection.off('error', reject);
        resolve(connection);
      });
    });
};
