import { readFile, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { choose, openChoices } from '../driving/choose.ts';
import { clearAway, home } from '../driving/files.ts';
import { startHearth, type Hearth } from '../driving/hearth.ts';
import { lastRunFrom, layDownNumbered, removeBulk } from '../driving/journal.ts';
import { logView, numberOf, type LogView } from '../driving/log-view.ts';
import { said, until } from '../driving/outside.ts';

const bulk = 'log-bulk.service';
const million = 1_000_000;
const secondRun = lastRunFrom(million);
let hearth: Hearth;
let page: Page;
let log: LogView;

beforeAll(async () => {
  await clearAway(bulk);
  await removeBulk();
  hearth = await startHearth();
  page = await hearth.window();
  log = logView(hearth, page);
  await layDownNumbered(bulk, { lines: million, rare: 123_456 });
}, 400_000);
afterAll(async () => {
  await hearth.close();
  await clearAway(bulk);
  await removeBulk();
});

describe('a million lines', () => {
  beforeEach(async () => {
    await log.open('log-bulk');
    await log.row(`line ${String(million)}`).waitFor();
  });
  afterEach(async () => {
    await log.openJournal();
  });

  test('opens a million lines at the end, and pages back and forth without gaps in bounded memory', async () => {
    for (let round = 0; round < 26; round += 1) {
      const [before = 0] = await log.unbroken();
      await log.scrollTo(0);
      await until('older lines', async () => numberOf((await log.shown())[0]) < before);
    }
    expect(await page.getByRole('option').count()).toBeLessThan(150);
    await log.says(/10,000 lines in memory/);
    const [first = 0] = await log.unbroken();
    expect(first).toBeLessThan(million - 10_000);
    // The newest lines were dropped; scrolling down re-reads them.
    await until(
      'the end',
      async () => {
        await log.scrollTo('end');
        await log.unbroken();
        return numberOf((await log.shown()).at(-1)) === million;
      },
      20,
    );
    await log.says(/following/);
  });

  test('goes to the first of a million lines, and back to the end', async () => {
    await log.list().focus();
    await page.keyboard.press('Control+Home');
    await log.row(/line 1$/).waitFor();
    await log.unbroken();
    await page.keyboard.press('End');
    await log.row(`line ${String(million)}`).waitFor();
  });

  test('jumps to a distant error, and to a time', async () => {
    await log.press('Previous error');
    await log
      .list()
      .getByRole('option', { selected: true, name: /line 1000000/ })
      .waitFor();
    await log.press('Previous error');
    await log
      .list()
      .getByRole('option', { selected: true, name: /line 999000/ })
      .waitFor();
    await log.press('Previous error');
    await log
      .list()
      .getByRole('option', { selected: true, name: /line 998000/ })
      .waitFor();
    await log.unbroken();
    await log.press('Next error');
    await log
      .list()
      .getByRole('option', { selected: true, name: /line 999000/ })
      .waitFor();
    const field = page.getByRole('dialog').getByLabel('Time');
    await log.press('Go to a time');
    const last = new Date(await field.inputValue()).getTime();
    const wanted = new Date(last - 600_000 - new Date().getTimezoneOffset() * 60_000);
    await field.fill(wanted.toISOString().slice(0, 19));
    await page.keyboard.press('Enter');
    const there = log.list().getByRole('option', { selected: true });
    await until('that time', async () => numberOf((await there.textContent()) ?? '') < 500_000);
    const number = numberOf((await there.textContent()) ?? '');
    expect(number).toBeGreaterThan(million - 605_000);
    await log.unbroken();
  });

  test('searches for a rare word, a pattern, and with matching case', async () => {
    await log.search().fill('RARE-needle');
    await log.row('line 123456 rare-needle').waitFor({ timeout: 60_000 });
    await page.locator('.found', { hasText: 'rare-needle' }).waitFor();
    await log.press('Match case');
    await page.getByText('No lines match these filters').waitFor({ timeout: 60_000 });
    await log.press('Clear filters');
    await log.press('Regular expression');
    await log.search().fill('line 99+8[0-9]{2}$');
    await log.row('line 999899').waitFor();
    expect((await log.shown()).every((message) => /^line 9998\d\d$/.test(message))).toBe(true);
    await log.search().fill('(');
    await page.getByRole('alert').filter({ hasText: 'isn’t a valid regular expression' }).waitFor();
    await log.search().fill('');
    await log.press('Regular expression');
  });

  test('filters by level, time, boot and run', async () => {
    await choose(page, 'Level', 'Errors only');
    await log.says(/lines, following/);
    await until('errors', async () => (await log.shown()).length > 0);
    expect((await log.shown()).every((message) => numberOf(message) % 1000 === 0)).toBe(true);
    await choose(page, 'Level', 'All levels');
    const boots = await openChoices(page, 'Boot');
    await until('two boots', async () => (await boots.count()) === 3);
    await boots.nth(1).click();
    await page.getByText('No lines match these filters').waitFor();
    await choose(page, 'Boot', /^Previous boot/);
    await log.row(`line ${String(million)}`).waitFor();
    await choose(page, 'Boot', 'All boots');
    await log.press(/^Time/);
    await log.press('Last 15 minutes');
    await log.row(`line ${String(million)}`).waitFor();
    await log.list().focus();
    await page.keyboard.press('Control+Home');
    await until('the first of them', async () => numberOf((await log.shown())[0]) > 1);
    await log.press(/^Time/);
    await log.press('Any time');
    await page.getByRole('checkbox', { name: 'This run only' }).check();
    await log.says(/_SYSTEMD_INVOCATION_ID=/);
    await log.row(`line ${String(million)}`).waitFor();
    await log.list().focus();
    await page.keyboard.press('Control+Home');
    await log.row(`line ${String(secondRun)}`).waitFor();
    expect((await log.unbroken())[0]).toBe(secondRun);
    await page.getByRole('checkbox', { name: 'This run only' }).uncheck();
    await log.says(/Last 1,000 lines/);
  });

  test('copies from one page to another', async () => {
    await log.row(`line ${String(million)}`).click();
    for (let round = 0; round < 3; round += 1) {
      const [before = 0] = (await log.shown()).map(numberOf);
      await log.scrollTo(0);
      await until('older lines', async () => numberOf((await log.shown())[0]) < before);
    }
    const numbers = await log.unbroken();
    // From the middle: lines at the edges are rendered only briefly.
    const target = numbers[numbers.length >> 1] ?? 0;
    await log.row(`line ${String(target)}`).click({ modifiers: ['Shift'] });
    const lines = million - target + 1;
    await log.press(`Copy ${lines.toLocaleString('en-US')} lines`);
    await log.says(/Copied/);
    const copied = (await log.clipboard()).trimEnd().split('\n');
    expect(copied).toHaveLength(lines);
    expect(copied.map(numberOf)).toEqual(copied.map((_, at) => target + at));
  });
});

describe('an export', () => {
  const folder = path.join(home, 'exports');
  const answer = (file: string | null): Promise<void> =>
    hearth.app.evaluate(({ dialog }, filePath) => {
      // Answers for the person; the desktop's own dialog cannot be clicked through here.
      dialog.showSaveDialog = () =>
        Promise.resolve(
          filePath === null ? { canceled: true, filePath: '' } : { canceled: false, filePath },
        );
    }, file);
  const exportAs = async (name: string): Promise<void> => {
    await log.press('Export');
    await page.getByRole('menuitem', { name }).click();
  };
  const done = () => page.getByRole('status', { name: 'Export' });

  beforeAll(async () => {
    await said('mkdir', '-p', folder);
    await log.open('log-bulk');
    await choose(page, 'Level', 'Errors only');
    await log.row(`line ${String(million)}`).waitFor();
  });
  afterEach(async () => {
    await log.press('Dismiss');
    await rm(folder, { recursive: true });
    await said('mkdir', '-p', folder);
  });

  test('exports as text', async () => {
    await answer(path.join(folder, 'a.log'));
    await exportAs('As text');
    await done().getByText('Exported 1,000 lines').waitFor({ timeout: 30_000 });
    const lines = (await readFile(path.join(folder, 'a.log'), 'utf8')).trimEnd().split('\n');
    expect(lines.map(numberOf)).toEqual(Array.from({ length: 1000 }, (_, at) => (at + 1) * 1000));
  });

  test('exports all fields as JSON', async () => {
    await answer(path.join(folder, 'a.json'));
    await exportAs('As JSON');
    await done().getByText('Exported 1,000 lines').waitFor({ timeout: 30_000 });
    const text = await readFile(path.join(folder, 'a.json'), 'utf8');
    const records = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as object);
    expect(records).toHaveLength(1000);
    expect(records[0]).toMatchObject({ MESSAGE: 'line 1000', _SYSTEMD_USER_UNIT: bulk });
  });

  test('exports a journal that journalctl can read', async () => {
    const file = path.join(folder, 'a.journal');
    await answer(file);
    await exportAs('As a journal file');
    await done().getByText('Exported 1,000 lines').waitFor({ timeout: 30_000 });
    const back = await said('journalctl', `--file=${file}`, '-o', 'cat');
    expect(back.split('\n').map(numberOf)).toEqual(
      Array.from({ length: 1000 }, (_, at) => (at + 1) * 1000),
    );
  });

  test('an export of a million lines shows its progress, and leaves nothing when stopped', async () => {
    await answer(path.join(folder, 'all.json'));
    await choose(page, 'Level', 'All levels');
    await exportAs('As JSON');
    await done()
      .getByText(/Exporting… [1-9][\d,]* lines/)
      .waitFor();
    // The log can still be read meanwhile.
    await log.scrollTo(0);
    await log.unbroken();
    await done().getByRole('button', { name: 'Stop' }).click();
    await done().getByText('No file was left').waitFor();
    expect(await readdir(folder)).toEqual([]);
    expect(await said('pgrep', '-f', 'journalctl.*output=export.*since')).toBe('');
  });
});

test('no journalctl runs once nobody is looking', async () => {
  await log.openJournal();
  await log.open('log-bulk');
  await log.row(`line ${String(million)}`).waitFor();
  const running = () => said('pgrep', '-f', 'journalctl.*--follow');
  await until('the follower to start', running);
  await page.getByRole('tab', { name: 'Edit' }).click();
  await until('the follower to stop', async () => (await running()) === '');
});
