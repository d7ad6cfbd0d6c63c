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
  await shows(/is not executable/);
  await chmod(program, 0o755);
  await submit(page);
  await shows(`${unit} is created`);
});

test('the disk is asked again when somebody comes back to the window', async () => {
  await chmod(program, 0o644);
  await openForm(page);
  await fillForm(page, { name: 'create-form', program });
  await shows(/is not executable/);
  await chmod(program, 0o755);
  await page.evaluate(() => dispatchEvent(new Event('focus')));
  await page.getByText(/is not executable/).waitFor({ state: 'detached' });
});

test('an answer about the form as it was does not take the place of a newer one', async () => {
  await openForm(page);
  await fillForm(page, { name: 'create-form', program: '/nowhere/x' });
  await shows('There is no /nowhere/x');
  // The next answer comes late, and says what was true then.
  await hearth.app.evaluate(({ app, ipcMain }) => {
    type Handler = (event: unknown, input: unknown) => Promise<unknown>;
    const handlers = (ipcMain as unknown as { _invokeHandlers: Map<string, Handler> })
      ._invokeHandlers;
    const usual = handlers.get('hearth:checkForm');
    if (usual === undefined) throw new Error('nobody checks forms');
    handlers.set('hearth:checkForm', async (event, input) => {
      handlers.set('hearth:checkForm', usual);
      const answer = await usual(event, input);
      await new Promise<void>((resolve) => {
        Object.assign(app, { isAnswered: true, giveLateAnswer: resolve });
      });
      return answer;
    });
  });
  const isAnswered = (): Promise<boolean> => hearth.app.evaluate(({ app }) => 'isAnswered' in app);
  const asksAgain = (): Promise<boolean> => page.evaluate(() => dispatchEvent(new Event('focus')));
  await chmod(program, 0o644);
  await field('Program').fill(program);
  await asksAgain();
  await until('the late answer to be made', isAnswered);
  await chmod(program, 0o755);
  await asksAgain();
  await page.getByText('There is no /nowhere/x').waitFor({ state: 'detached' });
  await hearth.app.evaluate(({ app }) => {
    (app as unknown as { giveLateAnswer: () => void }).giveLateAnswer();
  });
  await page.waitForTimeout(300);
  expect(await page.getByText(/is not executable/).count()).toBe(0);
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
  await shows('What you typed before is still here.');
  expect(await field('Script').inputValue()).toBe('#!/bin/sh\n# long\n');
  await page.getByRole('button', { name: 'Start afresh' }).click();
  await page.getByText('What you typed before').waitFor({ state: 'detached' });
  expect(await field('Name').inputValue()).toBe('');
});

test('the example, and the form of another creation, replace what is typed only when that is agreed to', async () => {
  await openForm(page);
  await fillForm(page, { name: 'create-form', script: '#!/bin/sh\nexit 7\n' });
  await page.getByRole('button', { name: 'Fill in the example' }).click();
  const dialog = page.getByRole('dialog', { name: 'Replace what you typed?' });
  await dialog.getByRole('button', { name: 'Keep what I typed' }).click();
  expect(await field('Name').inputValue()).toBe('create-form');
  await page.getByRole('button', { name: 'Fill in the example' }).click();
  await dialog.getByRole('button', { name: 'Replace it' }).click();
  expect(await field('Name').inputValue()).toBe('custom-user-worker');
});
