import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { choose } from '../driving/choose.ts';
import { clearAway } from '../driving/files.ts';
import { startHearth, type Hearth } from '../driving/hearth.ts';
import { lastRunFrom, layDownNumbered, removeBulk } from '../driving/journal.ts';
import { logView, numberOf, type LogView } from '../driving/log-view.ts';
import { said, saidToRoot, until } from '../driving/outside.ts';

const bulk = 'log-far.service';
/** Enough for a search to take a while. */
const lines = 500_000;
const secondRun = lastRunFrom(lines);
let hearth: Hearth;
let page: Page;
let log: LogView;

beforeAll(async () => {
  await clearAway(bulk);
  await removeBulk();
  hearth = await startHearth();
  page = await hearth.window();
  log = logView(hearth, page);
  await layDownNumbered(bulk, { lines, rare: 1234 });
}, 300_000);
afterAll(async () => {
  await hearth.close();
  await clearAway(bulk);
  await removeBulk();
});

describe('between distant places of a log', () => {
  beforeEach(async () => {
    await log.open('log-far');
    await log.row(`line ${String(lines)}`).waitFor();
  });
  afterEach(async () => {
    await log.openJournal();
  });

  test('copies from the start to the end, even if the view jumped in between', async () => {
    await page.getByRole('checkbox', { name: 'This run only' }).check();
    await log.says(/_SYSTEMD_INVOCATION_ID=/);
    await log.row(`line ${String(lines)}`).waitFor();
    await log.list().focus();
    await page.keyboard.press('Control+Home');
    await log.row(`line ${String(secondRun + 2)}`).click();
    await page.keyboard.press('End');
    const last = log.row(`line ${String(lines)}`);
    await last.waitFor();
    // Nothing in view is between the selected line and itself.
    expect(await log.list().getByRole('option', { selected: true }).count()).toBe(0);
    await last.click({ modifiers: ['Shift'] });
    await until('all lines in view to be selected', async () => {
      const shown = (await log.shown()).length;
      return (await log.list().getByRole('option', { selected: true }).count()) === shown;
    });
    await log.press(/^Copy selection, from \d\d:\d\d:\d\d to \d\d:\d\d:\d\d$/);
    await log.says('Copied 4,998 lines');
    const copied = (await log.clipboard()).trimEnd().split('\n');
    expect(copied).toHaveLength(4998);
    expect([copied[0], copied.at(-1)].map(numberOf)).toEqual([secondRun + 2, lines]);
    // The outcome of the copy gives way to what is read next.
    await choose(page, 'Level', 'Errors only');
    await log.says(/^\d+ lines, following$/);
    expect(await page.getByText(/Copied/).count()).toBe(0);
  });

  test('stops a search when the filters change', async () => {
    await log.search().fill('rare-needle');
    await log.row('line 1234 rare-needle').waitFor({ timeout: 60_000 });
    await log.says(/following/);
    // After the only matching line, most of the log must be searched in vain.
    const field = page.getByRole('dialog').getByLabel('Time');
    await log.press('Go to a time');
    const there = new Date(await field.inputValue()).getTime();
    const behind = new Date(there + 2000 - new Date().getTimezoneOffset() * 60_000);
    await field.fill(behind.toISOString().slice(0, 19));
    await page.keyboard.press('Enter');
    const running = () => said('pgrep', '-f', 'journalctl.*grep=rare.*since=');
    await until('the search to start', running);
    await log.press('Match case');
    await until('the search to stop', async () => (await running()) === '', 1);
    await log.row('line 1234 rare-needle').waitFor({ timeout: 60_000 });
    expect(await page.getByText('Nothing after that time').count()).toBe(0);
    await log.press('Match case');
    await log.search().fill('');
    await log.row(`line ${String(lines)}`).waitFor();
  });

  test('never claims that there is no earlier error when the search failed', async () => {
    await log.row(`line ${String(lines)}`).click();
    const program = '/usr/bin/journalctl';
    await saidToRoot('mv', program, `${program}.away`);
    try {
      await log.press('Previous error');
      await page.getByRole('alert').filter({ hasText: 'journalctl' }).waitFor();
      expect(await page.getByText('No earlier error').count()).toBe(0);
    } finally {
      await saidToRoot('mv', `${program}.away`, program);
    }
    await log.press('Previous error');
    await log
      .list()
      .getByRole('option', { selected: true, name: /line 499000/ })
      .waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
  });
});
