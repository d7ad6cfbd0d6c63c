/** The status of an HTTP address. The address itself is connected to, so that no name server can lead elsewhere. */
import type { request } from 'node:http';
import type { WebAddress } from '../../core/proof/loopback.ts';
import { codeOf } from '../files/errors.ts';
import type { HostChecks, Unreachable, WebAnswer } from './host-checks.ts';

const askHost = (
  send: typeof request,
  host: string,
  { authority, port, path }: WebAddress,
  limitMs: number,
): Promise<WebAnswer | Unreachable> =>
  new Promise((resolve) => {
    const asked = send({
      host,
      port,
      path,
      // A connection of its own, closed afterwards: none is kept open to what is watched.
      agent: false,
      headers: { host: authority, 'user-agent': 'Hearth', connection: 'close' },
    });
    const end = (outcome: WebAnswer | Unreachable): void => {
      clearTimeout(limit);
      asked.destroy();
      resolve(outcome);
    };
    const limit = setTimeout(end, limitMs, { failed: 'timeout' });
    asked.once('response', ({ statusCode = 0, headers }) => {
      end({ status: statusCode, location: headers.location ?? null });
    });
    // A program that speaks no HTTP, for example: HPE_INVALID_CONSTANT. After the answer it says nothing new.
    asked.on('error', (error) => {
      end({ failed: codeOf(error) });
    });
    asked.end();
  });

const load = () => import('node:http');
let loading: ReturnType<typeof load> | undefined;

export const ask: HostChecks['ask'] = async (address, limitMs) => {
  // Only with the first question: it would delay each start.
  loading ??= load();
  const { request: send } = await loading;
  let outcome: WebAnswer | Unreachable = { failed: '' };
  for (const host of address.hosts) {
    outcome = await askHost(send, host, address, limitMs);
    if (!('failed' in outcome) || outcome.failed !== 'ECONNREFUSED') return outcome;
  }
  return outcome;
};
