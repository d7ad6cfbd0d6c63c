/** The window with and without a manager, and around the list. */
import { describe, expect, test } from 'vitest';
import { appTexts } from '../../electron/core/texts/app.ts';
import { lingerTexts } from '../../electron/core/texts/linger.ts';
import { survivalReviewTexts } from '../../electron/core/texts/survival/review.ts';
import {
  alert,
  asked,
  button,
  dialog,
  forgiveErrors,
  happens,
  open,
  page,
  shows,
  what,
} from './driving/scene.ts';

describe('without an answer', () => {
  test('waits for the first answer without an error', async () => {
    await open('first-answer');
    await page.getByLabel('Connecting to systemd').waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
  });

  test('reports a bug in Hearth', async () => {
    await open('no-answer');
    await page.getByRole('alert').waitFor();
    expect(await forgiveErrors()).toHaveLength(1);
  });

  test('shows no error while connecting to the manager', async () => {
    await open('connecting');
    await page.getByLabel('Listing services').waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
  });
});

describe('without a manager', () => {
  test('shows that the manager was lost, and that Hearth is trying again', async () => {
    await open('manager-lost');
    await alert(what('manager-lost', { detail: '' }))
      .getByText('Trying again')
      .waitFor();
  });

  test('shows the command that starts a missing manager', async () => {
    await open('no-manager');
    await alert(what('no-user-manager', { runtimeFolder: '', user: '' }))
      .getByText('sudo systemctl start user@')
      .waitFor();
  });

  test.each([
    ['root', what('run-as-root', { through: 'root' })],
    ['sudo', what('run-as-root', { through: 'sudo' })],
    ['no-systemctl', what('no-systemctl', { folders: [] })],
  ] as const)('offers nothing else when Hearth refuses to run (%s)', async (scene, words) => {
    await open(scene);
    await alert(words).waitFor();
    expect(await page.getByRole('navigation').count()).toBe(0);
    expect(await button('New service').count()).toBe(0);
  });

  test('shows the list again when the manager is back', async () => {
    await open('manager-lost');
    await happens({ kind: 'manager', manager: { kind: 'running' } });
    await alert(what('manager-lost', { detail: '' })).waitFor({ state: 'detached' });
    await page.getByRole('tree').waitFor();
  });
});

describe('around the list', () => {
  test('explains that closing quits without a tray', async () => {
    await open('no-tray');
    await button(/No system tray/).click();
    await page.getByRole('heading', { name: 'Tray' }).waitFor();
  });

  test('mentions no tray when there is one', async () => {
    await open('few');
    await page.getByRole('tree').waitFor();
    expect(await button(/No system tray/).count()).toBe(0);
  });

  test.each([
    ['lingering', true, 'they keep running'],
    ['few', false, 'they stop'],
  ] as const)('shows what happens at logout: %s', async (scene, checked, words) => {
    await open(scene);
    await page.getByRole('switch', { name: appTexts.keepsRunning, checked }).waitFor();
    await shows(words);
  });

  test('turns lingering on and off after showing what that would change', async () => {
    await open('few');
    await page.getByRole('switch', { name: appTexts.keepsRunning }).click();
    await dialog().getByText('worker.service').waitFor();
    expect(await asked('setLinger')).toEqual([]);
    await dialog().getByRole('button', { name: lingerTexts.turnOn }).click();
    await page.getByRole('switch', { name: appTexts.keepsRunning, checked: true }).click();
    await dialog().getByRole('button', { name: survivalReviewTexts.turnOff }).click();
    await expect.poll(() => asked('setLinger')).toEqual([{ enable: true }, { enable: false }]);
  });

  test('can’t switch lingering while it is unknown', async () => {
    await open('linger-unknown');
    const control = page.getByRole('switch', { name: appTexts.keepsRunning });
    await control.waitFor();
    expect(await control.isDisabled()).toBe(true);
    expect(await control.getAttribute('data-tip')).toBe(lingerTexts.notKnown);
  });

  test('opens what finds or does anything, and the list of keys', async () => {
    await open('few');
    await button(/^Find or do/).click();
    await dialog().getByRole('combobox').waitFor();
    await page.keyboard.press('Escape');
    await button('Keyboard shortcuts').click();
    await dialog().getByText('Find or do anything').waitFor();
  });

  test('reports a crash until it is dismissed', async () => {
    await open('crashed');
    await button('Dismiss').click();
    await button('Dismiss').waitFor({ state: 'detached' });
    expect(await asked('dismissCrash')).toHaveLength(1);
  });

  test('reports folders that can’t be watched, once', async () => {
    await open('unwatched');
    const told = alert(what('watch-limit', { limit: 'max_user_watches' }));
    await told.getByRole('button', { name: 'Dismiss' }).click();
    await told.waitFor({ state: 'detached' });
    await happens({ kind: 'pins', pins: [] });
    expect(await told.count()).toBe(0);
  });

  test('opens the form on Ctrl+N', async () => {
    await open('few');
    await page.keyboard.press('Control+n');
    await page.getByRole('heading', { name: 'New service' }).waitFor();
  });
});
