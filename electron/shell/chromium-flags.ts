/** Limits Chromium's processes while only the tray is shown. Measured on Electron 25 as PSS. */
import { app } from 'electron';

/** Before `ready`. */
export const keepFewProcesses = (): void => {
  // Lists and text need no GPU. Without a usable GPU its process dies at startup, and one window in ten waits for it
  // forever: empty and deaf to DevTools, so Playwright’s launch hung.
  app.disableHardwareAcceleration();
  // Nor is software WebGL needed: SwiftShader takes 10 MB of the compositing process.
  app.commandLine.appendSwitch('disable-software-rasterizer');
  // An accelerated canvas asks the main process for a channel and waits: 1 s while 300 services restart.
  app.commandLine.appendSwitch('disable-accelerated-2d-canvas');
  // Of three crashes of its compositing process in a few minutes Chromium itself crashes; let it restart that process.
  app.commandLine.appendSwitch('disable-gpu-process-crash-limit');
  // Pages never load from a network, and on Linux the network service isn't sandboxed anyway. Saves 12 MB.
  const asked = app.commandLine.getSwitchValue('enable-features');
  const features = [...(asked === '' ? [] : [asked]), 'NetworkServiceInProcess2'];
  app.commandLine.appendSwitch('enable-features', features.join(','));
};
