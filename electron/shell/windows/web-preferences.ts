/** Preferences for every window. Electron's security checklist, items 2 to 8. */
import type { WebPreferences } from 'electron';
import { eventNames, methodNames } from '../../ipc/contract/index.ts';
import { namesArgument } from '../../ipc/transport.ts';

/**
 * @param preload the only way from a page to the main process.
 * @param packaged turns DevTools off; they're for Hearth's developers.
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
