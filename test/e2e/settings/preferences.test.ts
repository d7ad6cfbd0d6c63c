/** Preferences take effect, and are there again after a restart. */
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { environmentComputerTexts } from '../../../electron/core/texts/environment/computer.ts';
import { choose } from '../driving/choose.ts';
import { home } from '../driving/files.ts';
import { startHearth, windowPlace, type Hearth } from '../driving/hearth.ts';
import { said, saidToRoot, until } from '../driving/outside.ts';
import { trayOf } from '../driving/tray-bus.ts';

const settings = path.join(home, '.config/hearth/settings.ini');
let hearth: Hearth;

const inFile = (line: string): Promise<unknown> =>
  until(line, async () => (await readFile(settings, 'utf8')).split('\n').includes(line));
const openSettings = async (): Promise<Page> => {
  const page = await hearth.window();
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('heading', { name: 'Settings', exact: true }).waitFor();
  // Otherwise Playwright shows every page in light colours.
  await page.emulateMedia({ colorScheme: null });
  return page;
};
const isDark = (page: Page): Promise<boolean> =>
  page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);
const bounds = (): Promise<Electron.Rectangle> =>
  hearth.app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    if (window === undefined) throw new Error('no window');
    return window.getNormalBounds();
  });
const setBounds = (wanted: Electron.Rectangle): Promise<void> =>
  hearth.app.evaluate(({ BrowserWindow }, to) => {
    BrowserWindow.getAllWindows()[0]?.setBounds(to);
  }, wanted);
const closeWindow = async (): Promise<void> => {
  await hearth.app.evaluate(({ BrowserWindow }) => {
    for (const window of BrowserWindow.getAllWindows()) window.close();
  });
  await until('no window', () => hearth.app.windows().length === 0);
};
const pressKeys = (keys: string): Promise<string> =>
  said('xdotool', 'key', '--clearmodifiers', keys);

beforeEach(async () => {
  await rm(settings, { force: true });
  hearth = await startHearth();
});
afterEach(async () => {
  await hearth.close();
  await rm(settings, { force: true });
});

test('the settings say what this computer offers', async () => {
  const page = await openSettings();
  const offers = page
    .getByRole('list', { name: environmentComputerTexts.title })
    .getByRole('listitem');
  const asked = await said('systemctl', '--user', 'show', '--property=Version', '--value');
  await offers.filter({ hasText: environmentComputerTexts.managerRuns(asked.trim()) }).waitFor();
  await offers.filter({ hasText: environmentComputerTexts.logsReadable }).waitFor();
  await offers.filter({ hasText: environmentComputerTexts.trayThere }).waitFor();
  const linger = await said('loginctl', 'show-user', '--property=Linger', '--value', 'alice');
  const stays = linger.trim() === 'yes';
  await offers
    .filter({
      hasText: stays ? environmentComputerTexts.keepRunning : environmentComputerTexts.stop,
    })
    .waitFor();
});

test('a theme, and amounts, hold at once and after a restart', async () => {
  let page = await openSettings();
  expect(await isDark(page)).toBe(false);
  await page.getByRole('radiogroup', { name: 'Theme' }).getByText('Dark').click();
  await until('the dark theme', () => isDark(page));
  await choose(page, 'Versions per service', '200');
  await choose(page, 'Lines in memory', '2,000');
  await inFile('theme=dark');
  await inFile('versions=200');
  await inFile('lines=2000');
  await hearth.close();
  hearth = await startHearth();
  page = await openSettings();
  await until('the dark theme', () => isDark(page));
  await page.getByRole('radio', { name: 'Dark', checked: true }).waitFor();
  await page.getByRole('combobox', { name: 'Versions per service' }).getByText('200').waitFor();
  await page.getByRole('combobox', { name: 'Lines in memory' }).getByText('2,000').waitFor();
});

