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

test('what the disk hindered and was mended there does not hinder any more', async () => {
  await chmod(program, 0o644);
  await openForm(page);
  await fillForm(page, { name: 'create-form', program });
  // Told once typing has paused.
  await shows(/isn’t executable/);
  await chmod(program, 0o755);
  await submit(page);
  await shows(`${unit} was created`);
});

test('the disk is asked again when somebody comes back to the window', async () => {
  await chmod(program, 0o644);
  await openForm(page);
  await fillForm(page, { name: 'create-form', program });
  await shows(/isn’t executable/);
  await chmod(program, 0o755);
  await page.evaluate(() => dispatchEvent(new Event('focus')));
  await page.getByText(/isn’t executable/).waitFor({ state: 'detached' });
});

test('what is typed outlives the window, says so, and is begun afresh when wanted', async () => {
  await openForm(page);
  await fillForm(page, { name: 'create-form', script: '#!/bin/sh\n# long\n' });
  // It goes in the middle of typing.
  await hearth.app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.close();
  });
  await until('the window to be gone', () => page.isClosed());
  await hearth.app.evaluate(({ app }) => app.emit('second-instance', {}, []));
  page = await hearth.window();
  await page.getByRole('button', { name: 'New service' }).first().click();
  await shows('What you typed last time is still here.');
  expect(await field('Script').inputValue()).toBe('#!/bin/sh\n# long\n');
  await page.getByRole('button', { name: 'Clear the form' }).click();
  await page.getByText('What you typed last time').waitFor({ state: 'detached' });
  expect(await field('Name').inputValue()).toBe('');
});
