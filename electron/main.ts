/** Where everything is made and joined, and nothing else is done. */
import path from 'node:path';
import { app, clipboard, ipcMain, shell } from 'electron';
import type { Page } from './core/app/page.ts';
import { initialState } from './core/app/state.ts';
import { chooseLanguage, languageNamed } from './core/texts/texts.ts';
import { createHandlers, createProofPath, refuseAll } from './engine/handlers.ts';
import { serve } from './ipc/server.ts';
import { leaveWell } from './shell/quit.ts';
import { chooseExportFile } from './shell/choose-file.ts';
import { createPanel } from './shell/panel.ts';
import { keepFewProcesses } from './shell/chromium-flags.ts';
import { isOwnPage, secure, secureEarly } from './shell/security.ts';
import { keepTray } from './shell/tray-presence.ts';
import { createWindow } from './shell/window.ts';
import { createStore } from './core/app/store.ts';
import { createAnalyze } from './system/manager/analyze.ts';
import { createAutostart } from './system/desktop/autostart.ts';
import { keepManager } from './system/manager/manager.ts';
import { openLocalHost } from './host/local.ts';
import type { Host } from './host/host.ts';
import { createConfigurationItems } from './system/manager/configuration-items.ts';
import { createDrafts } from './system/storage/drafts.ts';
import { trayHostFrom } from './system/desktop/tray-host.ts';
import { openJournal } from './system/journal/journal.ts';
import { recoveryOf, startKeeper, withoutRecovery } from './system/desktop/respawn.ts';
import { createManual } from './system/manager/manual.ts';
import { createLoginctl, watchLinger } from './system/login/loginctl.ts';
import { readPerson, refusal, stateFolderOf } from './host/account.ts';
import { createRunner } from './system/programs/runner.ts';
import { programFolders } from './host/programs.ts';
import { createSettings } from './system/storage/settings.ts';
import { createSystemctl } from './system/manager/systemctl.ts';
import { createUnitStore } from './system/units/store.ts';
import { createActions } from './engine/units/actions.ts';
import { createAutostartSwitch, ownCommand } from './engine/app/autostart.ts';
import { createChanges } from './engine/app/unit-changes.ts';
import { createCommandLog } from './engine/units/command-log.ts';
import { createFileCheck } from './engine/files/check.ts';
import { keepInventory, refusedInventory } from './engine/units/inventory.ts';
import { createLingering } from './engine/linger/lingering.ts';
import { createNumbers } from './engine/units/usage.ts';
import { createPins } from './engine/units/pins.ts';
import { createLogExports } from './engine/logs/export.ts';
import { createLogs } from './engine/logs/reads.ts';
import { createTrayCommands } from './engine/app/tray-commands.ts';
import { createWatches } from './engine/units/proof.ts';

