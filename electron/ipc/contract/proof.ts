/** Proofs that services work: for their page, and ages for a list. */
import type { ProofOffer } from '../../core/proof/proof-offer.ts';
import type { ProofReports } from '../../core/proof/proof-state.ts';
import { byName, event, method, nothing } from './method.ts';

export const proofMethods = {
  /** Starts sending `proof` events for this unit, and stops those for any other. */
  watchProof: method<void>()(byName),
  unwatchProof: method<void>()(nothing),
  /** What the running service has open by which it could prove itself, best first; none if it isn't running. */
  proofOffers: method<ProofOffer[]>()(byName),
  /** Brings the ages in the state up to date, for a page that shows them. */
  refreshProofs: method<void>()(nothing),
};

export const proofEvents = {
  proof: event<{ unit: string } & ProofReports>(),
};
