import type { AccountStore } from '../../core/app/store.ts';
import type { Host } from '../../host/host.ts';
import type { HandlersOf } from '../../ipc/contract/method.ts';
import type { unitsMethods } from '../../ipc/contract/units.ts';
import type { Systemctl } from '../../system/manager/systemctl.ts';
import type { TrayCommands } from '../app/tray-commands.ts';
import type { Actions } from './actions.ts';
import type { CommandLog } from './command-log.ts';
import type { Inventory } from './inventory.ts';
import type { Pins } from './pins.ts';
import type { Numbers } from './usage.ts';

interface Deps {
  host: Pick<Host, 'controllers'>;
  store: AccountStore;
  actions: Actions;
  trayCommand: TrayCommands;
  inventory: Inventory;
  commandLog: CommandLog;
  numbers: Numbers;
  pins: Pins;
  systemctl: Pick<Systemctl, 'daemonReload' | 'hold'>;
}

export const unitsHandlers = (deps: Deps): HandlersOf<typeof unitsMethods> => ({
  actOnUnit: deps.actions.act,
  actFromPanel: ({ unit, action }) => deps.trayCommand({ kind: 'act', unit, action }),
  dismissProblem: ({ unit }) => {
    deps.store.dispatch({ kind: 'problem-dismissed', unit });
  },
  unitDetails: async ({ unit }) => ({
    ...(await deps.inventory.details(unit)),
    enabling: deps.inventory.enabling(unit),
  }),
  commands: ({ unit }) => deps.commandLog.of(unit),
  watchNumbers: ({ unit }) => deps.numbers.watch(unit),
  unwatchNumbers: () => {
    deps.numbers.unwatch();
  },
  watchTimes: () => deps.inventory.watchTimes(),
  unwatchTimes: () => {
    deps.inventory.unwatchTimes();
  },
  controllers: async () => deps.host.controllers(await deps.inventory.connection().controlGroup()),
  limitsInEffect: async ({ unit }) => {
    deps.inventory.guard.unit(unit);
    return deps.inventory.connection().limits(unit);
  },
  holdLimit: async ({ unit, key, value }) => {
    await deps.systemctl.hold(unit, [`${key}=${value}`]);
  },
  pinUnit: ({ unit, pinned }) => deps.pins.pin(unit, pinned),
  reloadManager: async ({ unit }) => {
    await deps.systemctl.daemonReload(unit);
  },
});
