/** The main window. Created when asked for; closing it ends its renderer. */
import { app, BrowserWindow, nativeTheme } from 'electron';
import type { Events } from '../ipc/contract/index.ts';
import { channelOf, type EventName } from '../ipc/contract/names.ts';
import type { Page } from '../core/app/page.ts';
import { pageUrl } from './security.ts';
import { webPreferences } from './web-preferences.ts';

export interface Window {
  /** Shows the window on this page, creating it if needed; null keeps the page. */
  open(page: Page | null): void;
  isOpen(): boolean;
  send<Name extends EventName>(name: Name, payload: Events[Name]): void;
}

interface Options {
  preload: string;
  icon: string;
  onOpened(): void;
  onClosed(): void;
}

export const background = (): string => (nativeTheme.shouldUseDarkColors ? '#1c1b1a' : '#faf9f7');

export const createWindow = ({ preload, icon, onOpened, onClosed }: Options): Window => {
  let current: BrowserWindow | null = null;
  /** The page asked for while the window was loading. */
  let waiting: Page | null = null;
  let loaded = false;

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
      webPreferences: webPreferences(preload, app.isPackaged),
    });
    loaded = false;
    onOpened();
    made.removeMenu();
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
      onClosed();
    });
    void made.loadURL(pageUrl('index.html'));
    return made;
  };

  return {
    open: (page) => {
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
    isOpen: () => current !== null,
    send: (name, payload) => {
      if (current !== null && !current.isDestroyed()) {
        current.webContents.send(channelOf(name), payload);
      }
    },
  };
};
