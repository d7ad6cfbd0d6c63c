// Loaded into either app by `electron -r`: reports on stdout when its page has painted, and closes its windows on
// SIGUSR2. Changes nothing else, and costs both apps the same.
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const { app, BrowserWindow, ipcMain, session } = require('electron');

app.once('ready', () => {
  const filePath = path.join(__dirname, 'preload.cjs');
  const { defaultSession } = session;
  if (defaultSession.registerPreloadScript === undefined) defaultSession.setPreloads([filePath]);
  else defaultSession.registerPreloadScript({ type: 'frame', filePath });
  ipcMain.on('bench:painted', (_, at) => {
    fs.writeSync(1, `bench:painted ${at}\n`);
  });
});
process.on('SIGUSR2', () => {
  for (const window of BrowserWindow.getAllWindows()) window.close();
});
