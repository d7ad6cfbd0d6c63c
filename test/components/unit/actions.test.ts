/** The page of a unit: its buttons and its menu. */
import { describe, expect, test } from 'vitest';
import { alert, asked, button, dialog, open, page, what } from '../driving/scene.ts';
import { bar, chooseInMenu, state, verdict } from '../driving/unit.ts';

const line = () => page.getByRole('group', { name: 'Command for this action' });

describe('the buttons of a unit', () => {
  test('offers to stop and restart a running service', async () => {
    await open('running');
    await bar().getByRole('button', { name: 'Restart' }).click();
    await expect
      .poll(() => asked('actOnUnit'))
      .toEqual([{ unit: 'worker.service', action: 'restart' }]);
    await bar().getByRole('button', { name: 'Stop' }).waitFor();
    expect(await bar().getByRole('button', { name: 'Start', exact: true }).count()).toBe(0);
  });

  test('starts a stopped service, and follows its state', async () => {
    await open('stopped');
    await bar().getByRole('button', { name: 'Start', exact: true }).click();
    await state().getByText('running', { exact: true }).waitFor();
    await bar().getByRole('button', { name: 'Stop' }).waitFor();
  });

  test('neither starts nor enables a masked service, and explains why', async () => {
    await open('masked');
    await bar().getByRole('button', { name: 'Start', exact: true, disabled: true }).waitFor();
    const enable = page.getByRole('switch', { name: 'Start automatically' });
    expect(await enable.getAttribute('data-tip')).toMatch(/masked/);
  });

  test('only stops a service that is starting', async () => {
    await open('starting');
    await bar().getByRole('button', { name: 'Stop', disabled: false }).waitFor();
    await bar().getByRole('button', { name: 'Restart', disabled: true }).waitFor();
  });

  test('accepts no action for a service that is being deleted', async () => {
    await open('deleting');
    await bar().getByRole('button', { name: 'Restart', disabled: true }).waitFor();
    await bar().getByRole('button', { name: 'Restart' }).click({ force: true });
    expect(await asked('actOnUnit')).toEqual([]);
  });

  test('offers to kill a service that doesn’t stop', async () => {
    await open('stop-timed-out');
    await bar().getByRole('button', { name: 'Kill' }).click();
    await expect
      .poll(() => asked('actOnUnit'))
      .toEqual([{ unit: 'worker.service', action: 'kill' }]);
  });

  test('offers Reload only for a service that can reload', async () => {
    await open('running');
    await bar().getByRole('button', { name: 'Stop' }).waitFor();
    expect(await bar().getByRole('button', { name: 'Reload' }).count()).toBe(0);
    await open('reloadable');
    await bar().getByRole('button', { name: 'Reload' }).click();
    await expect
      .poll(() => asked('actOnUnit'))
      .toEqual([{ unit: 'worker.service', action: 'reload' }]);
  });

  test('enables and disables with the switch', async () => {
    await open('running');
    await page.getByRole('switch', { name: 'Start automatically', checked: true }).click();
    await page.getByRole('switch', { name: 'Start automatically', checked: false }).click();
    await expect
      .poll(() => asked('actOnUnit'))
      .toEqual(['disable', 'enable'].map((action) => ({ unit: 'worker.service', action })));
  });

  test('asks before it disables a linked service, as that removes the link', async () => {
    await open('linked');
    await page.getByRole('switch', { name: 'Start automatically', checked: true }).click();
    await dialog().getByText('/home/alice/dotfiles/worker.service').waitFor();
    await dialog().getByRole('button', { name: 'Cancel' }).click();
    expect(await asked('actOnUnit')).toEqual([]);
    await page.getByRole('switch', { name: 'Start automatically', checked: true }).click();
    await dialog().getByRole('button', { name: 'Disable' }).click();
    await expect
      .poll(() => asked('actOnUnit'))
      .toEqual([{ unit: 'worker.service', action: 'disable' }]);
  });

  test('shows the command of each button', async () => {
    await open('running');
    await bar().getByRole('button', { name: 'Stop' }).focus();
    await line().getByText('systemctl --user stop -- worker.service').waitFor();
    await page.getByRole('switch', { name: 'Start automatically' }).focus();
    await line().getByText('systemctl --user disable -- worker.service').waitFor();
  });

  test('shows the usual command again when the pointer and the focus have left', async () => {
    await open('running');
    await bar().getByRole('button', { name: 'Stop' }).hover();
    await line().getByText('systemctl --user stop -- worker.service').waitFor();
    await verdict().hover();
    await line().getByText('systemctl --user restart -- worker.service').waitFor();
  });

  test('shows the command of the button that took the place of the one pressed', async () => {
    await open('running');
    await bar().getByRole('button', { name: 'Stop' }).click();
    await bar().getByRole('button', { name: 'Start', exact: true }).waitFor();
    await line().getByText('systemctl --user start -- worker.service').waitFor();
  });

  test('takes a double click for one', async () => {
    await open('running');
    await bar().getByRole('button', { name: 'Stop' }).dblclick();
    await bar().getByRole('button', { name: 'Start', exact: true }).waitFor();
    expect(await asked('actOnUnit')).toEqual([{ unit: 'worker.service', action: 'stop' }]);
    expect(await page.getByRole('alert').count()).toBe(0);
  });

  test('asks before it stops what the desktop session depends on', async () => {
    await open('distribution');
    await bar().getByRole('button', { name: 'Stop' }).click();
    await dialog()
      .getByText(/desktop session ends/)
      .waitFor();
    await dialog().getByRole('button', { name: 'Cancel' }).click();
    expect(await asked('actOnUnit')).toEqual([]);
    await bar().getByRole('button', { name: 'Restart' }).click();
    await dialog().getByRole('button', { name: 'Restart' }).click();
    await expect
      .poll(() => asked('actOnUnit'))
      .toEqual([{ unit: 'dbus.service', action: 'restart' }]);
  });

  test('keeps the focus on the button pressed by keyboard', async () => {
    await open('stopped');
    await bar().getByRole('button', { name: 'Start', exact: true }).focus();
    await page.keyboard.press('Enter');
    await bar().getByRole('button', { name: 'Stop', disabled: false }).waitFor();
    expect(await page.evaluate(() => document.activeElement?.textContent.trim())).toBe('Stop');
  });

  test('shows why an action failed', async () => {
    await open('action-refused');
    await bar().getByRole('button', { name: 'Stop' }).click();
    const told = alert(what('manager-silent', { detail: '' }));
    await told.getByRole('button', { name: 'Dismiss' }).click();
    await told.waitFor({ state: 'detached' });
  });
});

