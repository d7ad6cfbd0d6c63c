/** How the tests see the world without Hearth: through systemctl, loginctl, busctl and files, as a terminal would. */
import { createInterface } from 'node:readline';
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

/** A message as `busctl --json=short monitor` prints it. */
export interface BusMessage {
  type: string;
  sender: string;
  destination: string;
  cookie: number;
  reply_cookie: number;
  path: string;
  interface: string;
  member: string;
  payload: { data: unknown[] } | null;
}

/**
 * Hands over each message of the session’s bus that one of the match rules selects, from the moment this returns.
 * Returns what ends it.
 */
export const listenToBus = async (
  matches: readonly string[],
  hear: (message: BusMessage) => void,
): Promise<() => Promise<void>> => {
  const rules = [...matches, `interface='${probe.interface}'`].map((rule) => `--match=${rule}`);
  const child = execa('busctl', ['--user', '--json=short', ...rules, 'monitor'], {
    reject: false,
    buffer: false,
    stdin: 'ignore',
  });
  let began = false;
  let ended = false;
  createInterface({ input: child.stdout }).on('line', (line) => {
    // Killing busctl can cut its last line short.
    if (ended) return;
    const message = JSON.parse(line) as BusMessage;
    if (message.interface === probe.interface) began = true;
    else hear(message);
  });
  // With JSON, newer ones don’t say that they listen.
  await until('busctl to monitor the bus', async () => {
    await said('busctl', '--user', 'emit', probe.path, probe.interface, probe.member);
    return began;
  });
  return async () => {
    ended = true;
    child.kill();
    await child;
  };
};
