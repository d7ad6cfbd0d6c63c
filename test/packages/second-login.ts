/** After a real logout and login: autostart, an upgrade while Hearth runs, and the removal of the package. */
import { readFile } from 'node:fs/promises';
import { attach } from '../e2e/driving/hearth.ts';
import { property, said, until } from '../e2e/driving/outside.ts';
import { trayOf } from '../e2e/driving/tray-bus.ts';
import { quietFor } from '../quiet.ts';
import { service } from '../walk/steps.ts';
import { laterDeb, laterVersion } from './build.ts';
import {
  apt,
  ownFiles,
  packageState,
  profile,
  quit,
  running,
  systemFiles,
  windows,
} from './installed.ts';
import { expectEmpty, expectSame, prove } from './proofs.ts';

/** systemd makes it from her entry in ~/.config/autostart, systemd-xdg-autostart-generator(8). */
const unit = 'app-hearth@autostart.service';

const workerPid = (): Promise<string> => property(service, 'MainPID');

const proveAutostart = (): Promise<boolean> =>
  prove('it starts at login, in the tray alone', async () => {
    await said('systemctl', '--user', 'start', 'test-desktop.target');
    const pid = await until('Hearth', running, 30);
    expectSame('the process of its unit', await property(unit, 'MainPID'), String(pid));
    const tray = await trayOf(pid);
    await until('her service in the tray', () => tray.find('custom-user-worker'));
    await quietFor(2000, 'a window would be open by now');
    expectEmpty('windows', (await windows()).join('\n'));
    return `process ${pid} of ${unit}`;
  });

const proveUpgrade = async (): Promise<void> => {
  const worker = await workerPid();
  const before = await running();
  await prove('an upgrade leaves the running Hearth and her service alone', async () => {
    await apt('install', laterDeb);
    expectSame('its state', await packageState(), `installed ${laterVersion}`);
    expectSame('its process', String(await running()), String(before));
    expectSame('the process of her service', await workerPid(), worker);
    const tray = await trayOf(before ?? 0);
    await until('her service in the tray', () => tray.find('custom-user-worker'));
    return `processes ${String(before)} and ${worker}`;
  });
  await prove('its window then opens from the new version', async () => {
    const tray = await trayOf(before ?? 0);
    await tray.click('Open Hearth');
    const { page, detach } = await attach(profile);
    await page.getByRole('button', { name: 'Settings' }).click();
    await page.getByText(`Hearth ${laterVersion} `).waitFor();
    await detach();
    expectSame('its unit', await property(unit, 'ActiveState'), 'active');
    return `process ${String(before)} became ${String(await running())}`;
  });
  await prove('an open window survives that its files are replaced', async () => {
    const { page, detach } = await attach(profile);
    const pid = await running();
    await apt('install', '--reinstall', laterDeb);
    await page.getByRole('button', { name: 'New service' }).first().click();
    await page.getByRole('textbox', { name: 'Name', exact: true }).waitFor();
    expectSame(
      'the draft',
      await page.getByRole('textbox', { name: 'Name', exact: true }).inputValue(),
      'drafted',
    );
    expectSame('what a second start says', await said('hearth', 'open', service), '');
    await page.getByRole('heading', { name: /custom-user-worker/ }).waitFor();
    await detach();
    expectSame('its process', String(await running()), String(pid));
    return `process ${String(pid)}; a second start opened a page in it`;
  });
};

const proveRemoval = async (): Promise<void> => {
  const worker = await workerPid();
  await quit();
  const own = await ownFiles();
  const expectUntouched = async (): Promise<string> => {
    expectSame('what is hers', (await ownFiles()).join('\n'), own.join('\n'));
    expectSame('the process of her service', await workerPid(), worker);
    const count = (part: string): number =>
      own.filter((line) => line.includes(` .local/state/hearth/${part}/`)).length;
    const parts = ['history', 'drafts', 'form'].map((part) => `${part} ${count(part)}`);
    return `${own.length} files of hers with the same checksums (${parts.join(', ')})`;
  };
  await prove('removing it leaves what is hers alone', async () => {
    await apt('remove', 'hearth');
    return expectUntouched();
  });
  await prove('so does purging it', async () => {
    await apt('purge', 'hearth');
    return expectUntouched();
  });
  await prove('nothing of it stays in /opt, /usr and /etc', async () => {
    const before = new Set((await readFile('/tmp/system-before', 'utf8')).split('\n'));
    const left = (await systemFiles()).split('\n').filter((file) => !before.has(file));
    expectEmpty('files', left.filter((file) => !file.endsWith('/test-desktop.target')).join('\n'));
    expectSame('its state', await packageState(), 'dpkg-query: no packages found matching hearth');
    return `${before.size} files and folders before and after`;
  });
};

const main = async (): Promise<void> => {
  if (await proveAutostart()) await proveUpgrade();
  await proveRemoval();
  await said('systemctl', '--user', 'stop', 'test-desktop.target');
};

await main();
