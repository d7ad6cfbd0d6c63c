/** The page that turns lines of a crontab into jobs. */
import { describe, expect, test } from 'vitest';
import { createImportTexts } from '../../electron/core/texts/create/import.ts';
import { keysPaletteTexts } from '../../electron/core/texts/keys/palette.ts';
import { asked, button, open, page, patiently, shows } from './driving/scene.ts';

const rows = () => page.getByRole('list', { name: createImportTexts.lines }).getByRole('listitem');
const preview = () => page.getByRole('region', { name: createImportTexts.preview });

describe('the import from cron', () => {
  test('shows each line in words, with what it becomes, and what can’t be imported, and why', async () => {
    await open('import');
    await expect.poll(() => rows().count()).toBe(7);
    await rows().filter({ hasText: 'Every day at 03:00' }).getByText('backup-2.timer').waitFor();
    await rows().filter({ hasText: createImportTexts.disabled }).getByText('tar czf').waitFor();
    await rows().filter({ hasText: 'never' }).getByText('isn’t from 0 to 59').waitFor();
    await rows()
      .filter({ hasText: 'mount-notes' })
      .getByText('At login', { exact: true })
      .waitFor();
    // The same for each line, it is said once.
    expect(await page.getByText('cron mails the output to').count()).toBe(1);
    expect(await rows().getByRole('checkbox').count()).toBe(6);
  });

  test('previews the files of what is chosen, and imports it once agreed', async () => {
    await open('import');
    await shows(createImportTexts.nothingChosen);
    await rows().filter({ hasText: 'backup.sh' }).getByRole('checkbox').check();
    await preview().getByText('OnCalendar=*-*-* 03:00:00').waitFor();
    await preview().getByText('backup-2.service').first().waitFor();
    await shows(createImportTexts.runsTwice);
    await page.getByLabel(createImportTexts.commentOut).check();
    await shows(createImportTexts.commentOutHelp);
    await button(createImportTexts.import(1)).click();
    await expect
      .poll(() => asked('importCron'))
      .toEqual([{ version: 'a'.repeat(64), lines: [4], commentsOut: true }]);
    await button(createImportTexts.importNone).waitFor();
  });

  test('chooses all, and none', async () => {
    await open('import');
    await button(createImportTexts.all).click();
    await button(createImportTexts.import(6)).waitFor();
    await button(createImportTexts.nothing).click();
    expect(await button(createImportTexts.importNone).getAttribute('aria-disabled')).toBe('true');
  });

  test.each([
    ['import-none', createImportTexts.none],
    ['import-no-jobs', createImportTexts.noJobs],
    ['import-missing', 'crontab'],
  ] as const)('says why there is nothing to choose: %s', async (scene, words) => {
    await open(scene);
    await shows(words);
  });

  test('shows 5,000 lines', async () => {
    await open('import-long');
    await expect.poll(() => rows().count(), patiently).toBe(200);
    await button(createImportTexts.moreLines(4800)).click();
    await expect.poll(() => rows().count()).toBe(400);
    await button(createImportTexts.all).click();
    await button(createImportTexts.import(5000)).waitFor();
  });

  test('reads again when the crontab was changed meanwhile', async () => {
    await open('import-changed');
    await button(createImportTexts.all).click();
    await button(createImportTexts.import(6)).click();
    await shows('Your crontab was changed in the meantime.');
    expect((await asked('crontab')).length).toBe(2);
    await button(createImportTexts.import(6)).waitFor();
  });

  test('opens from the form of a new service, and from the palette', async () => {
    await open('create');
    await button(createImportTexts.open).click();
    await page.getByRole('heading', { name: createImportTexts.title }).waitFor();
    await button(createImportTexts.back).click();
    await page.getByLabel('Name').first().waitFor();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('cron');
    await page.getByRole('option', { name: keysPaletteTexts.commands.import }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: createImportTexts.title }).waitFor();
  });
});
