/** The main window. Created on demand; closing it ends its renderer. */
import { app, BrowserWindow, nativeTheme } from 'electron';
import type { EventName, Events } from '../ipc/contract/index.ts';
import { channelOf } from '../ipc/transport.ts';
import type { Page } from '../core/app/page.ts';
import { pageUrl } from './security.ts';
import { addTextMenu } from './text-menu.ts';
import { webPreferences } from './web-preferences.ts';

export const background = (): string => (nativeTheme.shouldUseDarkColors ? '#1c1b1a' : '#faf9f7');

export const createWindow = ({ preload, icon }: { preload: string; icon: string }) => {
  const closedListeners = new Set<() => void>();
  let current: BrowserWindow | null = null;
  /** The page requested while the window was loading. */
  let waiting: Page | null = null;
  let loaded = false;
  let zoomFactor = 1;

  const make = (): BrowserWindow => {
    const made = new BrowserWindow({
      width: 1080,
      height: 720,
      minWidth: 640,
      minHeight: 420,
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
    made.once('ready-to-show', () => {
      made.show();
    });
    made.webContents.once('did-finish-load', () => {
      loaded = true;
      if (waiting !== null) made.webContents.send(channelOf('navigate'), waiting);
      waiting = null;
    });
    made.on('closed', () => {
      current = null;
      for (const listener of closedListeners) listener();
    });
    void made.loadURL(pageUrl('index.html'));
    return made;
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
    onClosed: (listener: () => void): void => {
      closedListeners.add(listener);
    },
    send: <Name extends EventName>(name: Name, payload: Events[Name]): void => {
      if (current !== null && !current.isDestroyed()) {
        current.webContents.send(channelOf(name), payload);
      }
    },
  };
};
