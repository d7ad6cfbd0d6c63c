import { createHash } from 'node:crypto';
import { lstat, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { quietFor } from '../../quiet.ts';
import { editorOf, goToLine, openFiles, press, save, see } from '../driving/editor.ts';
import { clearAway, home, layDown, sleeper, unitPath } from '../driving/files.ts';
import { startHearth, type Hearth } from '../driving/hearth.ts';
import { filterList, showSystem } from '../driving/list.ts';
import { property, said, saidToRoot, until } from '../driving/outside.ts';

const unit = 'editor-files.service';
const file = unitPath(unit);
const shared = path.join(home, '.local/share/systemd/user', unit);
const administrators = `/etc/systemd/user/${unit}.d`;
const alias = 'editor-other-name.service';
const state = path.join(home, '.local/state/hearth');
let hearth: Hearth;
let page: Page;

const files = () => page.getByRole('region', { name: 'Files of this unit' });
const current = () => files().locator('[aria-current=true]');

const reload = () => said('systemctl', '--user', 'daemon-reload');
const putDropIn = async (folder: string, name: string, text: string): Promise<void> => {
  await mkdir(`${folder}.d`, { recursive: true });
  await writeFile(`${folder}.d/${name}`, text);
  await reload();
};

beforeAll(async () => {
  await clearAway(unit);
  await rm(state, { recursive: true, force: true });
  await mkdir(path.dirname(shared), { recursive: true });
  hearth = await startHearth();
  page = await hearth.window();
});
afterAll(() => hearth.close());
afterEach(async () => {
  await saidToRoot('rm', '-rf', shared, `${shared}.d`, administrators);
  await clearAway(alias, unit);
});

test('makes a unit editable when you get your own file, and read-only when it is gone', async () => {
  await writeFile(shared, sleeper('Theirs'));
  await reload();
  await showSystem(page);
  await openFiles(page, unit);
  const save = page.getByRole('button', { name: 'Save…' });
  await editorOf(page).getByText('Theirs').waitFor();
  expect(await save.count()).toBe(0);
  await layDown(unit, sleeper('Mine'));
  await page.getByRole('textbox', { name: file, exact: true }).getByText('Mine').waitFor();
  await goToLine(page, 2);
  await page.keyboard.type(' typed');
  await save.and(page.locator(':enabled')).waitFor();
  await press(page, 'Discard changes');
  await rm(file);
  await page.getByRole('textbox', { name: shared, exact: true }).getByText('Theirs').waitFor();
  expect(await save.count()).toBe(0);
});

test('removes a drop-in’s mask, and the drop-in takes effect again', async () => {
  await layDown(unit, sleeper());
  await putDropIn(shared, 'theirs.conf', '[Unit]\nDescription=theirs\n');
  const mask = `${file}.d/theirs.conf`;
  await mkdir(path.dirname(mask));
  await symlink('/dev/null', mask);
  await reload();
  await openFiles(page, unit);
  await files().getByText('theirs.conf', { exact: true }).click();
  await page.getByText('It is a mask: a link to /dev/null, without any text.').waitFor();
  await press(page, 'Remove theirs.conf');
  const dialog = page.getByRole('dialog', { name: 'Remove theirs.conf?' });
  await dialog.getByText(`ln -s -- /dev/null ${mask}`).waitFor();
  await dialog.getByRole('button', { name: 'Remove', exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
  await editorOf(page).getByText('Description=theirs').waitFor();
  await expect(lstat(mask)).rejects.toThrow('ENOENT');
  expect(await property(unit, 'Description')).toBe('theirs');
});

test('warns before your drop-in hides someone else’s', async () => {
  await layDown(unit, sleeper());
  const text = '[Service]\\nMemoryMax=1G\\n';
  await saidToRoot('mkdir', '-p', administrators);
  await saidToRoot('sh', '-c', `printf '${text}' > ${administrators}/override.conf`);
  await reload();
  await openFiles(page, unit);
  await press(page, 'Change this unit…');
  const dialog = page.getByRole('dialog', { name: `Change ${unit}` });
  await dialog.getByRole('radio', { name: /Override/ }).check();
  const name = dialog.getByRole('textbox', { name: 'Name of the drop-in' });
  expect(await name.inputValue()).toBe('override2');
  expect(await dialog.getByText(/This hides/).count()).toBe(0);
  await name.fill('override');
  await dialog.getByText(/This hides .*override\.conf \(from the administrator\)/).waitFor();
  expect(await dialog.getByRole('checkbox', { name: /Start from a copy/ }).isChecked()).toBe(true);
  await dialog.getByRole('button', { name: 'Edit', exact: true }).click();
  const mine = page.getByRole('textbox', { name: `${file}.d/override.conf`, exact: true });
  await mine.getByText('MemoryMax=1G').waitFor();
  await current().getByText('new · replaces the one above').waitFor();
  expect(await current().getByLabel('Read-only').count()).toBe(0);
  // Until it is saved, the administrator's is in effect and can be viewed.
  const rows = files().getByRole('listitem');
  expect(await rows.count()).toBe(3);
  await rows.nth(1).getByText('sets MemoryMax=').click();
  // Distributions link /etc/xdg/systemd/user to it.
  const theirs = /^\/etc\/(?:xdg\/)?systemd\/user\/.*override\.conf$/;
  await page.getByRole('textbox', { name: theirs }).waitFor();
  expect(await page.getByRole('button', { name: 'Save…' }).count()).toBe(0);
  await rows.nth(2).getByText('● unsaved').click();
  await mine.waitFor();
  await goToLine(page, 2);
  await page.keyboard.press('Enter');
  await page.keyboard.type('Nice=5');
  await page.keyboard.press('Escape');
  await save(page);
  await current().getByText('sets MemoryMax=, Nice=').waitFor();
  expect(await rows.count()).toBe(2);
  expect(await property(unit, 'Nice')).toBe('5');
  expect(await property(unit, 'MemoryMax')).toBe(String(2 ** 30));
});

test('keeps an unsaved drop-in named like someone else’s, and discards only that', async () => {
  await layDown(unit, sleeper());
  await putDropIn(shared, 'theirs.conf', '[Unit]\nDescription=theirs\n');
  await openFiles(page, unit);
  await press(page, 'Change this unit…');
  const dialog = page.getByRole('dialog', { name: `Change ${unit}` });
  await dialog.getByRole('radio', { name: /Override/ }).check();
  await dialog.getByRole('textbox', { name: 'Name of the drop-in' }).fill('theirs');
  await dialog.getByRole('checkbox', { name: /Start from a copy/ }).uncheck();
  await dialog.getByRole('button', { name: 'Edit', exact: true }).click();
  await goToLine(page, 2);
  await page.keyboard.type('Nice=5');
  await page.keyboard.press('Escape');
  await files().getByText('sets Description=').click();
  await editorOf(page).getByText('Description=theirs').waitFor();
  // Theirs changes, and is re-read.
  await putDropIn(shared, 'theirs.conf', '[Unit]\nDescription=theirs again\n');
  await editorOf(page).getByText('Description=theirs again').waitFor();
  await hearth.close();
  hearth = await startHearth();
  page = await hearth.window();
  await openFiles(page, unit);
  await files().getByText('replaces the one above').click();
  await page
    .getByRole('textbox', { name: `${file}.d/theirs.conf`, exact: true })
    .getByText('Nice=5')
    .waitFor();
  await press(page, 'Discard');
  await page.getByRole('textbox', { name: `${shared}.d/theirs.conf`, exact: true }).waitFor();
  expect(await files().getByRole('listitem').count()).toBe(2);
});

test('the page of an alias edits the unit itself', async () => {
  await layDown(unit, sleeper());
  await symlink(unit, unitPath(alias));
  await putDropIn(file, 'a.conf', '[Service]\nNice=1\n');
  await said('systemctl', '--user', 'start', '--', unit);
  await filterList(page, 'Filter by type', 'Templates, aliases');
  await openFiles(page, alias);
  await files().getByText('a.conf', { exact: true }).click();
  await goToLine(page, 2);
  await page.keyboard.type('0');
  await press(page, 'Remove a.conf');
  await page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
  await files().getByText('a.conf', { exact: true }).waitFor({ state: 'detached' });
  await page.getByText(`Restart ${unit} to apply Nice=`).waitFor();
  await filterList(page, 'Filter by type', 'All types');
  await openFiles(page, unit);
  await page.getByText(`Restart ${unit} to apply Nice=`).waitFor();
  await press(page, 'Restart now');
  await page.getByText(`Restart ${unit} to apply Nice=`).waitFor({ state: 'detached' });
});

test('a file that reappears does not replace the one being viewed', async () => {
  await layDown(unit, sleeper());
  await putDropIn(file, 'a.conf', '[Unit]\nDescription=a\n');
  await openFiles(page, unit);
  await files().getByText('a.conf', { exact: true }).click();
  await editorOf(page).getByText('Description=a').waitFor();
  await rm(`${file}.d/a.conf`);
  await current().getByText(unit, { exact: true }).waitFor();
  await putDropIn(file, 'a.conf', '[Unit]\nDescription=a\n');
  await files().getByText('a.conf', { exact: true }).waitFor();
  expect(await current().getByText(unit, { exact: true }).count()).toBe(1);
});

test('the form closes when its file is removed', async () => {
  await layDown(unit, sleeper());
  await writeFile(shared, sleeper('Theirs'));
  await openFiles(page, unit);
  await see(page, 'Form');
  await page.getByRole('textbox', { name: 'Description', exact: true }).waitFor();
  await rm(file);
  await editorOf(page).getByText('Theirs').waitFor();
});

test('discarding changes in a conflict keeps the file on disk', async () => {
  await layDown(unit, sleeper());
  await openFiles(page, unit);
  await goToLine(page, 2);
  await page.keyboard.type(' typed');
  await writeFile(file, sleeper('Elsewhere'));
  await page.getByText(/This file changed on disk/).waitFor();
  await press(page, 'Discard changes');
  await editorOf(page).getByText('Elsewhere').waitFor();
  await page.getByText(/This file changed on disk/).waitFor({ state: 'detached' });
});

/** Stores a version as Hearth does. */
const keep = async (at: number, text: string): Promise<void> => {
  const version = createHash('sha256').update(text).digest('hex');
  const id = `${String(at).padStart(15, '0')}-00000000`;
  const folders = [`${state}/history/content`, `${state}/history/units/${unit}`];
  for (const folder of folders) await mkdir(folder, { recursive: true });
  await writeFile(`${state}/history/content/${version}`, text);
  const entry = { id, at, unit, ref: { kind: 'fragment' }, path: file, reason: 'saved' };
  const facts = { sizeBytes: text.length, version, mode: 0o644 };
  await writeFile(`${folders[1]}/${id}.json`, JSON.stringify({ ...entry, ...facts }));
};

test('compares the version chosen last, even if an earlier one arrives later', async () => {
  await layDown(unit, sleeper());
  await keep(Date.now() - 2000, `# large\n${`# ${'x'.repeat(125)}\n`.repeat(32_000)}`);
  await keep(Date.now() - 1000, `# small\n${sleeper()}`);
  await openFiles(page, unit);
  await see(page, 'History');
  const versions = page.getByRole('list', { name: 'Versions' }).getByRole('button');
  const compared = page.getByRole('region', { name: 'Compared with the current file' });
  await compared.getByText(/# small/).waitFor();
  // Both at once: the large version takes longer to arrive.
  await versions.evaluateAll(([small, large]) => {
    (large as HTMLElement).click();
    (small as HTMLElement).click();
  });
  await quietFor(1000, 'the large version has arrived by now');
  expect(await compared.getByText(/# small/).count()).toBe(1);
  // The second click comes before the first is done.
  const restore = page.getByRole('button', { name: 'Restore this version' });
  await restore.dblclick();
  await compared.getByText('Restored.').waitFor();
  await until('the button to be disabled', () => restore.isDisabled());
  expect(await readFile(file, 'utf8')).toBe(`# small\n${sleeper()}`);
});

test('lists all running instances after their template was saved, and restarts them together', async () => {
  const template = 'editor-many@.service';
  const [one, two] = ['editor-many@1.service', 'editor-many@2.service'] as const;
  await clearAway(one, two, template);
  await layDown(template, sleeper());
  await said('systemctl', '--user', 'start', one, two);
  await openFiles(page, one);
  await goToLine(page, 6);
  await page.keyboard.type('0');
  await save(page);
  const note = page.getByText(`Restart ${one} and ${two} to apply `);
  await note.waitFor();
  await press(page, 'Restart all 2');
  await note.waitFor({ state: 'detached' });
  for (const unit of [one, two]) {
    await until('the new command', async () =>
      /sleep 10000 .*pid=[1-9]/.test(await property(unit, 'ExecStart')),
    );
  }
  await clearAway(one, two, template);
});
