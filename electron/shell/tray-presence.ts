/**
 * The tray icon follows the tray host: there while a host is on the bus, made anew when one comes back.
 * Without one Hearth is never hidden to nowhere: the window opens, and closing it quits. Closing quits exactly while
 * the state, and so the window, says that there is no host.
 */
import { app, type Rectangle } from 'electron';
import { trayView, type EngineCommand } from '../core/app/tray-view.ts';
import type { Store } from '../core/app/store.ts';
import { createTrayIcon } from './tray.ts';

/** A desktop that is starting, or a panel that restarts, brings its tray host a little later. */
const graceMs = 5000;

const noHost =
  'hearth: this desktop hosts no tray icons, so the window opens and closing it quits Hearth.\n' +
  'hearth: on GNOME, the extension “AppIndicator and KStatusNotifierItem Support” adds a tray.';

interface Options {
  store: Store;
  iconFolder: string;
  keepHost(onHost: (hosted: boolean) => void): { close(): void };
  openWindow(): void;
  isWindowOpen(): boolean;
  /** @param icon where the tray icon is, as far as the panel says. */
  togglePanel(icon: Rectangle): void;
  onCommand(command: EngineCommand): void;
}

export const keepTray = (options: Options): { close(): void } => {
  const { store, openWindow } = options;
  let grace: NodeJS.Timeout | null = null;
  let told = false;
  /** null until the bus has answered. Nearly every desktop has a host, so the icon need not wait for that. */
  let hosted: boolean | null = null;
  const togglePanel = (): void => {
    options.togglePanel(icon.bounds());
  };
  const icon = createTrayIcon({
    iconFolder: options.iconFolder,
    onClick: togglePanel,
    onCommand: (command) => {
      if (command.kind === 'panel') togglePanel();
      else options.onCommand(command);
    },
  });

  const paint = (): void => {
    if (hosted !== false) icon.paint(trayView(store.state()));
  };

  const tell = (now: boolean): void => {
    store.app.dispatch({ kind: 'tray', hosted: now });
  };

  const nowhere = (): void => {
    grace = null;
    tell(false);
    if (!told) console.error(noHost);
    told = true;
    if (!options.isWindowOpen()) openWindow();
  };

  const host = options.keepHost((now) => {
    if (grace !== null) clearTimeout(grace);
    grace = null;
    const wentAway = hosted === true && !now;
    hosted = now;
    // One that went away is mostly back in a moment: only the end of the grace tells.
    if (!wentAway) tell(now);
    if (now) {
      told = false;
    } else {
      icon.close();
      grace = setTimeout(nowhere, graceMs);
    }
  });

  const stop = store.subscribe(paint);
  paint();
  app.on('window-all-closed', () => {
    if (!store.app.state().tray.hosted) app.quit();
  });

  return {
    close: () => {
      stop();
      host.close();
      if (grace !== null) clearTimeout(grace);
    },
  };
};
