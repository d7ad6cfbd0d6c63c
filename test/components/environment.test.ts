/** The environment page: what the terminal has and services lack. */
import { describe, expect, test } from 'vitest';
import { person } from '../fake/makers.ts';
import { alert, asked, button, choose, dialog, open, page, shows, what } from './driving/scene.ts';

const table = () => page.getByRole('table', { name: 'Variables' });
const row = (name: string) =>
  table()
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader').getByText(name, { exact: true }) });
const box = (name: string) => table().getByRole('checkbox', { name: `Choose ${name}` });
const filter = (name: RegExp) => page.getByRole('radio', { name }).check({ force: true });

describe('variables', () => {
  test('lists what services lack, and not what belongs to a terminal or has no valid name', async () => {
    await open('environment');
    await row('EDITOR').getByText('nvim').waitFor();
    await row('EDITOR').getByText('not set').waitFor();
    for (const name of ['SHLVL', 'TERM', 'HOME', 'LANG']) expect(await row(name).count()).toBe(0);
  });

  test('lists what differs, and everything', async () => {
    await open('environment');
    await filter(/^Different/);
    await row('LANG').getByText('C.UTF-8', { exact: true }).waitFor();
    expect(await row('EDITOR').count()).toBe(0);
    await filter(/^All/);
    await row('SHLVL').waitFor();
    await box('SHLVL').click({ force: true });
    expect(await box('SHLVL').isChecked()).toBe(false);
  });

  test('finds by name and by value', async () => {
    await open('environment');
    await page.getByRole('textbox', { name: 'Search variables' }).fill('jdk');
    await row('JAVA_HOME').waitFor();
    expect(await table().getByRole('checkbox').count()).toBe(1);
    await page.getByRole('textbox', { name: 'Search variables' }).fill('no such thing');
    await shows('Nothing matches “no such thing”.');
  });

  test('hides what looks like a secret until it is asked for', async () => {
    await open('environment');
    await row('GITHUB_TOKEN').getByText('hidden: looks like a secret').waitFor();
    await row('DATABASE_URL').getByText('hidden: looks like a secret').waitFor();
    expect(await page.content()).not.toMatch(/ghp_|hunter2/);
    await button('Show GITHUB_TOKEN').click();
    await row('GITHUB_TOKEN').getByText('ghp_0123456789abcdefghij').waitFor();
    expect(await asked('revealVariable')).toEqual([{ name: 'GITHUB_TOKEN', side: 'terminal' }]);
    await button('Hide GITHUB_TOKEN').click();
    await row('GITHUB_TOKEN').getByText('hidden: looks like a secret').waitFor();
    await button('Show all of LONG').click();
  });

  test('shows as many of 5,000 as anybody reads', async () => {
    await open('environment-many');
    await shows('4,800 more variables. Search to find them.');
    await page.getByRole('textbox', { name: 'Search variables' }).fill('VARIABLE_4999');
    await row('VARIABLE_4999').waitFor();
  });
});

