/** What follows one unit while someone looks: its proof and its log. One of each at a time. */
import { toProblem } from '../core/errors.ts';
import type { Events } from '../ipc/contract.ts';
import type { Journalctl } from '../system/journalctl.ts';
import { watchProof } from '../system/proof-file.ts';

/** The last lines shown when a log opens (S12). */
const logLines = 20;

export interface Watches {
  watchProof(unit: string): Promise<void>;
  unwatchProof(): void;
  followLog(unit: string): void;
  unfollowLog(): void;
  /** Ends both; for when the window is gone. */
  close(): void;
}

interface Deps {
  journalctl: Journalctl;
  proofPath(unit: string): Promise<string | null>;
  emit<Name extends 'proof' | 'log'>(name: Name, payload: Events[Name]): void;
}

export const createWatches = ({ journalctl, proofPath, emit }: Deps): Watches => {
  let proof: { close(): void } | null = null;
  /** The newest wish to watch a proof: an older one that was still looking for its file gives up. */
  let wish: symbol | null = null;
  let log: AbortController | null = null;

  const unwatchProof = (): void => {
    proof?.close();
    proof = null;
    wish = null;
  };
  const unfollowLog = (): void => {
    log?.abort();
    log = null;
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
    followLog: (unit) => {
      unfollowLog();
      const mine = new AbortController();
      log = mine;
      journalctl
        .follow(unit, {
          lines: logLines,
          signal: mine.signal,
          onEntries: (entries) => {
            if (!mine.signal.aborted) emit('log', { unit, entries, problem: null });
          },
        })
        .catch((thrown: unknown) => {
          if (!mine.signal.aborted) emit('log', { unit, entries: [], problem: toProblem(thrown) });
        });
    },
    unfollowLog,
    close: () => {
      unwatchProof();
      unfollowLog();
    },
  };
};
