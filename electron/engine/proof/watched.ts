/** A running service with its proofs. */
import type { ProofItem, ProofSettings } from '../../core/proof/proof-settings.ts';
import { worstOf, type ProofState } from '../../core/proof/proof-state.ts';
import { proofWhyTexts } from '../../core/texts/proof/why.ts';
import type { ManagerDetails } from '../../core/units/unit.ts';
import { stateOf, track, type Tracked } from './tracked.ts';

export interface Watched {
  unit: string;
  settings: ProofSettings<ProofItem>;
  /** What its settings were made of: they are read again only when it changes. */
  made: string;
  details: ManagerDetails;
  tracked: Tracked[];
  /** Restarted for its lost proof in this run. */
  restarted: boolean;
}

/** One proof of a service. */
export interface WatchedProof {
  of: Watched;
  tracked: Tracked;
}

export const stateOfService = ({ unit, tracked }: Watched): ProofState =>
  tracked.length > 0
    ? worstOf(unit, tracked.map(stateOf))
    : { unit, status: 'unreadable', lastSeenAt: null, misses: 0, why: proofWhyTexts.faulty };

/** The service with other settings, or in another run: what is known of a proof stays if it is the same in the same run. */
export const watchedAgain = (
  before: Watched | undefined,
  now: Pick<Watched, 'unit' | 'settings' | 'made' | 'details'>,
): Watched => {
  const isSameRun = before?.details.invocation === now.details.invocation;
  const tracked = now.settings.proofs.map((proof) => {
    const same = before?.tracked.find(
      (one) => isSameRun && JSON.stringify(one.proof) === JSON.stringify(proof),
    );
    return same ?? track(proof, now.details.stateSince);
  });
  return { ...now, tracked, restarted: isSameRun && before.restarted };
};

/** What is watched for it belongs to the entry that is replaced or forgotten. */
export const unwatchFiles = ({ tracked }: Watched): void => {
  for (const one of tracked) {
    one.watch?.close();
    one.watch = null;
    one.looking = false;
  }
};
