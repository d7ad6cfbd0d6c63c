/** The autostart switch: whether Hearth starts at login. */
import type { AppStore } from '../../core/app/store.ts';
import type { Problem } from '../../core/problems/problem.ts';
import type { Autostart } from '../../system/desktop/autostart-file.ts';
import { createTurns } from '../../host/async/keyed-mutex.ts';
import type { Bugs } from './bugs.ts';

/**
 * The command that starts this Hearth: the AppImage if it runs from one (its mount point changes with every start),
 * else the program, plus the app folder if it is not packaged.
 */
export const ownCommand = (
  environment: NodeJS.ProcessEnv,
  program: string,
  appFolder: string | null,
): string[] => {
  const appImage = environment['APPIMAGE'];
  if (appImage !== undefined && appImage !== '') return [appImage];
  return appFolder === null ? [program] : [program, appFolder];
};

/**
 * Turns autostart on or off, one change at a time, so the last request wins. The state then shows the setting and any
 * problem; the problem is also returned.
 */
export const createAutostartSwitch = (store: AppStore, autostart: Autostart, bugs: Bugs) => {
  const turns = createTurns();
  const change = async (enable: boolean): Promise<Problem | null> => {
    const changing = enable ? autostart.enable() : autostart.disable();
    const problem = await changing.then(() => null, bugs.toProblem);
    store.dispatch({ kind: 'autostart', enabled: await autostart.read(), problem });
    return problem;
  };
  return {
    read: async (): Promise<void> => {
      store.dispatch({ kind: 'autostart', enabled: await autostart.read(), problem: null });
    },
    set: (enable: boolean): Promise<Problem | null> => turns.take('', () => change(enable)),
  };
};

export type AutostartSwitch = ReturnType<typeof createAutostartSwitch>;
