/** The small window by the tray. It is there while one looks at it: it goes on blur and Escape. */
import { app, BrowserWindow, screen, type Rectangle } from 'electron';
import { panelBounds } from '../core/app/panel-bounds.ts';
import type { EventName, Events } from '../ipc/contract/index.ts';
import { channelOf } from '../ipc/transport.ts';
import { pageUrl } from './security.ts';
import { webPreferences } from './web-preferences.ts';
import { background } from './window.ts';

/** Longer than from pressing to clicking, shorter than anybody’s second thought. */
const reopenMs = 250;

export const createPanel = (preload: string) => {
  let current: BrowserWindow | null = null;

  /** When it last went by losing the focus: the click on the icon that took the focus must not open it again. */
  let blurredAt = 0;

  const hide = (): void => {
    current?.close();
  };

  const open = (tray: Rectangle): void => {
    const pointer = screen.getCursorScreenPoint();
    const { workArea } = screen.getDisplayNearestPoint(pointer);
    const made = new BrowserWindow({
      ...panelBounds(tray, pointer, workArea),
      show: false,
      frame: false,
      resizable: false,
      skipTaskbar: true,
      alwaysOnTop: true,
      title: 'Hearth panel',
      backgroundColor: background(),
      webPreferences: webPreferences(preload, app.isPackaged),
    });
    current = made;
    made.once('ready-to-show', () => {
      made.show();
      // Some window managers forget it of a window that was not shown yet.
      made.setSkipTaskbar(true);
      made.focus();
    });
    made.on('blur', () => {
      blurredAt = Date.now();
      hide();
    });
    made.on('closed', () => {
      current = null;
    });
    void made.loadURL(pageUrl('panel.html'));
  };

  return {
    /** Opens by the tray icon, or closes when it is open. */
    toggle: (tray: Rectangle): void => {
      if (current !== null) hide();
      else if (Date.now() - blurredAt > reopenMs) open(tray);
    },
    hide,
    send: <Name extends EventName>(name: Name, payload: Events[Name]): void => {
      if (current !== null && !current.isDestroyed()) {
        current.webContents.send(channelOf(name), payload);
      }
    },
  };
};
