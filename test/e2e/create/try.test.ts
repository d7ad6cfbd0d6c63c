/** A try and an import in the real app, on the real systemd. */
import { mkdir, readdir } from 'node:fs/promises';
import { execa } from 'execa';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { clearAway, unitFiles, unitFolder } from '../driving/files.ts';
import { fillForm, openForm } from '../driving/form.ts';
import { startHearth, type Hearth } from '../driving/hearth.ts';

let hearth: Hearth;
let page: Page;

const inDialog = (name: string) =>
  page.getByRole('dialog').getByRole('button', { name, exact: true });
const crontab = async (): Promise<string> =>
  (await execa('crontab', ['-l'], { reject: false, stripFinalNewline: false })).stdout;

beforeAll(async () => {
  await mkdir(unitFolder, { recursive: true });
  hearth = await startHearth();
  page = await hearth.window();
});
afterAll(() => hearth.close());
afterEach(() => clearAway('tried-job.service', 'tried-job.timer'));

test('a try shows what the script writes, and how it ends, and makes no unit', async () => {
  const before = await unitFiles();
  await openForm(page);
  await fillForm(page, {
    name: 'tried-job',
    script: '#!/bin/sh\necho my first words\nsleep 1\necho my last words\nexit 7\n',
  });
  await page.getByRole('button', { name: 'Try…' }).click();
  await inDialog('Run').click();
  const output = page.getByRole('region', { name: 'Output of the try' });
  await output.getByText('my first words').waitFor();
  await output.getByText('my last words').waitFor();
  await page.getByRole('status').getByText('Failed: exit code 7').waitFor();
  await inDialog('Close').click();
  expect(await unitFiles()).toEqual(before);
  const runtime = await readdir(`${process.env['XDG_RUNTIME_DIR'] ?? ''}/systemd/transient`);
  expect(runtime.filter((name) => name.startsWith('hearth-try-'))).toEqual([]);
});

test('a line of the crontab becomes a timer, is commented out, and comes back', async () => {
  await execa('crontab', ['-'], { input: 'MAILTO=""\n15 4 * * * tried-job --now\n' });
  await page.getByRole('button', { name: 'Import from cron or autostart…' }).click();
  await page
    .getByRole('listitem')
    .filter({ hasText: 'tried-job --now' })
    .getByRole('checkbox')
    .check();
  await page.getByLabel('Comment the imported lines out in the crontab').check();
  await page.getByRole('button', { name: 'Import one job' }).click();
  await expect.poll(crontab, { timeout: 10_000 }).toBe('MAILTO=""\n#15 4 * * * tried-job --now\n');
  expect(await unitFiles()).toEqual(
    expect.arrayContaining(['tried-job.timer', 'tried-job.service']),
  );
  await page.getByRole('button', { name: 'Undo' }).first().click();
  await expect.poll(crontab, { timeout: 10_000 }).toBe('MAILTO=""\n15 4 * * * tried-job --now\n');
  await expect.poll(unitFiles, { timeout: 10_000 }).not.toContain('tried-job.timer');
  await execa('crontab', ['-r']);
});
