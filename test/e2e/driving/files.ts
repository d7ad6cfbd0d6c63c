/** The person's folders, and services written into them by hand, as an editor would. */
import { chmod, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { said } from './outside.ts';

export const home = process.env['HOME'] ?? '';
export const unitFolder = path.join(home, '.config/systemd/user');
export const unitPath = (unit: string): string => path.join(unitFolder, unit);

/** The files in the unit folder, sorted. */
export const unitFiles = async (): Promise<string[]> => (await readdir(unitFolder)).sort();

/** Writes a unit file and reloads the manager. */
export const layDown = async (unit: string, text: string): Promise<void> => {
  await mkdir(unitFolder, { recursive: true });
  await writeFile(unitPath(unit), text);
  await said('systemctl', '--user', 'daemon-reload');
};

/** A service that runs until it is stopped. */
export const sleeper = (description = 'Sleeps'): string =>
  `[Unit]\nDescription=${description}\n\n[Service]\nType=exec\nExecStart=/bin/sleep 1000\n\n[Install]\nWantedBy=default.target\n`;

/** Whether the manager knows anything of a unit, or a link still names it. */
const isKnown = async (unit: string): Promise<boolean> => {
  const asked = ['LoadState', 'ActiveState', 'UnitFileState'].map((name) => `--property=${name}`);
  const shown = await said('systemctl', '--user', 'show', ...asked, '--', unit);
  const isGone = /^LoadState=not-found$/m.test(shown) && /^ActiveState=inactive$/m.test(shown);
  if (!isGone || !/^UnitFileState=$/m.test(shown)) return true;
  const left = await readdir(unitFolder, { recursive: true }).catch(() => []);
  return left.some((file) => path.basename(file) === unit);
};

/** Stops, disables and removes services and everything that Hearth or a test made for them. */
export const clearAway = async (...units: string[]): Promise<void> => {
  for (const unit of units) {
    // Most are gone already, and `unmask` alone makes the manager read everything again.
    if (await isKnown(unit)) {
      await said('systemctl', '--user', 'kill', '--signal=SIGKILL', '--', unit);
      await said('systemctl', '--user', 'disable', '--now', '--', unit);
      await said('systemctl', '--user', 'unmask', '--', unit);
      await said('systemctl', '--user', 'reset-failed', '--', unit);
    }
    await rm(unitPath(unit), { force: true, recursive: true });
    await rm(`${unitPath(unit)}.d`, { force: true, recursive: true });
    await rm(path.join(home, '.local/bin', `${unit.replace(/\.service$/, '')}.sh`), {
      force: true,
    });
  }
  await said('systemctl', '--user', 'daemon-reload');
};

/** Writes a program for tests where only its owner could have put it. */
export const writeProgram = async (name: string, text: string): Promise<string> => {
  const file = path.join(home, name);
  await writeFile(file, text);
  await chmod(file, 0o755);
  return file;
};
