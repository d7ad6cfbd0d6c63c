import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import {
  difference,
  editorOf,
  goToLine,
  isLoadedAnew,
  openFiles,
  press,
  save,
  see,
} from '../driving/editor.ts';
import { clearAway, home, layDown, unitPath } from '../driving/files.ts';
import { startHearth, type Hearth } from '../driving/hearth.ts';
import { property, until } from '../driving/outside.ts';

const unit = 'editor-history.service';
const file = unitPath(unit);
const state = path.join(home, '.local/state/hearth');
const start = `# Mine
[Unit]
Description=First

[Service]
ExecStart=/bin/sleep 1000
Restart=no

[Install]
WantedBy=default.target
`;
let hearth: Hearth;
let page: Page;

/** The text of all drafts on disk. */
const draftTexts = async (): Promise<string> => {
  const folder = path.join(state, 'drafts');
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json'));
  const drafts = await Promise.all(names.map((name) => readFile(path.join(folder, name), 'utf8')));
  return drafts
    .map((draft) =>
      Buffer.from((JSON.parse(draft) as { bytes: string }).bytes, 'base64').toString(),
    )
    .join('\n');
};

beforeAll(async () => {
  await clearAway(unit);
  await rm(state, { recursive: true, force: true });
  hearth = await startHearth();
  page = await hearth.window();
});
afterAll(() => hearth.close());
afterEach(async () => {
  await clearAway(unit);
  await rm(path.join(state, 'history'), { recursive: true, force: true });
});

test('the form follows when changes are discarded or the file changes on disk', async () => {
  await layDown(unit, start);
  await openFiles(page, unit);
  await see(page, 'Form');
  const argument = page.getByRole('textbox', { name: 'Argument 1', exact: true });
  await argument.fill('7');
  await press(page, 'Discard changes');
  await until('the row to revert', async () => (await argument.inputValue()) === '1000');
  await writeFile(file, start.replace('1000', '2000'));
  await until('the row to update', async () => (await argument.inputValue()) === '2000');
  const program = page.getByRole('textbox', { name: 'Program', exact: true });
  await program.fill('/usr/bin/sleep');
  await see(page, 'Text');
  await editorOf(page).getByText('ExecStart=/usr/bin/sleep 2000').waitFor();
  await press(page, 'Discard changes');
});

test('an invalid field resets when changes are discarded, and when the file changes on disk', async () => {
  await layDown(unit, start);
  await openFiles(page, unit);
  await see(page, 'Form');
  const field = (name: string) => page.getByRole('textbox', { name, exact: true });
  const program = field('Program');
  const refused = page.getByText('Enter the command that the service runs.');
  await field('Description').fill('Second');
  await program.fill('');
  await refused.waitFor();
  await press(page, 'Discard changes');
  await refused.waitFor({ state: 'detached' });
  expect(await program.inputValue()).toBe('/bin/sleep');
  await program.fill('');
  await refused.waitFor();
  await writeFile(file, start.replace('/bin/sleep', '/usr/bin/sleep'));
  await refused.waitFor({ state: 'detached' });
  expect(await program.inputValue()).toBe('/usr/bin/sleep');
});

test('a variable can be typed through invalid intermediate values', async () => {
  await layDown(unit, start);
  await openFiles(page, unit);
  await see(page, 'Form');
  const environment = page.getByRole('textbox', { name: 'Environment', exact: true });
  await environment.focus();
  await page.keyboard.type('URL=http://x/a%20b');
  expect(await environment.inputValue()).toBe('URL=http://x/a%20b');
  await page
    .getByText(/systemd doesn’t know the specifier “%2”.*For a percent sign, write %%/)
    .waitFor();
  for (let back = 0; back < 3; back += 1) await page.keyboard.press('ArrowLeft');
  await page.keyboard.type('%');
  await page.getByText(/doesn’t know the specifier/).waitFor({ state: 'detached' });
  await see(page, 'Text');
  await editorOf(page).getByText('Environment=URL=http://x/a%%20b').waitFor();
  await press(page, 'Discard changes');
});

const conflict = () => page.getByRole('region', { name: 'Conflict' });
/** Types at the end of a line while someone else writes the file. */
const typeAgainst = async (line: number, typed: string, theirs: string): Promise<void> => {
  await layDown(unit, start);
  await openFiles(page, unit);
  await editorOf(page).getByText('# Mine').waitFor();
  await goToLine(page, line);
  await page.keyboard.type(typed);
  await writeFile(file, theirs);
  await page.getByText(/changed on disk while you were editing/).waitFor();
  await page.keyboard.press('Control+s');
  await conflict().waitFor();
};

