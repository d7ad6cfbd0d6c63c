/** Older versions of a unit’s files. */
import { describe, expect, test } from 'vitest';
import { filesHistoryTexts } from '../../../electron/core/texts/files/history.ts';
import { see } from '../driving/files.ts';
import { asked, button, open, page, shows } from '../driving/scene.ts';

describe('the history of a file', () => {
  test('shows that there are no versions yet', async () => {
    await open('file');
    await see('History');
    await shows(filesHistoryTexts.empty);
  });

  test('lists versions, compared with the current text', async () => {
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

  test('restores a version', async () => {
    await open('file-history');
    await see('History');
    await button('Restore this version').click();
    await page.getByRole('status').getByText(filesHistoryTexts.restored).waitFor();
    expect(await asked('restoreVersion')).toMatchObject([{ id: 'b' }]);
  });
});
