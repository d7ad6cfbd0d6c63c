/** A file that changes on disk while it is being edited. */
import { describe, expect, test } from 'vitest';
import { filesConflictTexts } from '../../../electron/core/texts/files/conflict.ts';
import { changesElsewhere, editor, type } from '../driving/files.ts';
import { asked, button, open, page } from '../driving/scene.ts';

const conflict = () => page.getByRole('region', { name: filesConflictTexts.region });

describe('a conflict', () => {
  const other = '[Service]\nExecStart=/home/alice/bin/other\n';
  const begin = async (now: string | null): Promise<void> => {
    await open('file');
    await type('# mine');
    await changesElsewhere(now);
    await button('Compare').click();
    await conflict().waitFor();
  };

  test('shows the file on disk when nothing was typed', async () => {
    await open('file');
    await editor().getByText('/home/alice/bin/worker').waitFor();
    await changesElsewhere(other);
    await editor().getByText('/home/alice/bin/other').waitFor();
  });

  test('shows both changes side by side', async () => {
    await begin(other);
    await conflict().getByLabel(filesConflictTexts.myChanges).getByText('# mine').waitFor();
    await conflict()
      .getByLabel(filesConflictTexts.theirChanges)
      .getByText(/other/)
      .first()
      .waitFor();
  });

  test('keeps what was typed when the unit is gone with its file', async () => {
    await open('gone-draft');
    const text = page.getByRole('textbox', { name: /gone\.service$/ });
    await text.getByText('# mine').waitFor();
  });

  test('replaces mine with theirs', async () => {
    await begin(other);
    await conflict().getByRole('button', { name: filesConflictTexts.useTheirs }).click();
    await editor().getByText('/home/alice/bin/other').waitFor();
    expect(await editor().getByText('# mine').count()).toBe(0);
  });

  test('overwrites theirs with mine', async () => {
    await begin(other);
    await conflict().getByRole('button', { name: filesConflictTexts.overwrite }).click();
    await conflict().waitFor({ state: 'detached' });
    await editor().getByText('# mine').waitFor();
  });

  test('edits theirs with mine alongside', async () => {
    await begin(other);
    await conflict().getByRole('button', { name: filesConflictTexts.editTheirs }).click();
    await page.getByRole('region', { name: filesConflictTexts.beside }).waitFor();
    await editor().locator('.cm-deletedChunk').getByText('# mine').waitFor();
    await editor().locator('.cm-line').getByText('/home/alice/bin/other').waitFor();
  });

  test('merges changes in different places', async () => {
    await open('file');
    await type('# mine');
    const text = await page.evaluate(() => window.fake?.disk.text('worker.service') ?? '');
    await changesElsewhere(text.replace('Writes a heartbeat', 'Writes another'));
    await button('Compare').click();
    await conflict().getByRole('button', { name: filesConflictTexts.merge }).click();
    await editor().getByText('Writes another').waitFor();
    await editor().getByText('# mine').waitFor();
  });

  test('keeps what was typed when the file is gone, and can save it as a new file', async () => {
    await begin(null);
    await conflict().getByLabel(filesConflictTexts.mine).getByText('# mine').waitFor();
    await conflict().getByRole('button', { name: filesConflictTexts.saveAsNew }).click();
    await conflict().waitFor({ state: 'detached' });
    expect(await asked('saveUnitFile')).toMatchObject([{ version: null }]);
  });
});
