/** The settings: lingering with its confirmation, autostart, tray, deleted services. */
import { describe, expect, test } from 'vitest';
import { advised, alert, asked, button, dialog, open, page, shows, what } from './driving/scene.ts';

const lingering = (checked?: boolean) =>
  page.getByRole('switch', {
    name: 'Keep running after logout',
    ...(checked === undefined ? {} : { checked }),
  });

describe('lingering', () => {
  test('asks first, and lists what would start', async () => {
    await open('settings');
    await lingering(false).click();
    await dialog().getByRole('list', { name: 'Yours' }).getByText('worker').waitFor();
    await dialog().getByRole('list', { name: 'From your system' }).getByText('pipewire').waitFor();
    expect(await asked('setLinger')).toEqual([]);
  });

  test('changes nothing on Cancel', async () => {
    await open('settings');
    await lingering().click();
    await dialog().getByRole('button', { name: 'Cancel' }).click();
    await dialog().waitFor({ state: 'detached' });
    expect(await asked('setLinger')).toEqual([]);
    await lingering(false).waitFor();
  });

  test('turns lingering on after confirmation', async () => {
    await open('settings');
    await lingering().click();
    await dialog().getByRole('button', { name: 'Turn on lingering' }).click();
    await lingering(true).waitFor();
    expect(await asked('setLinger')).toEqual([{ enable: true }]);
    await shows('Linger=yes');
  });

  test('turns lingering off after showing what stops', async () => {
    await open('settings-linger');
    await lingering(true).click();
    await dialog().getByText('worker').first().waitFor();
    expect(await asked('setLinger')).toEqual([]);
    await dialog().getByRole('button', { name: 'Turn off lingering' }).click();
    await lingering(false).waitFor();
    expect(await asked('setLinger')).toEqual([{ enable: false }]);
  });

  test('shows that nothing would start yet', async () => {
    await open('linger-nothing');
    await lingering().click();
    await dialog()
      .getByText(/Nothing/)
      .waitFor();
    expect(await dialog().getByRole('list').count()).toBe(0);
  });

  test('waits until it is known what would start', async () => {
    await open('linger-asking');
    await lingering().click();
    await dialog().getByRole('button', { name: 'Turn on lingering', disabled: true }).waitFor();
  });

  test('shows why it can’t be read what would start, and still lets you continue', async () => {
    await open('linger-asked-refused');
    await lingering().click();
    await dialog().getByRole('alert').getByText('/etc/systemd/user').first().waitFor();
    await dialog().getByRole('button', { name: 'Turn on lingering', disabled: false }).waitFor();
  });

  test('disables the switch while the password is being asked for', async () => {
    await open('settings-linger-changing');
    await page
      .getByRole('status')
      .getByText(/password/)
      .waitFor();
    expect(await lingering().isDisabled()).toBe(true);
  });

  test.each(['settings-linger-unknown', 'settings-offline'] as const)(
    'shows no state: %s',
    async (scene) => {
      await open(scene);
      await lingering().waitFor();
      expect(await lingering().isDisabled()).toBe(scene === 'settings-linger-unknown');
      expect(await page.getByText('State=').count()).toBe(0);
    },
  );

  test.each([
    'linger-denied',
    'linger-cancelled',
    'linger-no-agent',
    'linger-timed-out',
    'linger-failed',
  ] as const)('shows why lingering wasn’t changed, and the command: %s', async (scene) => {
    await open(scene);
    const facts = { user: 'alice', enable: true };
    await alert(what(scene, facts)).getByText(advised(scene, facts)).waitFor();
    await lingering(false).waitFor();
  });

  test('shows the command that does the same', async () => {
    await open('settings');
    await shows(/^loginctl enable-linger .*alice$/);
    await open('settings-linger');
    await shows(/^loginctl disable-linger .*alice$/);
  });
});

describe('notifications', () => {
  const region = () => page.getByRole('region', { name: 'Notifications' });

  test('are on or off for each kind', async () => {
    await open('settings');
    const recovered = region().getByRole('switch', { name: 'When a service works again' });
    await recovered.click();
    await expect.poll(() => recovered.isChecked()).toBe(false);
    expect(await asked('setNoticeKind')).toEqual([{ kind: 'recovered', on: false }]);
  });

  test('have quiet hours, whose times show only while they are on', async () => {
    await open('settings');
    expect(await region().getByLabel('From').count()).toBe(0);
    await region().getByRole('switch', { name: 'Quiet hours' }).click();
    expect(await region().getByLabel('From').inputValue()).toBe('22:00');
    await region().getByLabel('To', { exact: true }).fill('06:30');
    await region().getByLabel('To', { exact: true }).blur();
    await expect
      .poll(() => asked('setQuietHours'))
      .toEqual([
        { quiet: true, hours: { from: 1320, to: 420 } },
        { quiet: true, hours: { from: 1320, to: 390 } },
      ]);
  });

  test('include services of the system on request', async () => {
    await open('settings');
    const system = region().getByRole('switch', { name: 'Include services of the system' });
    await system.click();
    await expect.poll(() => system.isChecked()).toBe(true);
    expect(await asked('countSystem')).toEqual([{ on: true }]);
  });

  test('list the muted services, which can be unmuted', async () => {
    await open('settings-notifications');
    const muted = region().getByRole('list', { name: 'Muted services' });
    await muted.getByRole('button', { name: 'Unmute backup.service' }).click();
    await expect.poll(() => muted.getByRole('listitem').count()).toBe(1);
    expect(await asked('muteUnit')).toEqual([{ unit: 'backup.service', muted: false }]);
  });
});

