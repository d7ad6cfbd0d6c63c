/** What is done to a unit as a whole, and from where a person does it: menus, keys, its proof and its form. */
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openFiles, save, see } from '../driving/editor.ts';
import { clearAway, home, layDown, sleeper, unitFiles, unitPath } from '../driving/files.ts';
import { startHearth, type Hearth } from '../driving/hearth.ts';
import { becomes, property, said, until } from '../driving/outside.ts';

const [unit, renamed, copy] = ['whole-one.service', 'whole-two.service', 'whole-one-2.service'];
let hearth: Hearth;
let page: Page;

const row = (name: RegExp) => page.getByRole('treeitem', { name });
const article = (name: string) => page.getByRole('article', { name });
const dialog = () => page.getByRole('dialog');

beforeAll(async () => {
  await clearAway(unit, renamed, copy);
  hearth = await startHearth();
  page = await hearth.window();
});
afterAll(() => hearth.close());
afterEach(() => clearAway(unit, renamed, copy));

test('renames a running, enabled service from the menu of its row, and takes it back', async () => {
  await layDown(unit, sleeper());
  await said('systemctl', '--user', 'enable', '--now', '--', unit);
  await row(/whole-one.*running/).click({ button: 'right' });
  await page.getByRole('menuitem', { name: /^Rename/ }).click();
  await dialog().getByRole('textbox', { name: 'New name' }).fill('whole-two');
  await page.keyboard.press('Enter');
  await article(renamed).waitFor();
  await becomes(renamed, 'ActiveState', 'active');
  expect(await property(renamed, 'UnitFileState')).toBe('enabled');
  expect(await property(unit, 'LoadState')).toBe('not-found');
  expect(await unitFiles()).not.toContain(unit);

  await page.getByText(`${unit} is now ${renamed}.`).waitFor();
  await page.keyboard.press('Control+z');
  await becomes(unit, 'ActiveState', 'active');
  expect(await property(unit, 'UnitFileState')).toBe('enabled');
  expect(await property(renamed, 'LoadState')).toBe('not-found');
  expect(await unitFiles()).not.toContain(renamed);
});

test('duplicates it by keyboard from the menu of its row', async () => {
  await layDown(unit, sleeper('One of a kind'));
  await row(/whole-one.*stopped/).click();
  await page.getByRole('tree', { name: 'Services' }).focus();
  await page.keyboard.press('Shift+F10');
  await page.getByRole('menuitem', { name: /^Duplicate/ }).waitFor();
  // The keys of a menu find by its first letters, as anywhere.
  await page.keyboard.type('du');
  await page.keyboard.press('Enter');
  const name = dialog().getByRole('textbox', { name: 'New name' });
  expect(await name.inputValue()).toBe('whole-one-2');
  await page.keyboard.press('Enter');
  await article(copy).waitFor();
  expect(await readFile(unitPath(copy), 'utf8')).toBe(sleeper('One of a kind'));
  expect(await property(copy, 'UnitFileState')).toBe('disabled');
  expect(await property(copy, 'ActiveState')).toBe('inactive');
});

test('copies the true name, safe to paste, from the menu of a row', async () => {
  await layDown(unit, sleeper());
  await row(/whole-one.*stopped/).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Copy name' }).click();
  await until('the name', () =>
    hearth.app.evaluate(
      async ({ clipboard }, wanted) => (await clipboard.readText()) === wanted,
      unit,
    ),
  );
});

test('takes a proof that is chosen in the desktop’s dialog, and shows what it says', async () => {
  const proof = path.join(home, 'whole proof.txt');
  await layDown(
    unit,
    sleeper().replace(
      '/bin/sleep 1000',
      `/bin/sh -c 'echo heard from it >"$HOME/whole proof.txt"; exec sleep 1000'`,
    ),
  );
  await said('systemctl', '--user', 'start', '--', unit);
  await hearth.app.evaluate(({ dialog: desktop }, chosen) => {
    desktop.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
  }, proof);
  await row(/whole-one.*running/).click();
  await page.getByRole('button', { name: 'Set one…' }).click();
  await page.getByRole('button', { name: 'Choose the proof file…' }).click();
  const box = page.getByRole('textbox', { name: 'Proof file' });
  await until('the path', async () => (await box.inputValue()) === '~/whole proof.txt');
  await page.getByRole('button', { name: 'Set proof' }).click();
  await page
    .getByLabel('Last lines of the proof file')
    .filter({ hasText: 'heard from it' })
    .waitFor();
  expect(await readFile(unitPath(unit), 'utf8')).toContain('ProofFile=%h/whole proof.txt\n');
  await rm(proof);
});

test('says in the form what is wrong, on the button too, and mends it with one click', async () => {
  await layDown(unit, sleeper());
  await openFiles(page, unit);
  await see(page, 'Form');
  await page.getByRole('textbox', { name: 'Restart delay' }).fill('5s');
  await page.getByRole('button', { name: 'Save…', exact: true }).waitFor();
  const folder = page.getByRole('textbox', { name: 'Working folder' });
  await folder.fill('"/tmp"');
  await page.getByRole('button', { name: 'Save with 1 error…' }).waitFor();
  await page.getByRole('button', { name: /^Remove the quotes/ }).click();
  await until('the fix', async () => (await folder.inputValue()) === '/tmp');
  await save(page);
  const text = await readFile(unitPath(unit), 'utf8');
  expect(text).toContain('RestartSec=5s\n');
  expect(text).toContain('WorkingDirectory=/tmp\n');
});
