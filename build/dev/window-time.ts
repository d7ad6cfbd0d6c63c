/** Prints how long a development run took to show its window. */
import { app } from 'electron';

app.once('browser-window-created', (_, window) => {
  window.once('show', () => {
    const ms = Date.now() - Number(process.env['HEARTH_DEV_START']);
    console.log(`The window opened after ${(ms / 1000).toFixed(1)} s. F12: DevTools.`);
  });
});
