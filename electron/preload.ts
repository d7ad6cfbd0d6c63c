/** window.hearth: the contract's methods and events, and nothing else of Electron. */
import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';
import { channelOf, eventNames, methodNames, type Transport } from './ipc/contract.ts';

const known = (names: readonly string[], name: string): string => {
  if (!names.includes(name)) throw new Error(`not in the contract: ${name}`);
  return channelOf(name);
};

const transport: Transport = {
  invoke: (name, input) => ipcRenderer.invoke(known(methodNames, name), input),
  subscribe: (name, listener) => {
    const channel = known(eventNames, name);
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
