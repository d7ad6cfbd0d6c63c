import type { Problem } from '../../core/problems/problem.ts';
import type { Host } from '../../host/host.ts';
import type { Runner } from '../../host/runner.ts';
import type { environmentMethods } from '../../ipc/contract/environment.ts';
import type { HandlersOf } from '../../ipc/contract/method.ts';
import { createManagerEnvironment } from '../../system/environment/manager-environment.ts';
import type { UnitStore } from '../../system/units/unit-store.ts';
import type { Bugs } from '../app/bugs.ts';
import { createEnvironment, type EnvironmentDeps } from './environment.ts';
import { createProgramLookups, type ProgramLookupDeps } from './program-lookups.ts';

interface Deps
  extends
    Pick<EnvironmentDeps, 'inventory' | 'keptVariables' | 'editing'>,
    Pick<ProgramLookupDeps, 'store'> {
  host: Host;
  runner: Runner;
  unitStore: UnitStore;
  bugs: Pick<Bugs, 'toProblem'>;
}

export const environmentHandlers = ({
  runner,
  bugs,
  ...deps
}: Deps): HandlersOf<typeof environmentMethods> => {
  const managerEnvironment = createManagerEnvironment(runner);
  const environment = createEnvironment({ ...deps, managerEnvironment });
  const findPrograms = createProgramLookups({ ...deps, files: deps.host.files, environment });
  const outcomeOf = (work: Promise<unknown>): Promise<Problem | null> =>
    work.then(() => null, bugs.toProblem);
  return {
    environment: () => environment.view(),
    revealVariable: environment.reveal,
    passVariables: ({ names }) => outcomeOf(environment.pass(names)),
    undoPass: () => outcomeOf(environment.undoPass()),
    keepVariables: ({ names }) => outcomeOf(environment.keep(names)),
    dropVariables: ({ names }) => outcomeOf(environment.drop(names)),
    setVariablesOf: ({ unit, names }) => environment.setForUnit(unit, names),
    programLookups: ({ unit }) => findPrograms(unit),
  };
};
