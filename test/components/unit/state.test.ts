/** The page of a unit: its states and banners. */
import { describe, expect, test } from 'vitest';
import { alert, asked, button, happens, open, page, shows, what } from '../driving/scene.ts';
import { bar, state } from '../driving/unit.ts';

describe('the state of a unit', () => {
  test.each([
    ['running', 'running'],
    ['failed', 'failed'],
    ['masked', 'masked'],
    ['starting', 'starting…'],
    ['stopping', 'stopping…'],
    ['deleting', 'deleting…'],
    ['timer', 'waiting'],
    ['socket', 'listening'],
  ] as const)('shows %s as “%s”', async (scene, word) => {
    await open(scene);
    await state().getByText(word, { exact: true }).waitFor();
  });

  test('shows since when the state lasts', async () => {
    await open('running');
    await state().getByText('for 1 h 35 min').waitFor();
  });

  test('shows the exit code and restarts of a failure', async () => {
    await open('failed');
    const facts = page.getByRole('tabpanel');
    await facts
      .getByText(/exit code 1/)
      .first()
      .waitFor();
    await facts.getByText('5', { exact: true }).first().waitFor();
  });
});

describe('the banners of a unit', () => {
  test('shows a refused start with systemd’s message and the command', async () => {
    await open('start-failed');
    const told = alert(what('start-failed', { unit: 'notes.service', line: '' }));
    await told.getByText('control process exited').waitFor();
    await told.getByText('systemctl --user start -- notes.service').waitFor();
    await told.getByRole('button', { name: 'Dismiss' }).click();
    await told.waitFor({ state: 'detached' });
    expect(await asked('dismissProblem')).toEqual([{ unit: 'notes.service' }]);
  });

  test('removes the banner on the next action', async () => {
    await open('start-failed');
    await alert(what('start-failed', { unit: 'notes.service', line: '' })).waitFor();
    await happens({ kind: 'action-started', unit: 'notes.service', action: 'start', at: 0 });
    await alert(what('start-failed', { unit: 'notes.service', line: '' })).waitFor({
      state: 'detached',
    });
  });

  test('reloads the manager on request when the file changed on disk', async () => {
    await open('reload');
    await shows('systemctl --user daemon-reload');
    await button('Reload manager').click();
    await button('Reload manager').waitFor({ state: 'detached' });
    expect(await asked('reloadManager')).toEqual([{ unit: 'edited.service' }]);
  });

  test('shows why systemd couldn’t load a unit', async () => {
    await open('load-error');
    await shows('Unit broken.service has a bad unit file setting.');
  });

  test('shows that a unit is gone', async () => {
    await open('gone');
    await alert(what('no-such-unit', { unit: 'gone.service' })).waitFor();
    await page.getByRole('heading', { name: 'gone.service' }).waitFor();
  });

  test('keeps the page usable while details are loading', async () => {
    await open('details-slow');
    await bar().getByRole('button', { name: 'Stop' }).waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
  });
});
