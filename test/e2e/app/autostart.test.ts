import { readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'ini';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { home } from '../driving/files.ts';
import { startHearth, type Hearth } from '../driving/hearth.ts';
import { until } from '../driving/outside.ts';
import { trayOf } from '../driving/tray-bus.ts';

const file = path.join(home, '.config/autostart/hearth.desktop');
let hearth: Hearth;

const isThere = (): Promise<boolean> =>
  stat(file).then(
    () => true,
    () => false,
  );

beforeAll(async () => {
  await rm(file, { force: true });
  hearth = await startHearth();
});
afterAll(() => hearth.close());

test('the switch writes a desktop entry that starts Hearth hidden, and removes it', async () => {
  const page = await hearth.window();
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('switch', { name: 'Start Hearth at login', checked: false }).click();
  await page.getByRole('switch', { name: 'Start Hearth at login', checked: true }).waitFor();
  const entry = parse(await readFile(file, 'utf8'))['Desktop Entry'] as Record<string, string>;
  expect(entry).toMatchObject({ Type: 'Application', Name: 'Hearth' });
  expect(entry['Exec']).toMatch(/ --hidden$/);
  await page.getByRole('switch', { name: 'Start Hearth at login', checked: true }).click();
  await until('the entry to disappear', async () => !(await isThere()));
});

test('the tray’s check marks show the actual state, not what was only requested', async () => {
  const tray = await trayOf(hearth.pid);
  const mark = async (label: string): Promise<boolean | null | undefined> =>
    (await tray.find(label))?.checked;
  await tray.click('Start Hearth at login');
  await until('the entry to appear', isThere);
  await until('the check mark', async () => (await mark('Start Hearth at login')) === true);
  await tray.click('Start Hearth at login');
  await until('the entry to disappear', async () => !(await isThere()));
  await until(
    'the check mark to disappear',
    async () => (await mark('Start Hearth at login')) === false,
  );
  // Lingering is only confirmed in the window, so nothing is on yet.
  await tray.click('Keep running after logout');
  await hearth
    .window()
    .then((page) => page.getByRole('switch', { name: 'Keep running after logout' }).waitFor());
  expect(await mark('Keep running after logout')).toBe(false);
});
