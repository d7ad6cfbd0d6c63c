/**
 * Two functions of Node 18.17 that execa calls and Electron 25 (Node 18.15) lacks. Newer runtimes have them,
 * and nothing happens here. Imported before everything else.
 */
import events from 'node:events';
import stream from 'node:stream';

const streams: { getDefaultHighWaterMark?: (objectMode: boolean) => number } = stream;
streams.getDefaultHighWaterMark ??= (objectMode) => (objectMode ? 16 : 16 * 1024);

const emitters: { addAbortListener?: (signal: AbortSignal, listener: () => void) => unknown } =
  events;
emitters.addAbortListener ??= (signal, listener) => {
  if (signal.aborted) queueMicrotask(listener);
  else signal.addEventListener('abort', listener, { once: true });
};
