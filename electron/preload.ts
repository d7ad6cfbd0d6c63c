/** window.hearth: the contract's methods and events, and nothing else of Electron. */
import { contextBridge, ipcRenderer, webFrame, type IpcRendererEvent } from 'electron';
import type { LogReading } from './core/logs/messages.ts';
import { isSmall } from './ipc/input-size.ts';
import { channelOf, namesIn, type Transport } from './ipc/transport.ts';

const names = new Set(namesIn(process.argv));
const known = (name: string): string => {
  if (!names.has(name)) throw new Error(`not in the contract: ${name}`);
  return channelOf(name);
};

/** A flood of log lines leaves tens of megabytes behind, which V8 may keep for minutes while nothing happens. */
const floodCharacters = 4e6;
const restMs = 5000;
let passed = 0;
let atRest: ReturnType<typeof setTimeout> | undefined;
ipcRenderer.on(channelOf('log'), (_, { packed }: LogReading) => {
  passed += packed.length;
  if (passed < floodCharacters) return;
  clearTimeout(atRest);
  atRest = setTimeout(() => {
    passed = 0;
    webFrame.clearCache();
  }, restMs);
});

const transport: Transport = {
  invoke: (name, input) =>
    isSmall(input)
      ? ipcRenderer.invoke(known(name), input)
      : Promise.reject(new Error(`${name}: too large`)),
  subscribe: (name, listener) => {
    const channel = known(name);
    const forward = (_: IpcRendererEvent, payload: unknown): void => {
      listener(payload);
    };
    ipcRenderer.on(channel, forward);
    return () => {
      ipcRenderer.removeListener(channel, forward);
    };
  },
};

contextBridge.exposeInMainWorld('hearth', transport);