describe('passing variables on', () => {
  test('until logout, and takes it back', async () => {
    await open('environment');
    await box('EDITOR').check();
    await box('NVM_DIR').check();
    await shows('2 chosen');
    await page
      .getByRole('group', { name: '2 chosen' })
      .getByRole('button', { name: 'Pass on until logout' })
      .click();
    await shows(/^EDITOR and NVM_DIR passed on until logout\./);
    expect(await asked('passVariables')).toEqual([{ names: ['EDITOR', 'NVM_DIR'] }]);
    expect(await row('EDITOR').count()).toBe(0);
    await button('Undo').click();
    await shows('Your user manager passes on what it did before.');
    await row('EDITOR').waitFor();
  });

  test('for good, after showing what will be written, with secrets masked', async () => {
    await open('environment');
    await box('EDITOR').check();
    await box('GITHUB_TOKEN').check();
    await page
      .getByRole('group', { name: '2 chosen' })
      .getByRole('button', { name: 'Set for good…' })
      .click();
    const lines = await dialog().getByLabel('Lines to write').textContent();
    expect(lines).toBe('EDITOR="nvim"\nGITHUB_TOKEN="•••"');
    await dialog().getByText('99-hearth.conf').waitFor();
    await dialog()
      .getByText(/plain text/)
      .waitFor();
    await dialog().getByRole('button', { name: 'Cancel' }).click();
    expect(await asked('keepVariables')).toEqual([]);
    await page
      .getByRole('group', { name: '2 chosen' })
      .getByRole('button', { name: 'Set for good…' })
      .click();
    await dialog().getByRole('button', { name: 'Set for all services' }).click();
    await shows(/^EDITOR and GITHUB_TOKEN set for good\./);
    await filter(/^All/);
    await row('EDITOR').getByText('for good').waitFor();
    await button('No longer set EDITOR for good').click();
    await shows(/^EDITOR is no longer set for good\./);
    expect(await row('EDITOR').getByText('for good').count()).toBe(0);
  });

  test('for one service', async () => {
    await open('environment');
    await box('JAVA_HOME').check();
    await page
      .getByRole('group', { name: '1 chosen' })
      .getByRole('button', { name: 'Set for one service…' })
      .click();
    await dialog().getByRole('button', { name: 'Set for this service' }).click({ force: true });
    expect(await asked('setVariablesOf')).toEqual([]);
    await dialog().getByRole('combobox', { name: 'Service', exact: true }).click();
    await page.getByRole('option', { name: 'worker.service', exact: true }).click();
    await dialog()
      .getByText(`${person.unitFolder}/worker.service.d/hearth-environment.conf`)
      .waitFor();
    await dialog().getByRole('button', { name: 'Set for this service' }).click();
    await shows('JAVA_HOME set for worker.service. Restart it to apply that.');
    expect(await asked('setVariablesOf')).toEqual([
      { unit: 'worker.service', names: ['JAVA_HOME'] },
    ]);
  });

  test('says why nothing was passed on', async () => {
    await open('environment-refused');
    await box('EDITOR').check();
    await page
      .getByRole('group', { name: '1 chosen' })
      .getByRole('button', { name: 'Pass on until logout' })
      .click();
    await alert(what('manager-lost', { detail: 'The bus is gone.' })).waitFor();
    expect(await box('EDITOR').isChecked()).toBe(true);
  });
});

describe('PATH', () => {
  test('is compared folder by folder', async () => {
    await open('environment');
    const rows = page.getByRole('table', { name: 'PATH' }).getByRole('row');
    await rows.first().waitFor();
    const texts = await rows.evaluateAll((all) =>
      all.slice(1).map((one) => [...one.children].map((cell) => cell.textContent.trim())),
    );
    expect(texts).toEqual([
      [`${person.home}/.nvm/versions/node/v24.1.0/bin`, '1', '–'],
      [`${person.home}/.local/bin`, '2', '–'],
      ['/usr/local/bin', '3', '1'],
      ['/usr/bin', '4', '2'],
      ['/bin', '5', '3'],
      [expect.stringMatching(/gone\/bin\s+no such folder/), '6', '–'],
      ['/usr/games', '–', '4'],
    ]);
  });

  test('offers nothing where both are the same', async () => {
    await open('environment-same');
    await shows(/^Services and your terminal look for programs in the same folders/);
    await shows('Services get every variable that your terminal has.');
    expect(await button('Pass on until logout').count()).toBe(0);
  });
});

describe('“It works in my terminal”', () => {
  test('shows which program the service runs and which one the terminal would', async () => {
    await open('environment');
    await choose('Service', 'worker.service');
    await shows('Only your terminal finds it.');
    await shows('A different program: another version may behave differently.');
    await shows('Same program in both.');
    await shows(/reads EnvironmentFile=/);
    await button('Give it your terminal’s PATH').click();
    await shows(/^PATH set for worker\.service\./);
    expect(await asked('setVariablesOf')).toEqual([{ unit: 'worker.service', names: ['PATH'] }]);
    await button('Open the file').first().click();
    await page.getByRole('article', { name: 'worker.service' }).waitFor();
  });
});

describe('a login shell', () => {
  test('that gives no answer is reported, with what is known without it', async () => {
    await open('environment-no-shell');
    await shows(/^Your login shell didn’t answer/);
    await filter(/^Different/);
    await row('DISPLAY').waitFor();
  });

  test('is waited for', async () => {
    await open('environment-slow');
    await page.getByLabel('Asking your login shell').waitFor();
  });
});

test('is found in the palette and in the settings', async () => {
  await open('few');
  await page.keyboard.press('Control+k');
  await dialog().getByRole('combobox').fill('environment');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Environment', level: 1 }).waitFor();
  await open('settings');
  await page
    .getByRole('region', { name: 'Environment' })
    .getByRole('button', { name: 'Compare' })
    .click();
  await page.getByRole('heading', { name: 'Environment', level: 1 }).waitFor();
});
