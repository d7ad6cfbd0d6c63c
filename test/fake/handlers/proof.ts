/** The fake's proofs: those that the unit's file on the fake's disk names, found as the scene says. */
import { readProofSettings } from '../../../electron/core/proof/proof-settings.ts';
import type { ProofReports } from '../../../electron/core/proof/proof-state.ts';
import { parseText } from '../../../electron/core/syntax/unit-file.ts';
import { placeOfPerson, unitSpecifiers } from '../../../electron/core/units/unit-specifiers.ts';
import { isUp } from '../../../electron/core/units/unit.ts';
import type { Emit } from '../../../electron/ipc/contract/index.ts';
import type { HandlersOf } from '../../../electron/ipc/contract/method.ts';
import type { proofMethods } from '../../../electron/ipc/contract/proof.ts';
import type { Disk } from '../files.ts';
import { person } from '../makers.ts';
import type { Scene } from '../scene.ts';
import type { FakeStore } from '../units.ts';

interface Deps {
  scene: Scene;
  store: FakeStore;
  disk: Disk;
  emit: Emit;
}

export const proofHandlers = ({
  scene,
  store,
  disk,
  emit,
}: Deps): HandlersOf<typeof proofMethods> => {
  const reportsOf = (unit: string): ProofReports => {
    const settings = readProofSettings(
      parseText(disk.text(unit) ?? '').assignments,
      unitSpecifiers(unit, placeOfPerson(person)),
    );
    const isRunning = isUp(store.unit(unit));
    return {
      reports: settings.proofs.map((proof, at) => ({
        proof,
        status: isRunning ? 'waiting' : null,
        lastSeenAt: null,
        checkedAt: null,
        rhythmMs: null,
        why: null,
        found: null,
        reading: proof.target.kind === 'file' ? { kind: 'missing', path: proof.target.path } : null,
        ...scene.proofs?.[at],
      })),
      restartAfter: settings.restartAfter,
      faults: settings.faults.length,
    };
  };
  /** The unit whose page is open. */
  let shown: string | null = null;
  const send = (): void => {
    if (shown !== null) emit('proof', { unit: shown, ...reportsOf(shown) });
  };
  return {
    watchProof: ({ unit }) => {
      shown = unit;
      setTimeout(send);
    },
    unwatchProof: () => {
      shown = null;
    },
    proofOffers: () => [...(scene.offers ?? [])],
    refreshProofs: () => {
      // A save changes what the file names; the real engine notices it by itself.
      send();
    },
  };
};
