/** A script among the files of its unit: seen, edited and saved in the same editor. */
import { describe, expect, test } from 'vitest';
import { filesChangeTexts } from '../../../electron/core/texts/files/change.ts';
import { filesSectionTexts } from '../../../electron/core/texts/files/section.ts';
import { editor, list, see, type } from '../driving/files.ts';
import { button, dialog, open, page } from '../driving/scene.ts';

const choose = async (): Promise<void> => {
  await open('file-script');
  await list()
    .getByRole('button', { name: /worker\.sh/ })
    .click();
  await editor().waitFor();
};

describe('the script of a service', () => {
  test('is the last of its files, and has no form', async () => {
    await open('file-script');
    const rows = list().getByRole('listitem');
    await rows.last().getByText('script that it runs').waitFor();
    expect(await rows.count()).toBe(2);
    await page.getByRole('radio', { name: 'Form' }).waitFor();
    await list()
      .getByRole('button', { name: /worker\.sh/ })
      .click();
    await page.getByRole('radio', { name: 'Form' }).waitFor({ state: 'detached' });
    expect(await page.getByRole('radio', { name: 'History' }).count()).toBe(1);
  });

  test('shows what the shell says at its line, and no help for unit files', async () => {
    await choose();
    await type('#');
    const found = page.getByRole('region', { name: 'Findings' });
    await found.getByText('Line 5').waitFor();
    await found.getByText(/^sh: Syntax error/).waitFor();
    expect(await found.getByText('F1').count()).toBe(0);
    await button(filesSectionTexts.saveWithErrors(1)).waitFor();
  });

  test('is saved without a reload, and says that the service still runs the old one', async () => {
    await choose();
    await type('done');
    await button(/^Save/).click();
    await dialog().getByText(filesChangeTexts.saveScript).waitFor();
    expect(await dialog().getByText('daemon-reload').count()).toBe(0);
    await dialog().getByRole('button', { name: /^Save/ }).click();
    await page
      .getByText(
        filesSectionTexts.unitsRunOldScript({ units: ['worker.service'], scripts: ['worker.sh'] }),
      )
      .waitFor();
    await button('Restart now').waitFor();
    await see('History');
    await page.getByText(/worker\.sh, before a new version was saved/).waitFor();
  });
});
