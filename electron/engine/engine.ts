/** Hearth without Electron: the window, the tests, the fuzzers and the benchmarks all open this. */
import path from 'node:path';
import { initialState } from '../core/app/state.ts';
import type { EngineCommand } from '../core/app/tray-view.ts';
import { createStore } from '../core/app/store.ts';
import { isEnabled } from '../core/units/unit.ts';
import type { Host } from '../host/host.ts';
import type { Handlers } from '../ipc/contract/index.ts';
import { createRunner } from '../host/runner.ts';
import { createCrontab } from '../system/cron/crontab-program.ts';
import { openJournal } from '../system/journal/journalctl.ts';
import { createLoginctl, watchLinger } from '../system/login/loginctl.ts';
import { createAnalyze } from '../system/manager/analyze.ts';
import { createConfigurationItems } from '../system/manager/configuration-items.ts';
import { keepManager } from '../system/manager/manager.ts';
import { createLintSurroundings } from '../system/lint/surroundings.ts';
import { createManual } from '../system/manager/manual.ts';
import { createSystemctl } from '../system/manager/systemctl.ts';
import { createDrafts } from '../system/storage/drafts.ts';
import { createSettings } from '../system/storage/settings.ts';
import { createUnitStore } from '../system/units/unit-store.ts';
import { createBugs } from './app/bugs.ts';
import { createDisposables } from './app/disposables.ts';
import { openApp } from './app/open-app.ts';
import type { EngineOptions } from './app/options.ts';
import type { Ports } from './app/ports.ts';
import { createProblemReport } from './app/problem-report.ts';
import { refuseAll } from './app/refusal.ts';
import { createTrayCommands } from './app/tray-commands.ts';
import { creationHandlers } from './create/handlers.ts';
import { environmentHandlers } from './environment/handlers.ts';
import { diagnosisHandlers } from './diagnosis/handlers.ts';
import { openDiagnosis } from './diagnosis/open-diagnosis.ts';
import { createFileCheck } from './files/check.ts';
import { filesHandlers } from './files/handlers.ts';
import { importHandlers } from './import/handlers.ts';
import { lingerHandlers } from './linger/handlers.ts';
import { createLingering } from './linger/lingering.ts';
import { logsHandlers } from './logs/handlers.ts';
import { openLogs } from './logs/open-logs.ts';
import { noticesHandlers } from './notices/handlers.ts';
import { createNoticeSettings } from './notices/notice-settings.ts';
import { createWatch } from './notices/watch.ts';
import { openProofs } from './proof/open-proofs.ts';
import { runsHandlers } from './runs/handlers.ts';
import { scheduleHandlers } from './schedule/handlers.ts';
import { triggersHandlers } from './triggers/handlers.ts';
import { survivalHandlers } from './survival/handlers.ts';
import { openSurvivals } from './survival/open-survivals.ts';
import { openTries } from './try/open-tries.ts';
import { createChanges } from './transactions/unit-changes.ts';
import { transactionsHandlers } from './transactions/handlers.ts';
import { createUnitLock } from './transactions/unit-lock.ts';
import { createActions } from './units/actions.ts';
import { createCommandLog } from './units/command-log.ts';
import { unitsHandlers } from './units/handlers.ts';
import { keepInventory } from './units/inventory.ts';
import { refusedInventory } from './units/refused-inventory.ts';
import { createPins } from './units/pins.ts';
import { createNumbers } from './units/usage.ts';

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
  const onFilesRead = (): void => {
    proofs.onFiles();
  };
  const onStopped = (units: ReadonlySet<string>): void => {
    watch.stop(units);
  };
  const onUnits = { onFiles, onFilesRead, onStopped };
  const inventory = open.add(
    refused === null
      ? keepInventory({ store: account, host, keepManager, ...onUnits, bugs })
      : refusedInventory(refused),
  );
  const { guard } = inventory;
  const systemctl = createSystemctl(runner, options.limits, guard);
  const analyze = createAnalyze(runner, 'user', guard.reload);
  const journal = openJournal(runner, files, person.uid);
  const { journalctl } = journal;
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
  const notices = createNoticeSettings(account, settings);
  notices.read().catch(report);
  const app = openApp({ store, settings, files, configFolder, ports, options, bugs });
  const { autostart, preferences, showLog } = app;
  const crontab = createCrontab(runner, files);
  const common = { host, crontab, store: account, systemctl, journalctl, inventory, lock, bugs };
  const tools = { ...common, analyze, unitStore, pins, notices, stateFolder, trash, note };
  const changes = createChanges({ ...tools, historyBounds: preferences.historyBounds });
  open.add(changes.history);
  const { deletion } = changes;
  const actions = createActions({ ...tools, deletion });

  const loginctl = createLoginctl(runner, host);
  const lingering = createLingering({
    store: account,
    loginctl,
    bugs,
    showProblem: () => {
      ports.openWindow({ kind: 'settings' });
    },
  });
  const readLinger = (): void => {
    lingering.read().catch(report);
  };
  open.add(watchLinger(host, readLinger));

  const { readsSystem } = journal.files;
  const survivals = openSurvivals({ ...tools, ...changes, runner, actions, readsSystem });

  const { noteRun } = runner;
  const act: typeof actions.act =
    options.looksOnly === true ? () => Promise.resolve(null) : actions.act;
  const proofs = open.add(
    openProofs({ store: account, host, inventory, journal, noteRun, act, emit, bugs }),
  );
  store.subscribe(proofs.onEvent);
  const numbers = createNumbers({
    host,
    emit,
    controlGroup: async (unit) => (await inventory.details(unit)).controlGroup,
  });
  const { logs, logExports } = openLogs({ host, runner, journal, inventory, ports, bugs });
  const { diagnosis, remedies } = open.add(
    openDiagnosis({
      ...changes,
      ...tools,
      journalFiles: journal.files,
      commandLog,
      actions,
      showFile: ports.showFile,
      emit,
    }),
  );
  const { trying, tryMethods } = openTries({ ...tools, emit });
  /** Stops what is done only while somebody is looking. */
  const closeViews = (): void => {
    trying.stop().catch(report);
    proofs.unwatch();
    numbers.unwatch();
    inventory.unwatchTimes();
    logs.close();
    watch.looking.show(null);
  };
  open.defer(closeViews);

  const reports = createProblemReport({ ...tools, ...ports, ...options, store, runner });
  const trayCommand = createTrayCommands({ ...ports, actions, lingering, autostart, showLog });
  const tray = (command: EngineCommand): void => {
    trayCommand(command).catch(report);
  };
  const watch = open.add(
    createWatch({ ...tools, store, icon: options.icon, diagnosis, command: tray }),
  );
  const runHandlers = runsHandlers({ store: account, inventory, commandLog, journal, loginctl });
  const handlers: Handlers = {
    ...app.handlers({ looking: watch.looking, reports }),
    ...unitsHandlers({ ...tools, actions, trayCommand, commandLog, numbers }),
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
    ...runHandlers,
    ...scheduleHandlers({ ...tools, ...runHandlers, files, journal, runner, loginctl, bugs }),
    ...triggersHandlers(common),
    ...environmentHandlers({ ...changes, ...tools, runner }),
    ...lingerHandlers({ lingering }),
    ...diagnosisHandlers({ diagnosis, remedies }),
    ...noticesHandlers(notices),
    ...proofs.handlers,
    ...survivalHandlers({ survivals }),
    ...tryMethods,
    ...importHandlers(changes),
  };

  return {
    store,
    inventory,
    ...changes,
    settings,
    diagnosis,
    remedies,
    handlers: refused === null ? handlers : refuseAll(handlers, refused),
    refused,
    /** Carries out a choice from the tray menu. */
    tray,
    closeViews,
    /** Takes whether the window has the focus. */
    focus: watch.looking.focus,
    /** Call once after startup: does what starts programs or can wait. */
    settle: (): void => {
      readLinger();
      if (refused !== null) return;
      unitStore.sweep().catch(report);
      trying.sweep().catch(report);
      changes.recovery.look().catch(report);
      watch.begin().catch(report);
    },
    /** Waits for what must not be left half done; null when nothing is under way. */
    leave: (): Promise<unknown> | null =>
      changes.leave() ?? trying.leave() ?? logExports.leave() ?? drafts.leave() ?? watch.leave(),
    dispose: open.dispose,
  };
};
