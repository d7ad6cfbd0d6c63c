/** Uses the editor on a unit's page as a person does. */
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { clearAway, home } from './files.ts';
import { startHearth, type Hearth } from './hearth.ts';
import { said } from './outside.ts';

/** A Hearth without unsaved texts from an earlier run, and its window. */
export const startEditing = async (unit: string): Promise<{ hearth: Hearth; page: Page }> => {
  await clearAway(unit);
  await rm(path.join(home, '.local/state/hearth/drafts'), { recursive: true, force: true });
  const hearth = await startHearth();
  return { hearth, page: await hearth.window() };
};

/** Cleans up after a test: discards what it typed, and removes the unit. */
export const leaveNothing = async (page: Page, unit: string): Promise<void> => {
  const discard = page.getByRole('button', { name: 'Discard changes' });
  if (await discard.isEnabled()) await discard.click();
  await clearAway(unit);
};

/** Opens a unit's text from the list. */
export const openFiles = async (page: Page, unit: string): Promise<void> => {
  await page.getByRole('treeitem', { name: new RegExp(unit.replace('.service', '')) }).click();
  await page.getByRole('tab', { name: /^Edit/ }).click();
  await page.getByRole('region', { name: 'Files of this unit' }).waitFor();
  await see(page, 'Text');
};

/** The text itself. */
export const editorOf = (page: Page): Locator =>
  page.getByRole('tabpanel').getByRole('textbox', { name: /\.(service|conf|sh)$/ });

export const press = (page: Page, name: string | RegExp): Promise<void> =>
  page.getByRole('button', { name, exact: typeof name === 'string' }).click();

export const see = (page: Page, view: 'Text' | 'Form' | 'History'): Promise<void> =>
  page.getByRole('radio', { name: view, exact: true }).check({ force: true });

/** Moves the cursor to the end of a line, counted from 1. */
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

/** How `diff` compares a file with what it was: the lines removed and added. */
export const difference = async (path: string, before: string | Uint8Array): Promise<string[]> => {
  const old = '/tmp/hearth-editor-before';
  await writeFile(old, before);
  const told = await said('diff', '--text', '--unified=0', old, path);
  return told.split('\n').filter((line) => /^[-+](?![-+]{2} )/.test(line));
};

/** Waits until the manager has loaded the unit as it is on disk. */
export const isLoadedAnew = async (unit: string): Promise<void> => {
  expect(await said('systemctl', '--user', 'show', '-P', 'NeedDaemonReload', '--', unit)).toBe(
    'no',
  );
};
