import { fail } from '../../core/problems/problem.ts';
import { portOfAddress } from '../../core/triggers/listen.ts';
import { failedTrial, placeOfAddress } from '../../core/triggers/trial.ts';
import { isUp, type ManagerDetails } from '../../core/units/unit.ts';
import type { Host } from '../../host/host.ts';
import type { HandlersOf } from '../../ipc/contract/method.ts';
import type { triggersMethods } from '../../ipc/contract/schedule.ts';
import { createPortHolders, type PortHoldersDeps } from './port-holders.ts';

interface Deps extends Omit<PortHoldersDeps, 'host'> {
  host: Pick<Host, 'checks' | 'portOwners'>;
}

type Socket = Extract<ManagerDetails, { kind: 'socket' }>;

const limitMs = 3000;

export const triggersHandlers = (deps: Deps): HandlersOf<typeof triggersMethods> => {
  const { host, inventory } = deps;
  const holdersOf = createPortHolders(deps);

  const socketOf = async (unit: string): Promise<Socket> => {
    const details = await inventory.details(unit);
    if (details.kind !== 'socket') throw fail('no-such-unit', { unit });
    return details;
  };

  return {
    heldPorts: async ({ unit }) => {
      const socket = await socketOf(unit);
      if (isUp(socket)) return [];
      const ports = socket.listens.flatMap(({ type, address }) =>
        type === 'Stream' ? (portOfAddress(address) ?? []) : [],
      );
      const held = [...new Set(ports)].map(async (port) => ({
        port,
        owners: await holdersOf(port),
      }));
      return (await Promise.all(held)).filter(({ owners }) => owners.length > 0);
    },
    tryConnection: async ({ unit, address }) => {
      const socket = await socketOf(unit);
      const types = socket.listens.flatMap((one) => (one.address === address ? one.type : []));
      // A page names no address that its unit doesn’t have.
      if (types.length === 0) throw fail('no-such-unit', { unit });
      if (!types.includes('Stream')) return { kind: 'unsupported' };
      const place = placeOfAddress(address, isUp(socket));
      if (typeof place === 'string') return { kind: place };
      const began = performance.now();
      const failed = await host.checks.connect(place, limitMs);
      return failed === null
        ? { kind: 'accepted', milliseconds: performance.now() - began }
        : failedTrial(failed.failed);
    },
  };
};
