/** After the next login: Hearth is there by itself. */
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { said, until } from '../e2e/driving/outside.ts';
import { trayOf } from '../e2e/driving/tray-bus.ts';
import { picture, saw, shell } from './driven.ts';

test('Hearth starts at login, hidden where there is a tray', async () => {
  const pid = Number(
    await until(
      'Hearth',
      async () =>
        (await said('pgrep', '--oldest', '--full', '^/opt/electron/electron .*--hidden')).split(
          '\n',
        )[0],
      40,
    ),
  );
  const group = (await readFile(`/proc/${String(pid)}/cgroup`, 'utf8')).trim();
  if (shell.bar === null)
    await until('its window', async () =>
      (await shell.windows()).some(({ title }) => title === 'Hearth'),
    );
  else {
    await trayOf(pid);
    expect((await shell.windows()).filter(({ title }) => title === 'Hearth')).toEqual([]);
  }
  await picture('login');
  await saw('login', group.includes('autostart') ? 'by systemd' : 'by the desktop');
  process.kill(pid);
});
