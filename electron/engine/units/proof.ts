/** What follows one unit while someone looks: its proof. One at a time. */
import type { Events } from '../../ipc/contract/index.ts';
import { watchProof } from '../../system/units/proof-file.ts';

export interface Watches {
  watchProof(unit: string): Promise<void>;
  unwatchProof(): void;
  /** For when the window is gone. */
  close(): void;
}

interface Deps {
  proofPath(unit: string): Promise<string | null>;
  emit(name: 'proof', payload: Events['proof']): void;
}

export const createWatches = ({ proofPath, emit }: Deps): Watches => {
  let proof: { close(): void } | null = null;
  /** The newest wish to watch a proof: an older one that was still looking for its file gives up. */
  let wish: symbol | null = null;

  const unwatchProof = (): void => {
    proof?.close();
    proof = null;
    wish = null;
  };

  return {
    watchProof: async (unit) => {
      unwatchProof();
      const mine = Symbol(unit);
      wish = mine;
      const path = await proofPath(unit);
      if (wish !== mine) return;
      if (path === null) {
        emit('proof', { unit, reading: null });
        return;
      }
      proof = watchProof(path, (reading) => {
        emit('proof', { unit, reading });
      });
    },
    unwatchProof,
    close: unwatchProof,
  };
};
