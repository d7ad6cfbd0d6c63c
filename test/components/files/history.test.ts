/** Older versions of a unit’s files. */
import { describe, expect, test } from 'vitest';
import { filesHistoryTexts } from '../../../electron/core/texts/files/history.ts';
import { see } from '../driving/files.ts';
import { asked, button, open, page, shows } from '../driving/scene.ts';

describe('its history', () => {
  test('no older version yet', async () => {
    await open('file');
    await see('History');
    await shows(filesHistoryTexts.empty);
  });

  test('versions with their reason, compared with now', async () => {
    await open('file-history');
    await see('History');
    const versions = page.getByRole('list', { name: 'Versions' }).getByRole('listitem');
    await versions.nth(1).waitFor();
    await page
      .getByRole('region', { name: filesHistoryTexts.compared })
      .getByText(/--fast/)
      .first()
      .waitFor();
  });

  test('one is restored', async () => {
    await open('file-history');
    await see('History');
    await button('Restore this version').click();
    await page.getByRole('status').getByText(filesHistoryTexts.restored).waitFor();
    expect(await asked('restoreVersion')).toMatchObject([{ id: 'b' }]);
  });
});
