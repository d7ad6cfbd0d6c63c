/** Hearth without Electron, for tests, benchmarks and fuzzers. */
import { execa } from 'execa';
import type { Ports } from '../electron/engine/app/ports.ts';
import type { EngineOptions } from '../electron/engine/app/options.ts';
import { openEngine } from '../electron/engine/engine.ts';
import { readPerson } from '../electron/host/account.ts';
import type { Host } from '../electron/host/host.ts';
import { openLocalHost } from '../electron/host/local.ts';

/** Moves a file to the desktop's trash, as Electron's shell.trashItem does. */
const trash = async (file: string): Promise<void> => {
  await execa('gio', ['trash', '--', file], { stdin: 'ignore' });
};

const nobody = (): void => undefined;

export const versions = { hearth: '', electron: '' };

/** This computer, as the user who runs the test. */
export const localHost = (environment: NodeJS.ProcessEnv = process.env): Host =>
  openLocalHost({ environment, account: readPerson(environment) });

type Given = Partial<EngineOptions> & Pick<EngineOptions, 'stateFolder'>;

/** Has no window to show anything in; throws bugs unless `ports` takes them. */
export const openHearth = (options: Given, ports: Partial<Ports> = {}, host = localHost()) => {
  const engine = openEngine(
    host,
    {
      emit: nobody,
      report: (bug) => {
        throw bug;
      },
      trash,
      copy: nobody,
      chooseExportFile: () => Promise.resolve(null),
      chooseReportFile: () => Promise.resolve(null),
      choosePath: () => Promise.resolve(null),
      showFile: nobody,
      openWindow: nobody,
      hidePanel: nobody,
      zoom: nobody,
      theme: nobody,
      shortcut: () => 'done',
      quit: nobody,
      ...ports,
    },
    {
      versions,
      ownCommand: ['hearth'],
      logFile: '/dev/null',
      icon: 'hearth',
      refused: null,
      ...options,
    },
  );
  return engine;
};
