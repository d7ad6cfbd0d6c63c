import type { AccountStore } from '../../core/app/store.ts';
import type { HandlersOf } from '../../ipc/contract/method.ts';
import type { unitsMethods } from '../../ipc/contract/units.ts';
import type { Systemctl } from '../../system/manager/systemctl.ts';
import type { TrayCommands } from '../app/tray-commands.ts';
import type { Actions } from './actions.ts';
import type { CommandLog } from './command-log.ts';
import type { Inventory } from './inventory.ts';
import type { Pins } from './pins.ts';
import type { ProofWatch } from './proof.ts';
import type { Numbers } from './usage.ts';

interface Deps {
  store: AccountStore;
  actions: Actions;
  trayCommand: TrayCommands;
  inventory: Inventory;
  commandLog: CommandLog;
  proofPath(unit: string): Promise<string | null>;
  proofWatch: ProofWatch;
  numbers: Numbers;
  pins: Pins;
  systemctl: Pick<Systemctl, 'daemonReload'>;
}

export const unitsHandlers = (deps: Deps): HandlersOf<typeof unitsMethods> => ({
  actOnUnit: deps.actions.act,
  actFromPanel: ({ unit, action }) => deps.trayCommand({ kind: 'act', unit, action }),
  dismissProblem: ({ unit }) => {
    deps.store.dispatch({ kind: 'problem-dismissed', unit });
  },
  unitDetails: async ({ unit }) => ({
    ...(await deps.inventory.details(unit)),
    proofPath: await deps.proofPath(unit),
    enabling: deps.inventory.enabling(unit),
  }),
  commands: ({ unit }) => deps.commandLog.of(unit),
  watchProof: ({ unit }) => deps.proofWatch.watch(unit),
  unwatchProof: () => {
    deps.proofWatch.unwatch();
  },
  watchNumbers: ({ unit }) => deps.numbers.watch(unit),
  unwatchNumbers: () => {
    deps.numbers.unwatch();
  },
  watchTimes: () => deps.inventory.watchTimes(),
  unwatchTimes: () => {
    deps.inventory.unwatchTimes();
  },
  pinUnit: ({ unit, pinned }) => deps.pins.pin(unit, pinned),
  reloadManager: async ({ unit }) => {
    await deps.systemctl.daemonReload(unit);
  },
});
