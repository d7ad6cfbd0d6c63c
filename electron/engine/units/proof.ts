/** Watches the proof of one unit at a time, while somebody is looking. */
import type { AccountStore } from '../../core/app/store.ts';
import { parseText } from '../../core/syntax/unit-file.ts';
import { proofPathOf } from '../../core/units/proof.ts';
import type { Host } from '../../host/host.ts';
import type { Emit } from '../../ipc/contract/index.ts';
import { watchProof } from '../../system/units/proof-file.ts';
import type { UnitStore } from '../../system/units/unit-store.ts';

interface Deps {
  host: Pick<Host, 'files' | 'watchFile'>;
  proofPath(unit: string): Promise<string | null>;
  emit: Emit;
}

/** The path named as proof in the unit's own text; null if it names none or has no file. */
export const createProofPath =
  (store: AccountStore, unitStore: Pick<UnitStore, 'read'>) =>
  async (unit: string): Promise<string | null> => {
    const { home, runtimeFolder } = store.state().person;
    // A unit that is only in memory names none.
    const file = await unitStore.read(unit).catch(() => null);
    if (file === null) return null;
    const texts = [file.text, ...file.dropIns.map((dropIn) => dropIn.text)];
    return proofPathOf(texts.map(parseText), { home, runtime: runtimeFolder });
  };

export const createProofWatch = ({ host, proofPath, emit }: Deps) => {
  let proof: { close(): void } | null = null;
  /** The newest request to watch a proof: an older request still looking for its file gives up. */
  let wish: symbol | null = null;

  const unwatch = (): void => {
    proof?.close();
    proof = null;
    wish = null;
  };

  return {
    watch: async (unit: string): Promise<void> => {
      unwatch();
      const mine = Symbol(unit);
      wish = mine;
      const path = await proofPath(unit);
      if (wish !== mine) return;
      if (path === null) {
        emit('proof', { unit, reading: null });
        return;
      }
      proof = watchProof(host, path, (reading) => {
        emit('proof', { unit, reading });
      });
    },
    unwatch,
  };
};

export type ProofWatch = ReturnType<typeof createProofWatch>;
