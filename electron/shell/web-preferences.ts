/** Preferences of every window. Electron's security checklist, items 2 to 8. */
import type { WebPreferences } from 'electron';
import { eventNames, methodNames } from '../ipc/contract/index.ts';
import { namesArgument } from '../ipc/transport.ts';

/**
 * @param preload the only way from a page to the main process.
 * @param packaged DevTools are for those who work on Hearth, not for those who use it.
 */
export const webPreferences = (preload: string, packaged: boolean): WebPreferences => ({
  preload,
  additionalArguments: [namesArgument([...methodNames, ...eventNames])],
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  webSecurity: true,
  webviewTag: false,
  spellcheck: false,
  devTools: !packaged,
});
