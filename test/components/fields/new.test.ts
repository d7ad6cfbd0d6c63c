/** The folded groups in the form of a new service. */
import { describe, expect, test } from 'vitest';
import { protectionLines } from '../../../electron/core/fields/switches.ts';
import { createFormTexts } from '../../../electron/core/texts/create/form.ts';
import { fieldsFaultsTexts } from '../../../electron/core/texts/fields/faults.ts';
import { fieldsFormTexts } from '../../../electron/core/texts/fields/form.ts';
import { field, submit } from '../driving/create-form.ts';
import { asked, button, choose, happens, open, page, shows } from '../driving/scene.ts';
import { add, fold, item, label, nthItem, unfold } from '../driving/setting-fields.ts';

const preview = () => page.getByRole('region', { name: 'Preview' });
const line = (text: string) => preview().getByText(text, { exact: true });

describe('the form of a new service', () => {
  test('folds everything that a newcomer needs not', async () => {
    await open('create');
    await fold('limits').waitFor();
    expect(await field(label('MemoryMax')).count()).toBe(0);
    expect(await page.locator('details[open]').count()).toBe(0);
  });

  test('writes a limit, counts it, and leaves it out once it is empty', async () => {
    await open('create-filled');
    await unfold('limits');
    await field(label('MemoryMax')).fill('500M');
    await line('MemoryMax=500M').waitFor();
    await fold('limits').getByText(fieldsFormTexts.set(1)).waitFor();
    await field(label('MemoryMax')).fill('');
    await line('MemoryMax=500M').waitFor({ state: 'detached' });
  });

  test('says what is wrong with a limit, keeps it, and isn’t sent with it', async () => {
    await open('create-program');
    await unfold('limits');
    await field(label('CPUQuota')).fill('half');
    await field(label('MemoryMax')).focus();
    await shows(fieldsFaultsTexts.quota);
    await fold('limits').click();
    await submit();
    expect(await field(label('CPUQuota')).inputValue()).toBe('half');
    await expect
      .poll(() => field(label('CPUQuota')).evaluate((one) => one === document.activeElement))
      .toBe(true);
    expect(await asked('createService')).toEqual([]);
  });

  test('says which limits this manager can’t keep', async () => {
    await open('create');
    await unfold('limits');
    await shows(fieldsFormTexts.noController('io'));
  });

  test('turns off what this systemd doesn’t know, with the reason', async () => {
    await open('create');
    await happens({ kind: 'systemd', version: '252.39-1~deb12u2' });
    await unfold('restart');
    await shows(fieldsFormTexts.since({ since: 254, version: 252 }));
    expect(await field(label('RestartSteps')).getAttribute('aria-disabled')).toBe('true');
  });

  test('takes commands in order, by keyboard alone', async () => {
    await open('create-filled');
    await unfold('hooks');
    await add('ExecStartPre').focus();
    await page.keyboard.press('Enter');
    await page.keyboard.type('/bin/b');
    await page.keyboard.press('Enter');
    await page.keyboard.type('/bin/a');
    await page.keyboard.press('Alt+ArrowUp');
    await expect.poll(() => item('ExecStartPre', 1).inputValue()).toBe('/bin/a');
    expect(await item('ExecStartPre', 1).evaluate((one) => one === document.activeElement)).toBe(
      true,
    );
    const text = await preview().innerText();
    expect(text.indexOf('ExecStartPre=/bin/a')).toBeLessThan(text.indexOf('ExecStartPre=/bin/b'));
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Backspace');
    await page.keyboard.press('Backspace');
    await expect.poll(() => item('ExecStartPre', 2).count()).toBe(0);
    await button(fieldsFormTexts.removeItem(nthItem('ExecStartPre', 1))).click();
    await line('ExecStartPre=/bin/b').waitFor({ state: 'detached' });
  });

  test('needs a screen by one switch', async () => {
    await open('create-filled');
    await unfold('order');
    const screen = page.getByRole('switch', { name: fieldsFormTexts.screen });
    await screen.click();
    for (const key of ['PartOf', 'After', 'WantedBy'])
      await line(`${key}=graphical-session.target`).waitFor();
    await screen.click();
    await line('WantedBy=default.target').waitFor();
  });

  test('doesn’t offer to restart a job that ends', async () => {
    await open('create-watching');
    await unfold('order');
    await add('After').click();
    await item('After', 1).fill('network-online.target');
    await item('After', 1).press('Tab');
    await shows(fieldsFaultsTexts.network('network-online.target'));
    expect(await button(fieldsFormTexts.restartInstead).count()).toBe(0);
  });

  test('offers to restart instead of waiting for a network', async () => {
    await open('create-filled');
    await unfold('order');
    await add('After').click();
    await item('After', 1).fill('network-online.target');
    await field(createFormTexts.name).focus();
    await shows(fieldsFaultsTexts.network('network-online.target'));
    await button(fieldsFormTexts.restartInstead).click();
    await line('After=network-online.target').waitFor({ state: 'detached' });
    await line('RestartSec=10').waitFor();
  });

  test('suggests the units of the account', async () => {
    await open('create');
    await unfold('order');
    await add('Wants').click();
    const list = (await item('Wants', 1).getAttribute('list')) ?? '';
    expect(await page.locator(`[id="${list}"] option[value="worker.service"]`).count()).toBe(1);
  });

  test('sends output to a file', async () => {
    await open('create-filled');
    await unfold('output');
    await choose(label('StandardOutput'), fieldsFormTexts.outputs.append);
    await field(`${label('StandardOutput')}: ${fieldsFormTexts.file}`).fill('~/a.log');
    await line('StandardOutput=append:%h/a.log').waitFor();
  });

  test('marks an environment file that may be missing', async () => {
    await open('create-filled');
    await unfold('environment');
    await add('EnvironmentFile').click();
    await item('EnvironmentFile', 1).fill('~/a.env');
    await page.getByRole('switch', { name: fieldsFormTexts.mayBeMissing }).click();
    await line('EnvironmentFile=-%h/a.env').waitFor();
    expect(await item('EnvironmentFile', 1).inputValue()).toBe('~/a.env');
  });

  test('says that a secret would be safer as a credential', async () => {
    await open('create');
    await field(createFormTexts.environment).fill('LANG=C\nAPI_TOKEN=ghp_0123456789abcdef');
    await shows(fieldsFormTexts.secrets(['API_TOKEN']));
  });

  test('says the start limit in words', async () => {
    await open('create-filled');
    await unfold('restart');
    await shows(fieldsFormTexts.giveUp({ starts: '5', within: '10s' }));
    await field(label('StartLimitBurst')).fill('3');
    await field(label('StartLimitIntervalSec')).fill('1min');
    await shows(fieldsFormTexts.giveUp({ starts: '3', within: '1min' }));
  });

  test('protects by one switch, and shows its lines', async () => {
    await open('create-filled');
    await unfold('protection');
    const protect = page.getByRole('switch', { name: fieldsFormTexts.protect });
    await protect.click();
    for (const one of protectionLines()) await line(one).waitFor();
    await page.getByText(fieldsFormTexts.protectLines).click();
    await page.locator('pre', { hasText: 'NoNewPrivileges=yes' }).first().waitFor();
    await protect.click();
    await line('NoNewPrivileges=yes').waitFor({ state: 'detached' });
  });

  test('keeps what was typed for the next time', async () => {
    await open('create');
    await unfold('limits');
    await field(label('Nice')).fill('5');
    await expect.poll(() => asked('keepForm')).toMatchObject([{ settings: { Nice: ['5'] } }]);
  });
});
