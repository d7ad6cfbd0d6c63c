/** The client of a page: the latest state, and people’s actions on it. Created once, passed down by Svelte's context. */
import { createContext } from 'svelte';
import { toProblem, type Problem } from '../electron/core/problems/problem.ts';
import { reduce, type AccountState, type AppState } from '../electron/core/app/state.ts';
import { createClient } from '../electron/ipc/client.ts';
import type { Events } from '../electron/ipc/contract/index.ts';
import type { Transport } from '../electron/ipc/transport.ts';

/** Asks for the state once and follows its changes from then on. */
export const createPageClient = (transport: Transport) => {
  const hearth = createClient(transport);
  let state = $state.raw<AppState | null>(null);
  let failure = $state.raw<Problem | null>(null);

  const app = {
    /** null until the first snapshot has arrived. */
    get state(): AppState | null {
      return state;
    },
    get account(): AccountState | null {
      return state?.account ?? null;
    },
    /** An error outside any unit's own problem; shown until dismissed. */
    get failure(): Problem | null {
      return failure;
    },
    dismissFailure(): void {
      failure = null;
    },
  };

  /** Waits for work that changes the state, and shows its failure. True on success. */
  const attempt = async (work: Promise<unknown>): Promise<boolean> => {
    try {
      await work;
      return true;
    } catch (thrown) {
      failure = toProblem(thrown);
      return false;
    }
  };

  let early: Events['change'][] = [];
  let asking = false;

  const take = (change: Events['change']): void => {
    if (asking || state === null) {
      early.push(change);
    } else if (change.sequence === state.sequence + 1) {
      state = reduce(state, change.event);
    } else if (change.sequence > state.sequence) {
      // A change was missed: everything shown from here on would be wrong.
      void load();
    }
  };

  const load = async (): Promise<void> => {
    asking = true;
    try {
      state = await hearth.snapshot();
    } catch (thrown) {
      failure = toProblem(thrown);
    }
    asking = false;
    const waiting = early;
    early = [];
    if (state !== null) waiting.forEach(take);
  };

  // Listen before asking, so that no change falls in between.
  hearth.on('change', take);
  void load();
  return { hearth, app, attempt };
};

export type PageClient = ReturnType<typeof createPageClient>;

export const [useClient, provideClient] = createContext<PageClient>();
