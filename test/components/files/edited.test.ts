/** Edits and saves the files of a unit. */
import { describe, expect, test } from 'vitest';
import { editor, path, save, see, type } from '../driving/files.ts';
import { alert, asked, button, dialog, open, page, what } from '../driving/scene.ts';

describe('editing', () => {
  test('marks unsaved changes in the tab and in the list', async () => {
    await open('file');
    await type('# mine');
    await page.getByRole('tab', { name: /Edit.*not saved/ }).waitFor();
    await page.getByRole('treeitem', { name: /worker.*not saved/ }).waitFor();
  });

  test('keeps a draft', async () => {
    await open('file');
    await type('# mine');
    await expect.poll(() => asked('keepDraft')).not.toEqual([]);
  });

  test('restores a draft', async () => {
    await open('file-draft');
    await editor().getByText('# mine').waitFor();
    await page.getByRole('tab', { name: /Edit.*not saved/ }).waitFor();
  });

  test('restores the file on discard', async () => {
    await open('file');
    await type('# mine');
    await button('Discard changes').click();
    await editor().getByText('# mine').waitFor({ state: 'detached' });
    await button('Save…').isDisabled();
  });

  test('applies changes from the form to the text', async () => {
    await open('file');
    await see('Form');
    await page.getByRole('textbox', { name: 'Description' }).fill('Another description');
    await see('Text');
    await editor().getByText('Another description').waitFor();
  });
});

describe('saving', () => {
  test('saves after showing the changes', async () => {
    await open('file');
    await type('# mine');
    await button('Save…').click();
    await dialog().getByLabel('Changes').getByText('# mine').waitFor();
    await dialog().getByText('systemctl --user daemon-reload').waitFor();
    expect(await asked('saveUnitFile')).toEqual([]);
    await dialog().getByRole('button', { name: 'Save' }).click();
    await dialog().waitFor({ state: 'detached' });
    expect(await asked('saveUnitFile')).toHaveLength(1);
    expect(await button('Save…').isDisabled()).toBe(true);
  });

  test('asks on Ctrl+S, and lets you keep editing', async () => {
    await open('file');
    await type('# mine');
    await page.keyboard.press('Control+s');
    await dialog().getByRole('button', { name: 'Keep editing' }).click();
    await dialog().waitFor({ state: 'detached' });
    expect(await asked('saveUnitFile')).toEqual([]);
  });

  test('shows in the dialog why a save failed', async () => {
    await open('save-refused');
    await type('# mine');
    await save();
    await dialog().getByRole('alert').getByText(what('disk-full', { path })).waitFor();
  });

  test('shows which keys need a restart, and restarts with one click', async () => {
    await open('save-restart');
    await type('# mine');
    await save();
    const toast = page.getByRole('region', { name: 'Outcomes' });
    await toast.getByText('Restart worker.service to apply ExecStart=.').waitFor();
    // It is there on every page, until it is done.
    await page.getByRole('treeitem', { name: /notes/ }).click();
    await page.getByRole('article', { name: 'notes.service' }).waitFor();
    await toast.getByRole('button', { name: 'Restart now' }).click();
    await expect
      .poll(() => asked('actOnUnit'))
      .toEqual([{ unit: 'worker.service', action: 'restart' }]);
    await button('Restart now').waitFor({ state: 'detached' });
  });

  test('shows once which keys need a restart, also after another save, until it is dismissed', async () => {
    await open('save-restart');
    await editor().waitFor();
    for (const text of ['# mine', '# and more']) {
      await type(text);
      await save();
      await dialog().waitFor({ state: 'detached' });
    }
    const toast = page.getByText('Restart worker.service to apply ExecStart=.');
    await toast.waitFor();
    expect(await toast.count()).toBe(1);
    await page
      .getByRole('region', { name: 'Outcomes' })
      .getByRole('button', { name: 'Dismiss' })
      .click();
    await toast.waitFor({ state: 'detached' });
  });

  test('shows why the manager did not reload', async () => {
    await open('save-unread');
    await type('# mine');
    await save();
    const told = alert(what('manager-silent', { detail: '' }));
    await told.getByRole('button', { name: 'Dismiss' }).click();
    await told.waitFor({ state: 'detached' });
  });
});
