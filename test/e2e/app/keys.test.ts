/** The keys that work anywhere, in the real window: a page can’t tell whether Electron takes one for itself. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { clearAway, layDown, sleeper } from '../driving/files.ts';
import { startHearth, type Hearth } from '../driving/hearth.ts';
import { becomes, property, said, until } from '../driving/outside.ts';

const unit = 'keys-worker.service';
let hearth: Hearth;
let page: Page;

const press = async (...keys: string[]): Promise<void> => {
  for (const key of keys) await page.keyboard.press(key);
};
const article = () => page.getByRole('article', { name: unit });

beforeAll(async () => {
  await layDown(unit, sleeper());
  await said('systemctl', '--user', 'start', '--', unit);
  hearth = await startHearth();
  page = await hearth.window();
  await page.getByRole('treeitem', { name: /keys-worker.*running/ }).waitFor();
});
afterAll(async () => {
  await hearth.close().catch(() => undefined);
  await clearAway(unit);
});

test('act on the service that is shown', async () => {
  await press('Control+f');
  await page.keyboard.type('keys-w');
  await press('Enter');
  await article().waitFor();
  await press('Control+.');
  await becomes(unit, 'ActiveState', 'inactive');
  await page.getByRole('button', { name: 'Start', exact: true }).waitFor();
  await press('Control+.');
  await becomes(unit, 'ActiveState', 'active');
  await page.getByRole('button', { name: 'Stop', exact: true }).waitFor();
  const before = await property(unit, 'InvocationID');
  // Chromium would reload the page.
  await press('Control+r');
  await until('another run', async () => (await property(unit, 'InvocationID')) !== before);
  await article().waitFor();
});

test('lead to tabs, pages and back, and between panes', async () => {
  for (const [key, tab] of [
    ['3', 'Edit'],
    ['2', 'Log'],
    ['1', 'Overview'],
  ] as const) {
    await press(`Control+${key}`);
    await page.getByRole('tab', { name: tab, selected: true }).waitFor();
  }
  await press('Control+,');
  await page.getByRole('heading', { name: 'Settings' }).waitFor();
  await press('Alt+ArrowLeft');
  await article().waitFor();
  const pane = (): Promise<string> =>
    page.evaluate(() => document.activeElement?.closest('main, nav')?.tagName ?? '');
  await until('the focus in the page', async () =>
    page.evaluate(() => document.activeElement?.closest('[role=tabpanel]') !== null),
  );
  await press('F6');
  await until('the other pane', async () => (await pane()) === 'NAV');
  await press('F6');
  await until('the page again', async () => (await pane()) === 'MAIN');
  await press('?');
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
  await press('Escape');
});

test('close the window, and quit', async () => {
  // The page goes with the key.
  await press('Control+w').catch(() => undefined);
  await until('no window', () =>
    hearth.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().every((one) => !one.isVisible()),
    ),
  );
  expect(await property(unit, 'ActiveState')).toBe('active');
  await hearth.app.evaluate(({ app }) => app.emit('second-instance', {}, [], ''));
  page = await hearth.window();
  await page.getByRole('tree', { name: 'Services' }).waitFor();
  const main = hearth.app.process();
  await press('Control+q').catch(() => undefined);
  await until('Hearth to end', () => main.exitCode !== null);
});
