/** The page of one unit: its states, its actions, its menu and its dialog. */
import { describe, expect, test } from 'vitest';
import { alert, asked, button, dialog, happens, open, page, shows, what } from './driving/scene.ts';
import { person } from '../fake/makers.ts';

const bar = () => page.getByRole('toolbar', { name: 'Actions' });
const state = () => page.getByRole('status', { name: 'State' });
const line = () => page.getByRole('group', { name: 'Command for this action' });
const tab = (name: string) => page.getByRole('tab', { name });
const choose = async (name: RegExp): Promise<void> => {
  await button('More').click();
  await page.getByRole('menuitem', { name }).click();
};

describe('its state', () => {
  test.each([
    ['running', 'running'],
    ['failed', 'failed'],
    ['masked', 'masked'],
    ['starting', 'starting…'],
    ['stopping', 'stopping…'],
    ['deleting', 'deleting…'],
    ['timer', 'waiting'],
    ['socket', 'listening'],
  ] as const)('%s is called %s', async (scene, word) => {
    await open(scene);
    await state().getByText(word, { exact: true }).waitFor();
  });

  test('says since when', async () => {
    await open('running');
    await state().getByText('for 1 h 35 min').waitFor();
  });

  test('a failure with its exit code and restarts', async () => {
    await open('failed');
    const facts = page.getByRole('tabpanel');
    await facts
      .getByText(/exit code 1/)
      .first()
      .waitFor();
    await facts.getByText('5', { exact: true }).first().waitFor();
  });
});

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
    await choose(/^Pin/);
    await choose(/^Unpin/);
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
    await choose(/^Unmask/);
    await expect
      .poll(() => asked('actOnUnit'))
      .toEqual([{ unit: 'old.service', action: 'unmask' }]);
  });

  test('a failure is reset', async () => {
    await open('failed');
    await choose(/^Reset/);
    await state().getByText('stopped', { exact: true }).waitFor();
  });

  test('a unit of the distribution is not deleted', async () => {
    await open('distribution');
    await button('More').click();
    await page.getByRole('menuitem', { name: /Delete/, disabled: true }).waitFor();
  });

  test('the file is shown in the file manager', async () => {
    await open('running');
    await choose(/[Ss]how/);
    await expect.poll(() => asked('showUnitFile')).toEqual([{ unit: 'worker.service' }]);
  });
});

describe('its banners', () => {
  test('a start that was refused: with systemd’s words and the command', async () => {
    await open('start-failed');
    const told = alert(what('start-failed', { unit: 'notes.service', line: '' }));
    await told.getByText('control process exited').waitFor();
    await told.getByText('systemctl --user start -- notes.service').waitFor();
    await told.getByRole('button', { name: 'Dismiss' }).click();
    await told.waitFor({ state: 'detached' });
    expect(await asked('dismissProblem')).toEqual([{ unit: 'notes.service' }]);
  });

  test('the banner goes with the next action', async () => {
    await open('start-failed');
    await alert(what('start-failed', { unit: 'notes.service', line: '' })).waitFor();
    await happens({ kind: 'action-started', unit: 'notes.service', action: 'start', at: 0 });
    await alert(what('start-failed', { unit: 'notes.service', line: '' })).waitFor({
      state: 'detached',
    });
  });

  test('changed on disk: the manager is reloaded when asked', async () => {
    await open('reload');
    await shows('systemctl --user daemon-reload');
    await button('Reload manager').click();
    await button('Reload manager').waitFor({ state: 'detached' });
    expect(await asked('reloadManager')).toEqual([{ unit: 'edited.service' }]);
  });

  test('a unit that systemd could not load: why', async () => {
    await open('load-error');
    await shows('Unit broken.service has a bad unit file setting.');
  });

  test('a unit that is gone', async () => {
    await open('gone');
    await alert(what('no-such-unit', { unit: 'gone.service' })).waitFor();
    await page.getByRole('heading', { name: 'gone.service' }).waitFor();
  });

  test('details that have not come leave the page in place', async () => {
    await open('details-slow');
    await bar().getByRole('button', { name: 'Stop' }).waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
  });
});

