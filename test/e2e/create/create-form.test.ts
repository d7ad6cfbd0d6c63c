import { appendFile, chmod, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { clearAway, home, unitFolder } from '../driving/files.ts';
import { fillForm, openForm, submit } from '../driving/form.ts';
import { startHearth, type Hearth } from '../driving/hearth.ts';
import { until } from '../driving/outside.ts';

const unit = 'create-form.service';
const program = path.join(home, 'create-form-program');
let hearth: Hearth;
let page: Page;

const shows = (text: string | RegExp): Promise<void> => page.getByText(text).first().waitFor();
const field = (name: string) => page.getByRole('textbox', { name, exact: true });

beforeAll(async () => {
  await mkdir(unitFolder, { recursive: true });
  await writeFile(program, '#!/bin/sh\nexec sleep 1000\n');
  hearth = await startHearth();
  page = await hearth.window();
});
afterAll(() => hearth.close());
afterEach(() => clearAway(unit));

test('a problem fixed on disk no longer blocks creation', async () => {
  await chmod(program, 0o644);
  await openForm(page);
  await fillForm(page, { name: 'create-form', program });
  // Shown once typing pauses.
  await shows(/isn’t executable/);
  await chmod(program, 0o755);
  await submit(page);
  await shows(`${unit} was created`);
});

test('checks the disk again when the window gets the focus', async () => {
  await chmod(program, 0o644);
  await openForm(page);
  await fillForm(page, { name: 'create-form', program });
  await shows(/isn’t executable/);
  await chmod(program, 0o755);
  await page.evaluate(() => dispatchEvent(new Event('focus')));
  await page.getByText(/isn’t executable/).waitFor({ state: 'detached' });
});

test('a pasted command runs as it would in a terminal', async () => {
  const site = path.join(home, 'create-form site');
  await mkdir(path.join(home, 'create-form-bin'), { recursive: true });
  const script =
    '#!/bin/sh\nprintf \'%s\\0\' "$PWD" "$GREETING" "$@" > "$HOME/create-form.out"\nexec sleep 1000\n';
  await writeFile(path.join(home, 'create-form-bin/create-form'), script, { mode: 0o755 });
  const profile = path.join(home, '.profile');
  await appendFile(profile, '\nPATH="$HOME/create-form-bin:$PATH"\n');
  await openForm(page);
  await fillForm(page, {});
  const line = `cd "$HOME/create-form site" && GREETING='hi $x' nohup create-form 5% '$y' ~/z "a  b" &`;
  await field('Command').fill(line);
  await page.getByRole('button', { name: 'Use “create-form”' }).click();
  await shows('Runs %h/create-form-bin/create-form with 4 arguments.');
  await field('Name').press('Tab');
  await page.getByRole('button', { name: 'Create folder' }).click();
  await until('the folder', async () => (await stat(site)).isDirectory());
  await submit(page);
  await shows(`${unit} was created`);
  const printed = await until('what it got', () =>
    readFile(path.join(home, 'create-form.out'), 'utf8').catch(() => null),
  );
  const wanted = [site, 'hi $x', '5%', '$y', `${home}/z`, 'a  b'];
  expect(printed).toBe(wanted.map((word) => `${word}\0`).join(''));
});

test('takes a folder from the desktop’s dialog', async () => {
  await hearth.app.evaluate(
    ({ dialog }, chosen) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
    },
    path.join(home, 'some folder'),
  );
  await openForm(page);
  await page.getByRole('button', { name: 'Choose the working folder…' }).click();
  await until(
    'the folder',
    async () => (await field('Working folder').inputValue()) === '~/some folder',
  );
});

test('keeps what was typed when the window closes, says so, and can clear it', async () => {
  await openForm(page);
  await fillForm(page, { name: 'create-form', script: '#!/bin/sh\n# long\n' });
  // Closes it while typing.
  await hearth.app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.close();
  });
  await until('the window to close', () => page.isClosed());
  await hearth.app.evaluate(({ app }) => app.emit('second-instance', {}, []));
  page = await hearth.window();
  await page.getByRole('button', { name: 'New service' }).first().click();
  await shows('What you typed last time is still here.');
  expect(await field('Script').inputValue()).toBe('#!/bin/sh\n# long\n');
  await page.getByRole('button', { name: 'Clear the form' }).click();
  await page.getByText('What you typed last time').waitFor({ state: 'detached' });
  expect(await field('Name').inputValue()).toBe('');
});
