/** Electron's own composition: paths, windows, tray, and the one engine. */
import path from 'node:path';
import { app, clipboard, ipcMain, nativeTheme, shell } from 'electron';
import { parseWords, wordsFor, type Opening } from './cli/parse-words.ts';
import type { Page } from './core/app/page.ts';
import type { Crash } from './core/app/state.ts';
import { ownCommand } from './engine/app/autostart.ts';
import type { Log } from './engine/app/log.ts';
import { openWindowPlace } from './engine/app/window-place.ts';
import { openEngine } from './engine/engine.ts';
import { refusal } from './host/account.ts';
import type { Host } from './host/host.ts';
import { isProgramReplaced } from './host/proc/own-program.ts';
import { serve } from './ipc/server.ts';
import type { CaughtBugs } from './shell/catch-bugs.ts';
import { chooseExportFile, choosePath, chooseReportFile } from './shell/choose-file.ts';
import { tellOfFirstClose } from './shell/first-close.ts';
import { keepShortcut } from './shell/global-shortcut.ts';
import { createPanel } from './shell/windows/panel.ts';
import { leaveWell } from './shell/quit.ts';
import { restart } from './shell/restart.ts';
import { isOwnPage, secure } from './shell/security.ts';
import { keepTray } from './shell/tray-presence.ts';
import { canPlaceWindows } from './shell/windows/wayland.ts';
import { createWindow } from './shell/windows/window.ts';
import type { KeepHost } from './system/desktop/tray-host.ts';

interface Parts {
  host: Host;
  keepHost: KeepHost;
  log: Log;
  bugs: CaughtBugs;
  asked: Opening;
}

/** What a second start asks for: any program of this person may send it. */
const wordsSent = (sent: unknown): Opening => {
  const words: unknown = typeof sent === 'object' && sent !== null && 'words' in sent && sent.words;
  const isWords = Array.isArray(words) && words.every((word) => typeof word === 'string');
  const asked = parseWords(isWords ? words : []);
  return asked.kind === 'open' ? asked : { kind: 'open', hidden: false, page: null };
};

/** Call once, when Chromium is ready. */
export const compose = ({ host, keepHost, log, bugs, asked }: Parts): void => {
  const iconFolder = path.join(__dirname, '..', 'icons');
  const icon = path.join(iconFolder, 'hearth.png');
  const preload = path.join(__dirname, 'preload.cjs');
  const window = createWindow({
    preload,
    icon,
    logFile: log.file,
    place: openWindowPlace(log.stateFolder),
  });
  const panel = createPanel(preload);
  const appFolder = app.isPackaged ? null : app.getAppPath();
  const command = ownCommand(process.env, process.execPath, appFolder);
  const openWindow = (page: Page | null): void => {
    panel.hide();
    // Electron aborts when Chromium starts a process, as a window needs it, from a file that is gone (electron#41046).
    if (!window.isOpen() && isProgramReplaced()) restart(command, wordsFor(page));
    else window.open(page);
  };
  secure(path.join(__dirname, '..', 'renderer'));
  // Its processes start while the rest is made.
  if (!asked.hidden) window.open(asked.page);

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
      chooseReportFile,
      choosePath,
      showFile: shell.showItemInFolder.bind(shell),
      openWindow,
      hidePanel: panel.hide,
      zoom: (percent) => {
        window.zoom(percent);
        panel.zoom(percent);
      },
      theme: (theme) => {
        nativeTheme.themeSource = theme;
      },
      shortcut: keepShortcut(() => {
        openWindow(null);
      }),
      quit: app.quit.bind(app),
    },
    {
      versions: { hearth: app.getVersion(), electron: process.versions.electron },
      ownCommand: command,
      logFile: log.file,
      stateFolder: log.stateFolder,
      // Other programs can't read a file inside the package; its installer puts the icon into the theme.
      icon: app.isPackaged ? 'org.hearth.Hearth' : icon,
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
    togglePanel: canPlaceWindows()
      ? (icon) => {
          if (isProgramReplaced()) openWindow(null);
          else panel.toggle(icon);
        }
      : null,
    onCommand: engine.tray,
  });
  serve(ipcMain, engine.handlers, isOwnPage, log.report);
  const sayFirstClose = tellOfFirstClose({
    isTrayHosted: () => engine.store.app.state().tray.hosted,
    wasTold: engine.settings.readTrayTold,
    noteTold: engine.settings.noteTrayTold,
    icon,
    openWindow: () => {
      openWindow(null);
    },
    report: log.report,
  });
  window.onFocus(engine.focus);
  window.onGone(() => {
    engine.closeViews();
    // Not for a page that crashed: its window stays.
    if (!window.isOpen()) sayFirstClose();
  });
  app.on('second-instance', (_event, _argv, _folder, sent) => {
    const next = wordsSent(sent);
    if (!next.hidden) openWindow(next.page);
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