describe('the menu of a unit', () => {
  test('pins and unpins a unit', async () => {
    await open('running');
    await chooseInMenu(/^Pin/);
    await chooseInMenu(/^Unpin/);
    expect(await asked('pinUnit')).toEqual([
      { unit: 'worker.service', pinned: true },
      { unit: 'worker.service', pinned: false },
    ]);
  });

  test('mutes and unmutes its notifications', async () => {
    await open('running');
    await chooseInMenu(/^Mute notifications/);
    await chooseInMenu(/^Unmute notifications/);
    expect(await asked('muteUnit')).toEqual([
      { unit: 'worker.service', muted: true },
      { unit: 'worker.service', muted: false },
    ]);
  });

  test('closes the menu on Escape, and returns the focus to its button', async () => {
    await open('running');
    await button('More').click();
    await page.getByRole('menuitem').first().waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('menuitem').first().waitFor({ state: 'detached' });
    expect(await page.evaluate(() => document.activeElement?.textContent.trim())).toBe('More');
  });

  test('unmasks a masked unit', async () => {
    await open('masked');
    await chooseInMenu(/^Unmask/);
    await expect
      .poll(() => asked('actOnUnit'))
      .toEqual([{ unit: 'old.service', action: 'unmask' }]);
  });

  test('resets a failure', async () => {
    await open('failed');
    await chooseInMenu(/^Reset/);
    await state().getByText('stopped', { exact: true }).waitFor();
  });

  test('never deletes a distribution’s unit', async () => {
    await open('distribution');
    await button('More').click();
    await page.getByRole('menuitem', { name: /Delete/, disabled: true }).waitFor();
  });

  test('shows the file in the file manager', async () => {
    await open('running');
    await chooseInMenu(/[Ss]how/);
    await expect.poll(() => asked('showUnitFile')).toEqual([{ unit: 'worker.service' }]);
  });
});
