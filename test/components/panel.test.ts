/** The panel of the tray. */
import { describe, expect, test } from 'vitest';
import type { SceneName } from '../fake/scenes.ts';
import { alert, asked, button, happens, open, page, shows, what } from './driving/scene.ts';

const show = (scene: SceneName): Promise<void> =>
  open(scene, { panel: true, size: { width: 360, height: 480 } });
const row = (name: string | RegExp) => page.getByRole('listitem').filter({ hasText: name });
const search = () => page.getByRole('textbox', { name: 'Search services' });

describe('its list', () => {
  test('what failed is first', async () => {
    await show('few');
    await row('notes').waitFor();
    expect(await page.getByRole('listitem').first().innerText()).toContain('notes');
  });

  test('holds one’s own services only, until one searches', async () => {
    await show('few');
    await row('worker').waitFor();
    expect(await row('pipewire').count()).toBe(0);
    await search().fill('pipe');
    await row('pipewire').waitFor();
  });

  test('no more than can be looked through', async () => {
    await show('thousand');
    await shows(/more in the window/);
    expect(await page.getByRole('listitem').count()).toBe(60);
  });

  test('none of one’s own', async () => {
    await show('empty');
    await shows(/You have no services yet/);
  });

  test('none is found', async () => {
    await show('few');
    await search().fill('no such');
    await shows(/no such/);
  });
});

describe('what it does', () => {
  test('starts and stops', async () => {
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

  test('by keyboard: it begins at the search, Enter opens the first', async () => {
    await show('few');
    await page.keyboard.type('worker');
    await page.keyboard.press('Enter');
    await expect
      .poll(() => asked('openWindow'))
      .toEqual([{ kind: 'unit', unit: 'worker.service', section: 'status' }]);
  });

  test('space starts the row that has the focus', async () => {
    await show('few');
    await page.keyboard.type('proxy');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Space');
    await expect
      .poll(() => asked('actFromPanel'))
      .toEqual([{ unit: 'proxy.service', action: 'start' }]);
  });

  test('Escape empties the search, then goes', async () => {
    await show('few');
    await page.keyboard.type('worker');
    await page.keyboard.press('Escape');
    expect(await search().inputValue()).toBe('');
    expect(await asked('hidePanel')).toEqual([]);
    await page.keyboard.press('Escape');
    await expect.poll(() => asked('hidePanel')).toHaveLength(1);
  });

  test('lingering is turned off at once, and on in the settings', async () => {
    await show('lingering');
    await page.getByRole('switch', { name: 'Keep running after logout', checked: true }).click();
    await expect.poll(() => asked('setLinger')).toEqual([{ enable: false }]);
    await page.getByRole('switch', { name: 'Keep running after logout', checked: false }).click();
    await expect.poll(() => asked('openWindow')).toEqual([{ kind: 'settings' }]);
  });

  test.each([
    ['New service…', 'create'],
    ['Open Hearth', 'list'],
  ])('%s', async (name, kind) => {
    await show('few');
    await button(name).click();
    await expect.poll(() => asked('openWindow')).toEqual([{ kind }]);
  });
});

describe('without', () => {
  test.each([
    ['manager-lost', what('manager-lost', { detail: '' })],
    ['no-manager', what('no-user-manager', { runtimeFolder: '', user: '' })],
    ['root', what('run-as-root', { through: 'root' })],
  ] as const)('%s: why', async (scene, words) => {
    await show(scene);
    await alert(words).waitFor();
  });

  test('an answer yet', async () => {
    await show('first-answer');
    await page.getByLabel('Connecting to systemd').waitFor();
  });

  test('a manager yet', async () => {
    await show('connecting');
    await page.getByLabel('Connecting to systemd').waitFor();
  });
});
