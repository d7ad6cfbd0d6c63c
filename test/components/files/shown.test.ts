/** The files of a unit as they are shown. */
import { describe, expect, test } from 'vitest';
import { editor, list, path } from '../driving/files.ts';
import { alert, button, open, page, shows, what } from '../driving/scene.ts';

describe('shown', () => {
  test('as it is on disk', async () => {
    await open('file');
    await editor().getByText('/home/alice/bin/worker').waitFor();
    await list()
      .getByRole('button', { name: /worker\.service/ })
      .waitFor();
  });

  test('a drop-in is chosen, and can be removed', async () => {
    await open('file-drop-in');
    await list()
      .getByRole('button', { name: /^\d?\s*override\.conf/ })
      .click();
    await editor().getByText('Nice').waitFor();
    await button('Remove override.conf').waitFor();
  });

  test('one that changes other units is read only, and says what edits it', async () => {
    await open('file-shared');
    await list()
      .getByRole('button', { name: /limits\.conf/ })
      .click();
    await shows('It changes other services as well.');
    await shows(/^editor .*limits\.conf/);
    expect(await button('Save…').count()).toBe(0);
  });

  test('one of the distribution is read only', async () => {
    await open('file-distribution');
    await shows('It came with the distribution.');
    expect(await button('Save…').count()).toBe(0);
  });

  test('a mask, with what takes it away', async () => {
    await open('file-masked');
    await shows('It is masked.');
    await shows('systemctl --user unmask worker.service');
  });

  test('one that may not be read: why', async () => {
    await open('file-unreadable');
    await alert(what('file-unreadable', { path })).getByText(/namei/).waitFor();
  });

  test('none', async () => {
    await open('file-none');
    await shows('This unit has no file.');
  });

  test('not before they have come', async () => {
    await open('file-slow');
    await page.getByRole('tab', { name: 'File', selected: true }).waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
  });

  test('not where they cannot be read: why', async () => {
    await open('file-refused');
    await alert(what('link-loop', { path })).waitFor();
  });
});
