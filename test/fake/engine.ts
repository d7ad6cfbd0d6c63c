/**
 * Hearth’s main process without systemd, for viewing the window and testing its parts: the contract’s methods and
 * schemas, the app’s own reducer, and a scene instead of a computer. Runs in the page itself.
 */
import { initialState, type AppEvent } from '../../electron/core/app/state.ts';
import { methodNames, type Emit, type MethodName } from '../../electron/ipc/contract/index.ts';
import { answer } from '../../electron/ipc/server.ts';
import type { Transport } from '../../electron/ipc/transport.ts';
import { createDisk } from './files.ts';
import { createFakeHandlers } from './handlers.ts';
import { createJournal } from './journal.ts';
import { person, recordOf, systemd, versions } from './makers.ts';
import type { Scene } from './scene.ts';
import { createFakeStore } from './units.ts';

const isMethod = (name: string): name is MethodName =>
  methodNames.some((method) => method === name);

interface Options {
  /** Delay of each answer, in milliseconds. */
  delay: number;
}

export const createFake = (scene: Scene, { delay }: Options) => {
  const listeners = new Map<string, Set<(payload: unknown) => void>>();
  const calls: { name: string; input: unknown }[] = [];
  const bugs: string[] = [];

  // Clone payloads, as they are between processes. This also catches what can't be cloned.
  const emit: Emit = (name, payload) => {
    for (const listener of listeners.get(name) ?? []) listener(structuredClone(payload));
  };

  const usual = initialState(person, versions);
  const store = createFakeStore(
    {
      ...usual,
      app: { ...usual.app, tray: { hosted: true }, ...scene.app },
      account: {
        ...usual.account,
        manager: { kind: 'running' },
        systemd,
        linger: { current: { linger: false, state: 'active' }, changing: false, problem: null },
        ...scene.state,
        units: recordOf(scene.units),
      },
    },
    (change) => {
      emit('change', change);
    },
  );
  const disk = createDisk(scene);
  const journal = createJournal(scene.log ?? [], (reading) => {
    emit('log', reading);
  });
  const handlers = createFakeHandlers({ scene, store, disk, journal, emit });

  const transport: Transport = {
    invoke: async (name, input) => {
      if (!isMethod(name)) throw new Error(`not in the contract: ${name}`);
      const asked: unknown = structuredClone(input);
      calls.push({ name, input: asked });
      if (delay > 0) await new Promise((resolve) => setTimeout(resolve, delay));
      const answered = await answer(handlers, name, asked, (bug) => {
        bugs.push(bug instanceof Error ? `${bug.message}: ${String(bug.cause)}` : String(bug));
        console.error(bug);
      });
      if (!answered.ok && answered.problem.code === 'internal')
        bugs.push(`${name}: ${answered.problem.why}`);
      return structuredClone(answered);
    },
    subscribe: (name, listener) => {
      const all = listeners.get(name) ?? new Set();
      listeners.set(name, all.add(listener));
      const { page } = scene;
      if (name === 'navigate' && page !== undefined)
        queueMicrotask(() => {
          emit('navigate', page);
        });
      return () => {
        all.delete(listener);
      };
    },
  };

  return {
    transport,
    /** Tests may replace a handler. */
    handlers,
    /** The page's calls so far. */
    calls,
    /** Inputs that violate their schema, and exceptions that aren't problems from the table. */
    bugs,
    disk,
    journal,
    emit,
    dispatch: (event: AppEvent): void => {
      store.dispatch(event);
    },
  };
};

export type Fake = ReturnType<typeof createFake>;
