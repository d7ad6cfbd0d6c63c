// The smallest Electron app with a tray: one sandboxed window, one tray with three items.
'use strict';
const path = require('node:path');
const { app, BrowserWindow, Menu, Tray } = require('electron');

app.enableSandbox();
const icon = path.join(__dirname, '../../../dist/icons/tray-well.png');
let tray = null;

const openWindow = () => {
  const window = new BrowserWindow({ width: 1080, height: 720, autoHideMenuBar: true });
  void window.loadFile(path.join(__dirname, 'index.html'));
};

// Stays in the tray.
app.on('window-all-closed', () => undefined);
app.whenReady().then(() => {
  tray = new Tray(icon);
  tray.setToolTip('Hello');
  tray.setContextMenu(
    Menu.buildFromTemplate([
      { label: 'Open', click: openWindow },
      { label: 'About', click: () => undefined },
      { label: 'Quit', click: () => app.quit() },
    ]),
  );
  if (!process.argv.includes('--hidden')) openWindow();
});
