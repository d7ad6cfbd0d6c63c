/** The fake's answers: compiles only with a handler for each method of the contract. */
import type { Emit, Handlers } from '../../electron/ipc/contract/index.ts';
import type { Disk } from './files.ts';
import { appHandlers } from './handlers/app.ts';
import { createHandlers } from './handlers/create.ts';
import { filesHandlers } from './handlers/files.ts';
import { lingerHandlers } from './handlers/linger.ts';
import { logsHandlers } from './handlers/logs.ts';
import { transactionsHandlers } from './handlers/transactions.ts';
import { unitsHandlers } from './handlers/units.ts';
import type { Journal } from './journal.ts';
import type { Scene } from './scene.ts';
import type { FakeStore } from './units.ts';

interface Deps {
  scene: Scene;
  store: FakeStore;
  disk: Disk;
  journal: Journal;
  emit: Emit;
}

export const createFakeHandlers = (deps: Deps): Handlers => {
  const { scene, store } = deps;
  return {
    ...appHandlers(store),
    ...unitsHandlers(deps),
    ...filesHandlers(deps),
    ...createHandlers(scene, store),
    ...transactionsHandlers(store),
    ...logsHandlers(deps),
    ...lingerHandlers(scene, store),
    ...scene.answers,
  };
};
