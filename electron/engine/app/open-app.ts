/** Hearth itself: its autostart, size and preferences, connected to the person’s settings and a shell. */
import type { Store } from '../../core/app/store.ts';
import type { HostFiles } from '../../host/host-files.ts';
import { createAutostart } from '../../system/desktop/autostart-file.ts';
import type { Settings } from '../../system/storage/settings.ts';
import { createAutostartSwitch } from './autostart.ts';
import type { Bugs } from './bugs.ts';
import { appHandlers } from './handlers.ts';
import type { EngineOptions } from './options.ts';
import type { Ports } from './ports.ts';
import { createPreferences } from './preferences.ts';
import { createZoom } from './zoom.ts';

interface Deps {
  store: Store;
  settings: Settings;
  files: HostFiles;
  configFolder: string;
  ports: Ports;
  options: Pick<EngineOptions, 'ownCommand' | 'logFile'>;
  bugs: Bugs;
}

export const openApp = (deps: Deps) => {
  const { store, settings, files, configFolder, ports, options, bugs } = deps;
  const autostart = createAutostartSwitch(
    store.app,
    createAutostart({ files, configFolder, exec: options.ownCommand }),
    bugs,
  );
  const zoom = createZoom(store.app, settings, ports.zoom);
  const preferences = createPreferences(store.app, settings, ports);
  for (const { read } of [autostart, zoom, preferences]) read().catch(bugs.report);
  const showLog = (): void => {
    ports.showFile(options.logFile);
  };
  const own = { store, autostart, zoom, preferences, ports, showLog, bugs };
  return {
    autostart,
    preferences,
    showLog,
    handlers: (others: Pick<Parameters<typeof appHandlers>[0], 'looking' | 'reports'>) =>
      appHandlers({ ...own, ...others }),
  };
};
