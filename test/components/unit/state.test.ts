/** The page of a unit: its states and banners. */
import { describe, expect, test } from 'vitest';
import { proofCardTexts } from '../../../electron/core/texts/proof/card.ts';
import { noon, unit } from '../../fake/makers.ts';
import { alert, asked, button, happens, open, page, shows, what } from '../driving/scene.ts';
import { bar, showDetails, state, verdict } from '../driving/unit.ts';

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
    await shows(/^Running for 1 h 35 min/);
  });

  test('shows that a service keeps crashing, why, and what it does about it', async () => {
    await open('crashing');
    await state().getByText('crashing', { exact: true }).waitFor();
    await shows('Crashing: exit code 3, restarted 16 times');
    await verdict().getByRole('button', { name: 'Stop trying' }).click();
    await expect
      .poll(() => asked('actOnUnit'))
      .toEqual([{ unit: 'worker.service', action: 'stop' }]);
  });

  test('stays in place while a crashing service is up for a moment', async () => {
    await open('crashing');
    const box = () => verdict().boundingBox();
    await verdict().getByText('exit code 3').waitFor();
    const before = await box();
    const up = unit('worker.service', { crashing: true, changedAt: noon });
    await happens({ kind: 'units', changed: [up], removed: [] });
    await expect.poll(async () => (await asked('unitDetails')).length).toBeGreaterThan(1);
    await state().getByText('crashing', { exact: true }).waitFor();
    await verdict().getByText('exit code 3').waitFor();
    expect(await page.getByRole('region', { name: 'Resource usage' }).count()).toBe(0);
    expect(await box()).toEqual(before);
  });

  test('says that no proof is set, and leads to where to set one', async () => {
    await open('running');
    await shows('Running for 1 h 35 min, no proof set');
    await verdict().getByRole('button', { name: 'Set a proof' }).click();
    const set = button(proofCardTexts.setOne);
    await expect.poll(() => set.evaluate((one) => one === document.activeElement)).toBe(true);
  });

  test.each([
    ['masked', /^Masked/, 'Unmask', 'unmask'],
    ['overview-failed', /^Ended with exit code 1/, 'Start again', 'start'],
  ] as const)('suggests what to do: %s', async (scene, sentence, name, action) => {
    await open(scene);
    await shows(sentence);
    await verdict().getByRole('button', { name, exact: true }).click();
    await expect.poll(() => asked('actOnUnit')).toMatchObject([{ action }]);
  });

  test('keeps the header low', async () => {
    await open('running');
    const panel = await page.getByRole('tabpanel').boundingBox();
    expect(panel?.y).toBeLessThanOrEqual(96);
  });

  test('shows the end of a long output, where the cause is', async () => {
    await open('start-failed-long');
    const output = alert(what('start-failed', { unit: 'notes.service', line: '' }));
    await output.getByText('Command output', { exact: true }).click();
    const isAtEnd = (): Promise<boolean> =>
      output
        .locator('pre')
        .evaluate(
          (box) => box.scrollTop > 0 && box.scrollTop + box.clientHeight >= box.scrollHeight - 1,
        );
    await expect.poll(isAtEnd).toBe(true);
  });

  test('says that a program never ran, and which', async () => {
    await open('never-ran');
    await shows('Could not run: exit code 203/EXEC, 3 min ago');
    await shows(/never ran: systemd couldn’t execute it/);
    await shows('/opt/notes/bin/notes');
  });

  test('says which condition kept a service from starting', async () => {
    await open('skipped');
    await shows('Not started: a condition isn’t met');
    await verdict().getByText('ConditionPathExists=/etc/proxy.conf').waitFor();
    await showDetails();
    const fact = page.getByRole('definition').filter({ hasText: 'start condition unmet' });
    expect(await fact.textContent()).toContain('ConditionPathExists=/etc/proxy.conf');
    expect(await fact.textContent()).not.toContain('ConditionUser');
  });

  test('says that nothing starts a service enabled for a target that doesn’t exist', async () => {
    await open('enabled-for-nothing');
    await shows(/enabled, but nothing starts it: .*multi-user\.target/);
    await showDetails();
    await page
      .getByRole('definition')
      .getByText(/would start with .* doesn’t exist in your user manager/)
      .waitFor();
  });

  test('says what an enabled service starts with, whether that is reached, and what is missing', async () => {
    await open('half-enabled');
    await shows(/only partly enabled: .*mail\.service/);
    await shows(/A link starts it with .*graphical-session\.target/);
    await showDetails();
    const meaning = page.getByRole('definition').filter({ hasText: 'starts with' });
    expect(await meaning.innerText()).toContain('starts with default.target');
    expect(await meaning.innerText()).toContain(
      'graphical-session.target, which isn’t active in this session',
    );
  });

  test('offers no start of a unit that systemd refuses', async () => {
    await open('load-error');
    await state().getByText('refused by systemd', { exact: true }).waitFor();
    await bar().getByRole('button', { name: 'Start', exact: true, disabled: true }).waitFor();
  });

  test('shows the exit code and restarts of a failure', async () => {
    await open('failed');
    await shows('Ended with exit code 1, 3 min ago');
    await showDetails();
    const facts = page.getByRole('region', { name: 'All details' });
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
    await shows(/Unit broken\.service has a bad unit file setting\./);
    await shows('systemd refuses this unit: it has no ExecStart=.');
    await button('Open the file').click();
    await page.getByRole('tab', { name: 'Edit', selected: true }).waitFor();
  });

  test('names the service that already has its bus name', async () => {
    await open('bus-name-taken');
    await shows(/BusName=org\.example\.Notes is already used by notes\.service/);
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
