import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { clearAway, layDown, sleeper } from '../driving/files.ts';
import { startHearth, type Hearth } from '../driving/hearth.ts';
import { said, until } from '../driving/outside.ts';
import { trayOf } from '../driving/tray-bus.ts';

const unit = 'panel-sleeper.service';
let hearth: Hearth;
let tray: Awaited<ReturnType<typeof trayOf>>;

const isActive = (): Promise<string> => said('systemctl', '--user', 'is-active', '--', unit);
const gone = (): Promise<unknown> =>
  until('the panel to close', () =>
    hearth.app.windows().every((page) => !page.url().endsWith('panel.html')),
  );

/** The key closes the page, so what follows may find none. */
const escape = async (panel: Page): Promise<void> => {
  await panel.keyboard.press('Escape').catch(() => null);
  await gone();
};

/** Opens the panel by a left click on the icon. */
const open = async (): Promise<Page> => {
  await tray.activate();
  const panel = await hearth.panel();
  await panel
    .getByRole('button', { name: `Open ${unit}` })
    .or(panel.getByText('panel-sleeper'))
    .first()
    .waitFor();
  return panel;
};

beforeAll(async () => {
  await clearAway(unit);
  await layDown(unit, sleeper());
  hearth = await startHearth({ args: ['--hidden'] });
  tray = await trayOf(hearth.pid);
});
afterAll(async () => {
  await hearth.close();
  await clearAway(unit);
});
beforeEach(async () => {
  await said('systemctl', '--user', 'stop', '--', unit);
  // A click right after the panel lost focus counts as the one that took it.
  await new Promise((resolve) => setTimeout(resolve, 300));
});

test('a left click opens the panel; start and stop work, and the panel follows', async () => {
  const panel = await open();
  await panel.getByRole('button', { name: `Start ${unit}` }).click();
  await until('the service to start', async () => (await isActive()) === 'active');
  await panel.getByRole('button', { name: `Stop ${unit}` }).click();
  await until('the service to stop', async () => (await isActive()) === 'inactive');
  await escape(panel);
});

test('works by keyboard alone: search, Down, Space starts, Enter opens the window', async () => {
  const panel = await open();
  await expect
    .poll(() => panel.evaluate(() => document.activeElement?.getAttribute('aria-label')))
    .toBe('Search services');
  await panel.keyboard.type('panel-sl');
  await panel.keyboard.press('ArrowDown');
  await panel.keyboard.press('Space');
  await until('the service to start', async () => (await isActive()) === 'active');
  // The panel closes as the window opens, maybe before the key is released.
  await panel.keyboard.press('Enter').catch(() => null);
  const window = await hearth.window();
  await window.getByRole('heading', { name: 'panel-sleeper' }).waitFor();
  await gone();
  await window.close();
});

test('shows a failed start on the service’s page, even after the panel is closed', async () => {
  const failing = 'panel-sleeper-fails.service';
  await layDown(failing, '[Service]\nType=oneshot\nExecStart=/bin/sh -c "sleep 1; exit 7"\n');
  const panel = await open();
  await panel.getByRole('button', { name: `Start ${failing}` }).click();
  await panel.getByRole('button', { name: `Stop ${failing}` }).waitFor();
  await escape(panel);
  const window = await hearth.window();
  await window.getByRole('alert').getByText('did not start').waitFor();
  await window.getByRole('heading', { name: 'panel-sleeper-fails' }).waitFor();
  await window.close();
  await clearAway(failing);
});

test('the menu opens the panel too, and Escape closes it', async () => {
  await tray.click('Show panel');
  const panel = await hearth.panel();
  await panel.getByRole('button', { name: 'New service…' }).waitFor();
  await escape(panel);
});

test('the panel closes when something else gets the focus', async () => {
  await open();
  await until('the panel to get the focus', () =>
    hearth.app.evaluate(({ BrowserWindow }) => BrowserWindow.getFocusedWindow() !== null),
  );
  await said('xdotool', 'mousemove', '300', '600', 'click', '1');
  await hearth.app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getFocusedWindow()?.blur();
  });
  await gone();
});

test('a second click on the icon closes the panel, even if that click takes the focus first', async () => {
  await open();
  await tray.activate();
  await gone();
  await new Promise((resolve) => setTimeout(resolve, 300));
  await open();
  await hearth.app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getFocusedWindow()?.emit('blur');
  });
  await tray.activate();
  await new Promise((resolve) => setTimeout(resolve, 300));
  await gone();
});

test('the panel opens next to the pointer, entirely on the screen', async () => {
  await said('xdotool', 'mousemove', '1270', '10');
  await open();
  const bounds = await hearth.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.getBounds(),
  );
  expect(bounds).toMatchObject({ width: 360, height: 520 });
  expect((bounds?.x ?? 0) + 360).toBeLessThanOrEqual(1280);
  expect(bounds?.x).toBeGreaterThan(800);
  await escape(await hearth.panel());
});
