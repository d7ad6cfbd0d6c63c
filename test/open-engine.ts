/** Hearth without Electron, for tests, benchmarks and fuzzers. */
import { execa } from 'execa';
import { openEngine, type EngineOptions, type Ports } from '../electron/engine/engine.ts';
import { readPerson } from '../electron/host/account.ts';
import type { Host } from '../electron/host/host.ts';
import { openLocalHost } from '../electron/host/local.ts';

/** The desktop's trash, as Electron's shell.trashItem reaches it. */
const trash = async (file: string): Promise<void> => {
  await execa('gio', ['trash', '--', file], { stdin: 'ignore' });
};

const nobody = (): void => undefined;

export const versions = { hearth: '', electron: '' };

/** This computer as whoever runs the test. */
export const localHost = (environment: NodeJS.ProcessEnv = process.env): Host =>
  openLocalHost({ environment, account: readPerson(environment) });

type Given = Partial<EngineOptions> & Pick<EngineOptions, 'stateFolder'>;

/** Nobody looks at a window; a bug is thrown unless `ports` takes it. */
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
      showFile: nobody,
      openWindow: nobody,
      hidePanel: nobody,
      quit: nobody,
      ...ports,
    },
    { versions, ownCommand: ['hearth'], logFile: '/dev/null', refused: null, ...options },
  );
  return engine;
};
