/** What the manager and the disk know of single units, beside the rows. */
import { ProblemError, type Problem } from '../../core/problems/problem.ts';
import type { ProofItem } from '../../core/proof/proof-settings.ts';
import type { StartGraph } from '../../core/survival/start-graph.ts';
import { noEnabling, type Enabling } from '../../core/units/enabling.ts';
import type { ManagerDetails } from '../../core/units/unit.ts';
import type { ManagerConnection } from '../../system/manager/manager.ts';
import type { RunningGroup } from '../../system/manager/many-units.ts';
import type { MountGuard } from '../../system/manager/systemctl.ts';
import type { createUnitMemory } from './loaded.ts';
import type { UnitDisk } from './on-disk.ts';
import type { createTrouble } from './trouble.ts';

export interface UnitQuestions {
  details(unit: string): Promise<ManagerDetails>;
  /** What the manager passes to every service, each `NAME=value`. @throws no-user-manager, manager-lost. */
  managerEnvironment(): Promise<string[]>;
  /** The same, with what a diagnosis reads besides. */
  wholeDetails(unit: string): ReturnType<ManagerConnection['wholeDetails']>;
  /** The connection now. @throws no-user-manager. */
  connection(): ManagerConnection;
  /** What starts the unit by links, as last read from disk. */
  enabling(unit: string): Enabling;
  /** What [X-Hearth] of the unit's files sets, as last read from disk; drop-ins may come twice. */
  proofItems(unit: string): ProofItem[];
  /** What starts what, as last read from disk; null before the first reading. */
  startGraph(): StartGraph | null;
  /** Where the processes of these services are, and since when they are up; without those that have none. */
  running(services: readonly string[]): Promise<ReadonlyMap<string, RunningGroup>>;
}

interface Deps {
  /** null while there is none. */
  connection(): ManagerConnection | null;
  /** Answers in its place. */
  noManager: Problem;
  guard: MountGuard;
  memory: Pick<ReturnType<typeof createUnitMemory>, 'get'>;
  disk(): UnitDisk | undefined;
  trouble: Pick<ReturnType<typeof createTrouble>, 'withForgotten'>;
}

export const createUnitQuestions = (deps: Deps): UnitQuestions => {
  const { guard, memory } = deps;
  const connected = (): ManagerConnection => {
    const connection = deps.connection();
    if (connection === null) throw new ProblemError(deps.noManager);
    return connection;
  };
  const wholeDetails: UnitQuestions['wholeDetails'] = async (unit) => {
    const manager = connected();
    guard.unit(unit);
    if (memory.get(unit) === undefined) deps.disk()?.refuseHuge(unit);
    const { details, symptoms } = await manager.wholeDetails(unit);
    return { details: deps.trouble.withForgotten(details), symptoms };
  };
  return {
    // Async, so that it rejects instead of throwing.
    managerEnvironment: async () => connected().environment(),
    details: async (unit) => (await wholeDetails(unit)).details,
    wholeDetails,
    connection: connected,
    enabling: (unit) => deps.disk()?.enabling(unit) ?? noEnabling,
    proofItems: (unit) => deps.disk()?.proofItems(unit) ?? [],
    startGraph: () => deps.disk()?.graph() ?? null,
    running: async (services) =>
      connected().running(services.filter((name) => memory.get(name) !== undefined)),
  };
};
