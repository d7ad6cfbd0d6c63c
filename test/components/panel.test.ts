/** The tray’s panel. */
import { describe, expect, test } from 'vitest';
import type { SceneName } from '../fake/scenes.ts';
import { alert, asked, button, happens, open, page, shows, what } from './driving/scene.ts';

const show = (scene: SceneName): Promise<void> =>
  open(scene, { panel: true, size: { width: 360, height: 480 } });
const row = (name: string | RegExp) => page.getByRole('listitem').filter({ hasText: name });
const search = () => page.getByRole('textbox', { name: 'Search services' });

describe('the panel’s list', () => {
  test('lists failed services first', async () => {
    await show('few');
    await row('notes').waitFor();
    expect(await page.getByRole('listitem').first().innerText()).toContain('notes');
  });

  test('lists only your own services until you search', async () => {
    await show('few');
    await row('worker').waitFor();
    expect(await row('pipewire').count()).toBe(0);
    await search().fill('pipe');
    await row('pipewire').waitFor();
  });

  test('limits the number of rows', async () => {
    await show('thousand');
    await shows(/more in the window/);
    expect(await page.getByRole('listitem').count()).toBe(60);
  });

  test('shows that you have no services yet', async () => {
    await show('empty');
    await shows(/You have no services yet/);
  });

  test('shows that nothing matches', async () => {
    await show('few');
    await search().fill('no such');
    await shows(/no such/);
  });
});

describe('the panel’s actions', () => {
  test('starts and stops a service', async () => {
    await show('few');
    await button('Start proxy.service').click();
    await button('Stop proxy.service').click();
    await expect
      .poll(() => asked('actFromPanel'))
      .toEqual(['start', 'stop'].map((action) => ({ unit: 'proxy.service', action })));
  });

  test('offers nothing for a service that is being deleted', async () => {
    await show('deleting');
    await row('deleting…').waitFor();
    expect(await row('deleting…').getByRole('button').count()).toBe(1);
    await happens({ kind: 'units', changed: [], removed: ['worker.service'] });
    await row('deleting…').waitFor({ state: 'detached' });
  });

  test('starts in the search, and opens the first match on Enter', async () => {
    await show('few');
    await page.keyboard.type('worker');
    await page.keyboard.press('Enter');
    await expect
      .poll(() => asked('openWindow'))
      .toEqual([{ kind: 'unit', unit: 'worker.service', section: 'overview' }]);
  });

  test('starts the focused service on Space', async () => {
    await show('few');
    await page.keyboard.type('proxy');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Space');
    await expect
      .poll(() => asked('actFromPanel'))
      .toEqual([{ unit: 'proxy.service', action: 'start' }]);
  });

  test('clears the search on Escape, then hides', async () => {
    await show('few');
    await page.keyboard.type('worker');
    await page.keyboard.press('Escape');
    expect(await search().inputValue()).toBe('');
    expect(await asked('hidePanel')).toEqual([]);
    await page.keyboard.press('Escape');
    await expect.poll(() => asked('hidePanel')).toHaveLength(1);
  });

  test('turns lingering off directly, and on in the settings', async () => {
    await show('lingering');
    await page.getByRole('switch', { name: 'Keep running after logout', checked: true }).click();
    await expect.poll(() => asked('setLinger')).toEqual([{ enable: false }]);
    await page.getByRole('switch', { name: 'Keep running after logout', checked: false }).click();
    await expect.poll(() => asked('openWindow')).toEqual([{ kind: 'settings' }]);
  });

  test.each([
    ['New service…', 'create'],
    ['Open Hearth', 'home'],
  ])('opens the window with “%s”', async (name, kind) => {
    await show('few');
    await button(name).click();
    await expect.poll(() => asked('openWindow')).toEqual([{ kind }]);
  });
});

describe('the panel without a manager', () => {
  test.each([
    ['manager-lost', what('manager-lost', { detail: '' })],
    ['no-manager', what('no-user-manager', { runtimeFolder: '', user: '' })],
    ['root', what('run-as-root', { through: 'root' })],
  ] as const)('shows why there is no manager: %s', async (scene, words) => {
    await show(scene);
    await alert(words).waitFor();
  });

  test('waits for the first answer', async () => {
    await show('first-answer');
    await page.getByLabel('Connecting to systemd').waitFor();
  });

  test('waits for the manager', async () => {
    await show('connecting');
    await page.getByLabel('Connecting to systemd').waitFor();
  });
});
