/** Hearth without Electron, for tests, benchmarks and fuzzers. */
import { execa } from 'execa';
import { openEngine, type EngineOptions, type Ports } from '../electron/engine/engine.ts';
import { readPerson } from '../electron/host/account.ts';

/** The desktop's trash, as Electron's shell.trashItem reaches it. */
const trash = async (file: string): Promise<void> => {
  await execa('gio', ['trash', '--', file], { stdin: 'ignore' });
};

const nobody = (): void => undefined;

export const versions = { hearth: '', electron: '' };

/** Nobody looks at a window; a bug is thrown unless `ports` takes it. */
export const openHearth = (options: Partial<EngineOptions> = {}, ports: Partial<Ports> = {}) =>
  openEngine(
    { person: readPerson(process.env), environment: process.env },
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
    { versions, ownCommand: ['hearth'], logFile: '/dev/null', ...options },
  );
