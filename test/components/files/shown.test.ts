/** How the files of a unit are shown. */
import { describe, expect, test } from 'vitest';
import { editor, list, path } from '../driving/files.ts';
import { alert, asked, button, dialog, open, page, shows, what } from '../driving/scene.ts';

describe('showing files', () => {
  test('shows a file as it is on disk', async () => {
    await open('file');
    await editor().getByText('/home/alice/bin/worker').waitFor();
    await list()
      .getByRole('button', { name: /worker\.service/ })
      .waitFor();
  });

  test('shows a chosen drop-in, and offers to remove it', async () => {
    await open('file-drop-in');
    await list()
      .getByRole('button', { name: /^\d?\s*override\.conf/ })
      .click();
    await editor().getByText('Nice').waitFor();
    await button('Remove override.conf').waitFor();
  });

  test('shows which units a shared drop-in changes, before it is saved or removed', async () => {
    await open('file-shared');
    await list()
      .getByRole('button', { name: /^\d?\s*limits\.conf.*for \d+ units/ })
      .click();
    const whom = /It applies to every service\. Here it changes .* and \d+ others?\./;
    await shows(whom);
    await page.getByRole('textbox', { name: /limits\.conf$/ }).click();
    await page.keyboard.press('Control+End');
    await page.keyboard.type('CPUWeight=50');
    await button('Save…').click();
    await dialog().getByText(whom).waitFor();
    await dialog().getByRole('button', { name: 'Save' }).click();
    expect(await asked('saveUnitFile')).toMatchObject([
      { file: { kind: 'drop-in', name: 'limits.conf', of: 'service' } },
    ]);
    await button('Remove limits.conf').click();
    await dialog().getByText(whom).waitFor();
    await dialog().getByRole('button', { name: 'Remove' }).click();
    expect(await asked('removeDropIn')).toMatchObject([{ name: 'limits.conf', of: 'service' }]);
  });

  test('shows a distribution’s file as read-only', async () => {
    await open('file-distribution');
    await shows('It came with the distribution.');
    expect(await button('Save…').count()).toBe(0);
  });

  test('names what a generated file was made from, and shows that', async () => {
    await open('file-generated');
    await shows(/Edit .*autostart\/pipewire\.desktop/);
    await button('Show that file').click();
    expect(await asked('showUnitSource')).toEqual([{ unit: 'pipewire.service' }]);
  });

  test('shows a mask with the command that removes it', async () => {
    await open('file-masked');
    await shows('It is masked.');
    await shows('systemctl --user unmask worker.service');
  });

  test('shows why a file is unreadable', async () => {
    await open('file-unreadable');
    await alert(what('file-unreadable', { path })).getByText(/namei/).waitFor();
  });

  test('shows that a unit has no file', async () => {
    await open('file-none');
    await shows('This unit has no file.');
  });

  test('shows no error while the files are loading', async () => {
    await open('file-slow');
    await page.getByRole('tab', { name: 'Edit', selected: true }).waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
  });

  test('shows why the files can’t be read', async () => {
    await open('file-refused');
    await alert(what('link-loop', { path })).waitFor();
  });
});
