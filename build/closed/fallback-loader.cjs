// Stands in for Electron's own default_app.asar in the fallback runtime (see electron.ts), whose package has none.
// It is what makes `electron [-r FILE]… PATH` work, which both `npm start` and Playwright's `_electron.launch` use.
// It follows Electron 25's default_app/main.ts; electron.ts packs it, so it must need nothing but Electron itself.
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const Module = require('node:module');
const { app } = require('electron');

/** The files after -r, and the app's path: the first word that is no switch. Words after it are the app's own. */
const readArguments = (words) => {
  const preloads = [];
  for (let i = 0; i < words.length; i++) {
    if (words[i] === '-r' || words[i] === '--require') preloads.push(words[++i]);
    else if (!words[i].startsWith('-')) return { preloads, appPath: path.resolve(words[i]) };
  }
  return { preloads, appPath: undefined };
};

const takeManifest = (appPath) => {
  const file = path.join(appPath, 'package.json');
  if (!fs.existsSync(file)) return;
  const manifest = JSON.parse(fs.readFileSync(file, 'utf8'));
  if (manifest.version) app.setVersion(manifest.version);
  app.setName(manifest.productName ?? manifest.name ?? app.getName());
  app.setDesktopName(manifest.desktopName ?? `${app.getName()}.desktop`);
};

const { preloads, appPath } = readArguments(process.argv.slice(1));
if (appPath === undefined) {
  console.error('usage: electron [-r FILE]… PATH');
  process.exit(2);
}
Module._preloadModules(preloads);
Object.defineProperty(process, 'defaultApp', {
  configurable: false,
  enumerable: true,
  value: true,
});
takeManifest(appPath);
const main = Module._resolveFilename(appPath, null, true);
app.setAppPath(fs.statSync(appPath).isDirectory() ? appPath : path.dirname(main));
Module._load(appPath, module, true);
