/** Connects the parts of the diagnosis. */
import type { Emit } from '../../ipc/contract/index.ts';
import { createDiagnosis } from './diagnosis.ts';
import { createRemedies, type RemedyDeps } from './remedies.ts';
import { createGathering, type GatheringDeps } from './symptoms.ts';

type Deps = GatheringDeps & Omit<RemedyDeps, 'diagnosis' | 'files'> & { emit: Emit };

export const openDiagnosis = (deps: Deps) => {
  const { store, emit } = deps;
  const diagnosis = createDiagnosis({ store, gather: createGathering(deps), emit });
  const remedies = createRemedies({ ...deps, files: deps.host.files, diagnosis });
  return { diagnosis, remedies, close: diagnosis.close };
};
