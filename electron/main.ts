/** The first code of Hearth: runs app.ts, as V8 compiled it at an earlier start. */
import path from 'node:path';
import { app } from 'electron';
import { runCached } from './host/proc/code-cache.ts';

// Beside what Chromium keeps of pages.
const cache = path.join(app.getPath('userData'), 'Code Cache', 'app');
const keep = runCached(path.join(__dirname, 'app.cjs'), cache);
/** The start is over by then; a second one, which only hands over its words, has ended. */
const startedMs = 3000;
setTimeout(() => {
  if (app.hasSingleInstanceLock()) keep();
}, startedMs).unref();