describe('preferences', () => {
  test('have a theme', async () => {
    await open('settings');
    const themes = page.getByRole('radiogroup', { name: 'Theme' });
    await themes.getByRole('radio', { name: 'As the desktop', checked: true }).waitFor();
    await themes.getByText('Dark').click();
    await themes.getByRole('radio', { name: 'Dark', checked: true }).waitFor();
    expect(await asked('setPreferences')).toEqual([{ theme: 'dark' }]);
  });

  test('have a global shortcut, set by pressing it', async () => {
    await open('settings');
    const region = page.getByRole('region', { name: 'Global shortcut' });
    await region.getByText('None').waitFor();
    await region.getByRole('button', { name: 'Set keys' }).click();
    // No modifier, and one of Hearth’s own.
    await page.keyboard.press('h');
    await page.keyboard.press('Shift+H');
    expect(await asked('setPreferences')).toEqual([]);
    await page.keyboard.press('Control+K');
    await region.getByText('Ctrl + K').waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
    await region.getByRole('button', { name: 'Change keys' }).click();
    await page.keyboard.press('Escape');
    await region.getByText('Ctrl + K').waitFor();
    await region.getByRole('button', { name: 'Remove' }).click();
    await region.getByText('None').waitFor();
    expect(await asked('setPreferences')).toEqual([{ shortcut: 'Ctrl+K' }, { shortcut: '' }]);
  });

  test('say why the global shortcut doesn’t work, and what does', async () => {
    await open('settings-shortcut-wayland');
    await alert('Ctrl+Alt+H doesn’t open Hearth.').getByText('hearth', { exact: true }).waitFor();
  });

  test('limit what is kept, and show an amount that was written by hand', async () => {
    await open('settings-preferences');
    const versions = page.getByRole('combobox', { name: 'Versions per service' });
    expect(await versions.textContent()).toContain('75');
    await versions.click();
    await page.getByRole('option', { name: '200' }).click();
    await expect.poll(() => versions.textContent()).toContain('200');
    await page.getByRole('combobox', { name: 'Lines in memory' }).click();
    await page.getByRole('option', { name: '2,000' }).click();
    await expect
      .poll(() => asked('setPreferences'))
      .toEqual([{ versions: 200 }, { logLines: 2000 }]);
  });
});

describe('other settings', () => {
  test('says where unit files are if systemd was started with another XDG_CONFIG_HOME', async () => {
    await open('settings-other-folder');
    await shows(/Your XDG_CONFIG_HOME is .*but systemd was started with another/);
    await open('settings');
    await page.getByRole('heading', { name: 'Settings' }).waitFor();
    expect(await page.getByText('XDG_CONFIG_HOME').count()).toBe(0);
  });

  test('turns autostart on and off', async () => {
    await open('settings');
    await page.getByRole('switch', { name: 'Start Hearth at login', checked: false }).click();
    await page.getByRole('switch', { name: 'Start Hearth at login', checked: true }).click();
    await expect.poll(() => asked('setAutostart')).toEqual([{ enable: true }, { enable: false }]);
  });

  test('shows that autostart is on', async () => {
    await open('settings-autostart');
    await page.getByRole('switch', { name: 'Start Hearth at login', checked: true }).waitFor();
  });

  test('shows why autostart can’t be set', async () => {
    await open('settings-autostart-failed');
    await alert('/home/alice/.config/autostart').waitFor();
  });

  test('explains how to add a tray when there is none', async () => {
    await open('settings-no-tray');
    await page
      .getByRole('region', { name: 'Tray' })
      .getByText(/AppIndicator/)
      .waitFor();
  });

  test('shows the version of systemd', async () => {
    await open('settings');
    await shows(/systemd 257/);
  });

  test('shows that no service was deleted', async () => {
    await open('settings');
    const region = page.getByRole('region', { name: 'Deleted services' });
    await region.getByRole('paragraph').first().waitFor();
    expect(await region.getByRole('button').count()).toBe(0);
  });

  test('restores a deleted service and opens its page', async () => {
    await open('settings-deleted');
    await button('Restore gone.service').click();
    await page.getByRole('heading', { name: 'gone.service' }).waitFor();
    expect(await asked('restoreDeleted')).toEqual([{ id: 'e' }]);
  });

  test('shows why a service can’t be restored', async () => {
    await open('settings-deleted-refused');
    await button('Restore gone.service').click();
    await page.getByRole('region', { name: 'Deleted services' }).getByRole('alert').waitFor();
  });
});
