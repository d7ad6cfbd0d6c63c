/** How the files of a unit are shown. */
import { describe, expect, test } from 'vitest';
import { editor, list, path } from '../driving/files.ts';
import { alert, button, open, page, shows, what } from '../driving/scene.ts';

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

  test('shows a shared drop-in as read-only, with the command that edits it', async () => {
    await open('file-shared');
    await list()
      .getByRole('button', { name: /limits\.conf/ })
      .click();
    await shows('It changes other services as well.');
    await shows(/^editor .*limits\.conf/);
    expect(await button('Save…').count()).toBe(0);
  });

  test('shows a distribution’s file as read-only', async () => {
    await open('file-distribution');
    await shows('It came with the distribution.');
    expect(await button('Save…').count()).toBe(0);
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
    await page.getByRole('tab', { name: 'File', selected: true }).waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
  });

  test('shows why the files can’t be read', async () => {
    await open('file-refused');
    await alert(what('link-loop', { path })).waitFor();
  });
});
