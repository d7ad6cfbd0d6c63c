// The browser of the component tests: Electron with one window per worker, without Hearth’s main process.
'use strict';
const { app, BrowserWindow } = require('electron');

app.disableHardwareAcceleration();
app.commandLine.appendSwitch('force-device-scale-factor', '1');
app.whenReady().then(() => {
  const workers = Number(process.env.HEARTH_TEST_WORKERS);
  for (let worker = 1; worker <= workers; worker += 1) {
    const window = new BrowserWindow({
      width: 1080,
      height: 720,
      frame: false,
      useContentSize: true,
      webPreferences: { backgroundThrottling: false },
    });
    // The worker finds its window by this URL.
    void window.loadURL(`about:blank#worker=${worker}`);
  }
});
