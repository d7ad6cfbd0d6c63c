/** Renaming and duplicating a unit, and the context menu of its row. */
import { describe, expect, test } from 'vitest';
import { createFormTexts } from '../../../electron/core/texts/create/form.ts';
import { recoveryTexts } from '../../../electron/core/texts/recovery.ts';
import { unitsActionsTexts } from '../../../electron/core/texts/units/actions.ts';
import { unitsNamingTexts } from '../../../electron/core/texts/units/naming.ts';
import type { SceneName } from '../../fake/scenes.ts';
import { asked, button, dialog, open, page } from '../driving/scene.ts';
import { chooseInMenu } from '../driving/unit.ts';

const unit = 'worker.service';
const name = () => dialog().getByRole('textbox', { name: unitsNamingTexts.name });
const row = () => page.getByRole('treeitem', { name: /worker/ }).first();

/** Keys pressed before the page is there reach nobody. */
const startRename = async (scene: SceneName): Promise<void> => {
  await open(scene);
  await button('More').waitFor();
  await page.keyboard.press('F2');
};

describe('another name', () => {
  test('F2 renames the unit on the page, and opens it under its new name', async () => {
    await startRename('running');
    expect(await name().inputValue()).toBe('worker');
    await name().fill('My Worker');
    await dialog()
      .getByText(/isn’t allowed in a name/)
      .waitFor();
    await dialog()
      .getByRole('button', { name: createFormTexts.useName('my-worker') })
      .click();
    await name().press('Enter');
    await expect
      .poll(() => asked('renameUnit'))
      .toEqual([{ unit: 'worker.service', to: 'my-worker.service' }]);
    await page.getByRole('heading', { name: 'my-worker' }).waitFor();
  });

  test('can be taken back with Ctrl+Z', async () => {
    await startRename('running');
    await name().fill('other');
    await name().press('Enter');
    await page.getByText(recoveryTexts.renamed({ unit, to: 'other.service' })).waitFor();
    await page.getByRole('tree').focus();
    await page.keyboard.press('Control+z');
    await expect.poll(async () => (await asked('undoTransaction')).length).toBe(1);
  });

  test('says which units keep naming the old one', async () => {
    await startRename('named-elsewhere');
    await dialog().getByText('cleaner.service').waitFor();
    await dialog().getByText('After=').waitFor();
  });

  test('says what else gets the new name, and refuses one that is taken for it', async () => {
    await startRename('named-elsewhere');
    await dialog()
      .getByText(/Renamed with it.*worker\.timer/)
      .waitFor();
    await dialog()
      .getByText(/also written into.*nightly\.timer/)
      .waitFor();
    await name().fill('spare');
    await dialog().getByText(unitsNamingTexts.taken('spare.timer')).waitFor();
    await name().press('Enter');
    expect(await asked('renameUnit')).toEqual([]);
  });

  test('waits until changes to its files are saved', async () => {
    await startRename('file-draft');
    await dialog().getByText(unitsNamingTexts.unsaved).waitFor();
    await name().fill('other');
    await name().press('Enter');
    expect(await asked('renameUnit')).toEqual([]);
  });

  test('a copy gets a free name', async () => {
    await open('running');
    await chooseInMenu(/^Duplicate/);
    await dialog().getByRole('button', { name: unitsNamingTexts.duplicate }).click();
    await expect
      .poll(() => asked('duplicateUnit'))
      .toEqual([{ unit: 'worker.service', to: 'worker-2.service' }]);
  });
});

describe('the context menu of a row', () => {
  test('does what the page’s menu does', async () => {
    await open('running');
    await row().click({ button: 'right' });
    const menu = page.getByRole('menu', { name: unitsActionsTexts.menuOf('worker.service') });
    await menu.getByRole('menuitem', { name: /^Stop/ }).click();
    await expect
      .poll(() => asked('actOnUnit'))
      .toEqual([{ unit: 'worker.service', action: 'stop' }]);
    await menu.waitFor({ state: 'detached' });
  });

  test('asks before what would end the session', async () => {
    await open('distribution');
    await page.getByRole('treeitem', { name: /^From your system/ }).click();
    await page
      .getByRole('treeitem', { name: /^dbus\b/ })
      .first()
      .click({ button: 'right' });
    await page.getByRole('menuitem', { name: /^Stop/ }).click();
    await dialog().getByRole('button', { name: 'Cancel' }).click();
    expect(await asked('actOnUnit')).toEqual([]);
  });

  test('is laid out as the page is, from right to left', async () => {
    await open('running', { rtl: true });
    await row().click({ button: 'right' });
    const menu = page.getByRole('menu');
    await menu.waitFor();
    expect(await menu.evaluate((one) => getComputedStyle(one).direction)).toBe('rtl');
  });

  test('opens with the keyboard, and gives the focus back', async () => {
    await open('running');
    const tree = page.getByRole('tree');
    await tree.focus();
    await page.keyboard.press('Shift+F10');
    await page.getByRole('menu').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('menu').waitFor({ state: 'detached' });
    await expect.poll(() => tree.evaluate((one) => one === document.activeElement)).toBe(true);
  });
});
