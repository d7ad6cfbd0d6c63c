import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { editableBytesMax } from '../../../electron/core/files/unit-files.ts';
import {
  difference,
  editorOf,
  goToLine,
  leaveNothing,
  openFiles,
  see,
  startEditing,
} from '../driving/editor.ts';
import { home, layDown, sleeper, unitPath, writeProgram } from '../driving/files.ts';
import type { Hearth } from '../driving/hearth.ts';
import { property, said, until } from '../driving/outside.ts';

const unit = 'editor-checks.service';
const file = unitPath(unit);
let hearth: Hearth;
let page: Page;

const findings = () => page.getByRole('region', { name: 'Findings' });
const saving = () => page.getByRole('dialog', { name: 'Save these changes?' });

/** Records every state of the check that is shown, even for a moment. */
const record = async (within: string): Promise<() => Promise<string[]>> => {
  await page.evaluate((selector) => {
    const told: string[] = [];
    const look = (): void => {
      // “Checking…” stands beside the announced result.
      const result = document.querySelector(`${selector} [role=status]`);
      const text = result?.parentElement?.textContent.trim();
      if (text !== undefined && told.at(-1) !== text) told.push(text);
    };
    const all = { subtree: true, childList: true, characterData: true };
    new MutationObserver(look).observe(document.body, all);
    Object.assign(window, { told });
  }, within);
  return () => page.evaluate(() => (window as unknown as { told: string[] }).told);
};

beforeAll(async () => {
  ({ hearth, page } = await startEditing(unit));
});
afterAll(() => hearth.close());
afterEach(() => leaveNothing(page, unit));

test('reports no result before the text was checked', async () => {
  await layDown(unit, sleeper());
  const told = await record('section[aria-label=Findings]');
  await openFiles(page, unit);
  await findings().getByText('No problems found.').waitFor();
  expect(await told()).toEqual(['Checking…', 'No problems found.']);
  await goToLine(page, 2);
  await page.keyboard.type('!');
  await until('the check', async () => (await told()).length === 4);
  expect(await told()).toEqual(Array(2).fill(['Checking…', 'No problems found.']).flat());
});

test('checks again when files on disk change', async () => {
  const program = path.join(home, 'editor-checks-later');
  await rm(program, { force: true });
  await layDown(unit, sleeper().replace('/bin/sleep 1000', program));
  await openFiles(page, unit);
  const missing = findings().getByRole('listitem').filter({ hasText: 'editor-checks-later' });
  await missing.first().waitFor();
  await writeProgram('editor-checks-later', '#!/bin/sh\nexec sleep 1000\n');
  await said('systemctl', '--user', 'daemon-reload');
  await findings().getByText('No problems found.').waitFor();
  // systemd reports nothing here: returning to the window must be enough.
  await rm(program);
  // Under Playwright the page always has the focus.
  await page.evaluate(() => window.dispatchEvent(new Event('focus')));
  await missing.first().waitFor();
});

test('says what could not be checked, along with findings from the text alone', async () => {
  const line = `# ${'x'.repeat(125)}\n`;
  const text = sleeper();
  const lines = Math.floor((editableBytesMax - text.length) / line.length);
  await layDown(unit, text + line.repeat(lines));
  await openFiles(page, unit);
  await findings()
    .getByText(/hint|No problems found/)
    .waitFor();
  await goToLine(page, 2);
  await page.keyboard.press('Enter');
  await page.keyboard.type(`nonsense ${'y'.repeat(line.length)}`);
  await findings()
    .getByText(/couldn’t be checked: /i)
    .waitFor();
  await findings().getByText('This line has no “=”.').first().waitFor();
  expect(await findings().getByText('No problems found.').count()).toBe(0);
});

test('checks the text to be saved, which can be saved meanwhile', async () => {
  await layDown(unit, sleeper());
  await openFiles(page, unit);
  await findings().getByText('No problems found.').waitFor();
  const told = await record('[role=dialog] .check');
  await goToLine(page, 6);
  await page.keyboard.type(' ; /no/such/program');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+s');
  const found = saving().getByRole('list', { name: 'Found in this text' });
  await found.getByText('Line 6').first().waitFor();
  expect((await told())[0]).toBe('Checking…');
  expect((await told()).at(-1)).toMatch(/^\d+ errors?/);
  await page.keyboard.press('Escape');
  await saving().waitFor({ state: 'detached' });
  await page.keyboard.press('End');
  await page.keyboard.type('s');
  await page.keyboard.press('Control+s');
  await page.keyboard.press('Enter');
  await saving().waitFor({ state: 'detached' });
  expect(await difference(file, sleeper())).toEqual([
    '-ExecStart=/bin/sleep 1000',
    '+ExecStart=/bin/sleep 1000 ; /no/such/programs',
  ]);
});

test('updates the findings when another file of the unit changes', async () => {
  await layDown(unit, '[Service]\nType=exec\n');
  await openFiles(page, unit);
  await editorOf(page).waitFor();
  await findings()
    .getByText(/^1 error/)
    .waitFor();
  await said('mkdir', '-p', `${file}.d`);
  await writeFile(`${file}.d/a.conf`, '[Service]\nExecStart=/bin/true\n');
  await findings().getByText('No problems found.').waitFor();
});

test('the form shows the process’s arguments as written and with their values', async () => {
  const lines = ['Environment=ONE=1 "TIMES=300 400"', 'ExecStart=/bin/sleep $TIMES ${ONE} %U "2"'];
  await layDown(unit, ['[Service]', ...lines, ''].join('\n'));
  await said('systemctl', '--user', 'set-environment', 'ONE=3');
  await said('mkdir', '-p', `${file}.d`);
  await writeFile(`${file}.d/a.conf`, '[Service]\nPassEnvironment=ONE\nEnvironment=ONE=200\n');
  await said('systemctl', '--user', 'daemon-reload');
  await said('systemctl', '--user', 'start', '--', unit);
  await said('systemctl', '--user', 'unset-environment', 'ONE');
  await openFiles(page, unit);
  await see(page, 'Form');
  const words = page.getByRole('list', { name: 'Command', exact: true }).getByRole('listitem');
  await words.getByText('%U').waitFor();
  expect(await words.allInnerTexts()).toEqual(['/bin/sleep', '$TIMES', '${ONE}', '%U', '2']);
  await page.getByRole('radio', { name: 'Values', exact: true }).check({ force: true });
  const pid = await property(unit, 'MainPID');
  const argv = (await readFile(`/proc/${pid}/cmdline`, 'utf8')).split('\0').slice(0, -1);
  expect(argv).toEqual(['/bin/sleep', '300', '400', '200', expect.stringMatching(/^\d+$/), '2']);
  expect(await words.allInnerTexts()).toEqual(argv);
  // The contents of an EnvironmentFile= are known only when the service starts.
  await writeFile(`${file}.d/b.conf`, '[Service]\nEnvironmentFile=-/etc/default/editor-checks\n');
  await words.getByText('${ONE}').waitFor();
  expect((await words.allInnerTexts()).slice(1, 3)).toEqual(['$TIMES', '${ONE}']);
});
