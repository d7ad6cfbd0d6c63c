import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import {
  difference,
  editorOf,
  goToLine,
  leaveNothing,
  openFiles,
  save,
  startEditing,
} from '../driving/editor.ts';
import { layDown, sleeper, unitPath } from '../driving/files.ts';
import type { Hearth } from '../driving/hearth.ts';
import { property } from '../driving/outside.ts';

const unit = 'editor-findings.service';
const file = unitPath(unit);
let hearth: Hearth;
let page: Page;

const findings = () => page.getByRole('region', { name: 'Findings' });
const options = () => page.getByRole('listbox').getByRole('option');

beforeAll(async () => {
  ({ hearth, page } = await startEditing(unit));
});
afterAll(() => hearth.close());
afterEach(() => leaveNothing(page, unit));

test('the editor respects the page’s security policy', async () => {
  await layDown(unit, sleeper());
  const refused: string[] = [];
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) refused.push(message.text());
  });
  await openFiles(page, unit);
  await goToLine(page, 2);
  await page.keyboard.press('Control+f');
  await page.getByRole('textbox', { name: 'Find', exact: true }).fill('Type');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+End');
  await page.keyboard.type('[Nonsense\n');
  await findings()
    .getByText(/doesn’t end with “]”/)
    .first()
    .waitFor();
  // Its styles apply: a key has a colour, the text a fixed width.
  const look = await editorOf(page).evaluate((element) => {
    const key = [...element.querySelectorAll('span')].find((span) => span.textContent === 'Type');
    const { color, fontFamily } = getComputedStyle(key ?? element);
    return { same: color === getComputedStyle(element).color, fontFamily };
  });
  expect(look.same).toBe(false);
  expect(look.fontFamily).toContain('mono');
  expect(refused).toEqual([]);
});

test('shows what is wrong at its line, and fixes it with one click', async () => {
  const bad = sleeper().replace('WantedBy=default.target', 'WantedBy=multi-user.target');
  await layDown(unit, `${bad}# the end\n`);
  await openFiles(page, unit);
  const found = findings().getByRole('listitem').filter({ hasText: 'multi-user.target' });
  await found.first().waitFor();
  const line = bad.split('\n').findIndex((text) => text.startsWith('WantedBy')) + 1;
  await found
    .getByText(`Line ${String(line)}`, { exact: true })
    .first()
    .waitFor();
  await found
    .getByRole('button', { name: /default\.target/ })
    .last()
    .click();
  await editorOf(page).getByText('WantedBy=default.target').waitFor();
  await found.first().waitFor({ state: 'detached' });
  await save(page);
  expect(await difference(file, `${bad}# the end\n`)).toEqual([
    '-WantedBy=multi-user.target',
    '+WantedBy=default.target',
  ]);
});

test('findings follow the text while typing', async () => {
  await layDown(unit, sleeper());
  await openFiles(page, unit);
  await findings().getByText('No problems found.').waitFor();
  await goToLine(page, 5);
  await page.keyboard.press('Enter');
  await page.keyboard.type('Restrat=always');
  await page.keyboard.press('Escape');
  await findings().getByText('Line 6', { exact: true }).first().waitFor();
  await findings()
    .getByRole('button', { name: /Restart/ })
    .last()
    .click();
  await editorOf(page).getByText('Restart=always').waitFor();
  await findings().getByText('Line 6', { exact: true }).first().waitFor({ state: 'detached' });
});

test('completes sections, directives and values by keyboard', async () => {
  await layDown(unit, sleeper());
  await openFiles(page, unit);
  await goToLine(page, 6);
  await page.keyboard.press('Enter');
  await page.keyboard.type('RestartS');
  await options()
    .filter({ hasText: /^RestartSec/ })
    .first()
    .waitFor();
  await page.keyboard.press('Escape');
  for (let back = 0; back < 8; back += 1) await page.keyboard.press('Backspace');
  await page.keyboard.type('Restar');
  const restart = options()
    .filter({ hasText: /^Restart(?!Sec|Force|Prevent|Kill|Mode|Steps|Max)/ })
    .first();
  await restart.waitFor();
  // Its meaning is shown beside it.
  expect((await restart.textContent())?.length).toBeGreaterThan('Restart'.length + 10);
  await restart.click();
  await options().filter({ hasText: 'on-failure' }).waitFor();
  await page.keyboard.type('on-f');
  await options().filter({ hasText: 'always' }).waitFor({ state: 'detached' });
  // A list that has just opened must not take a key meant for the text.
  await page.waitForTimeout(150);
  await page.keyboard.press('Tab');
  await editorOf(page).getByText('Restart=on-failure').waitFor();
  await page.keyboard.press('Enter');
  await page.keyboard.type('WorkingDirectory=%');
  await options().filter({ hasText: 'home folder' }).waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.type('h');
  await page.keyboard.press('Escape');
  await goToLine(page, 2);
  await page.keyboard.press('Enter');
  await page.keyboard.type('After=editor-f');
  await options().filter({ hasText: unit }).waitFor();
  await page.waitForTimeout(150);
  await page.keyboard.press('Enter');
  await editorOf(page).getByText(`After=${unit}`).waitFor();
  await page.keyboard.press('Control+End');
  await page.keyboard.type('[');
  await options().filter({ hasText: 'X-Hearth' }).waitFor();
});

test('explains a directive in the manual’s own words, on hover and on F1', async () => {
  await layDown(unit, sleeper());
  await openFiles(page, unit);
  await editorOf(page).getByText('ExecStart', { exact: true }).hover();
  await page.getByText('ExecStart=', { exact: true }).waitFor();
  await page
    .getByText(/systemd\.service\(5\)/)
    .first()
    .waitFor();
  await goToLine(page, 6);
  await page.keyboard.press('F1');
  const manual = page.getByRole('button', { name: 'Read the manual' }).last();
  await manual.waitFor();
  await page.keyboard.press('Enter');
  await page
    .getByText(/executed when this\s+service is started|No manual page installed/)
    .first()
    .waitFor();
  await page.keyboard.press('Escape');
  expect(await property(unit, 'LoadState')).toBe('loaded');
});
