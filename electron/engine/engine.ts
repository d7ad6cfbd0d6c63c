/** Hearth without Electron: the window, the tests, the fuzzers and the benchmarks all open this. */
import path from 'node:path';
import { initialState, type AppPart } from '../core/app/state.ts';
import { createStore } from '../core/app/store.ts';
import { isEnabled } from '../core/units/unit.ts';
import type { Host } from '../host/host.ts';
import type { Handlers } from '../ipc/contract/index.ts';
import type { Problem } from '../core/problems/problem.ts';
import { createRunner } from '../host/runner.ts';
import { createAutostart } from '../system/desktop/autostart-file.ts';
import { openJournal } from '../system/journal/journalctl.ts';
import { createLoginctl, watchLinger } from '../system/login/loginctl.ts';
import { createAnalyze } from '../system/manager/analyze.ts';
import { createConfigurationItems } from '../system/manager/configuration-items.ts';
import { keepManager } from '../system/manager/manager.ts';
import { createLintSurroundings } from '../system/manager/lint-surroundings.ts';
import { createManual } from '../system/manager/manual.ts';
import { createSystemctl, type Limits } from '../system/manager/systemctl.ts';
import { createDrafts } from '../system/storage/drafts.ts';
import { createSettings } from '../system/storage/settings.ts';
import { createUnitStore } from '../system/units/unit-store.ts';
import { createAutostartSwitch } from './app/autostart.ts';
import { createBugs } from './app/bugs.ts';
import { createDisposables } from './app/disposables.ts';
import { appHandlers } from './app/handlers.ts';
import type { Ports } from './app/ports.ts';
import { refuseAll } from './app/refusal.ts';
import { createTrayCommands } from './app/tray-commands.ts';
import { createZoom } from './app/zoom.ts';
import { creationHandlers } from './create/handlers.ts';
import { createFileCheck } from './files/check.ts';
import { filesHandlers } from './files/handlers.ts';
import { lingerHandlers } from './linger/handlers.ts';
import { createLingering } from './linger/lingering.ts';
import { createLogExports } from './logs/export.ts';
import { logsHandlers } from './logs/handlers.ts';
import { createLogs } from './logs/reads.ts';
import { createChanges } from './transactions/unit-changes.ts';
import { transactionsHandlers } from './transactions/handlers.ts';
import { createUnitLock } from './transactions/unit-lock.ts';
import { createActions } from './units/actions.ts';
import { createCommandLog } from './units/command-log.ts';
import { unitsHandlers } from './units/handlers.ts';
import { keepInventory } from './units/inventory.ts';
import { refusedInventory } from './units/refused-inventory.ts';
import { createPins } from './units/pins.ts';
import { createProofPath, createProofWatch } from './units/proof.ts';
import { createNumbers } from './units/usage.ts';

export interface EngineOptions {
  versions: AppPart['versions'];
  /** The command that starts this Hearth at login. */
  ownCommand: readonly string[];
  /** Hearth's own log, for the person to see. */
  logFile: string;
  /** Where Hearth stores what it must remember: `$XDG_STATE_HOME/hearth`. */
  stateFolder: string;
  /** Why Hearth must not work here; null if it may. */
  refused: Problem | null;
  /** Overrides the usual time limits of systemctl. */
  limits?: Partial<Limits>;
}

