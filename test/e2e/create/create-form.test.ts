import { chmod, mkdir, writeFile } from 'node:fs/promises';
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
