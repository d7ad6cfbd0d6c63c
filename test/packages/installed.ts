/** The installed Hearth, as alice sees it on her desktop. */
import path from 'node:path';
import { execa } from 'execa';
import { home } from '../e2e/driving/files.ts';
import { said, saidToRoot, until } from '../e2e/driving/outside.ts';
import { trayOf } from '../e2e/driving/tray-bus.ts';

export const program = '/opt/Hearth/hearth';
export const entryName = 'org.hearth.Hearth.desktop';
/** Where Chromium keeps its own things. */
export const profile = path.join(home, '.config/hearth');
export const autostartEntry = path.join(home, '.config/autostart/hearth.desktop');
/** Makes `attach` possible. */
export const debugging = '--remote-debugging-port=0';

/** @throws with apt’s output. */
export const apt = async (...words: string[]): Promise<void> => {
  await execa('sudo', ['-n', 'apt-get', '--yes', ...words], {
    stdin: 'ignore',
    env: { DEBIAN_FRONTEND: 'noninteractive' },
    timeout: 5 * 60_000,
  });
};

export const packageState = (): Promise<string> =>
  said('dpkg-query', '--show', '--showformat=${db:Status-Status} ${Version}', 'hearth');

/** Its main process; null if it doesn’t run. */
export const running = async (): Promise<number | null> => {
  const lines = (await said('ps', '-C', 'hearth', '-o', 'pid=,args=')).split('\n');
  const main = lines.find((line) => line.includes(` ${program}`) && !line.includes(' --type='));
  return main === undefined ? null : Number.parseInt(main);
};

/** Its windows on the screen. */
export const windows = async (): Promise<string[]> => {
  const found = await said('xdotool', 'search', '--onlyvisible', '--name', '^Hearth$');
  return found.split('\n').filter((line) => /^\d+$/.test(line));
};

/** Quits as a person does, by the tray. */
export const quit = async (): Promise<void> => {
  const tray = await trayOf((await running()) ?? 0);
  await tray.click('Quit');
  await until('its end', async () => (await running()) === null);
};

/** Starts an entry of the menu, as a menu does. */
export const launch = async (entry: string): Promise<number> => {
  await execa('gio', ['launch', entry], { stdio: 'ignore' });
  return until('Hearth', running, 30);
};

/** Everything in the folders of the system that packages write to. */
export const systemFiles = (): Promise<string> =>
  saidToRoot('sh', '-c', 'find /opt /usr /etc -xdev | sort');

/** What is alice’s: every file with its checksum, every link with where it points. */
export const ownFiles = async (): Promise<string[]> => {
  const folders = ['.config/systemd', '.config/hearth', '.config/autostart', '.local'];
  // The service goes on writing its proof.
  const find = `find ${folders.join(' ')} ! -name custom-user-worker.log`;
  const line = `{ ${find} -type f -exec sha256sum {} +; ${find} -type l -printf '%l %p\\n'; } | sort`;
  const { stdout } = await execa('sh', ['-c', line], { cwd: home });
  return stdout.split('\n');
};
