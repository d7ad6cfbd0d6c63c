/** How the tests see the world without Hearth: through systemctl, loginctl, busctl and files, as a terminal would. */
import { execa } from 'execa';

/** The trimmed output of a program, whatever its exit code. @throws when it hangs for 30 s. */
export const said = async (program: string, ...args: string[]): Promise<string> => {
  const { stdout, stderr, timedOut } = await execa(program, args, {
    reject: false,
    stdin: 'ignore',
    timeout: 30_000,
  });
  if (timedOut) throw new Error(`hangs: ${[program, ...args].join(' ')}`);
  return `${stdout}${stdout !== '' && stderr !== '' ? '\n' : ''}${stderr}`.trim();
};

/** The same as `said`, as root. */
export const saidToRoot = (...args: string[]): Promise<string> => said('sudo', '-n', ...args);

/** One property of a unit, as `systemctl --user show` prints it. */
export const property = (unit: string, name: string): Promise<string> =>
  said('systemctl', '--user', 'show', '--property', name, '--value', '--', unit);

/** Waits until a unit's property has this value. */
export const becomes = (unit: string, name: string, value: string): Promise<unknown> =>
  until(`${name}=${value}`, async () => (await property(unit, name)) === value, 15);

/** Looks until `look` returns something truthy; fails with `what` after `seconds`. */
export const until = async <Value>(
  what: string,
  look: () => Promise<Value> | Value,
  seconds = 10,
): Promise<NonNullable<Value>> => {
  const end = Date.now() + seconds * 1000;
  let last: unknown;
  for (;;) {
    try {
      const value = await look();
      if (value) return value;
      last = value;
    } catch (thrown) {
      last = thrown;
    }
    if (Date.now() > end)
      throw new Error(`waited ${String(seconds)} s for ${what}; last: ${String(last)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};

const probe = { path: '/org/hearth/Probe', interface: 'org.hearth.Probe', member: 'Heard' };

/** What a monitor of the session’s bus asks for, to be seen to have begun. */
export const probeMatch = `interface='${probe.interface}'`;

/** A message that tells nothing but that. */
export const isProbe = (message: Readonly<Record<string, unknown>>): boolean =>
  message['interface'] === probe.interface;

/** Waits until a monitor hears; with JSON, newer ones don’t say so. @param heard whether a probe came. */
export const monitorBegun = (heard: () => boolean): Promise<unknown> =>
  until('busctl to monitor the bus', async () => {
    await said('busctl', '--user', 'emit', probe.path, probe.interface, probe.member);
    return heard();
  });
