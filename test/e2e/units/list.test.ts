import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clearAway, home, layDown, sleeper, unitPath } from '../driving/files.ts';
import { electronPath, startHearth, type Hearth } from '../driving/hearth.ts';
import { filterList, listSearch, showSystem } from '../driving/list.ts';
import { said, until } from '../driving/outside.ts';
import { trayOf } from '../driving/tray-bus.ts';

const units = ['list-one.service', 'list-two.service', 'list-burner.service', 'list-clock.timer'];
const settings = `${home}/.config/hearth/settings.ini`;
let hearth: Hearth;
let page: Page;

const row = (name: RegExp) => page.getByRole('treeitem', { name });

const plain = (text: string): string => text.trim().replace(/\s+/g, ' ');
/** The visible names in the list, groups with their count. */
const texts = async () => (await page.getByRole('treeitem').allTextContents()).map(plain);

beforeAll(async () => {
  await clearAway(...units);
  await rm(settings, { force: true });
  await layDown('list-one.service', sleeper('One of them'));
  await layDown(
    'list-two.service',
    '[Unit]\nDescription=Two\n[Service]\nExecStart=/usr/bin/env needle=1 /bin/sleep 1000\n',
  );
  await layDown('list-burner.service', '[Service]\nExecStart=/bin/sh -c "while :; do :; done"\n');
  await layDown('list-clock.timer', '[Timer]\nOnCalendar=daily\nUnit=list-one.service\n');
  hearth = await startHearth();
  page = await hearth.window();
  await row(/list-one/).waitFor();
});
afterAll(async () => {
  await hearth.close();
  await clearAway(...units);
  await rm(settings, { force: true });
});

describe('the list', () => {
  test('the list groups services by origin, your own first, and folds', async () => {
    const groups = page.locator('[aria-level="1"]');
    expect((await groups.first().textContent())?.trim()).toMatch(/^Yours/);
    await groups.first().click();
    await row(/list-one/).waitFor({ state: 'detached' });
    await showSystem(page);
    expect((await texts()).join('\n')).toMatch(/Distribution/);
    await row(/^From your system/).click();
    await groups.first().click();
    await row(/list-one/).waitFor();
  });

  test('the list shows other types and states when chosen', async () => {
    await row(/list-clock/).waitFor();
    await filterList(page, 'Filter by type', 'Services');
    await row(/list-clock/).waitFor({ state: 'detached' });
    await filterList(page, 'Filter by type', 'Timers');
    await row(/list-clock\.timer.*stopped/).waitFor();
    await said('systemctl', '--user', 'start', 'list-clock.timer');
    await row(/list-clock\.timer.*waiting.*next 00:00/).waitFor();
    await filterList(page, 'Filter by state', 'Stopped');
    await row(/list-clock/).waitFor({ state: 'detached' });
    await filterList(page, 'Filter by state', 'Any state');
    await row(/list-clock/).click();
    await page.getByRole('toolbar', { name: 'Actions' }).getByText('Stop').click();
    await row(/list-clock\.timer.*stopped/).waitFor();
    await filterList(page, 'Filter by type', 'Services and what starts them');
  });

  test('the list searches commands, and offers matches of other types', async () => {
    const search = await listSearch(page);
    await search.fill('needle=1');
    await row(/list-two/).waitFor();
    await filterList(page, 'Filter by type', 'Services');
    expect(await row(/list-one/).count()).toBe(0);
    await search.fill('list-clock');
    await page.getByRole('button', { name: 'Show 1 in all types' }).click();
    await row(/list-clock/).waitFor();
    await page.keyboard.press('Tab');
    await search.press('Escape');
    await filterList(page, 'Filter by type', 'Services and what starts them');
    await row(/list-one/).waitFor();
  });

  test('the list says which units changed on disk and which have drop-ins', async () => {
    await said('systemctl', '--user', 'start', 'list-two.service');
    await row(/list-two.*running/).waitFor();
    await writeFile(unitPath('list-two.service'), '[Service]\nExecStart=/bin/sleep 2000\n');
    await row(/list-two.*changed on disk/).waitFor();
    await mkdir(`${unitPath('list-two.service')}.d`, { recursive: true });
    await writeFile(`${unitPath('list-two.service')}.d/a.conf`, '[Service]\nNice=1\n');
    await row(/list-two.*has drop-ins/).waitFor();
    await said('systemctl', '--user', 'daemon-reload');
    await until(
      'the files to be re-read',
      async () => !(await texts()).join(' ').includes('changed on disk'),
    );
  });

  test('the list works by keyboard alone: search, move, pin, open', async () => {
    await page.keyboard.press('Control+f');
    await page.keyboard.type('list-o');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'list-one.service' }).waitFor();
    await (await listSearch(page)).press('Escape');
    await page.getByRole('tree', { name: 'Services' }).focus();
    await page.keyboard.press('p');
    await page.locator('[aria-level="1"]', { hasText: 'Pinned' }).waitFor();
    await until('the pin to be saved', async () =>
      (await readFile(settings, 'utf8')).includes('pins[]=list-one.service'),
    );
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowLeft');
    await until('the group to close', async () => (await texts())[1]?.startsWith('Yours'));
    await page.keyboard.press('ArrowRight');
  });

  test('keeps pins across a restart, and unpins from the page’s menu', async () => {
    await hearth.close();
    hearth = await startHearth();
    page = await hearth.window();
    await until('the pin to appear', async () => (await texts())[1]?.includes('list-one'));
    expect((await texts())[0]).toBe('Pinned 1');
    await row(/list-one/).click();
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'Unpin' }).click();
    await until(
      'the pin to be removed',
      async () => !(await readFile(settings, 'utf8')).includes('list-'),
    );
    await until('the unit to move back to its group', async () =>
      (await texts())[0]?.startsWith('Yours'),
    );
  });
});

