/** The editor on a unit's page, used as a person does. */
import { writeFile } from 'node:fs/promises';
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { said } from './outside.ts';

/** Opens the text of a unit from the list. */
export const openFiles = async (page: Page, unit: string): Promise<void> => {
  await page.getByRole('treeitem', { name: new RegExp(unit.replace('.service', '')) }).click();
  await page.getByRole('tab', { name: /^File/ }).click();
  await page.getByRole('region', { name: 'Files of this unit' }).waitFor();
  await see(page, 'Text');
};

/** The text itself. */
export const editorOf = (page: Page): Locator =>
  page.getByRole('tabpanel').getByRole('textbox', { name: /\.(service|conf)$/ });

export const press = (page: Page, name: string | RegExp): Promise<void> =>
  page.getByRole('button', { name, exact: typeof name === 'string' }).click();

export const see = (page: Page, view: 'Text' | 'Form' | 'History'): Promise<void> =>
  page.getByRole('radio', { name: view, exact: true }).check({ force: true });

/** The cursor at the end of a line, counted from 1. */
export const goToLine = async (page: Page, line: number): Promise<void> => {
  await editorOf(page).focus();
  await page.keyboard.press('Control+Home');
  for (let down = 1; down < line; down += 1) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('End');
};

/** Ctrl+S, a look at the difference, Enter. */
export const save = async (page: Page): Promise<void> => {
  await page.keyboard.press('Control+s');
  const dialog = page.getByRole('dialog', { name: 'Save these changes?' });
  await dialog.waitFor();
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
};

/** What `diff` says of a file against what it was: the lines gone and come. */
export const difference = async (path: string, before: string | Uint8Array): Promise<string[]> => {
  const old = '/tmp/hearth-editor-before';
  await writeFile(old, before);
  const told = await said('diff', '--text', '--unified=0', old, path);
  return told.split('\n').filter((line) => /^[-+](?![-+]{2} )/.test(line));
};

/** The unit is loaded as it is on disk. */
export const isLoadedAnew = async (unit: string): Promise<void> => {
  expect(await said('systemctl', '--user', 'show', '-P', 'NeedDaemonReload', '--', unit)).toBe(
    'no',
  );
};
