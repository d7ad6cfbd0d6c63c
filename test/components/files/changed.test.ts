/** The dialogs that begin an override or a copy, and remove a drop-in. */
import { describe, expect, test } from 'vitest';
import { filesChangeTexts } from '../../../electron/core/texts/files/change.ts';
import { editor } from '../driving/files.ts';
import { asked, button, dialog, open, page } from '../driving/scene.ts';

describe('removed', () => {
  test('a drop-in goes when agreed', async () => {
    await open('file-drop-in');
    await button('Remove override.conf').click();
    await dialog().getByRole('button', { name: 'Remove' }).click();
    await dialog().waitFor({ state: 'detached' });
    await button('Remove override.conf').waitFor({ state: 'detached' });
    expect(await asked('removeDropIn')).toMatchObject([{ name: 'override.conf' }]);
  });

  test('Cancel removes nothing', async () => {
    await open('file-drop-in');
    await button('Remove override.conf').click();
    await dialog().getByRole('button', { name: 'Cancel' }).click();
    await dialog().waitFor({ state: 'detached' });
    expect(await asked('removeDropIn')).toEqual([]);
  });
});

describe('changing a unit', () => {
  test('of one’s own: the file itself is what suits', async () => {
    await open('file');
    await button('Change this unit…').click();
    await dialog()
      .getByRole('radio', { name: /Full edit/, checked: true })
      .waitFor();
  });

  test('of the distribution: an override, which begins in the editor', async () => {
    await open('file-distribution');
    await button('Change this unit…').click();
    await dialog()
      .getByRole('radio', { name: /Override/, checked: true })
      .waitFor();
    await dialog().getByRole('button', { name: 'Edit' }).click();
    await editor().getByText('[Service]').waitFor();
    await button('Discard').waitFor();
  });

  test('a name that is none: why', async () => {
    await open('file-distribution');
    await button('Change this unit…').click();
    await dialog().getByRole('textbox').fill('a/b');
    await dialog().getByText(filesChangeTexts.nameFault).waitFor();
    await dialog().getByRole('button', { name: 'Edit' }).click();
    await dialog().waitFor();
  });

  test('full edit of the distribution’s file begins with a copy', async () => {
    await open('file-distribution');
    await button('Change this unit…').click();
    await dialog()
      .getByRole('radio', { name: /Full edit/ })
      .check();
    await dialog().getByRole('button', { name: 'Edit' }).click();
    await page
      .getByRole('textbox', { name: /pipewire\.service$/ })
      .getByText('/usr/bin/pipewire')
      .waitFor();
  });
});