const start = (host: Host, keepHost: ReturnType<typeof trayHostFrom>): void => {
  const { files, account: person } = host;
  const recovered = recoveryOf(process.argv);
  const hidden = recovered === null ? process.argv.includes('--hidden') : recovered.as === 'hidden';
  const iconFolder = path.join(__dirname, '..', 'icons');
  const preload = path.join(__dirname, 'preload.cjs');
  const store = createStore(
    initialState(person, {
      hearth: app.getVersion(),
      electron: process.versions.electron,
      systemd: '',
    }),
  );
  const onBug = (bug: unknown): void => {
    console.error('hearth:', bug);
  };

  // An AppImage is mounted anew at each start; only its own name stays.
  const program = process.env['APPIMAGE'] ?? process.execPath;
  const keeper = startKeeper([program, ...withoutRecovery(process.argv.slice(1))], recovered);

  const commandLog = createCommandLog();
  const runner = createRunner(host, (record) => {
    commandLog.add(record);
    window.send('command', record);
  });
  const systemctl = createSystemctl(runner);
  const analyze = createAnalyze(runner);
  const journal = openJournal(runner, files, person.uid);
  const { journalctl } = journal;
  const loginctl = createLoginctl(runner, host);
  const unitStore = createUnitStore({
    files,
    unitFolder: person.unitFolder,
    paths: analyze.unitPaths,
    person,
  });
  const autostart = createAutostart({
    files,
    configFolder: person.configFolder,
    exec: ownCommand(process.env, process.execPath, app.isPackaged ? null : app.getAppPath()),
  });

  const window = createWindow({
    preload,
    icon: path.join(iconFolder, 'hearth.png'),
    onOpened: () => {
      keeper.tell('window');
    },
    onClosed: () => {
      closeViews();
      keeper.tell('hidden');
    },
  });
  const watches = createWatches({
    host,
    proofPath: createProofPath(store, unitStore),
    emit: window.send,
  });
  const numbers = createNumbers({
    host,
    emit: window.send,
    controlGroup: async (unit) => (await inventory.details(unit)).controlGroup,
  });
  const pins = createPins(store, createSettings(files, person.configFolder));
  const panel = createPanel(preload);
  // Before the tray, whose menu takes longer than a message to a page.
  store.subscribe((state, event) => {
    const change = { sequence: state.sequence, event };
    window.send('change', change);
    panel.send('change', change);
  });
  const tray = keepTray({
    store,
    iconFolder,
    keepHost,
    openWindow: () => {
      openWindow(null);
    },
    onClick: () => {
      panel.toggle(tray.bounds());
    },
    isWindowOpen: () => window.isOpen(),
    onCommand: (command) => {
      trayCommand(command).catch(onBug);
    },
  });
  secure(path.join(__dirname, '..', 'renderer'));
  // Its processes start while the rest is made.
  if (!hidden) window.open(null);

  const refused = refusal(process.env);
  if (refused !== null) {
    console.error(`hearth: ${refused.what} ${refused.why} ${refused.next}`);
    store.dispatch({ kind: 'manager', manager: { kind: 'refused', problem: refused } });
  }
  const onFiles = (): void => {
    window.send('files', null);
  };
  const inventory =
    refused === null
      ? keepInventory({ store, host, keepManager, onFiles, onBug })
      : refusedInventory(refused);
  const logs = createLogs({
    journalctl,
    files: journal.files,
    inventory,
    emit: window.send,
    copy: (text) => clipboard.writeText(text),
  });
  const logExports = createLogExports({
    files,
    runner,
    journalctl,
    chooseFile: (name, format) =>
      chooseExportFile(async (file) => (await files.areThere([file])).includes(true), name, format),
    emit: window.send,
  });
  /** What is read only while somebody looks. */
  const closeViews = (): void => {
    for (const stop of [watches.close, numbers.unwatch, inventory.unwatchTimes, logs.close]) stop();
  };
  const actions = createActions(store, systemctl);
  const setAutostart = createAutostartSwitch(store, autostart);

  const openWindow = (page: Page | null): void => {
    panel.hide();
    window.open(page);
  };
  const lingering = createLingering({
    store,
    loginctl,
    unitStore,
    showProblem: () => {
      openWindow({ kind: 'settings' });
    },
  });
  const quit = (): void => {
    app.quit();
  };
  const trayCommand = createTrayCommands({
    store,
    actions,
    lingering,
    setAutostart,
    openWindow,
    quit,
    togglePanel: () => {
      panel.toggle(tray.bounds());
    },
  });
  const stateFolder = stateFolderOf(process.env, person.home);
  const changes = createChanges({
    host,
    store,
    systemctl,
    analyze,
    journalctl,
    unitStore,
    inventory,
    actions,
    onBug,
    stateFolder,
    trash: (file) => shell.trashItem(file),
    note: runner.note,
  });

  const drafts = createDrafts(files, path.join(stateFolder, 'drafts'));
  const configurationItems = createConfigurationItems(runner);
  const handlers = createHandlers({
    store,
    inventory,
    actions,
    ...changes,
    lingering,
    watches,
    numbers,
    pins,
    logs,
    logExports,
    unitStore,
    systemctl,
    drafts,
    configurationItems,
    setAutostart,
    fileChecks: createFileCheck({ files, store, analyze, unitStore, configurationItems }),
    manual: createManual(runner),
    commandsOf: commandLog.of,
    trayCommand,
    shell: {
      showFile: (file) => {
        shell.showItemInFolder(file);
      },
      openWindow,
      hidePanel: panel.hide,
      quit,
    },
  });
  serve(ipcMain, refused === null ? handlers : refuseAll(handlers, refused), isOwnPage);

  app.on('second-instance', (_, argv) => {
    if (!argv.includes('--hidden')) openWindow(null);
  });

  // Starting a program holds everything up for a moment: the window and the tray come first.
  const afterStart = setTimeout(() => {
    lingering.read().catch(onBug);
    if (refused !== null) return;
    unitStore.sweep().catch(onBug);
    changes.recovery.look().catch(onBug);
  }, 500);
  const lingerWatch = watchLinger(host, () => {
    lingering.read().catch(onBug);
  });
  pins.read().catch(onBug);
  autostart.read().then((enabled) => {
    store.dispatch({ kind: 'autostart', enabled, problem: null });
  }, onBug);
  leaveWell({
    underWay: () => changes.leave() ?? logExports.leave() ?? drafts.leave(),
    onLeave: () => {
      keeper.farewell();
      tray.close();
      inventory.close();
      clearTimeout(afterStart);
      lingerWatch.close();
      closeViews();
      changes.history.close();
    },
  });
};

// Electron itself starts `gio` for the trash and `xdg-open` for folders: from where Hearth finds programs.
process.env['PATH'] = programFolders.join(':');
delete process.env['ELECTRON_TRASH'];
app.setDesktopName('hearth.desktop');
keepFewProcesses();
if (app.requestSingleInstanceLock()) {
  secureEarly();
  // The pseudo-language is for those who work on Hearth.
  if (!app.isPackaged) chooseLanguage(languageNamed(process.env['HEARTH_LANGUAGE']));
  // Asked while Chromium starts: the tray can be there before anything else.
  const host = openLocalHost({ environment: process.env, account: readPerson(process.env) });
  const keepHost = trayHostFrom(host);
  app
    .whenReady()
    .then(() => {
      start(host, keepHost);
    })
    .catch((thrown: unknown) => {
      console.error('hearth: could not start', thrown);
      app.exit(1);
    });
} else {
  // The one that is running opens its window: `second-instance`.
  app.quit();
}
