/** Whether a socket of this computer accepts. Source: connect(2), unix(7). */
import { createConnection, type NetConnectOpts } from 'node:net';
import type { ProofSocket } from '../../core/proof/proof.ts';
import { codeOf } from '../files/errors.ts';
import type { HostChecks, Unreachable } from './host-checks.ts';
import { silentOn } from '../mounts/reach.ts';

const connectTo = (to: NetConnectOpts, limitMs: number): Promise<Unreachable | null> =>
  new Promise((resolve) => {
    const connection = createConnection(to);
    const end = (outcome: Unreachable | null): void => {
      clearTimeout(limit);
      connection.destroy();
      resolve(outcome);
    };
    const limit = setTimeout(end, limitMs, { failed: 'timeout' });
    connection.once('connect', () => {
      end(null);
    });
    connection.once('error', (error) => {
      end({ failed: codeOf(error) });
    });
  });

const placesOf = (socket: ProofSocket): NetConnectOpts[] =>
  socket.family === 'tcp'
    ? socket.hosts.map((host) => ({ host, port: socket.port }))
    : [{ path: socket.path.replace(/^@/, '\0') }];

export const connect: HostChecks['connect'] = async (socket, limitMs) => {
  // connect(2) looks the path up, on whatever mount that is.
  const isPath = socket.family === 'unix' && socket.path.startsWith('/');
  if (isPath && (await silentOn(socket.path)) !== null) return { failed: 'timeout' };
  let outcome: Unreachable | null = { failed: '' };
  for (const place of placesOf(socket)) {
    outcome = await connectTo(place, limitMs);
    if (outcome === null) return null;
  }
  return outcome;
};
