/** The first code of Hearth: runs app.ts, as V8 compiled it at an earlier start. */
import path from 'node:path';
import { app } from 'electron';
import { runCached } from './host/proc/code-cache.ts';

// Beside what Chromium keeps of pages.
const cache = path.join(app.getPath('userData'), 'Code Cache', 'app');
const keep = runCached(path.join(__dirname, 'app.cjs'), cache);
app.once('quit', () => {
  // A second start, which only hands over its words, has compiled little.
  if (app.hasSingleInstanceLock()) keep();
});
