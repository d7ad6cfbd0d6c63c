/** The engine for a command that looks once and changes nothing: no window, no tray, no log. */
import { openEngine } from '../engine/engine.ts';
import { readPerson, refusal, stateFolderOf } from '../host/account.ts';
import { openLocalHost } from '../host/local.ts';

const nothing = (): void => undefined;
const refuse = (): Promise<never> =>
  Promise.reject(new Error('a command that looks changes nothing'));

/** @param report takes bugs. */
export const openLookingEngine = (
  environment: NodeJS.ProcessEnv,
  report: (bug: unknown) => void,
) => {
  const account = readPerson(environment);
  const host = openLocalHost({ environment, account });
  const engine = openEngine(
    host,
    {
      emit: nothing,
      report,
      trash: refuse,
      copy: nothing,
      chooseExportFile: refuse,
      chooseReportFile: refuse,
      choosePath: refuse,
      showFile: nothing,
      openWindow: nothing,
      hidePanel: nothing,
      zoom: nothing,
      theme: nothing,
      shortcut: () => 'done',
      quit: nothing,
    },
    {
      versions: { hearth: '', electron: '' },
      ownCommand: [],
      logFile: '',
      icon: '',
      // Nothing is written there unless something is changed.
      stateFolder: stateFolderOf(environment, account.home),
      refused: refusal(environment),
      looksOnly: true,
    },
  );
  return {
    engine,
    close: async (): Promise<void> => {
      engine.dispose();
      await host.close();
    },
  };
};

export type LookingEngine = ReturnType<typeof openLookingEngine>['engine'];
