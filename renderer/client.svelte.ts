/** The client of a page: the latest state, and people’s actions on it. Created once, passed down by Svelte's context. */
import { createContext, flushSync } from 'svelte';
import { toProblem, type Problem } from '../electron/core/problems/problem.ts';
import { reduce, type AccountState, type AppState } from '../electron/core/app/state.ts';
import { createClient } from '../electron/ipc/client.ts';
import type { Events } from '../electron/ipc/contract/index.ts';
import type { Transport } from '../electron/ipc/transport.ts';

/** Asks for the state once and follows its changes from then on. */
export const createPageClient = (transport: Transport) => {
  const hearth = createClient({
    // An answer or an event comes after the changes it was sent after.
    invoke: (name, input) => transport.invoke(name, input).finally(show),
    subscribe: (name, listener) => {
      let isListening = true;
      const stop = transport.subscribe(name, (payload) => {
        if (name !== 'change' && waiting.length > 0) {
          show();
          // Who listens sees one state; a page that ends with it listens no more.
          flushSync();
        }
        if (isListening) listener(payload);
      });
      return () => {
        isListening = false;
        stop();
      };
    },
  });
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
    dismissFailure: (): void => {
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

  /** Changes that arrived and aren’t shown yet. */
  let waiting: Events['change'][] = [];
  let asking = false;
  let frame: number | null = null;

  const show = (): void => {
    if (asking || state === null) return;
    const changes = waiting;
    waiting = [];
    let next = state;
    for (const [index, change] of changes.entries()) {
      if (change.sequence > next.sequence + 1) {
        // A change was missed: everything shown from here on would be wrong.
        waiting = changes.slice(index);
        void load();
        break;
      }
      if (change.sequence === next.sequence + 1) next = reduce(next, change.event);
    }
    state = next;
  };

  /** Shows what came since the last frame; without any, the next change is shown at once again. */
  const onFrame = (): void => {
    frame = waiting.length === 0 ? null : requestAnimationFrame(onFrame);
    show();
  };

  const take = (change: Events['change']): void => {
    waiting.push(change);
    // One change is shown at once, so that the next frame has it. Three hundred services that restart at once send a
    // thousand changes, but only frames are seen.
    if (document.hidden || frame === null) show();
    frame ??= requestAnimationFrame(onFrame);
  };

  const load = async (): Promise<void> => {
    asking = true;
    try {
      state = await hearth.snapshot();
    } catch (thrown) {
      failure = toProblem(thrown);
    }
    asking = false;
    show();
  };

  // Listen before asking, so that no change falls in between.
  hearth.on('change', take);
  document.addEventListener('visibilitychange', show);
  void load();
  return { hearth, app, attempt };
};

export type PageClient = ReturnType<typeof createPageClient>;

export const [useClient, provideClient] = createContext<PageClient>();
