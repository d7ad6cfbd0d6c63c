/** Who listens on ports of this computer: a process, or a socket unit, for which systemd itself listens. */
import type { AccountStore } from '../../core/app/store.ts';
import type { PortOwner } from '../../core/diagnosis/symptoms.ts';
import { unitTypeOf } from '../../core/names/unit-name.ts';
import { portOfAddress } from '../../core/triggers/listen.ts';
import { isUp } from '../../core/units/unit.ts';
import type { Host } from '../../host/host.ts';
import type { Inventory } from '../units/inventory.ts';

export interface PortHoldersDeps {
  host: Pick<Host, 'portOwners'>;
  store: AccountStore;
  inventory: Pick<Inventory, 'details'>;
}

/** Since 254, the user manager has a capability, so only root sees what it has open. */
const mayBeManager = ({ pid, program, unit }: PortOwner): boolean =>
  unit === null && (pid === null || program === 'systemd');

export const createPortHolders = ({ host, store, inventory }: PortHoldersDeps) => {
  const socketUnitAt = async (port: number): Promise<string | null> => {
    const sockets = Object.values(store.state().units).filter(
      (unit) => unitTypeOf(unit.name) === 'socket' && isUp(unit),
    );
    for (const { name } of sockets) {
      // It is gone meanwhile.
      const details = await inventory.details(name).catch(() => null);
      const isHere =
        details?.kind === 'socket' &&
        details.listens.some(({ address }) => portOfAddress(address) === port);
      if (isHere) return name;
    }
    return null;
  };

  /** Those who listen on a port now; with the socket unit where systemd does. */
  return async (port: number): Promise<PortOwner[]> => {
    const owners = (await host.portOwners([port])).get(port) ?? [];
    return Promise.all(
      owners.map(async (owner) =>
        mayBeManager(owner) ? { ...owner, unit: await socketUnitAt(port) } : owner,
      ),
    );
  };
};
