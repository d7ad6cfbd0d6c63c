/** Findings at their lines. */
import { describe, test } from 'vitest';
import { type } from '../driving/files.ts';
import { button, dialog, open, page } from '../driving/scene.ts';

describe('findings', () => {
  test('lists findings by line, the worst first', async () => {
    await open('file-findings');
    const found = page.getByRole('region', { name: 'Findings' });
    const first = found.getByRole('listitem').first();
    await first.getByText('Line 6').waitFor();
    await first
      .getByText(/Restrat=/)
      .first()
      .waitFor();
    await found.getByText('A hint.').waitFor();
  });

  test('groups findings in other files separately', async () => {
    await open('file-findings');
    const others = page.getByRole('region', { name: 'Findings' }).getByRole('group');
    await others.locator('summary').click();
    await others.getByText('other.service: Unknown key, ignoring.').waitFor();
  });

  test('applies a fix with one click', async () => {
    await open('file-findings');
    await button('Change it to Restart=').click();
    await button('Save…').click();
    await dialog().getByLabel('Changes').getByText('Restart=on-failure').waitFor();
  });

  test('repeats serious findings in the save dialog', async () => {
    await open('file-findings');
    await type('# mine');
    await button('Save…').click();
    await dialog()
      .getByRole('list', { name: 'Found in this text' })
      .getByText(/Restrat=/)
      .waitFor();
  });
});
