import type { ProofOffer } from '../../core/proof/proof-offer.ts';
import type { HandlersOf } from '../../ipc/contract/method.ts';
import type { proofMethods } from '../../ipc/contract/proof.ts';
import type { ProofPage } from './proof-page.ts';
import type { Proofs } from './proofs.ts';

interface Deps {
  proofs: Pick<Proofs, 'refresh'>;
  page: ProofPage;
  offers(unit: string): Promise<ProofOffer[]>;
}

export const proofHandlers = ({ proofs, page, offers }: Deps): HandlersOf<typeof proofMethods> => ({
  watchProof: ({ unit }) => {
    page.watch(unit);
  },
  unwatchProof: () => {
    page.unwatch();
  },
  proofOffers: ({ unit }) => offers(unit),
  refreshProofs: () => {
    proofs.refresh();
  },
});
