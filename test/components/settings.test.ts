/** The settings: lingering with its question, autostart, tray, deleted services. */
import { describe, expect, test } from 'vitest';
import { advised, alert, asked, button, dialog, open, page, shows, what } from './driving/scene.ts';

const lingering = (checked?: boolean) =>
  page.getByRole('switch', {
    name: 'Keep running after logout',
    ...(checked === undefined ? {} : { checked }),
  });

describe('lingering', () => {
  test('asks first, with what would start', async () => {
    await open('settings');
    await lingering(false).click();
    await dialog().getByRole('list', { name: 'Yours' }).getByText('worker.service').waitFor();
    await dialog()
      .getByRole('list', { name: /system/ })
      .getByText('pipewire.service')
      .waitFor();
    expect(await asked('setLinger')).toEqual([]);
  });

  test('Cancel changes nothing', async () => {
    await open('settings');
    await lingering().click();
    await dialog().getByRole('button', { name: 'Cancel' }).click();
    await dialog().waitFor({ state: 'detached' });
    expect(await asked('setLinger')).toEqual([]);
    await lingering(false).waitFor();
  });

  test('turned on when agreed', async () => {
    await open('settings');
    await lingering().click();
    await dialog().getByRole('button', { name: 'Turn on lingering' }).click();
    await lingering(true).waitFor();
    expect(await asked('setLinger')).toEqual([{ enable: true }]);
    await shows('Linger=yes');
  });

  test('turned off without a question', async () => {
    await open('settings-linger');
    await lingering(true).click();
    await lingering(false).waitFor();
    expect(await asked('setLinger')).toEqual([{ enable: false }]);
  });

  test('nothing would start yet', async () => {
    await open('linger-nothing');
    await lingering().click();
    await dialog()
      .getByText(/Nothing/)
      .waitFor();
    expect(await dialog().getByRole('list').count()).toBe(0);
  });

  test('not before it is known what would start', async () => {
    await open('linger-asking');
    await lingering().click();
    await dialog().getByRole('button', { name: 'Turn on lingering', disabled: true }).waitFor();
  });

  test('what would start cannot be read: why, and it may be turned on all the same', async () => {
    await open('linger-asked-refused');
    await lingering().click();
    await dialog().getByRole('alert').getByText('/etc/systemd/user').first().waitFor();
    await dialog().getByRole('button', { name: 'Turn on lingering', disabled: false }).waitFor();
  });

  test('while the password is asked for, the switch waits', async () => {
    await open('settings-linger-changing');
    await page
      .getByRole('status')
      .getByText(/password/)
      .waitFor();
    expect(await lingering().isDisabled()).toBe(true);
  });

  test.each(['settings-linger-unknown', 'settings-offline'] as const)('%s', async (scene) => {
    await open(scene);
    await lingering().waitFor();
    expect(await lingering().isDisabled()).toBe(scene === 'settings-linger-unknown');
    expect(await page.getByText('State=').count()).toBe(0);
  });

  test.each([
    'linger-denied',
    'linger-cancelled',
    'linger-no-agent',
    'linger-timed-out',
    'linger-failed',
  ] as const)('%s: why, and the line for a terminal', async (scene) => {
    await open(scene);
    const facts = { user: 'alice', enable: true };
    await alert(what(scene, facts)).getByText(advised(scene, facts)).waitFor();
    await lingering(false).waitFor();
  });

  test('the line that does the same', async () => {
    await open('settings');
    await shows(/^loginctl enable-linger .*alice$/);
    await open('settings-linger');
    await shows(/^loginctl disable-linger .*alice$/);
  });
});

describe('the rest', () => {
  test('autostart is turned on and off', async () => {
    await open('settings');
    await page.getByRole('switch', { name: 'Start Hearth at login', checked: false }).click();
    await page.getByRole('switch', { name: 'Start Hearth at login', checked: true }).click();
    await expect.poll(() => asked('setAutostart')).toEqual([{ enable: true }, { enable: false }]);
  });

  test('autostart that is on', async () => {
    await open('settings-autostart');
    await page.getByRole('switch', { name: 'Start Hearth at login', checked: true }).waitFor();
  });

  test('autostart that cannot be set: why', async () => {
    await open('settings-autostart-failed');
    await alert('/home/alice/.config/autostart').waitFor();
  });

  test('no tray: what that means, and what adds one', async () => {
    await open('settings-no-tray');
    await page
      .getByRole('region', { name: 'Tray' })
      .getByText(/AppIndicator/)
      .waitFor();
  });

  test('the versions', async () => {
    await open('settings');
    await shows(/systemd 257/);
  });

  test('no deleted service', async () => {
    await open('settings');
    const region = page.getByRole('region', { name: 'Deleted services' });
    await region.getByRole('paragraph').first().waitFor();
    expect(await region.getByRole('button').count()).toBe(0);
  });

  test('a deleted service comes back, and its page opens', async () => {
    await open('settings-deleted');
    await button('Restore gone.service').click();
    await page.getByRole('heading', { name: 'gone.service' }).waitFor();
    expect(await asked('restoreDeleted')).toEqual([{ id: 'e' }]);
  });

  test('one that cannot come back: why', async () => {
    await open('settings-deleted-refused');
    await button('Restore gone.service').click();
    await page.getByRole('region', { name: 'Deleted services' }).getByRole('alert').waitFor();
  });
});
