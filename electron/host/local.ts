/** This computer, as the user who runs Hearth. */
import type { Person } from '../core/app/state.ts';
import { sessionVariables } from '../core/environment/variables.ts';
import { createBuses } from './buses.ts';
import { readControllers, readGroup } from './cgroup.ts';
import { ask } from './checks/ask.ts';
import { connect } from './checks/connect.ts';
import { matches } from './checks/matches.ts';
import { opened } from './checks/opened.ts';
import { environmentOf, runOwn } from './checks/run-own.ts';
import { createLocalFiles } from './files/local-files.ts';
import type { Host, Watch } from './host.ts';
import { createLoginShell } from './login/login-shell.ts';
import { leaveMounts } from './mounts/answers.ts';
import { readMounts } from './mounts/mount-table.ts';
import { unmounted } from './mounts/unmounted.ts';
import { ownerOf, portOwners } from './proc/port-owners.ts';
import { bootId, processes } from './processes.ts';
import { createPrograms } from './programs.ts';
import { watchFile } from './watch-file.ts';
import { followWatchLimit, watchFolders } from './watch-folder.ts';

/**
 * @param options.environment of this process: programs get a selected part of it, and it names the buses.
 * @param options.account from `readPerson`.
 * @param options.folders where to look for programs; the usual folders by default, tests pass others.
 */
export const openLocalHost = (options: {
  environment: NodeJS.ProcessEnv;
  account: Person;
  folders?: readonly string[];
}): Host => {
  const { account } = options;
  const environment = { ...options.environment, XDG_RUNTIME_DIR: account.runtimeFolder };
  const open = new Set<{ close(): void }>();
  const kept = <Closing extends { close(): void }>(closing: Closing): Closing => {
    open.add(closing);
    return {
      ...closing,
      close: () => {
        open.delete(closing);
        closing.close();
      },
    };
  };
  return {
    account,
    ...createPrograms({ environment, folders: options.folders }),
    ...createLoginShell(account, environment),
    sessionVariables: sessionVariables(environment),
    files: createLocalFiles(account),
    checks: { ask, connect, environmentOf, matches, opened, runOwn },
    watch: (folders, changed): Watch => kept(watchFolders(folders, changed)),
    watchFile: (path, changed) => kept(watchFile(path, changed)),
    followWatchLimit,
    bus: createBuses(environment, account.runtimeFolder),
    usage: readGroup,
    controllers: readControllers,
    mounts: () => Promise.resolve([...readMounts().values()]),
    processes,
    bootId,
    portOwners,
    processOwner: ownerOf,
    unmounted,
    close: () => {
      for (const closing of open) closing.close();
      open.clear();
      leaveMounts();
      followWatchLimit(() => undefined);
      return Promise.resolve();
    },
  };
};
