/** The fake's answers: compiles only with a handler for each method of the contract. */
import type { Emit, Handlers } from '../../electron/ipc/contract/index.ts';
import type { Disk } from './files.ts';
import { appHandlers } from './handlers/app.ts';
import { createHandlers } from './handlers/create.ts';
import { environmentHandlers } from './handlers/environment.ts';
import { diagnosisHandlers } from './handlers/diagnosis.ts';
import { filesHandlers } from './handlers/files.ts';
import { importHandlers } from './handlers/jobs/import.ts';
import { lingerHandlers } from './handlers/linger.ts';
import { logsHandlers } from './handlers/logs.ts';
import { runsHandlers } from './handlers/runs.ts';
import { noticesHandlers } from './handlers/notices.ts';
import { proofHandlers } from './handlers/proof.ts';
import { scheduleHandlers } from './handlers/schedule.ts';
import { survivalHandlers } from './handlers/survival.ts';
import { transactionsHandlers } from './handlers/transactions.ts';
import { tryHandlers } from './handlers/jobs/try.ts';
import { triggersHandlers } from './handlers/jobs/triggers.ts';
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
    ...runsHandlers(scene, store),
    ...scheduleHandlers(scene),
    ...triggersHandlers(),
    ...environmentHandlers(scene),
    ...lingerHandlers(store),
    ...noticesHandlers(store),
    ...diagnosisHandlers(scene, store),
    ...proofHandlers(deps),
    ...survivalHandlers(scene, store),
    ...tryHandlers(deps),
    ...importHandlers(scene),
    ...scene.answers,
  };
};
