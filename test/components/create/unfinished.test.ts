/** Asks what to do about an earlier, unfinished attempt. */
import { describe, expect, test } from 'vitest';
import { createPageTexts } from '../../../electron/core/texts/create/page.ts';
import { submit } from '../driving/create-form.ts';
import { asked, button, dialog, open, shows } from '../driving/scene.ts';

describe('an unfinished attempt', () => {
  test('names the unfinished attempt, and can keep it', async () => {
    await open('create-unfinished');
    await shows(/earlier\.service/);
    await button('Keep it').click();
    await button('Keep it').waitFor({ state: 'detached' });
    expect(await asked('keepCreation')).toHaveLength(1);
  });

  test.each([
    [createPageTexts.undoOther, 'earlier.service'],
    [createPageTexts.keepOther('earlier.service'), null],
  ] as const)('asks about the unfinished attempt: %s', async (choice, takesBack) => {
    await open('create-unfinished-filled');
    await submit();
    await dialog().getByRole('button', { name: choice }).click();
    await expect.poll(() => asked('createService')).toMatchObject([{ takesBack }]);
  });

  test('creates nothing on Cancel', async () => {
    await open('create-unfinished-filled');
    await submit();
    await dialog().getByRole('button', { name: 'Cancel' }).click();
    await dialog().waitFor({ state: 'detached' });
    expect(await asked('createService')).toEqual([]);
  });
});
