/** A creation that failed and left the screen: what happens to it when the next service is created. */
import { mkdir } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { clearAway, unitFiles, unitFolder, unitPath } from '../driving/files.ts';
import { create, fillForm, submit } from '../driving/form.ts';
import { startHearth, type Hearth } from '../driving/hearth.ts';
import { property } from '../driving/outside.ts';

const unit = 'create-again.service';
let hearth: Hearth;
let page: Page;

const shows = (text: string | RegExp): Promise<void> => page.getByText(text).first().waitFor();

beforeAll(async () => {
  await mkdir(unitFolder, { recursive: true });
  hearth = await startHearth();
  page = await hearth.window();
});
afterAll(() => hearth.close());
afterEach(() => clearAway(unit, 'create-again-two.service'));

test('undoes a failed attempt when its name is changed, after asking', async () => {
  await create(page, { name: 'create-again', script: '#!/bin/sh\nexit 7\n' });
  await shows('create-again.service isn’t finished');
  await page.getByRole('button', { name: 'Back to the form' }).click();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('create-again-two');
  await page
    .getByRole('textbox', { name: 'Script', exact: true })
    .fill('#!/bin/sh\nexec sleep 1000\n');
  await shows(
    `${unit} wasn’t finished. Creating a service undoes it first: stop it, disable it, remove`,
  );
  await submit(page);
  const dialog = page.getByRole('dialog', { name: `Undo ${unit} first?` });
  await dialog.getByText(`remove ${unitPath(unit)}`).waitFor();
  expect(await unitFiles()).toContain(unit);
  await dialog.getByRole('button', { name: 'Undo it' }).click();
  await shows('create-again-two.service was created');
  await shows(new RegExp(`${unit} was undone first: Hearth .*removed ${unitPath(unit)}`));
  expect(await unitFiles()).not.toContain(unit);
});

test('keeps an earlier failed service if the person chooses to', async () => {
  await create(page, { name: 'create-again', script: '#!/bin/sh\nexit 7\n' });
  await shows('create-again.service isn’t finished');
  await page.getByRole('button', { name: 'Back to the form' }).click();
  await fillForm(page, { name: 'create-again-two', program: '/bin/sleep', args: ['1000'] });
  await submit(page);
  await page
    .getByRole('dialog')
    .getByRole('button', { name: `Keep ${unit}` })
    .click();
  await shows('create-again-two.service was created');
  expect(await page.getByText('was undone first').count()).toBe(0);
  expect(await unitFiles()).toContain(unit);
  expect(await property(unit, 'UnitFileState')).toBe('enabled');
});

test('keeps a failed service from the form, and then treats its name as taken', async () => {
  await create(page, { name: 'create-again', script: '#!/bin/sh\nexit 7\n' });
  await shows('create-again.service isn’t finished');
  await page.getByRole('button', { name: 'Back to the form' }).click();
  await page.getByRole('button', { name: 'Keep it' }).click();
  await page.getByText('wasn’t finished').waitFor({ state: 'detached' });
  await shows(/create-again.service already exists/);
  expect(await unitFiles()).toContain(unit);
});
