/** Where everything is made and joined, and nothing else is done. */
import path from 'node:path';
import { app, ipcMain, shell } from 'electron';
import type { Page } from './core/page.ts';
import { initialState } from './core/state.ts';
import { createHandlers, createProofPath, refuseAll } from './handlers.ts';
import { serve } from './ipc/server.ts';
import { leaveWell } from './shell/leave.ts';
import { createPanel } from './shell/panel.ts';
import { isOwnPage, secure, secureEarly } from './shell/security.ts';
import { keepTray } from './shell/tray-life.ts';
import { createWindow } from './shell/window.ts';
import { createStore } from './store.ts';
import { createAnalyze } from './system/analyze.ts';
import { createAutostart } from './system/autostart.ts';
import { keepManager } from './system/bus.ts';
import { createDrafts } from './system/drafts.ts';
import { createConfigurationItems } from './system/configuration-items.ts';
import { keepTrayHost } from './system/tray-host.ts';
import { createHistory } from './system/history.ts';
import { createJournalctl } from './system/journalctl.ts';
import { recoveryOf, startKeeper, withoutRecovery } from './system/keeper.ts';
import { createManual } from './system/manual.ts';
import { createLoginctl, watchLinger } from './system/loginctl.ts';
import { readPerson, refusal, stateFolderOf } from './system/person.ts';
import { createRunner, programFolders } from './system/run.ts';
import { createSystemctl } from './system/systemctl.ts';
import { createUnitStore } from './system/unit-store.ts';
import { createActions } from './work/actions.ts';
import { createAutostartSwitch, ownCommand } from './work/autostart-switch.ts';
import { createCommandLog } from './work/command-log.ts';
import { createCreation } from './work/creation.ts';
import { createDeletion } from './work/deletion.ts';
import { createEditing } from './work/editing.ts';
import { createFileCheck } from './work/file-check.ts';
import { createFormCheck } from './work/form-check.ts';
import { keepInventory, refusedInventory } from './work/inventory.ts';
import { createLingering } from './work/lingering.ts';
import { createTrayCommands } from './work/tray-commands.ts';
import { createWatches } from './work/watches.ts';