describe('deleting', () => {
  const ask = async (scene: 'running' | 'delete-other' | 'plan-refused'): Promise<void> => {
    await open(scene);
    await choose(/Delete/);
    await dialog().waitFor();
  };

  test('names what goes before it goes', async () => {
    await ask('running');
    await dialog()
      .getByRole('list', { name: 'Moved to the trash' })
      .getByText('worker.service')
      .waitFor();
    await dialog().getByRole('list', { name: 'Removed when it is disabled' }).waitFor();
    await dialog()
      .getByText(/^systemctl --user .*worker\.service$/)
      .waitFor();
    expect(await asked('deleteUnit')).toEqual([]);
  });

  test('Cancel and Escape delete nothing', async () => {
    await ask('running');
    await dialog().getByRole('button', { name: 'Cancel' }).click();
    await dialog().waitFor({ state: 'detached' });
    await choose(/Delete/);
    await dialog().waitFor();
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
    expect(await asked('deleteUnit')).toEqual([]);
  });

  test('the harmless button has the focus', async () => {
    await ask('running');
    await dialog().getByRole('list', { name: 'Moved to the trash' }).waitFor();
    const focused = await page.evaluate(() => document.activeElement?.textContent.trim());
    expect(focused).not.toMatch(/trash|Delete/);
  });

  test('deletes, leaves the page, and offers to undo', async () => {
    await ask('running');
    await dialog()
      .getByRole('button', { name: /trash|Delete/i })
      .last()
      .click();
    await page.getByRole('heading', { name: 'Choose a service' }).waitFor();
    expect(await asked('deleteUnit')).toEqual([{ unit: 'worker.service' }]);
    await page.getByRole('region', { name: 'Recovery' }).getByText('worker.service').waitFor();
  });

  test('a deletion that fails stays on the page, and says why', async () => {
    await ask('delete-other');
    await dialog()
      .getByRole('button', { name: /trash|Delete/i })
      .last()
      .click();
    await alert(
      what('trash-failed', { path: `${person.unitFolder}/worker.service`, detail: '' }),
    ).waitFor();
    await bar().waitFor();
  });

  test('a plan that cannot be made: why', async () => {
    await ask('plan-refused');
    await dialog()
      .getByRole('alert')
      .getByText(what('not-own', { unit: 'worker.service' }))
      .waitFor();
  });
});

describe('its other sections', () => {
  test('the tabs go by arrow keys', async () => {
    await open('running');
    await tab('Status').focus();
    await page.keyboard.press('ArrowRight');
    await page.getByRole('tab', { name: 'Proof', selected: true }).waitFor();
  });

  test('another unit is looked at through the same section', async () => {
    await open('commands');
    await page.getByRole('treeitem', { name: /notes/ }).click();
    await page.getByRole('tab', { name: 'Commands', selected: true }).waitFor();
  });

  test('commands with how they ended', async () => {
    await open('commands');
    const panel = page.getByRole('tabpanel');
    await panel.getByText('systemctl --user restart -- worker.service').waitFor();
    await panel.locator('summary').first().click();
    await panel.getByText('Job for worker.service failed.').waitFor();
  });

  test('no command yet', async () => {
    await open('commands-none');
    await page.getByRole('tabpanel').getByRole('paragraph').first().waitFor();
    expect(await page.getByRole('tabpanel').getByText('systemctl').count()).toBe(0);
  });

  test('numbers of what runs', async () => {
    await open('running');
    await page.getByRole('region', { name: 'Resource usage' }).getByText('24.0 MiB').waitFor();
  });
});

describe('its proof', () => {
  test.each([
    ['proof-missing', /worker\.log/],
    ['proof-empty', /nothing has been written/],
    ['proof-binary', /isn’t text/],
    ['proof-folder', /folder/],
    ['proof-unreadable', /Permission denied/],
  ] as const)('%s: what is the matter', async (scene, words) => {
    await open(scene);
    await page.getByRole('tabpanel').getByText(words).first().waitFor();
  });

  test('the last lines and their age', async () => {
    await open('proof-text');
    await page.getByRole('tabpanel').getByText('tick 3').waitFor();
    await page
      .getByRole('tabpanel')
      .getByText(/1\d s ago/)
      .waitFor();
  });

  test('none is named: how to name one', async () => {
    await open('proof-none');
    await page.getByRole('tabpanel').getByText('ProofFile=').first().waitFor();
  });
});
