/** What a running service has open by which it could prove itself. */
import type { ProofOffer } from '../../core/proof/proof-offer.ts';
import { offersFrom } from '../../core/proof/proof-offer.ts';
import type { Host } from '../../host/host.ts';
import { namesOf } from '../../system/proof/bus-names.ts';
import type { Inventory } from '../units/inventory.ts';

interface Deps {
  host: Pick<Host, 'checks' | 'bus' | 'account'>;
  inventory: Pick<Inventory, 'details'>;
}

export const createProofOffers =
  ({ host, inventory }: Deps) =>
  /** None for a unit that isn't running. @throws as `details`. */
  async (unit: string): Promise<ProofOffer[]> => {
    const { controlGroup } = await inventory.details(unit);
    if (controlGroup === null) return [];
    const opened = await host.checks.opened(controlGroup);
    // Without the bus, nothing on it can be offered.
    const busNames = await namesOf(host, new Set(opened.pids)).catch(() => []);
    return offersFrom({ ...opened, busNames }, host.account.home);
  };
