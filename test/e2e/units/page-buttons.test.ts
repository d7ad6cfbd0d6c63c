import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { clearAway, home, layDown, sleeper } from '../driving/files.ts';
import { startHearth, type Hearth } from '../driving/hearth.ts';
import { showSystem } from '../driving/list.ts';
import { becomes, property, said, until } from '../driving/outside.ts';

const unit = 'buttons-test.service';
let hearth: Hearth;
let page: Page;

const open = (): Promise<void> => page.getByRole('treeitem', { name: /buttons-test/ }).click();

beforeAll(async () => {
  await clearAway(unit);
  hearth = await startHearth();
  page = await hearth.window();
});
afterAll(() => hearth.close());
afterEach(() => clearAway(unit));

test('keeps the focus on the button that was pressed by keyboard', async () => {
  await layDown(unit, sleeper().replace('Type=exec', 'Type=exec\nExecStartPre=/bin/sleep 1'));
  await open();
  const focused = () => page.evaluate(() => document.activeElement?.textContent.trim());
  const bar = page.getByRole('toolbar', { name: 'Actions' });
  await bar.getByRole('button', { name: 'Start', exact: true }).focus();
  await page.keyboard.press('Enter');
  await bar.getByRole('button', { name: 'Stop' }).waitFor();
  expect(await focused()).toBe('Stop');
  const tip = () => page.getByRole('switch', { name: /automatically/ }).getAttribute('data-tip');
  expect(await tip()).toBe('Wait until it has started.');
  await becomes(unit, 'ActiveState', 'active');
  await page.keyboard.press('Enter');
  await becomes(unit, 'ActiveState', 'inactive');
  await bar.getByRole('button', { name: 'Start', exact: true }).waitFor();
  expect(await focused()).toBe('Start');

  await page.keyboard.press('Enter');
  await becomes(unit, 'ActiveState', 'active');
  await page.keyboard.press('Tab');
  const pid = await property(unit, 'MainPID');
  await page.keyboard.press('Enter');
  await bar.getByRole('button', { name: 'Restart', disabled: true }).waitFor();
  // Another press does nothing while it is under way.
  await page.keyboard.press('Enter');
  await until('a new process', async () => !['0', pid].includes(await property(unit, 'MainPID')));
  await bar.getByRole('button', { name: 'Restart', disabled: false }).waitFor();
  expect(await focused()).toBe('Restart');
  // The menu, the tabs, the switch.
  for (let tabs = 0; tabs < 3; tabs += 1) await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await becomes(unit, 'UnitFileState', 'enabled');
  expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('switch');
});

test('undoes what was enabled or masked until the next boot, and shows that command', async () => {
  // Files in /run override only the packages' folders.
  const file = path.join(home, '.local/share/systemd/user', unit);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, sleeper());
  await said('systemctl', '--user', 'enable', '--runtime', '--', unit);
  await showSystem(page);
  await open();
  await page.getByRole('switch', { name: 'Start automatically', checked: true }).focus();
  const line = page.getByRole('group', { name: 'Command for this action' });
  await line.getByText(`systemctl --user disable --runtime -- ${unit}`).waitFor();
  await page.getByRole('switch', { name: 'Start automatically' }).click();
  await becomes(unit, 'UnitFileState', 'disabled');
  await said('systemctl', '--user', 'mask', '--runtime', '--', unit);
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: /^Unmask/ }).click();
  await becomes(unit, 'UnitFileState', 'disabled');
  await rm(file);
});
