/** The script of a service made here: changed on its page, restarted, and what it then prints. */
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  editorOf,
  goToLine,
  openFiles,
  press,
  save,
  see,
  startEditing,
} from '../driving/editor.ts';
import { clearAway, home } from '../driving/files.ts';
import { create } from '../driving/form.ts';
import { startHearth, type Hearth } from '../driving/hearth.ts';
import { said, until } from '../driving/outside.ts';

const unit = 'made-here.service';
const script = path.join(home, '.local/bin/made-here.sh');
const text = '#!/bin/sh\necho the first words\nexec sleep 1000\n';

let hearth: Hearth;
let page: Page;

beforeAll(async () => {
  ({ hearth, page } = await startEditing(unit));
});
afterAll(async () => {
  await clearAway(unit);
  await hearth.close();
});

const shows = (words: string | RegExp): Promise<void> => page.getByText(words).first().waitFor();
const printed = (): Promise<string> => said('journalctl', '--user', '-o', 'cat', '-u', unit);
const chooseScript = (): Promise<void> =>
  page.getByRole('region', { name: 'Files of this unit' }).getByText('made-here.sh').click();

test('a script made here is seen, checked, changed, run and restored here, also by the next Hearth', async () => {
  await create(page, { name: 'made-here', script: text });
  await shows('made-here.service was created');
  await openFiles(page, unit);
  await chooseScript();
  expect(await editorOf(page).innerText()).toContain('the first words');

  await goToLine(page, 2);
  await page.keyboard.type('\nfi');
  await shows(/^sh: .*fi/);
  await press(page, 'Discard changes');
  await page.getByText('No problems found.').waitFor();

  await goToLine(page, 2);
  await page.keyboard.type('\necho the second words');
  await save(page);
  const changed = text.replace('exec', 'echo the second words\nexec');
  expect(await readFile(script, 'utf8')).toBe(changed);
  expect((await stat(script)).mode & 0o777).toBe(0o755);
  await shows(`${unit} still runs the old made-here.sh. Restart it to run the new one.`);
  expect(await printed()).not.toContain('the second words');
  await press(page, 'Restart now');
  await until('the new words', async () => (await printed()).includes('the second words'));

  await hearth.close();
  hearth = await startHearth();
  page = await hearth.window();
  await openFiles(page, unit);
  await chooseScript();
  expect(await editorOf(page).innerText()).toContain('the second words');
  await see(page, 'History');
  await press(page, 'Restore this version');
  await until('the old text', async () => (await readFile(script, 'utf8')) === text);
  expect((await stat(script)).mode & 0o777).toBe(0o755);
});
