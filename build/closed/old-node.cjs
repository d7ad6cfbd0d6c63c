// Two functions of Node 18.17 that execa calls and Electron 25 (Node 18.15) lacks. Newer runtimes have them,
// and nothing happens here. bundle.ts puts this before everything else of the main process.
(() => {
  const events = require('node:events');
  const stream = require('node:stream');
  stream.getDefaultHighWaterMark ??= (objectMode) => (objectMode ? 16 : 16 * 1024);
  events.addAbortListener ??= (signal, listener) => {
    if (signal.aborted) queueMicrotask(listener);
    else signal.addEventListener('abort', listener, { once: true });
  };
})();
