/** Starting Hearth at login, as a switch in the state. */
import { toProblem } from '../../core/problems/problem.ts';
import type { Store } from '../../core/app/store.ts';
import type { Autostart } from '../../system/desktop/autostart.ts';
import { createTurns } from '../../host/async/keyed-mutex.ts';

/**
 * The command that starts this very Hearth: the AppImage where it runs from one (its mount point changes
 * with every start), else the program, with the folder of the app where it is not packaged.
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
 * Turns it on or off; how it stands afterwards, and why if it failed, goes into the state. One at a time, so that the last
 * wish is what stays.
 */
export const createAutostartSwitch = (
  store: Store,
  autostart: Autostart,
): ((enable: boolean) => Promise<void>) => {
  const turns = createTurns();
  return (enable) =>
    turns.take('autostart', async () => {
      const problem = await (enable ? autostart.enable() : autostart.disable()).then(
        () => null,
        (thrown: unknown) => toProblem(thrown),
      );
      store.dispatch({ kind: 'autostart', enabled: await autostart.read(), problem });
    });
};