describe('a file that someone else changed meanwhile', () => {
  const theirs = start.replace('Restart=no', 'Restart=always');

  test('never overwrites a file changed on disk, and merges changes that don’t overlap', async () => {
    await typeAgainst(3, ' and mine', theirs);
    expect(await readFile(file, 'utf8')).toBe(theirs);
    await conflict().getByText('Description=First and mine').waitFor();
    await conflict().getByText('Restart=always').waitFor();
    await press(page, 'Merge both');
    await save(page);
    expect(await difference(file, start)).toEqual([
      '-Description=First',
      '+Description=First and mine',
      '-Restart=no',
      '+Restart=always',
    ]);
    await isLoadedAnew(unit);
  });

  test('takes the version on disk, and undo brings back your own text', async () => {
    await typeAgainst(7, 'x', theirs);
    expect(await page.getByRole('button', { name: 'Merge both' }).count()).toBe(0);
    await press(page, 'Use the one on disk');
    await editorOf(page).getByText('Restart=always').waitFor();
    await editorOf(page).focus();
    await page.keyboard.press('Control+z');
    await editorOf(page).getByText('Restart=nox').waitFor();
    await press(page, 'Discard changes');
    expect(await readFile(file, 'utf8')).toBe(theirs);
  });

  test('continues from the version on disk, with your own lines above it to take one by one', async () => {
    await typeAgainst(7, '\nNice=5', theirs);
    await press(page, 'Edit the one on disk, keep mine alongside');
    await page.getByRole('region', { name: 'Your text' }).waitFor();
    await editorOf(page).getByText('Restart=always').waitFor();
    await editorOf(page).getByText('Nice=5').waitFor();
    const take = editorOf(page).getByRole('button', { name: 'Use mine' });
    await take.focus();
    await page.keyboard.press('Enter');
    await take.waitFor({ state: 'detached' });
    await press(page, 'Close');
    await save(page);
    expect(await readFile(file, 'utf8')).toBe(start.replace('Restart=no', 'Restart=no\nNice=5'));
  });

  test('overwrites the version on disk when asked, and keeps it in the history', async () => {
    await typeAgainst(7, 'ne', theirs);
    await press(page, 'Overwrite with mine');
    await conflict().waitFor({ state: 'detached' });
    expect(await readFile(file, 'utf8')).toBe(start.replace('Restart=no', 'Restart=none'));
    await see(page, 'History');
    await page
      .getByRole('region', { name: 'Compared with the current file' })
      .getByText('Restart=always')
      .waitFor();
  });

  test('says that the file was deleted, and can save it as a new file', async () => {
    await layDown(unit, start);
    await openFiles(page, unit);
    await goToLine(page, 1);
    await page.keyboard.type(' again');
    await rm(file);
    // The unit is gone with its file; what was typed is not.
    await until('the draft to be saved', async () => (await draftTexts()).includes('# Mine again'));
    await page.getByText(/This file no longer exists on disk/).waitFor();
    await press(page, 'Compare');
    await press(page, 'Save as a new file');
    await until(
      'the file to be written',
      async () => (await readFile(file, 'utf8')) === start.replace('# Mine', '# Mine again'),
    );
  });
});

test('compares and restores an older version', async () => {
  await layDown(unit, start);
  await openFiles(page, unit);
  await goToLine(page, 3);
  await page.keyboard.type(' changed');
  await save(page);
  await see(page, 'History');
  const compared = page.getByRole('region', { name: 'Compared with the current file' });
  await compared.getByText(/Added: Description=First$/).waitFor();
  await press(page, 'Restore this version');
  await compared.getByText('Restored.').waitFor();
  expect(await readFile(file, 'utf8')).toBe(start);
  await isLoadedAnew(unit);
  expect(await property(unit, 'Description')).toBe('First');
  await until(
    'two versions',
    async () =>
      (await page.getByRole('list', { name: 'Versions' }).getByRole('listitem').count()) === 2,
  );
  await see(page, 'Text');
  await editorOf(page).getByText('Description=First').waitFor();
});

test('restores a deleted service with its drop-ins from the settings', async () => {
  await mkdir(`${file}.d`, { recursive: true });
  await writeFile(`${file}.d/o.conf`, '[Service]\nNice=5\n');
  await layDown(unit, start);
  await openFiles(page, unit);
  await press(page, 'More');
  await page.getByRole('menuitem', { name: /Delete/ }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /trash|Delete/i })
    .click();
  // Leaving before the deletion ends must not bring you back when it does.
  await press(page, 'Settings');
  const restore = page.getByRole('button', { name: `Restore ${unit}`, exact: true });
  await restore.waitFor();
  await until('the service to be back', async () => {
    if (await page.getByRole('heading', { name: unit }).isVisible()) return true;
    // It says so while it is still being deleted.
    await restore.click({ timeout: 500 }).catch(() => undefined);
    return false;
  });
  expect(await readFile(file, 'utf8')).toBe(start);
  expect(await property(unit, 'LoadState')).toBe('loaded');
  expect(await property(unit, 'Nice')).toBe('5');
  const told = page.getByRole('status').filter({ hasText: `${unit} is back` });
  await told.getByText(`restored ${file}.d/o.conf`).waitFor();
  await rm(path.join(home, '.local/share/Trash'), { recursive: true, force: true });
});