test('the global shortcut opens Hearth, until it is removed', async () => {
  const page = await openSettings();
  const region = page.getByRole('region', { name: 'Global shortcut' });
  await region.getByRole('button', { name: 'Set keys' }).click();
  await page.keyboard.press('Control+Alt+H');
  await region.getByText('Ctrl + Alt + H').waitFor();
  expect(await region.getByRole('alert').count()).toBe(0);
  await inFile('shortcut=Ctrl+Alt+H');
  await trayOf(hearth.pid);
  await closeWindow();
  await pressKeys('ctrl+alt+h');
  await hearth.window();
  // Also after a restart, without a window.
  await hearth.close();
  hearth = await startHearth({ args: ['--hidden'] });
  await trayOf(hearth.pid);
  await until('the keys to open the window', async () => {
    await pressKeys('ctrl+alt+h');
    return hearth.app.windows().length > 0;
  });
  const again = await openSettings();
  await again
    .getByRole('region', { name: 'Global shortcut' })
    .getByRole('button', { name: 'Remove' })
    .click();
  await inFile('shortcut=');
  expect(
    await hearth.app.evaluate(({ globalShortcut }) => globalShortcut.isRegistered('Ctrl+Alt+H')),
  ).toBe(false);
});

test('reports keys that the desktop has already taken, with what works instead', async () => {
  const page = await openSettings();
  const region = page.getByRole('region', { name: 'Global shortcut' });
  await region.getByRole('button', { name: 'Set keys' }).click();
  // Openbox switches desktops with it.
  await page.keyboard.press('Control+Alt+ArrowLeft');
  const alert = region.getByRole('alert');
  await alert.getByText('Ctrl+Alt+Left doesn’t open Hearth.').waitFor();
  await alert.getByText('hearth', { exact: true }).waitFor();
});

test('the window comes back where it was, but never outside of the screen', async () => {
  await hearth.window();
  const wanted = { x: 140, y: 90, width: 820, height: 560 };
  await setBounds(wanted);
  await until('the place to be kept', async () =>
    (await readFile(windowPlace, 'utf8')).includes(' 820 560'),
  );
  await hearth.close();
  const kept = await readFile(windowPlace, 'utf8');
  const places: Electron.Rectangle[] = [];
  for (let start = 0; start < 3; start += 1) {
    // Hearth ends the line when it keeps the place again.
    await writeFile(windowPlace, kept.trimEnd());
    hearth = await startHearth({ keepsPlace: true });
    await hearth.window();
    await until('the window to come to rest', async () =>
      (await readFile(windowPlace, 'utf8')).endsWith('\n'),
    );
    places.push(await bounds());
    await hearth.close();
    expect(await readFile(windowPlace, 'utf8')).toBe(kept);
  }
  expect(places[1]).toEqual(places[0]);
  expect(places[2]).toEqual(places[0]);
  expect(places[0]).toMatchObject({ width: 820, height: 560 });
  await writeFile(windowPlace, '5000 300 820 560\n');
  hearth = await startHearth({ keepsPlace: true });
  await hearth.window();
  const now = await bounds();
  expect(now).toMatchObject({ width: 820, height: 560 });
  expect(now.x + now.width).toBeLessThanOrEqual(1280);
  await hearth.close();
  await writeFile(windowPlace, '100 100 820 560 maximized\n');
  hearth = await startHearth({ keepsPlace: true });
  await hearth.window();
  await until('a maximized window', () =>
    hearth.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isMaximized()),
  );
});

test('failures of the system’s own services count on request', async () => {
  const unit = 'hearth-of-system.service';
  const file = `/etc/systemd/user/${unit}`;
  await saidToRoot('sh', '-c', `printf '[Service]\\nExecStart=/bin/false\\n' > ${file}`);
  await said('systemctl', '--user', 'daemon-reload');
  await said('systemctl', '--user', 'start', '--', unit);
  try {
    const page = await openSettings();
    await page.getByRole('treeitem', { name: /hearth-of-system/ }).waitFor();
    const tray = await trayOf(hearth.pid);
    const iconIs = (failed: boolean): Promise<unknown> =>
      until(
        `an icon ${failed ? 'of failure' : 'without failure'}`,
        async () => JSON.stringify(await tray.get('ToolTip')).includes('failed') === failed,
      );
    await iconIs(false);
    await page.getByRole('switch', { name: 'Include services of the system' }).click();
    await iconIs(true);
    await inFile('system=yes');
    await page.getByRole('switch', { name: 'Include services of the system' }).click();
    await iconIs(false);
  } finally {
    await saidToRoot('rm', '-f', file);
    await said('systemctl', '--user', 'reset-failed', '--', unit);
    await said('systemctl', '--user', 'daemon-reload');
  }
});
