/** The small window by the tray, where a window may place itself. It closes on blur and Escape. */
import { app, BrowserWindow, screen, type Rectangle } from 'electron';
import { panelBounds } from '../../core/app/panel-bounds.ts';
import { panelTexts } from '../../core/texts/panel.ts';
import type { EventName, Events } from '../../ipc/contract/index.ts';
import { channelOf } from '../../ipc/transport.ts';
import { loadPage } from '../security.ts';
import { whenPainted } from './when-painted.ts';
import { isWaylandSession } from './wayland.ts';
import { webPreferences } from './web-preferences.ts';
import { background } from './window.ts';

/** Longer than a click takes, shorter than the pause before the next click. */
const reopenMs = 250;

export const createPanel = (preload: string) => {
  let current: BrowserWindow | null = null;

  /** When it last closed on blur: the icon click that took the focus must not reopen it. */
  let blurredAt = 0;

  let zoomFactor = 1;

  const hide = (): void => {
    current?.close();
  };

  const open = (tray: Rectangle): void => {
    // The X server of a Wayland session knows the pointer only while it is over one of its windows.
    const pointer = isWaylandSession() ? null : screen.getCursorScreenPoint();
    const display =
      pointer === null ? screen.getPrimaryDisplay() : screen.getDisplayNearestPoint(pointer);
    const made = new BrowserWindow({
      ...panelBounds(tray, pointer, display, zoomFactor),
      show: false,
      frame: false,
      resizable: false,
      skipTaskbar: true,
      alwaysOnTop: true,
      title: panelTexts.windowTitle,
      backgroundColor: background(),
      webPreferences: { ...webPreferences(preload, app.isPackaged), zoomFactor },
    });
    current = made;
    whenPainted(made, () => {
      made.show();
      // Some window managers ignore this before the window is shown.
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
    // The next click on the icon opens a new one.
    made.webContents.on('render-process-gone', () => {
      made.destroy();
    });
    loadPage(made, 'panel.html');
  };

  return {
    /** Opens next to the tray icon, or closes if open. */
    toggle: (tray: Rectangle): void => {
      if (current !== null) hide();
      else if (Date.now() - blurredAt > reopenMs) open(tray);
    },
    hide,
    zoom: (percent: number): void => {
      zoomFactor = percent / 100;
      current?.webContents.setZoomFactor(zoomFactor);
    },
    send: <Name extends EventName>(name: Name, payload: Events[Name]): void => {
      if (current !== null && !current.isDestroyed() && !current.webContents.isCrashed()) {
        current.webContents.send(channelOf(name), payload);
      }
    },
  };
};
