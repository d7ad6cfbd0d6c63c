/** Shows a window once it has something to show. */
import type { BrowserWindow } from 'electron';

/** `ready-to-show` comes at most this long after the page has loaded; some compositors never send it. */
const graceMs = 500;

/** Calls `show` once: when the page is painted, or soon after it has loaded. */
export const whenPainted = (window: BrowserWindow, show: () => void): void => {
  let shown = false;
  const showOnce = (): void => {
    if (shown || window.isDestroyed()) return;
    shown = true;
    show();
  };
  window.once('ready-to-show', showOnce);
  window.webContents.once('did-finish-load', () => {
    setTimeout(showOnce, graceMs);
  });
};
