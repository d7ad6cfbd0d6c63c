/** Trying services: the one that runs, and the methods for it. */
import type { Host } from '../../host/host.ts';
import type { UnitStore } from '../../system/units/unit-store.ts';
import { createProgramSearch } from '../create/find-program.ts';
import { tryHandlers } from './handlers.ts';
import { createTrying, type TryDeps } from './trying.ts';

interface Deps extends TryDeps {
  host: Host;
  unitStore: Pick<UnitStore, 'source'>;
}

export const openTries = (deps: Deps) => {
  const trying = createTrying(deps);
  const findProgram = createProgramSearch(deps.host);
  return { trying, tryMethods: tryHandlers({ ...deps, findProgram, trying }) };
};
