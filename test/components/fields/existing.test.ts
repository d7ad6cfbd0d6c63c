/** The folded groups in the form of an existing service. */
import { describe, expect, test } from 'vitest';
import { fieldsFaultsTexts } from '../../../electron/core/texts/fields/faults.ts';
import { fieldsFormTexts } from '../../../electron/core/texts/fields/form.ts';
import { survivalReviewTexts } from '../../../electron/core/texts/survival/review.ts';
import { field } from '../driving/create-form.ts';
import { changesElsewhere, editor, see } from '../driving/files.ts';
import { asked, button, open, page, shows } from '../driving/scene.ts';
import { add, fold, item, label, unfold } from '../driving/setting-fields.ts';

const begin = async (text?: string): Promise<void> => {
  await open('file');
  await editor().waitFor();
  if (text !== undefined) {
    await changesElsewhere(text);
    await editor()
      .getByText(text.split('\n').at(-2) ?? '')
      .first()
      .waitFor();
  }
  await see('Form');
};

describe('the form of a service', () => {
  test('changes no byte until a field is touched', async () => {
    await begin();
    for (const group of ['limits', 'order', 'hooks', 'protection'] as const) await unfold(group);
    await field(label('MemoryMax')).waitFor();
    expect(await button('Save…').getAttribute('aria-disabled')).toBe('true');
  });

  test('writes a limit into the text, and removes it again', async () => {
    await begin();
    await unfold('limits');
    await field(label('MemoryMax')).fill('500M');
    await see('Text');
    await editor().getByText('MemoryMax=500M').waitFor();
    await see('Form');
    await fold('limits').getByText(fieldsFormTexts.set(1)).waitFor();
    await unfold('limits');
    await field(label('MemoryMax')).fill('');
    expect(await button('Save…').getAttribute('aria-disabled')).toBe('true');
  });

  test('keeps what can’t be written, and says why', async () => {
    await begin();
    await unfold('hooks');
    await add('ExecStop').click();
    await item('ExecStop', 1).fill('/bin/a \\');
    await page
      .getByRole('group', { name: label('ExecStop') })
      .getByText(/backslash/)
      .waitFor();
    expect(await item('ExecStop', 1).inputValue()).toBe('/bin/a \\');
    expect(await button('Save…').getAttribute('aria-disabled')).toBe('true');
  });

  test('shows as text what is no field, and loses nothing', async () => {
    await begin('[Service]\nExecStart=/bin/a\nNice=1\nNice=2\n');
    await unfold('limits');
    const nice = field(label('Nice'));
    expect(await nice.inputValue()).toBe('Nice=1\nNice=2');
    expect(await nice.getAttribute('readonly')).not.toBe(null);
    await shows(new RegExp(fieldsFaultsTexts.fixed.several));
  });

  test('shows a broken value as it is, with what is wrong', async () => {
    await begin('[Service]\nExecStart=/bin/a\nMemoryMax=lots\n');
    await fold('limits').getByText(fieldsFormTexts.wrong).waitFor();
    await unfold('limits');
    expect(await field(label('MemoryMax')).inputValue()).toBe('lots');
    await shows(fieldsFaultsTexts.size);
  });

  test('a switch turned on and off again changes no byte', async () => {
    await begin(
      '[Unit]\nDescription=a\n[Service]\nExecStart=/bin/a\n[Install]\nWantedBy=default.target\n',
    );
    for (const [group, name] of [
      ['order', fieldsFormTexts.screen],
      ['protection', fieldsFormTexts.protect],
    ] as const) {
      await unfold(group);
      const one = page.getByRole('switch', { name });
      await one.click();
      await expect.poll(() => one.isChecked()).toBe(true);
      expect(await button('Save…').getAttribute('aria-disabled')).toBe(null);
      await one.click();
      await expect.poll(() => one.isChecked()).toBe(false);
      expect(await button('Save…').getAttribute('aria-disabled')).toBe('true');
    }
  });

  test('says what starts a service that needs a screen without one, and offers to change that', async () => {
    await open('screen-triggered');
    await see('Form');
    await unfold('order');
    const early = page.getByText('backup.timer starts it even while there’s no screen', {
      exact: false,
    });
    const screen = page.getByRole('switch', { name: fieldsFormTexts.screen });
    await screen.waitFor();
    expect(await early.count()).toBe(0);
    await screen.click();
    await early.waitFor();
    await shows(/proxy\.socket, which starts it, also starts and stops with your desktop/);
    await button(survivalReviewTexts.wayOf.desktop('backup.timer')).click();
    expect(await asked('bindToDesktop')).toEqual([{ unit: 'backup.timer' }]);
  });

  test('says that a growing delay does nothing where nothing restarts, and keeps it', async () => {
    await begin('[Service]\nExecStart=/bin/a\nRestartSteps=5\n');
    await unfold('restart');
    const steps = page.locator('.field').filter({ has: field(label('RestartSteps')) });
    await steps.getByText(fieldsFormTexts.noRestart).waitFor();
    expect(await field(label('RestartSteps')).inputValue()).toBe('5');
    expect(await field(label('RestartMaxDelaySec')).getAttribute('aria-disabled')).toBe('true');
    expect(await field(label('StartLimitBurst')).getAttribute('aria-disabled')).toBe(null);
    await changesElsewhere(
      '[Service]\nExecStart=/bin/a\nRestartSteps=5\nRestart=no\nRestart=always\n',
    );
    await steps.getByText(fieldsFormTexts.noRestart).waitFor({ state: 'detached' });
    expect(await field(label('RestartMaxDelaySec')).getAttribute('aria-disabled')).toBe(null);
  });

  test('replaces waiting for a network by restarting', async () => {
    await begin('[Unit]\nAfter=a.service network-online.target\n[Service]\nExecStart=/bin/a\n');
    await unfold('order');
    await button(fieldsFormTexts.restartInstead).click();
    await see('Text');
    for (const line of ['After=a.service', 'Restart=on-failure', 'RestartSec=10'])
      await editor().getByText(line, { exact: true }).waitFor();
  });

  test('shows the limits in effect, and applies one at once', async () => {
    await begin();
    await unfold('limits');
    await shows(fieldsFormTexts.inEffect('2G'));
    await shows(fieldsFormTexts.inEffect(fieldsFormTexts.soft({ soft: '1024', hard: '524288' })));
    await field(label('MemoryMax')).fill('1G');
    await button(fieldsFormTexts.hold).click();
    await shows(fieldsFormTexts.held);
    await shows(fieldsFormTexts.inEffect('1G'));
    expect(await asked('holdLimit')).toEqual([
      { unit: 'worker.service', key: 'MemoryMax', value: '1G' },
    ]);
  });
});