describe('live numbers', () => {
  const figure = (term: string) =>
    page
      .getByRole('region', { name: 'Resource usage' })
      .locator('div', { hasText: term })
      .locator('dd');

  test('updates CPU, memory and tasks while visible, and describes their chart in words', async () => {
    await said('systemctl', '--user', 'start', 'list-burner.service');
    await row(/list-burner.*running/).click();
    await page.getByRole('button', { name: 'All details' }).click();
    const chart = page.getByRole('img', { name: /^CPU over the last .* now \d+(?:\.\d)? %/ });
    await chart.waitFor();
    await until(
      'the CPU figure to rise',
      async () => parseFloat((await figure('CPU').first().textContent()) ?? '') > 20,
    );
    expect(await page.getByRole('img', { name: /^Memory over the last/ }).count()).toBe(1);
    expect(await figure('Tasks').first().textContent()).toBe('1');
    const drawn = () =>
      chart.locator('canvas').evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
    const before = await drawn();
    await until('the line to move', async () => (await drawn()) !== before);
  });

  test('reads no numbers while nobody is looking', async () => {
    const readsInTwoSeconds = async (): Promise<number> => {
      const traced = await said(
        ...(['sudo', '-n', 'timeout', '2', 'strace', '-f', '-q', '-e', 'trace=openat'] as const),
        ...['-p', String(hearth.pid)],
      );
      return traced.split('\n').filter((line) => line.includes('list-burner.service')).length;
    };
    expect(await readsInTwoSeconds()).toBeGreaterThan(0);
    await page.getByRole('tab', { name: 'Log' }).click();
    await page.waitForTimeout(300);
    expect(await readsInTwoSeconds()).toBe(0);
    await page.getByRole('tab', { name: 'Overview' }).click();
    await said('systemctl', '--user', 'stop', 'list-burner.service');
  });
});

/** The number of Hearth's renderer processes. */
const renderers = async (): Promise<number> => {
  const found = await said('pgrep', '--full', `^${electronPath()}.*--type=renderer`);
  return found === '' ? 0 : found.split('\n').length;
};

test('closing the window ends its renderer; it opens again from the tray', async () => {
  const tray = await trayOf(hearth.pid);
  expect(await renderers()).toBe(1);
  await page.close();
  await until('the renderer to exit', async () => (await renderers()) === 0);
  const began = Date.now();
  await tray.click('Open Hearth');
  page = await hearth.window();
  await row(/list-one/).waitFor();
  console.log(`reopened in ${String(Date.now() - began)} ms`);
  expect(await renderers()).toBe(1);
});
