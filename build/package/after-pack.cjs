// An Electron named by its folder brings the app that its own program shows without one.
'use strict';
const { rm } = require('node:fs/promises');
const path = require('node:path');

exports.default = ({ appOutDir }) =>
  rm(path.join(appOutDir, 'resources/default_app.asar'), { force: true });
