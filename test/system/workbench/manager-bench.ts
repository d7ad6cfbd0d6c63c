/** Follows the user manager for a test. */
import { keepManager, type ManagerConnection } from '../../../electron/system/manager/manager.ts';
import { openLocalHost } from '../../../electron/host/local.ts';
import { afterwards, person, shell, until } from './bench.ts';

export const systemctl = (...args: string[]): Promise<string> =>
  shell('systemctl', '--user', ...args);

/** A service that runs until it is stopped. */
export const worker = ['[Service]', 'Type=exec', 'ExecStart=/bin/sleep 1000'];

type Told =
  | { kind: 'connected' }
  | { kind: 'lost'; detail: string }
  | { kind: 'dropped'; what: string }
  | { kind: 'changed'; units: string[]; everything: boolean; at: number };

/** Follows the manager and records every event. */
export const follow = (runtimeFolder = person.runtimeFolder) => {
  const account = { ...person, runtimeFolder };
  const own = openLocalHost({ environment: process.env, account });
  const told: Told[] = [];
  const connections: ManagerConnection[] = [];
  const kept = keepManager({
    host: own,
    events: {
      connected: (connection) => {
        connections.push(connection);
        told.push({ kind: 'connected' });
      },
      lost: (detail) => {
        told.push({ kind: 'lost', detail });
      },
      dropped: (what) => {
        told.push({ kind: 'dropped', what });
      },
      changed: ({ units, everything }) => {
        told.push({ kind: 'changed', units: [...units], everything, at: Date.now() });
      },
    },
  });
  afterwards(kept.close);
  const changeOf = (unit: string) =>
    told.find((one) => one.kind === 'changed' && one.units.includes(unit));
  const forget = (): void => {
    told.length = 0;
  };
  const connected = () => until('the manager answers', () => connections.at(-1));
  return { told, connected, connections, changeOf, forget, kept };
};
