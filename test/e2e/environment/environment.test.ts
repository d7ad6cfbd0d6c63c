/** From a variable in a startup file of the shell to a service that has it, through the window. */
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { clearAway, home, layDown } from '../driving/files.ts';
import { startHearth, type Hearth } from '../driving/hearth.ts';
import { said, until } from '../driving/outside.ts';

const unit = 'environment-test.service';
const profile = path.join(home, '.bash_profile');
const tools = path.join(home, 'environment-test-tools');
const out = path.join(home, 'environment-test-out');
const kept = path.join(home, '.config/environment.d/99-hearth.conf');
let hearth: Hearth;
let page: Page;

const openPage = async (): Promise<void> => {
  await page.getByRole('button', { name: 'Settings' }).waitFor();
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('combobox').fill('environment');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Environment', level: 1 }).waitFor();
  await page.getByRole('table', { name: 'Variables' }).waitFor({ timeout: 20_000 });
};
/** What the service got in its last run. */
const got = async (): Promise<string[]> => {
  await said('systemctl', '--user', 'start', '--', unit);
  return (await readFile(out, 'utf8')).split('\n');
};
const chosen = () => page.getByRole('group', { name: '1 chosen' });

beforeAll(async () => {
  await clearAway(unit);
  await said('mkdir', '-p', tools);
  await writeFile(path.join(tools, 'environment-tool'), '#!/bin/sh\n', { mode: 0o755 });
  await writeFile(
    profile,
    `export HEARTH_E2E=from-the-shell\nexport HEARTH_E2E_TOKEN=secret-of-alice\nexport PATH=${tools}:$PATH\n`,
  );
  await layDown(
    unit,
    // A quick computer would start it more often than the usual limit allows.
    `[Unit]\nStartLimitIntervalSec=0\n[Service]\nType=oneshot\nExecStart=/bin/sh -c "env > ${out}; exec environment-tool"\n`,
  );
  hearth = await startHearth();
  page = await hearth.window();
});
afterAll(async () => {
  await hearth.close();
  await clearAway(unit);
  await said('systemctl', '--user', 'unset-environment', 'HEARTH_E2E', 'HEARTH_E2E_TOKEN');
  for (const left of [profile, tools, out, kept]) await rm(left, { recursive: true, force: true });
  await said('systemctl', '--user', 'daemon-reload');
});

test('a variable of the terminal reaches a service, until logout and for good', async () => {
  await openPage();
  expect(await got()).not.toContain('HEARTH_E2E=from-the-shell');
  await page.getByRole('checkbox', { name: 'Choose HEARTH_E2E', exact: true }).check();
  await chosen().getByRole('button', { name: 'Pass on until logout' }).click();
  await page.getByText(/^HEARTH_E2E passed on until logout/).waitFor();
  expect(await got()).toContain('HEARTH_E2E=from-the-shell');
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await page.getByText('Your user manager passes on what it did before.').waitFor();
  expect(await got()).not.toContain('HEARTH_E2E=from-the-shell');

  await page.getByRole('checkbox', { name: 'Choose HEARTH_E2E', exact: true }).check();
  await chosen().getByRole('button', { name: 'Set for good…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Set for all services' }).click();
  await page.getByText(/^HEARTH_E2E set for good/).waitFor();
  expect(await readFile(kept, 'utf8')).toBe('HEARTH_E2E="from-the-shell"\n');
  expect(await got()).toContain('HEARTH_E2E=from-the-shell');
});

test('a secret is on the page only once it is asked for, and in no command', async () => {
  await openPage();
  expect(await page.content()).not.toContain('secret-of-alice');
  await page.getByRole('button', { name: 'Show HEARTH_E2E_TOKEN' }).click();
  await page.getByText('secret-of-alice').waitFor();
  await page.getByRole('checkbox', { name: 'Choose HEARTH_E2E_TOKEN' }).check();
  await chosen().getByRole('button', { name: 'Pass on until logout' }).click();
  await page.getByText(/^HEARTH_E2E_TOKEN passed on until logout/).waitFor();
  expect(await got()).toContain('HEARTH_E2E_TOKEN=secret-of-alice');
  expect(hearth.output()).not.toContain('secret-of-alice');
});

test('“it works in my terminal”: the program that only the terminal finds, and the remedy', async () => {
  await openPage();
  await page.getByRole('combobox', { name: 'Service', exact: true }).click();
  await page.getByRole('option', { name: unit, exact: true }).click();
  await page.getByText('Only your terminal finds it.').first().waitFor();
  await page.getByText(`${tools}/environment-tool`).first().waitFor();
  await page.getByRole('button', { name: 'Give it your terminal’s PATH' }).first().click();
  await page.getByText(new RegExp(`^PATH set for ${unit}`)).waitFor();
  const line = await until('the PATH of the service', async () =>
    (await got()).find((one) => one.startsWith('PATH=')),
  );
  expect(line).toContain(tools);
});
