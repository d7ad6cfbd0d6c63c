/**
 * Shows the tray icon while a tray host is on the bus, and recreates it when a host returns. Without a host Hearth
 * would be hidden, so the window opens, and closing it quits. Closing quits exactly while the state, and so the
 * window, shows no host.
 */
import { app, type Rectangle } from 'electron';
import { trayView, type EngineCommand } from '../core/app/tray-view.ts';
import type { Store } from '../core/app/store.ts';
import { coalesce } from '../host/async/coalesce.ts';
import { createTrayIcon } from './tray.ts';

/** The tray host may appear late when the desktop starts or its panel restarts. */
const graceMs = 5000;

/** A new menu costs Hearth and the panel 20 ms, so in a storm of changes it is made once a second. */
const painting = { quietMs: 50, maxMs: 1000 };

const noHost =
  'hearth: this desktop hosts no tray icons, so the window opens and closing it quits Hearth.\n' +
  'hearth: on GNOME, the extension “AppIndicator and KStatusNotifierItem Support” adds a tray.';

interface Options {
  store: Store;
  iconFolder: string;
  keepHost(onHost: (hosted: boolean) => void): { close(): void };
  openWindow(): void;
  isWindowOpen(): boolean;
  /** Takes the tray icon's bounds, as far as the desktop reports them. null if there is no panel: the window opens. */
  togglePanel: ((icon: Rectangle) => void) | null;
  onCommand(command: EngineCommand): void;
}

export const keepTray = (options: Options): { close(): void } => {
  const { store, openWindow } = options;
  let grace: NodeJS.Timeout | null = null;
  let warned = false;
  /** null until the bus answers. Nearly every desktop has a host, so the icon doesn't wait for that. */
  let hosted: boolean | null = null;
  const onClick = (): void => {
    if (options.togglePanel === null) openWindow();
    else options.togglePanel(icon.bounds());
  };
  const icon = createTrayIcon({
    iconFolder: options.iconFolder,
    onClick,
    onCommand: (command) => {
      if (command.kind === 'panel') onClick();
      else options.onCommand(command);
    },
  });

  const paint = (): void => {
    if (hosted !== false) icon.paint(trayView(store.state(), options.togglePanel !== null));
  };

  const setHosted = (now: boolean): void => {
    store.app.dispatch({ kind: 'tray', hosted: now });
  };

  const nowhere = (): void => {
    grace = null;
    setHosted(false);
    if (!warned) console.error(noHost);
    warned = true;
    if (!options.isWindowOpen()) openWindow();
  };

  const host = options.keepHost((now) => {
    if (grace !== null) clearTimeout(grace);
    grace = null;
    const wentAway = hosted === true && !now;
    hosted = now;
    // A host that disappears is usually back soon, so report its absence only after the grace period.
    if (!wentAway) setHosted(now);
    if (now) {
      warned = false;
    } else {
      icon.close();
      grace = setTimeout(nowhere, graceMs);
    }
  });

  const soon = coalesce(paint, painting);
  const stop = store.subscribe(() => {
    soon.call();
  });
  paint();
  app.on('window-all-closed', () => {
    if (!store.app.state().tray.hosted) app.quit();
  });

  return {
    close: () => {
      stop();
      soon.cancel();
      host.close();
      if (grace !== null) clearTimeout(grace);
    },
  };
};
