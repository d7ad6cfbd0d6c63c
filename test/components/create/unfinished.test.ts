/** An attempt before that was not finished: named, and asked about. */
import { describe, expect, test } from 'vitest';
import { createPageTexts } from '../../../electron/core/texts/create/page.ts';
import { submit } from '../driving/create-form.ts';
import { asked, button, dialog, open, shows } from '../driving/scene.ts';

describe('an attempt before that was not finished', () => {
  test('is named, with what taking it back does', async () => {
    await open('create-unfinished');
    await shows(/earlier\.service/);
    await button('Keep it').click();
    await button('Keep it').waitFor({ state: 'detached' });
    expect(await asked('keepCreation')).toHaveLength(1);
  });

  test.each([
    [createPageTexts.undoOther, 'earlier.service'],
    [createPageTexts.keepOther('earlier.service'), null],
  ] as const)('is asked about: %s', async (choice, takesBack) => {
    await open('create-unfinished-filled');
    await submit();
    await dialog().getByRole('button', { name: choice }).click();
    await expect.poll(() => asked('createService')).toMatchObject([{ takesBack }]);
  });

  test('Cancel creates nothing', async () => {
    await open('create-unfinished-filled');
    await submit();
    await dialog().getByRole('button', { name: 'Cancel' }).click();
    await dialog().waitFor({ state: 'detached' });
    expect(await asked('createService')).toEqual([]);
  });
});
