/** Connects what foretells survival with logind, the journal and the disk. */
import type { Host } from '../../host/host.ts';
import type { Runner } from '../../host/runner.ts';
import { createConsumed } from '../../system/journal/consumed.ts';
import { createLoginRules } from '../../system/login/login-rules.ts';
import type { UnitStore } from '../../system/units/unit-store.ts';
import type { Inventory } from '../units/inventory.ts';
import { createFindings } from './findings.ts';
import { createSurvivals, type SurvivalDeps, type Survivals } from './survival.ts';

interface Deps extends Omit<SurvivalDeps, 'loginRules' | 'findings'> {
  host: Host;
  runner: Runner;
  inventory: Inventory;
  unitStore: UnitStore;
  /** Whether the system journal may be read. */
  readsSystem: () => Promise<boolean>;
}

export const openSurvivals = (deps: Deps): Survivals => {
  const { host, runner, readsSystem } = deps;
  const consumed = createConsumed({ runner, uid: host.account.uid, readsSystem });
  return createSurvivals({
    ...deps,
    loginRules: createLoginRules(runner, host),
    findings: createFindings({ ...deps, consumed }),
  });
};