const start = (): void => {
  const recovered = recoveryOf(process.argv);
  const hidden = recovered === null ? process.argv.includes('--hidden') : recovered.as === 'hidden';
  // An AppImage is mounted anew at each start; only its own name stays.
  const program = process.env['APPIMAGE'] ?? process.execPath;
  const keeper = startKeeper([program, ...withoutRecovery(process.argv.slice(1))], recovered);
  const iconFolder = path.join(__dirname, '..', 'icons');
  const preload = path.join(__dirname, 'preload.cjs');
  secure(path.join(__dirname, '..', 'renderer'));

  const person = readPerson(process.env);
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

  const sessionBus =
    process.env['DBUS_SESSION_BUS_ADDRESS'] ?? `unix:path=${person.runtimeFolder}/bus`;

  const commandLog = createCommandLog();
  const runner = createRunner({
    environment: {
      ...process.env,
      XDG_RUNTIME_DIR: person.runtimeFolder,
    },
    onRecord: (record) => {
      commandLog.add(record);
      window.send('command', record);
    },
  });
  const systemctl = createSystemctl(runner);
  const analyze = createAnalyze(runner);
  const journalctl = createJournalctl(runner);
  const loginctl = createLoginctl(runner, person);
  const unitStore = createUnitStore({
    unitFolder: person.unitFolder,
    paths: analyze.unitPaths,
    person,
  });
  const autostart = createAutostart({
    configFolder: person.configFolder,
    exec: ownCommand(process.env, process.execPath, app.isPackaged ? null : app.getAppPath()),
  });

  const watches = createWatches({
    journalctl,
    proofPath: createProofPath(store, unitStore),
    emit: (name, payload) => {
      window.send(name, payload);
    },
  });
  const window = createWindow({
    preload,
    icon: path.join(iconFolder, 'hearth.png'),
    onOpened: () => {
      keeper.tell('window');
    },
    onClosed: () => {
      watches.close();
      keeper.tell('hidden');
    },
  });
  const panel = createPanel(preload);
  store.subscribe((state, event) => {
    const change = { sequence: state.sequence, event };
    window.send('change', change);
    panel.send('change', change);
  });

  const refused = refusal(process.env, runner);
  if (refused !== null) {
    console.error(`hearth: ${refused.what} ${refused.why} ${refused.next}`);
    store.dispatch({ kind: 'manager', manager: { kind: 'refused', problem: refused } });
  }
  const onFiles = (): void => {
    window.send('files', null);
  };
  const inventory =
    refused === null
      ? keepInventory({ store, unitStore, keepManager, onFiles, onBug })
      : refusedInventory(refused);
  const actions = createActions(store, systemctl);
  const lingering = createLingering(store, loginctl, unitStore);
  const setAutostart = createAutostartSwitch(store, autostart);

  const openWindow = (page: Page | null): void => {
    window.open(page);
  };
  const quit = (): void => {
    app.quit();
  };
  const trayCommand = createTrayCommands({
    store,
    actions,
    lingering,
    setAutostart,
    openWindow,
    togglePanel: () => {
      panel.toggle(tray.bounds());
    },
    quit,
  });
  const creation = createCreation({
    store,
    systemctl,
    analyze,
    journalctl,
    unitStore,
    inventory,
    checkDisk: createFormCheck(store, unitStore),
    note: runner.note,
    onBug,
  });

  const stateFolder = stateFolderOf(process.env, person.home);
  const drafts = createDrafts(path.join(stateFolder, 'drafts'));
  unitStore.sweep().catch(onBug);
  const history = createHistory({ folder: path.join(stateFolder, 'history') });
  const editing = createEditing({ store, unitStore, history, systemctl, inventory, onBug });

  const configurationItems = createConfigurationItems(runner);
  const handlers = createHandlers({
    store,
    inventory,
    actions,
    creation,
    deletion: createDeletion({
      store,
      systemctl,
      unitStore,
      actions,
      inventory,
      keepDeleted: editing.keepDeleted,
      trash: (file) => shell.trashItem(file),
      onBug,
    }),
    editing,
    history,
    lingering,
    watches,
    unitStore,
    systemctl,
    drafts,
    fileChecks: createFileCheck({ analyze, unitStore, configurationItems, person }),
    configurationItems,
    manual: createManual(runner),
    commandsOf: commandLog.of,
    setAutostart,
    shell: {
      showFile: (file) => {
        shell.showItemInFolder(file);
      },
      openWindow: (page) => {
        panel.hide();
        openWindow(page);
      },
      hidePanel: panel.hide,
      quit,
    },
  });
  serve(ipcMain, refused === null ? handlers : refuseAll(handlers, refused), isOwnPage);

  const tray = keepTray({
    store,
    iconFolder,
    hidden,
    keepHost: (onHost) => keepTrayHost({ address: sessionBus, onHost }),
    openWindow: () => {
      openWindow(null);
    },
    onClick: () => {
      panel.toggle(tray.bounds());
    },
    isWindowOpen: window.isOpen,
    onCommand: (command) => {
      trayCommand(command).catch(onBug);
    },
  });
  app.on('second-instance', (_, argv) => {
    if (!argv.includes('--hidden')) openWindow(null);
  });

  lingering.read().catch(onBug);
  const lingerWatch = watchLinger(person.name, () => {
    lingering.read().catch(onBug);
  });
  autostart.read().then((enabled) => {
    store.dispatch({ kind: 'autostart', enabled, problem: null });
  }, onBug);
  leaveWell({
    underWay: () => creation.leave() ?? actions.deleting(),
    onLeave: () => {
      keeper.farewell();
      tray.close();
      inventory.close();
      lingerWatch.close();
      watches.close();
      drafts.close();
    },
  });
};

// Electron itself starts `gio` for the trash and `xdg-open` for folders: from where Hearth finds programs.
process.env['PATH'] = programFolders.join(':');
delete process.env['ELECTRON_TRASH'];
app.setDesktopName('hearth.desktop');
if (app.requestSingleInstanceLock()) {
  secureEarly();
  app
    .whenReady()
    .then(start)
    .catch((thrown: unknown) => {
      console.error('hearth: could not start', thrown);
      app.exit(1);
    });
} else {
  // The one that is running opens its window: `second-instance`.
  app.quit();
}
