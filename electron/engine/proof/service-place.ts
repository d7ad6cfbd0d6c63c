/** Where the commands of a service run: its folder, and the environment that systemd gave it. */
import { processVariables } from '../../core/environment/variables.ts';
import type { ServiceDetails } from '../../core/units/unit.ts';
import type { Person } from '../../core/app/state.ts';
import type { Host } from '../../host/host.ts';

export interface ServicePlace {
  folder: string;
  variables: Record<string, string>;
}

/** A service without a process has nobody to ask for its environment. */
const plainVariables = ({ name, home, runtimeFolder }: Person): Record<string, string> => ({
  HOME: home,
  USER: name,
  LOGNAME: name,
  PATH: '/usr/local/bin:/usr/bin:/bin',
  XDG_RUNTIME_DIR: runtimeFolder,
});

/** The processes of a service without a main process, such as one that forked away. */
const otherPid = async (
  { checks }: Pick<Host, 'checks'>,
  controlGroup: string | null,
): Promise<number | null> =>
  controlGroup === null ? null : ((await checks.opened(controlGroup)).pids[0] ?? null);

/**
 * Reads the environment of the running process: whatever units, drop-ins, files, credentials and the manager made of it
 * is then right, without being worked out again.
 */
export const servicePlace = async (
  host: Pick<Host, 'checks' | 'account'>,
  details: Pick<ServiceDetails, 'mainPid' | 'controlGroup' | 'workingFolder'>,
): Promise<ServicePlace> => {
  const pid = details.mainPid ?? (await otherPid(host, details.controlGroup));
  const variables = pid === null ? null : await host.checks.environmentOf(pid);
  const folder = details.workingFolder.replace(/^-/, '').replace(/^~/, host.account.home);
  return {
    folder: folder === '' ? host.account.home : folder,
    variables: Object.fromEntries(
      Object.entries({
        ...(variables ?? plainVariables(host.account)),
        ...(pid === null ? {} : { MAINPID: String(pid) }),
      }).filter(([name]) => !processVariables.has(name)),
    ),
  };
};
