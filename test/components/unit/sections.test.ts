/** The other sections of a unit’s page: commands, numbers and proof. */
import { describe, expect, test } from 'vitest';
import { createFindingsTexts } from '../../../electron/core/texts/create/findings.ts';
import { createFormTexts } from '../../../electron/core/texts/create/form.ts';
import { unitsProofTexts } from '../../../electron/core/texts/units/proof.ts';
import { asked, button, open, page } from '../driving/scene.ts';

const tab = (name: string) => page.getByRole('tab', { name });

describe('the sections of a unit', () => {
  test('moves between tabs with the arrow keys', async () => {
    await open('running');
    await tab('Status').focus();
    await page.keyboard.press('ArrowRight');
    await page.getByRole('tab', { name: 'Proof', selected: true }).waitFor();
  });

  test('keeps the section when another unit is chosen', async () => {
    await open('commands');
    await page.getByRole('treeitem', { name: /notes/ }).click();
    await page.getByRole('tab', { name: 'Commands', selected: true }).waitFor();
  });

  test('shows commands with their outcome', async () => {
    await open('commands');
    const panel = page.getByRole('tabpanel');
    await panel.getByText('systemctl --user restart -- worker.service').waitFor();
    await panel.locator('summary').first().click();
    await panel.getByText('Job for worker.service failed.').waitFor();
  });

  test('shows no commands yet', async () => {
    await open('commands-none');
    await page.getByRole('tabpanel').getByRole('paragraph').first().waitFor();
    expect(await page.getByRole('tabpanel').getByText('systemctl').count()).toBe(0);
  });

  test('shows the resource usage of a running service', async () => {
    await open('running');
    await page.getByRole('region', { name: 'Resource usage' }).getByText('24.0 MiB').waitFor();
  });
});

describe('the proof of a unit', () => {
  test.each([
    ['proof-missing', /worker\.log/],
    ['proof-empty', /nothing has been written/],
    ['proof-binary', /isn’t text/],
    ['proof-folder', /folder/],
    ['proof-unreadable', /Permission denied/],
  ] as const)('shows what is wrong: %s', async (scene, words) => {
    await open(scene);
    await page.getByRole('tabpanel').getByText(words).first().waitFor();
  });

  test('shows the last lines and their age', async () => {
    await open('proof-text');
    await page.getByRole('tabpanel').getByText('tick 3').waitFor();
    await page
      .getByRole('tabpanel')
      .getByText(/1\d s ago/)
      .waitFor();
  });

  test('is set in the unit’s own file', async () => {
    await open('proof-none');
    const box = page.getByRole('textbox', { name: unitsProofTexts.file });
    await box.fill('worker.log');
    await button(unitsProofTexts.set).click();
    await page.getByText(createFindingsTexts.notAbsolute.proofFile).waitFor();
    await button(createFormTexts.chooseFor.proofFile).click();
    await expect.poll(() => box.inputValue()).toBe('~/bin/serve it');
    await box.fill('~/worker.log');
    await box.press('Enter');
    await expect
      .poll(() => asked('saveUnitFile'))
      .toMatchObject([{ unit: 'worker.service', file: { kind: 'fragment' } }]);
    await tab('File').click();
    await page.getByText('ProofFile=%h/worker.log').waitFor();
  });

  test('is set in a drop-in where the file is the distribution’s', async () => {
    await open('file-distribution');
    await tab('Proof').click();
    await page.getByRole('textbox', { name: unitsProofTexts.file }).fill('/tmp/x.log');
    await button(unitsProofTexts.set).click();
    await expect
      .poll(() => asked('saveUnitFile'))
      .toMatchObject([{ file: { kind: 'drop-in', name: 'proof.conf' }, version: null }]);
  });
});
