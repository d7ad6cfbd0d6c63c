/** The page of a unit: its buttons and its menu. */
import { describe, expect, test } from 'vitest';
import { alert, asked, button, open, page, what } from '../driving/scene.ts';
import { bar, chooseInMenu, state } from '../driving/unit.ts';

const line = () => page.getByRole('group', { name: 'Command for this action' });

describe('its buttons', () => {
  test('a running one stops and restarts', async () => {
    await open('running');
    await bar().getByRole('button', { name: 'Restart' }).click();
    await expect
      .poll(() => asked('actOnUnit'))
      .toEqual([{ unit: 'worker.service', action: 'restart' }]);
    await bar().getByRole('button', { name: 'Stop' }).waitFor();
    expect(await bar().getByRole('button', { name: 'Start', exact: true }).count()).toBe(0);
  });

  test('a stopped one starts, and is followed', async () => {
    await open('stopped');
    await bar().getByRole('button', { name: 'Start', exact: true }).click();
    await state().getByText('running', { exact: true }).waitFor();
    await bar().getByRole('button', { name: 'Stop' }).waitFor();
  });

  test('a masked one neither starts nor is enabled, and says why', async () => {
    await open('masked');
    await bar().getByRole('button', { name: 'Start', exact: true, disabled: true }).waitFor();
    const enable = page.getByRole('switch', { name: 'Start automatically' });
    expect(await enable.getAttribute('data-tip')).toMatch(/masked/);
  });

  test('one that is being started can only be stopped', async () => {
    await open('starting');
    await bar().getByRole('button', { name: 'Stop', disabled: false }).waitFor();
    await bar().getByRole('button', { name: 'Restart', disabled: true }).waitFor();
  });

  test('one that is being deleted takes nothing', async () => {
    await open('deleting');
    await bar().getByRole('button', { name: 'Restart', disabled: true }).waitFor();
    await bar().getByRole('button', { name: 'Restart' }).click({ force: true });
    expect(await asked('actOnUnit')).toEqual([]);
  });

  test('one that does not stop can be killed', async () => {
    await open('stop-timed-out');
    await bar().getByRole('button', { name: 'Kill' }).click();
    await expect
      .poll(() => asked('actOnUnit'))
      .toEqual([{ unit: 'worker.service', action: 'kill' }]);
  });

  test('reload only where it can', async () => {
    await open('running');
    await bar().getByRole('button', { name: 'Stop' }).waitFor();
    expect(await bar().getByRole('button', { name: 'Reload' }).count()).toBe(0);
    await open('reloadable');
    await bar().getByRole('button', { name: 'Reload' }).click();
    await expect
      .poll(() => asked('actOnUnit'))
      .toEqual([{ unit: 'worker.service', action: 'reload' }]);
  });

  test('the switch enables and disables', async () => {
    await open('running');
    await page.getByRole('switch', { name: 'Start automatically', checked: true }).click();
    await page.getByRole('switch', { name: 'Start automatically', checked: false }).click();
    await expect
      .poll(() => asked('actOnUnit'))
      .toEqual(['disable', 'enable'].map((action) => ({ unit: 'worker.service', action })));
  });

  test('each shows the command that it runs', async () => {
    await open('running');
    await bar().getByRole('button', { name: 'Stop' }).focus();
    await line().getByText('systemctl --user stop -- worker.service').waitFor();
    await page.getByRole('switch', { name: 'Start automatically' }).focus();
    await line().getByText('systemctl --user disable -- worker.service').waitFor();
  });

  test('by keyboard, the focus stays on the button that was pressed', async () => {
    await open('stopped');
    await bar().getByRole('button', { name: 'Start', exact: true }).focus();
    await page.keyboard.press('Enter');
    await bar().getByRole('button', { name: 'Stop', disabled: false }).waitFor();
    expect(await page.evaluate(() => document.activeElement?.textContent.trim())).toBe('Stop');
  });

  test('what Hearth cannot do is told beside all', async () => {
    await open('action-refused');
    await bar().getByRole('button', { name: 'Stop' }).click();
    const told = alert(what('manager-silent', { detail: '' }));
    await told.getByRole('button', { name: 'Dismiss' }).click();
    await told.waitFor({ state: 'detached' });
  });
});

describe('its menu', () => {
  test('pins and unpins', async () => {
    await open('running');
    await chooseInMenu(/^Pin/);
    await chooseInMenu(/^Unpin/);
    expect(await asked('pinUnit')).toEqual([
      { unit: 'worker.service', pinned: true },
      { unit: 'worker.service', pinned: false },
    ]);
  });

  test('Escape closes it, and the focus is back on its button', async () => {
    await open('running');
    await button('More').click();
    await page.getByRole('menuitem').first().waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('menuitem').first().waitFor({ state: 'detached' });
    expect(await page.evaluate(() => document.activeElement?.textContent.trim())).toBe('More');
  });

  test('a masked unit is unmasked', async () => {
    await open('masked');
    await chooseInMenu(/^Unmask/);
    await expect
      .poll(() => asked('actOnUnit'))
      .toEqual([{ unit: 'old.service', action: 'unmask' }]);
  });

  test('a failure is reset', async () => {
    await open('failed');
    await chooseInMenu(/^Reset/);
    await state().getByText('stopped', { exact: true }).waitFor();
  });

  test('a unit of the distribution is not deleted', async () => {
    await open('distribution');
    await button('More').click();
    await page.getByRole('menuitem', { name: /Delete/, disabled: true }).waitFor();
  });

  test('the file is shown in the file manager', async () => {
    await open('running');
    await chooseInMenu(/[Ss]how/);
    await expect.poll(() => asked('showUnitFile')).toEqual([{ unit: 'worker.service' }]);
  });
});
