/** Findings at their lines. */
import { describe, expect, test } from 'vitest';
import { filesChangeTexts } from '../../../electron/core/texts/files/change.ts';
import { filesSectionTexts } from '../../../electron/core/texts/files/section.ts';
import { see, type } from '../driving/files.ts';
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
    await button(/^Save/).click();
    await dialog().getByLabel('Changes').getByText('Restart=on-failure').waitFor();
  });

  test('repeats serious findings in the save dialog', async () => {
    await open('file-findings');
    await type('# mine');
    await button(filesSectionTexts.saveWithErrors(1)).click();
    await dialog()
      .getByRole('list', { name: 'Found in this text' })
      .getByText(/Restrat=/)
      .waitFor();
  });

  test('shows a finding beside its field in the form, and on the buttons that save', async () => {
    await open('file-form-findings');
    await see('Form');
    const program = page.getByRole('textbox', { name: 'Program' });
    await expect.poll(() => program.getAttribute('aria-invalid')).toBe('true');
    await page
      .getByText(/bin\/worker doesn’t exist/)
      .first()
      .waitFor();
    const restart = page.getByRole('textbox', { name: 'Restart delay' });
    expect(await restart.getAttribute('aria-invalid')).toBe('false');
    await restart.fill('7');
    await button(filesSectionTexts.saveWithErrors(1)).click();
    await dialog()
      .getByRole('button', { name: filesChangeTexts.saveWithErrors(1) })
      .waitFor();
  });
});
