/** The form of a new service: what it shows, keeps and asks. */
import { describe, expect, test } from 'vitest';
import { createFormTexts } from '../../../electron/core/texts/create/form.ts';
import { uiTexts } from '../../../electron/core/texts/ui.ts';
import { createPageTexts } from '../../../electron/core/texts/create/page.ts';
import { createProgressTexts } from '../../../electron/core/texts/create/progress.ts';
import { field, heading } from '../driving/create-form.ts';
import { asked, button, dialog, open, page, shows } from '../driving/scene.ts';

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
    await expect.poll(() => field('Name').inputValue()).toBe('heartbeat');
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

  test('says what it made of a pasted command, and writes it', async () => {
    await open('create');
    await field('Command').fill('cd ~/site && PORT=8080 nohup python3 -m http.server "a b" &');
    await shows('Runs /usr/bin/python3 with 3 arguments.');
    await shows('Sets PORT.');
    await shows('Starts in %h/site.');
    await shows('Leaves out nohup and &');
    const file = page.getByRole('region', { name: 'Preview' });
    for (const line of [
      'ExecStart=/usr/bin/python3 -m http.server "a b"',
      'Environment=PORT=8080',
      'WorkingDirectory=%h/site',
    ])
      await file.getByText(line, { exact: true }).waitFor();
  });

  test('offers a shell for what needs one, and the log for redirected output', async () => {
    await open('create');
    await field('Command').fill('backup ~/notes > out.log 2>&1');
    await field('Name').focus();
    await button(createFormTexts.offers.shell).click();
    expect(await field('Command').inputValue()).toBe("sh -c 'exec backup ~/notes > out.log 2>&1'");
    await shows('Runs /usr/bin/sh with 2 arguments.');
    await field('Command').fill('backup ~/notes > out.log 2>&1');
    await button(createFormTexts.offers.log).click();
    expect(await field('Command').inputValue()).toBe('backup ~/notes');
  });

  test('offers a name from the command, and from a name that can’t be one', async () => {
    await open('create');
    await field('Command').fill('python3 -m http.server');
    await button(createFormTexts.useName('http-server')).click();
    expect(await field('Name').inputValue()).toBe('http-server');
    await field('Name').fill('My Site');
    await button(createFormTexts.useName('my-site')).click();
    expect(await field('Name').inputValue()).toBe('my-site');
  });

  test('takes a program and a folder from the desktop’s dialog', async () => {
    await open('create');
    await field('Command').fill('serve --port 80');
    await button(uiTexts.chooseFor.command).click();
    await expect.poll(() => field('Command').inputValue()).toBe("~/'bin/serve it' --port 80");
    await button(uiTexts.chooseFor.workingDirectory).click();
    await expect.poll(() => field('Working folder').inputValue()).toBe('~/site');
  });

  test('creates a missing folder on request', async () => {
    await open('create-no-folder');
    await field('Working folder').fill('~/site');
    await field('Name').focus();
    await button(createFormTexts.offers.folder).click();
    await expect.poll(() => asked('createFolder')).toEqual([{ path: '/home/alice/site' }]);
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
