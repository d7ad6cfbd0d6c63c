/** Alice installs the deb, starts Hearth from the menu, walks S1 to S13 with it, and turns autostart on. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { execa } from 'execa';
import type { Page } from 'playwright-core';
import { readRelease } from '../../build/package/release.ts';
import { fillForm, openForm } from '../e2e/driving/form.ts';
import { home, unitPath } from '../e2e/driving/files.ts';
import { attach } from '../e2e/driving/hearth.ts';
import { said, saidToRoot, until } from '../e2e/driving/outside.ts';
import { service, steps } from '../walk/steps.ts';
import { inRelease, names } from './build.ts';
import {
  apt,
  autostartEntry,
  debugging,
  entryName,
  launch,
  packageState,
  profile,
  program,
  quit,
  systemFiles,
  windows,
} from './installed.ts';
import { expectEmpty, expectSame, prove, skip } from './proofs.ts';

const deb = inRelease(names.deb);
const entry = `/usr/share/applications/${entryName}`;

const proveDepends = (): Promise<boolean> =>
  prove('what it depends on is in this release', async () => {
    const nothing = ['Dir::State::status=/dev/null', 'APT::Install-Recommends=false'];
    const words = nothing.flatMap((option) => ['--option', option]);
    const { stdout } = await execa('apt-get', ['--simulate', ...words, 'install', deb]);
    return `${stdout.match(/^Inst /gm)?.length ?? 0} packages, counted from an empty system`;
  });

const proveInstall = (): Promise<boolean> =>
  prove('apt installs it', async () => {
    await writeFile('/tmp/system-before', await systemFiles());
    await apt('install', deb);
    expectSame('its state', await packageState(), `installed ${readRelease().version}`);
    expectEmpty('changed files', await said('dpkg', '--verify', 'hearth'));
    expectSame(
      'what it says',
      await said('hearth', '--version'),
      `Hearth ${readRelease().version}`,
    );
    return said('sh', '-c', "dpkg -L hearth | wc -l | sed 's/$/ files and folders/'");
  });

/** Desktops join a window and its entry by this name. */
const proveClass = async (window: string): Promise<void> => {
  const promise = 'its window has the class that its entry names';
  const electron = await readFile(path.join(path.dirname(program), 'version'), 'utf8');
  if (Number.parseInt(electron) < 45)
    skip(promise, `Electron ${electron.trim()} takes it from elsewhere; 45 and newer can`);
  else
    await prove(promise, async () => {
      const named = await said('xprop', '-id', window, 'WM_CLASS');
      if (!named.includes('"org.hearth.Hearth"')) throw new Error(named);
      return named;
    });
};

const proveMenu = (): Promise<boolean> =>
  prove('it opens from its entry in the menu, sandboxed', async () => {
    const pid = await launch(entry);
    const [window = ''] = await until('its window', async () => {
      const shown = await windows();
      return shown.length > 0 ? shown : null;
    });
    const words = await said('ps', '-C', 'hearth', '-o', 'args=');
    if (words.includes('no-sandbox') || !words.includes('--type=renderer'))
      throw new Error(`It runs as\n${words}`);
    await proveClass(window);
    await quit();
    return `process ${pid}, ${program}`;
  });

/** An entry of her own, in place of the package’s, so that the walk can look into its window. */
const ownEntry = async (): Promise<string> => {
  const folder = path.join(home, '.local/share/applications');
  await mkdir(folder, { recursive: true });
  const text = await readFile(entry, 'utf8');
  const own = path.join(folder, entryName);
  await writeFile(own, text.replace(`Exec=${program} `, `Exec=${program} ${debugging} `));
  return own;
};

/** Saves an older version into the history, and leaves drafts. */
const leaveWork = async (page: Page): Promise<void> => {
  await page.getByRole('treeitem', { name: /custom-user-worker/ }).click();
  await page.getByRole('tab', { name: /^Edit/ }).click();
  await page.getByRole('radio', { name: 'Text', exact: true }).check({ force: true });
  await page.getByRole('tabpanel').getByRole('textbox', { name: service }).focus();
  for (const key of ['Control+Home', 'ArrowDown', 'End']) await page.keyboard.press(key);
  await page.keyboard.type(', saved');
  await page.keyboard.press('Control+s');
  const dialog = page.getByRole('dialog', { name: 'Save these changes?' });
  await dialog.waitFor();
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await until('the saved file', async () =>
    (await readFile(unitPath(service), 'utf8')).includes('demo, saved\n'),
  );
  await page.keyboard.type(' and not');
  await openForm(page);
  await fillForm(page, { name: 'drafted' });
};

const proveWalk = async (): Promise<void> => {
  await launch(await ownEntry());
  const { page, detach } = await attach(profile);
  await prove('S1 to S13, through its window', async () => {
    for (const step of steps)
      await step.run(page).catch((thrown: unknown) => {
        throw new Error(`${step.id}: ${String(thrown)}`);
      });
    return `${steps.length} steps`;
  });
  await prove('autostart and a theme are set in its window', async () => {
    await page.getByRole('button', { name: 'Settings' }).click();
    await page.getByRole('radiogroup', { name: 'Theme' }).getByText('Dark').click();
    await page.getByRole('switch', { name: 'Start Hearth at login', checked: false }).click();
    await page.getByRole('switch', { name: 'Start Hearth at login', checked: true }).waitFor();
    const text = await readFile(autostartEntry, 'utf8');
    if (!text.includes(`Exec=${program} --hidden\n`)) throw new Error(text);
    // For the proofs after the next login, which look into its window.
    await writeFile(autostartEntry, text.replace('--hidden', `--hidden ${debugging}`));
    return autostartEntry;
  });
  await prove('a change is saved, another and a new service are left unsaved', async () => {
    await leaveWork(page);
    return 'Description=';
  });
  await detach();
  await quit();
};

const main = async (): Promise<void> => {
  await proveDepends();
  if (!(await proveInstall())) return;
  await saidToRoot(
    'cp',
    path.join(import.meta.dirname, 'test-desktop.target'),
    '/etc/systemd/user/test-desktop.target',
  );
  if (await proveMenu()) await proveWalk();
  // Her manager is to end with her sessions.
  await saidToRoot('loginctl', 'disable-linger', process.env['USER'] ?? '');
};

await main();
