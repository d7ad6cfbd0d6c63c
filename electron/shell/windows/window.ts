/** The main window. Created on demand; closing it ends its renderer. */
import { app, BrowserWindow, nativeTheme, screen } from 'electron';
import type { EventName, Events } from '../../ipc/contract/index.ts';
import { channelOf } from '../../ipc/transport.ts';
import type { Page } from '../../core/app/page.ts';
import type { Area } from '../../core/app/panel-bounds.ts';
import {
  frameShift,
  leastSize,
  windowBounds,
  type WindowPlace,
} from '../../core/app/window-place.ts';
import { askToReopen, countCrashes } from './page-crashes.ts';
import { loadPage } from '../security.ts';
import { addTextMenu } from './text-menu.ts';
import { webPreferences } from './web-preferences.ts';
import { whenPainted } from './when-painted.ts';

export const background = (): string => (nativeTheme.shouldUseDarkColors ? '#1c1b1a' : '#faf9f7');

interface Options {
  preload: string;
  icon: string;
  /** Hearth's own log, named when the page keeps crashing. */
  logFile: string;
  /** Where it was last. */
  place: { read(): WindowPlace | null; keep(place: WindowPlace): void };
}

/** The main screen first. */
const workAreas = () => {
  const main = screen.getPrimaryDisplay();
  const others = screen.getAllDisplays().filter(({ id }) => id !== main.id);
  return [main, ...others].map(({ workArea }) => workArea);
};

/** A window that is being moved comes to rest first. */
const settledMs = 500;

/** Keeps where the window is: also while it is open, as the end of a session may end it at once. */
const keepPlace = (
  window: BrowserWindow,
  wanted: Partial<Area>,
  keep: Options['place']['keep'],
): void => {
  /** null until the desktop has put it somewhere. */
  let shift: ReturnType<typeof frameShift> | null = null;
  let timer: NodeJS.Timeout | undefined;
  const now = (): void => {
    clearTimeout(timer);
    const bounds = window.getNormalBounds();
    shift ??= frameShift(wanted, bounds);
    const { x, y, ...size } = bounds;
    keep({ x: x - shift.x, y: y - shift.y, ...size, maximized: window.isMaximized() });
  };
  const soon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(now, settledMs);
  };
  window.on('show', soon);
  window.on('resize', soon);
  window.on('move', soon);
  window.on('close', now);
  window.on('closed', () => {
    clearTimeout(timer);
  });
};

export const createWindow = ({ preload, icon, logFile, place }: Options) => {
  const goneListeners = new Set<() => void>();
  const crashListeners = new Set<() => void>();
  const focusListeners = new Set<(focused: boolean) => void>();
  const isHopeless = countCrashes();
  let current: BrowserWindow | null = null;
  /** The page requested while the window was loading. */
  let waiting: Page | null = null;
  let loaded = false;
  let zoomFactor = 1;

  const make = (): BrowserWindow => {
    const kept = place.read();
    const bounds = windowBounds(kept, workAreas());
    const made = new BrowserWindow({
      ...bounds,
      minWidth: leastSize.width,
      minHeight: leastSize.height,
      show: false,
      title: 'Hearth',
      icon,
      backgroundColor: background(),
      autoHideMenuBar: true,
      webPreferences: { ...webPreferences(preload, app.isPackaged), zoomFactor },
    });
    loaded = false;
    made.removeMenu();
    addTextMenu(made.webContents);
    if (kept?.maximized === true) made.maximize();
    keepPlace(made, bounds, place.keep);
    whenPainted(made, () => {
      made.show();
    });
    made.webContents.on('did-finish-load', () => {
      loaded = true;
      if (waiting !== null) made.webContents.send(channelOf('navigate'), waiting);
      waiting = null;
    });
    const onFocus = (focused: boolean): void => {
      for (const listener of focusListeners) listener(focused);
    };
    made.on('focus', () => {
      onFocus(true);
    });
    made.on('blur', () => {
      onFocus(false);
    });
    const onTheme = (): void => {
      made.setBackgroundColor(background());
    };
    nativeTheme.on('updated', onTheme);
    made.on('closed', () => {
      nativeTheme.off('updated', onTheme);
      current = null;
      onFocus(false);
      for (const listener of goneListeners) listener();
    });
    made.webContents.on('render-process-gone', (_, { reason }) => {
      if (reason !== 'clean-exit') void onCrash(made);
    });
    loadPage(made, 'index.html');
    return made;
  };

  /** Unsaved changes are on disk, and the page comes back to where it was. */
  const onCrash = async (crashed: BrowserWindow): Promise<void> => {
    loaded = false;
    for (const listener of goneListeners) listener();
    if (isHopeless()) {
      // Hidden but open: without a tray, closing the last window quits Hearth.
      crashed.hide();
      if (!(await askToReopen(logFile))) {
        crashed.destroy();
        return;
      }
      crashed.show();
    }
    for (const listener of crashListeners) listener();
    // Chromium ignores a reload within its own handler.
    setImmediate(() => {
      if (!crashed.isDestroyed()) crashed.webContents.reload();
    });
  };

  return {
    /** Shows the window on this page, creating it if needed; null keeps the page. */
    open: (page: Page | null): void => {
      if (current === null) {
        waiting = page;
        current = make();
        return;
      }
      if (page !== null && loaded) current.webContents.send(channelOf('navigate'), page);
      else if (page !== null) waiting = page;
      if (current.isMinimized()) current.restore();
      current.show();
      current.focus();
    },
    zoom: (percent: number): void => {
      zoomFactor = percent / 100;
      current?.webContents.setZoomFactor(zoomFactor);
    },
    isOpen: (): boolean => current !== null,
    /** Called when the page is gone, closed or crashed. */
    onGone: (listener: () => void): void => {
      goneListeners.add(listener);
    },
    /** Called at once, and whenever the window gets or loses the focus. */
    onFocus: (listener: (focused: boolean) => void): void => {
      focusListeners.add(listener);
      listener(current?.isFocused() === true);
    },
    /** Called when the page crashed and is being reloaded. */
    onCrash: (listener: () => void): void => {
      crashListeners.add(listener);
    },
    send: <Name extends EventName>(name: Name, payload: Events[Name]): void => {
      if (current !== null && !current.isDestroyed() && !current.webContents.isCrashed()) {
        current.webContents.send(channelOf(name), payload);
      }
    },
  };
};
