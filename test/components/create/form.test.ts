/** The form of a new service: what it shows, keeps and asks. */
import { describe, expect, test } from 'vitest';
import { createPageTexts } from '../../../electron/core/texts/create/page.ts';
import { createProgressTexts } from '../../../electron/core/texts/create/progress.ts';
import { field, heading } from '../driving/create-form.ts';
import { asked, button, dialog, open, page } from '../driving/scene.ts';

describe('the form', () => {
  test('marks no field as invalid before it was left', async () => {
    await open('create');
    await field('Name').waitFor();
    expect(await page.locator('[aria-invalid=true]').count()).toBe(0);
  });

  test('previews the unit file and the commands', async () => {
    await open('create-filled');
    const preview = page.getByRole('region', { name: 'Preview' });
    await preview.getByText('WantedBy').waitFor();
    await preview
      .getByText(/systemctl --user enable --now/)
      .first()
      .waitFor();
  });

  test('restores what was typed earlier, and can clear it', async () => {
    await open('create-filled');
    expect(await field('Name').inputValue()).toBe('heartbeat');
    await button(createPageTexts.clear).click();
    expect(await field('Name').inputValue()).toBe('');
  });

  test('saves a draft while typing', async () => {
    await open('create');
    await field('Name').fill('kept');
    await expect.poll(() => asked('keepForm')).toMatchObject([{ name: 'kept' }]);
  });

  test('keeps the form while another page is open', async () => {
    await open('create');
    await field('Name').fill('kept');
    await button('Settings').click();
    await button('New service').click();
    expect(await field('Name').inputValue()).toBe('kept');
  });

  test('shows arguments as rows, each as is', async () => {
    await open('create-program');
    await page
      .getByRole('region', { name: 'Preview' })
      .getByText('/usr/bin/rsync')
      .first()
      .waitFor();
    expect(await field('Argument 2').inputValue()).toBe('a b');
    await button('Remove argument 1').click();
    expect(await field('Argument 1').inputValue()).toBe('a b');
  });

  test('asks before the example replaces a filled form', async () => {
    await open('create-program');
    await button(createPageTexts.fillExample).click();
    await dialog().getByRole('button', { name: createPageTexts.keepTyped }).click();
    expect(await field('Name').inputValue()).toBe('sync');
    await button(createPageTexts.fillExample).click();
    await dialog().getByRole('button', { name: createPageTexts.replaceTyped, exact: true }).click();
    expect(await field('Name').inputValue()).toBe('custom-user-worker');
  });

  test('creates on Ctrl+Enter, and shows the steps until done', async () => {
    await open('create-program');
    await field('Name').press('Control+Enter');
    await heading(createProgressTexts.headings.done('sync.service')).waitFor();
    expect(await asked('createService')).toMatchObject([
      { form: { name: 'sync' }, takesBack: null },
    ]);
  });
});
