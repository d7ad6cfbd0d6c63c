/** Everything about proofs, for the engine. */
import type { AppEvent } from '../../core/app/state.ts';
import type { Host } from '../../host/host.ts';
import type { Emit } from '../../ipc/contract/index.ts';
import { proofHandlers } from './handlers.ts';
import { createProofOffers } from './proof-offers.ts';
import { createProofPage } from './proof-page.ts';
import { keepProofs, type ProofDeps } from './proofs.ts';

interface Deps extends Omit<ProofDeps, 'journalctl' | 'journalFiles'> {
  host: Host;
  journal: { journalctl: ProofDeps['journalctl']; files: ProofDeps['journalFiles'] };
  emit: Emit;
}

export const openProofs = (deps: Deps) => {
  const { journalctl, files } = deps.journal;
  const proofs = keepProofs({ ...deps, journalctl, journalFiles: files });
  const page = createProofPage({ ...deps, proofs });
  return {
    handlers: proofHandlers({ proofs, page, offers: createProofOffers(deps) }),
    /** Takes what changed in the state. */
    onEvent: (_: unknown, event: AppEvent): void => {
      proofs.onEvent(event);
    },
    /** The unit files were read again. */
    onFiles: (): void => {
      proofs.onFiles();
      page.onFiles();
    },
    unwatch: page.unwatch,
    close: proofs.close,
  };
};
