/** The dialogs that start an override or a copy, and remove a drop-in. */
import { describe, expect, test } from 'vitest';
import { filesChangeTexts } from '../../../electron/core/texts/files/change.ts';
import { editor } from '../driving/files.ts';
import { asked, button, dialog, open, page } from '../driving/scene.ts';

describe('removing a drop-in', () => {
  test('removes a drop-in after confirmation', async () => {
    await open('file-drop-in');
    await button('Remove override.conf').click();
    await dialog().getByRole('button', { name: 'Remove' }).click();
    await dialog().waitFor({ state: 'detached' });
    await button('Remove override.conf').waitFor({ state: 'detached' });
    expect(await asked('removeDropIn')).toMatchObject([{ name: 'override.conf' }]);
  });

  test('removes nothing on Cancel', async () => {
    await open('file-drop-in');
    await button('Remove override.conf').click();
    await dialog().getByRole('button', { name: 'Cancel' }).click();
    await dialog().waitFor({ state: 'detached' });
    expect(await asked('removeDropIn')).toEqual([]);
  });
});

describe('changing a unit', () => {
  test('recommends editing the file of your own unit', async () => {
    await open('file');
    await button('Change this unit…').click();
    await dialog()
      .getByRole('radio', { name: /Full edit/, checked: true })
      .waitFor();
  });

  test('recommends an override for a distribution’s unit, and starts it in the editor', async () => {
    await open('file-distribution');
    await button('Change this unit…').click();
    await dialog()
      .getByRole('radio', { name: /Override/, checked: true })
      .waitFor();
    await dialog().getByRole('button', { name: 'Edit' }).click();
    await editor().getByText('[Service]').waitFor();
    await button('Discard').waitFor();
  });

  test('shows why an override name is invalid', async () => {
    await open('file-distribution');
    await button('Change this unit…').click();
    await dialog().getByRole('textbox').fill('a/b');
    await dialog().getByText(filesChangeTexts.nameFault).waitFor();
    await dialog().getByRole('button', { name: 'Edit' }).click();
    await dialog().waitFor();
  });

  test('starts a full edit of a distribution’s file with a copy', async () => {
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
