/** How many processes Chromium keeps while nothing but the tray is there. Measured on Electron 25 as PSS. */
import { app } from 'electron';

/** Before `ready`. */
export const keepFewProcesses = (): void => {
  // Lists and text need no GPU. Without a usable one its process dies at the start, and one window in ten waits for it
  // for ever: empty, and deaf to DevTools, so that Playwright’s launch never ended.
  app.disableHardwareAcceleration();
  // Nor WebGL in software: SwiftShader takes 10 MB of the process that puts windows together.
  app.commandLine.appendSwitch('disable-software-rasterizer');
  // A canvas on the GPU asks the main process for a channel, and waits for it: 1 s while 300 services restart.
  app.commandLine.appendSwitch('disable-accelerated-2d-canvas');
  // No page is ever read from a network; on Linux the service is not sandboxed by itself either. 12 MB.
  const asked = app.commandLine.getSwitchValue('enable-features');
  const features = [...(asked === '' ? [] : [asked]), 'NetworkServiceInProcess2'];
  app.commandLine.appendSwitch('enable-features', features.join(','));
};
