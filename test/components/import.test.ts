/** The page that turns lines of a crontab into jobs, and autostart entries into services. */
import { describe, expect, test } from 'vitest';
import { createAutostartTexts } from '../../electron/core/texts/create/autostart.ts';
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
    await rows()
      .filter({ hasText: 'fetchmail' })
      .getByText('OnCalendar=Mon..Fri *-*-* *:00/15:00', { exact: true })
      .waitFor();
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
    ['import-unreadable', 'Your crontab can’t be read.'],
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

const entries = () =>
  page.getByRole('list', { name: createAutostartTexts.entries }).getByRole('listitem');
const entry = (text: string) => entries().filter({ hasText: text });

describe('the import of autostart entries', () => {
  test('shows each entry, with what it becomes, and what can’t be imported, and why', async () => {
    await open('autostart-import');
    await expect.poll(() => entries().count()).toBe(7);
    await entry('backup.desktop').getByText('backup-2.service').waitFor();
    await entry('backup.desktop').getByText('30 seconds').waitFor();
    await entry('htop.desktop').getByText(createAutostartTexts.off).waitFor();
    await entry('htop.desktop').getByText('Terminal=true').waitFor();
    await entry('nextcloud.desktop').getByText('app-nextcloud@autostart.service').waitFor();
    await entry('redshift.desktop').getByText('GNOME or XFCE').waitFor();
    await entry('broken.desktop').getByText('don’t match').waitFor();
    await entry('gone.desktop').getByText('wasn’t found').waitFor();
    await entry('print-applet.desktop').getByText('/etc/xdg/autostart').waitFor();
    expect(await entries().getByRole('checkbox').count()).toBe(4);
  });

  test('previews the files of what is chosen, and imports it once agreed', async () => {
    await open('autostart-import');
    await shows(createAutostartTexts.nothingChosen);
    await entry('nextcloud.desktop').getByRole('checkbox').check();
    await preview().getByText('ExecStart=/opt/nextcloud/nextcloud --background').waitFor();
    await preview().getByText('WantedBy=graphical-session.target').waitFor();
    await shows('isn’t active');
    await page.getByLabel(createAutostartTexts.screen).uncheck();
    await preview().getByText('WantedBy=default.target').waitFor();
    await shows(createAutostartTexts.noScreenHelp);
    await shows(createAutostartTexts.runsTwice);
    await page.getByLabel(createAutostartTexts.switchOff).check();
    await shows('byte for byte');
    await button(createAutostartTexts.import(1)).click();
    await expect
      .poll(() => asked('importAutostart'))
      .toEqual([
        {
          version: 'a'.repeat(64),
          files: ['nextcloud.desktop'],
          switchesOff: true,
          needsScreen: false,
        },
      ]);
    await button(createImportTexts.importNone).waitFor();
  });

  test('chooses all, and none', async () => {
    await open('autostart-import');
    await button(createImportTexts.all).click();
    await button(createAutostartTexts.import(4)).waitFor();
    await button(createImportTexts.nothing).click();
    expect(await button(createImportTexts.importNone).getAttribute('aria-disabled')).toBe('true');
  });

  test.each([
    ['autostart-import-none', createAutostartTexts.none],
    ['autostart-import-unreadable', '/home/alice/.config/autostart'],
  ] as const)('says why there is nothing to choose: %s', async (scene, words) => {
    await open(scene);
    await shows(words);
  });

  test('shows 5,000 entries', async () => {
    await open('autostart-import-long');
    await expect.poll(() => entries().count(), patiently).toBe(200);
    await button(createAutostartTexts.moreEntries(4800)).click();
    await expect.poll(() => entries().count()).toBe(400);
    await button(createImportTexts.all).click();
    await button(createAutostartTexts.import(5000)).waitFor();
  });

  test('reads again when the entries were changed meanwhile', async () => {
    await open('autostart-import-changed');
    await button(createImportTexts.all).click();
    await button(createAutostartTexts.import(4)).click();
    await shows('Your autostart entries were changed in the meantime.');
    expect((await asked('autostartEntries')).length).toBe(2);
    await button(createAutostartTexts.import(4)).waitFor();
  });

  test('is beside the import from cron', async () => {
    await open('import');
    await page
      .getByRole('radio', { name: createImportTexts.sources.autostart })
      .check({ force: true });
    await shows(createAutostartTexts.none);
    await page.getByRole('radio', { name: createImportTexts.sources.cron }).check({ force: true });
    await expect.poll(() => rows().count()).toBe(7);
  });
});
