/** The other sections of a unit’s page: commands and numbers. */
import { describe, expect, test } from 'vitest';
import { logsRunTexts } from '../../../electron/core/texts/logs/run.ts';
import { unitsCommandsTexts } from '../../../electron/core/texts/units/commands.ts';
import { entry } from '../../fake/journal.ts';
import { noon } from '../../fake/makers.ts';
import { button, dialog, open, page } from '../driving/scene.ts';
import { showDetails } from '../driving/unit.ts';

const tab = (name: string) => page.getByRole('tab', { name });

describe('the sections of a unit', () => {
  test('moves between tabs with the arrow keys', async () => {
    await open('running');
    await tab('Overview').focus();
    await page.keyboard.press('ArrowRight');
    await page.getByRole('tab', { name: 'Log', selected: true }).waitFor();
  });

  test('opens another unit on its overview', async () => {
    await open('file');
    await page.getByRole('treeitem', { name: /notes/ }).click();
    await page.getByRole('article', { name: 'notes.service' }).waitFor();
    await page.getByRole('tab', { name: 'Overview', selected: true }).waitFor();
  });

  test('says how the unit is on its other sections, too', async () => {
    await open('failed');
    await tab('Log').click();
    await page.getByRole('article').getByText('Ended with exit code 1, 3 min ago').waitFor();
  });

  test('shows commands with their outcome', async () => {
    await open('commands');
    await button('Commands').click();
    await dialog().getByText('systemctl --user restart -- worker.service').waitFor();
    await dialog().locator('summary').first().click();
    await dialog().getByText('Job for worker.service failed.').waitFor();
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
  });

  test('shows no commands yet', async () => {
    await open('commands-none');
    await button('Commands').click();
    await dialog().getByText(unitsCommandsTexts.none).waitFor();
    expect(await dialog().getByText('systemctl').count()).toBe(0);
  });

  test('shows the resource usage of a running service', async () => {
    await open('running');
    await page.getByRole('region', { name: 'Resource usage' }).getByText('24.0 MiB').waitFor();
    await showDetails();
    await page.getByRole('img', { name: /^CPU over the last/ }).waitFor();
  });

  test('shows the last lines of the run, and opens the whole log', async () => {
    await open('overview-lines');
    const lines = page.getByRole('log', { name: logsRunTexts.title });
    await lines.getByText('tick 200 failed').waitFor();
    await expect.poll(() => lines.evaluate((box) => box.scrollTop)).toBeGreaterThan(0);
    const added = entry(noon, 'one more');
    await page.evaluate((line) => window.fake?.journal.add(line), added);
    await lines.getByText('one more').waitFor();
    await button(logsRunTexts.openLog).click();
    await page.getByRole('tab', { name: 'Log', selected: true }).waitFor();
  });

  test('says why there are no last lines', async () => {
    await open('stopped');
    await page.getByText('It has never run').waitFor();
  });
});