export const openEngine = (host: Host, ports: Ports, options: EngineOptions) => {
  const { account: person, files } = host;
  const { refused, stateFolder } = options;
  const open = createDisposables();
  const bugs = createBugs(ports.report);
  const { report } = bugs;
  const { emit } = ports;
  const store = createStore(initialState(person, options.versions));
  store.subscribe(({ sequence }, event) => {
    emit('change', { sequence, event });
  });
  const { account } = store;

  const commandLog = createCommandLog();
  const runner = createRunner(host, (record) => {
    commandLog.add(record);
    emit('command', record);
  });
  if (refused !== null) {
    account.dispatch({ kind: 'manager', manager: { kind: 'refused', problem: refused } });
  }
  const onFiles = (): void => {
    emit('files', null);
  };
  const inventory = open.add(
    refused === null
      ? keepInventory({ store: account, host, keepManager, onFiles, bugs })
      : refusedInventory(refused),
  );
  const { guard } = inventory;
  const systemctl = createSystemctl(runner, options.limits, guard);
  const analyze = createAnalyze(runner, 'user', guard.reload);
  const { journalctl, files: journalFiles } = openJournal(runner, files, person.uid);
  const { unitFolder, configFolder } = person;
  const unitStore = createUnitStore({ files, unitFolder, paths: analyze.unitPaths, person });
  const configurationItems = createConfigurationItems(runner);
  const drafts = createDrafts(files, path.join(stateFolder, 'drafts'));

  const lock = createUnitLock(account, bugs);
  const { trash } = ports;
  const { note } = runner;
  const settings = createSettings(files, configFolder);
  const pins = createPins(account, settings);
  pins.read().catch(report);
  const changes = createChanges({
    host,
    store: account,
    systemctl,
    analyze,
    journalctl,
    unitStore,
    inventory,
    lock,
    pins,
    stateFolder,
    trash,
    note,
    bugs,
  });
  open.add(changes.history);
  const { deletion } = changes;
  const actions = createActions({ store: account, systemctl, lock, inventory, deletion, bugs });

  const lingering = createLingering({
    store: account,
    loginctl: createLoginctl(runner, host),
    unitStore,
    bugs,
    showProblem: () => {
      ports.openWindow({ kind: 'settings' });
    },
  });
  const readLinger = (): void => {
    lingering.read().catch(report);
  };
  open.add(watchLinger(host, readLinger));

  const autostart = createAutostartSwitch(
    store.app,
    createAutostart({ files, configFolder, exec: options.ownCommand }),
    bugs,
  );
  autostart.read().catch(report);
  const zoom = createZoom(store.app, settings, ports.zoom);
  zoom.read().catch(report);

  const proofPath = createProofPath(account, unitStore);
  const proofWatch = createProofWatch({ host, proofPath, emit });
  const numbers = createNumbers({
    host,
    emit,
    controlGroup: async (unit) => (await inventory.details(unit)).controlGroup,
  });
  const logs = createLogs({
    journalctl,
    files: journalFiles,
    inventory,
    emit,
    bugs,
    copy: ports.copy,
  });
  const exists = async (file: string): Promise<boolean> =>
    (await files.areThere([file])).includes(true);
  const logExports = createLogExports({
    files,
    runner,
    journalctl,
    chooseFile: (name, format) => ports.chooseExportFile(exists, name, format),
    emit,
    bugs,
  });
  /** Stops what is read only while somebody is looking. */
  const closeViews = (): void => {
    proofWatch.unwatch();
    numbers.unwatch();
    inventory.unwatchTimes();
    logs.close();
  };
  open.defer(closeViews);

  const showLog = (): void => {
    ports.showFile(options.logFile);
  };
  const trayCommand = createTrayCommands({
    actions,
    lingering,
    autostart,
    showLog,
    openWindow: ports.openWindow,
    quit: ports.quit,
  });
  const handlers: Handlers = {
    ...appHandlers({ store, autostart, zoom, ports, showLog, bugs }),
    ...unitsHandlers({
      store: account,
      actions,
      trayCommand,
      inventory,
      commandLog,
      proofPath,
      proofWatch,
      numbers,
      pins,
      systemctl,
    }),
    ...filesHandlers({
      store: account,
      unitStore,
      drafts,
      configurationItems,
      fileChecks: createFileCheck({
        files,
        person,
        isEnabled: (unit) => isEnabled(account.state().units[unit]?.unitFileState),
        analyze,
        unitStore,
        configurationItems,
        surroundings: createLintSurroundings(runner),
      }),
      manual: createManual(runner),
      showFile: ports.showFile,
      ...changes,
    }),
    ...creationHandlers({ ...changes, host, choosePath: ports.choosePath }),
    ...transactionsHandlers(changes),
    ...logsHandlers({ logs, logExports }),
    ...lingerHandlers({ lingering }),
  };

  return {
    store,
    inventory,
    ...changes,
    settings,
    handlers: refused === null ? handlers : refuseAll(handlers, refused),
    refused,
    /** Carries out a choice from the tray menu. */
    tray: (command: Parameters<typeof trayCommand>[0]): void => {
      trayCommand(command).catch(report);
    },
    closeViews,
    /** Call once after startup: does what starts programs or can wait. */
    settle: (): void => {
      readLinger();
      if (refused !== null) return;
      unitStore.sweep().catch(report);
      changes.recovery.look().catch(report);
    },
    /** Waits for what must not be left half done; null when nothing is under way. */
    leave: (): Promise<unknown> | null => changes.leave() ?? logExports.leave() ?? drafts.leave(),
    dispose: open.dispose,
  };
};
