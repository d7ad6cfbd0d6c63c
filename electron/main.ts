/** Electron's own composition: paths, windows, tray, and the one engine. */
import path from 'node:path';
import { app, clipboard, ipcMain, shell } from 'electron';
import type { Page } from './core/app/page.ts';
import type { Crash } from './core/app/state.ts';
import { chooseLanguage, languageNamed } from './core/texts/texts.ts';
import { ownCommand } from './engine/app/autostart.ts';
import { openLog, type Log } from './engine/app/log.ts';
import { openEngine } from './engine/engine.ts';
import { readPerson, refusal } from './host/account.ts';
import type { Host } from './host/host.ts';
import { openLocalHost } from './host/local.ts';
import { programFolders } from './host/programs.ts';
import { serve } from './ipc/server.ts';
import { catchBugs, type CaughtBugs } from './shell/catch-bugs.ts';
import { chooseExportFile, choosePath } from './shell/choose-file.ts';
import { keepFewProcesses } from './shell/chromium-flags.ts';
import { tellOfFirstClose } from './shell/first-close.ts';
import { createPanel } from './shell/panel.ts';
import { leaveWell } from './shell/quit.ts';
import { isOwnPage, secure, secureEarly } from './shell/security.ts';
import { keepTray } from './shell/tray-presence.ts';
import { createWindow } from './shell/window.ts';
import { trayHostFrom, type KeepHost } from './system/desktop/tray-host.ts';

const start = (host: Host, keepHost: KeepHost, log: Log, bugs: CaughtBugs): void => {
  const iconFolder = path.join(__dirname, '..', 'icons');
  const preload = path.join(__dirname, 'preload.cjs');
  const window = createWindow({
    preload,
    icon: path.join(iconFolder, 'hearth.png'),
    logFile: log.file,
  });
  const panel = createPanel(preload);
  const openWindow = (page: Page | null): void => {
    panel.hide();
    window.open(page);
  };
  secure(path.join(__dirname, '..', 'renderer'));
  // Its processes start while the rest is made.
  if (!process.argv.includes('--hidden')) window.open(null);

  const appFolder = app.isPackaged ? null : app.getAppPath();
  const refused = refusal(process.env);
  if (refused !== null) console.error(`hearth: ${refused.what} ${refused.why} ${refused.next}`);
  const engine = openEngine(
    host,
    {
      emit: (name, payload) => {
        window.send(name, payload);
        if (name === 'change') panel.send(name, payload);
      },
      report: log.report,
      trash: (file) => shell.trashItem(file),
      copy: (text) => clipboard.writeText(text),
      chooseExportFile,
      choosePath,
      showFile: shell.showItemInFolder.bind(shell),
      openWindow,
      hidePanel: panel.hide,
      zoom: (percent) => {
        window.zoom(percent);
        panel.zoom(percent);
      },
      quit: app.quit.bind(app),
    },
    {
      versions: { hearth: app.getVersion(), electron: process.versions.electron },
      ownCommand: ownCommand(process.env, process.execPath, appFolder),
      logFile: log.file,
      stateFolder: log.stateFolder,
      refused,
    },
  );
  const tell = (crashed: Crash): void => {
    engine.store.app.dispatch({ kind: 'crashed', crashed });
  };
  if (log.crashed) tell('last-time');
  window.onCrash(() => {
    tell('page');
  });
  bugs.onceUncaught(() => {
    tell('bug');
  });
  const tray = keepTray({
    store: engine.store,
    iconFolder,
    keepHost,
    openWindow: () => {
      openWindow(null);
    },
    isWindowOpen: window.isOpen,
    togglePanel: panel.toggle,
    onCommand: engine.tray,
  });
  serve(ipcMain, engine.handlers, isOwnPage, log.report);
  const sayFirstClose = tellOfFirstClose({
    isTrayHosted: () => engine.store.app.state().tray.hosted,
    wasTold: engine.settings.readTrayTold,
    noteTold: engine.settings.noteTrayTold,
    icon: path.join(iconFolder, 'hearth.png'),
    openWindow: () => {
      openWindow(null);
    },
    report: log.report,
  });
  window.onGone(() => {
    engine.closeViews();
    // Not for a page that crashed: its window stays.
    if (!window.isOpen()) sayFirstClose();
  });
  app.on('second-instance', (_, argv) => {
    if (!argv.includes('--hidden')) openWindow(null);
  });
  // Starting a program holds everything up for a moment: the window and the tray come first.
  const settling = setTimeout(engine.settle, 500);
  leaveWell({
    underWay: engine.leave,
    onLeave: () => {
      clearTimeout(settling);
      tray.close();
      engine.dispose();
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
  const host = openLocalHost({ environment: process.env, account: readPerson(process.env) });
  // Asked while Chromium starts: the tray can be there before anything else.
  const keepHost = trayHostFrom(host);
  const log = openLog(host.account, process.env);
  const bugs = catchBugs(log);
  app
    .whenReady()
    .then(() => {
      start(host, keepHost, log, bugs);
    })
    .catch((thrown: unknown) => {
      log.report(thrown);
      app.exit(1);
    });
} else {
  // The one that is running opens its window: `second-instance`.
  app.quit();
}
