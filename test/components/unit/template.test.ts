/** The page of a template. */
import { describe, expect, test } from 'vitest';
import { unitsTemplateTexts } from '../../../electron/core/texts/units/template.ts';
import { asked, button, dialog, open, page, shows } from '../driving/scene.ts';
import { bar, chooseInMenu, state } from '../driving/unit.ts';

const instances = () => page.getByRole('region', { name: 'Instances' });
const flip = (name: string) => page.getByRole('main').getByRole('switch', { name });
const field = () => page.getByRole('textbox', { name: 'New instance' });

describe('a template', () => {
  test('lists its instances and opens one', async () => {
    await open('template');
    await shows(/A template doesn’t run itself/);
    expect(await page.getByRole('alert').count()).toBe(0);
    expect(await state().textContent()).toContain('template');
    expect(await instances().getByRole('listitem').allInnerTexts()).toEqual([
      expect.stringMatching(/job@2\.service\s+stopped\s+starts automatically/),
      expect.stringMatching(/job@10\.service\s+running/),
    ]);
    await instances().getByRole('button', { name: 'job@10.service' }).click();
    await page.getByRole('article', { name: 'job@10.service' }).waitFor();
  });

  test('has neither a state nor a switch of its own, nor a log', async () => {
    await open('template');
    await shows(/A template doesn’t run itself/);
    expect(await bar().getByRole('button', { name: 'Start', exact: true }).count()).toBe(0);
    expect(await bar().getByRole('switch').count()).toBe(0);
    expect(await page.getByRole('tab').allInnerTexts()).toEqual(['Overview', 'Edit']);
  });

  test('starts an instance by its name, escaped as systemd wants it', async () => {
    await open('template');
    await field().fill('my/site');
    await shows('systemctl --user start -- job@my-site.service');
    await page.keyboard.press('Enter');
    await instances().getByText('job@my-site.service').waitFor();
    expect(await asked('actOnUnit')).toEqual([{ unit: 'job@my-site.service', action: 'start' }]);
    await expect.poll(() => field().inputValue()).toBe('');
  });

  test('takes a path as systemd escapes one, with the home folder as ~', async () => {
    await open('template');
    await page.getByRole('radio', { name: unitsTemplateTexts.kinds.path }).check({ force: true });
    await field().fill('~/my notes/');
    await shows('job@home-alice-my\\x20notes.service');
  });

  test('enables an instance, alone or before it starts', async () => {
    await open('template');
    await field().fill('x');
    await flip('Start automatically').click();
    await flip('Start now').click();
    await button('Create instance').click();
    await instances().getByText('job@x.service').waitFor();
    expect(await asked('actOnUnit')).toEqual([{ unit: 'job@x.service', action: 'enable' }]);
    await flip('Start now').click();
    await field().fill('100%');
    await button('Create instance').click();
    const unit = 'job@100\\x25.service';
    await expect
      .poll(() => asked('actOnUnit'))
      .toEqual([
        { unit: 'job@x.service', action: 'enable' },
        { unit, action: 'enable' },
        { unit, action: 'start' },
      ]);
  });

  test('makes nothing while neither is chosen', async () => {
    await open('template');
    await field().fill('x');
    await flip('Start now').click();
    await field().press('Enter');
    await button('Create instance').click({ force: true });
    expect(await asked('actOnUnit')).toEqual([]);
  });

  test.each([
    ['text', 'x'.repeat(300), unitsTemplateTexts.faults['too-long']],
    ['path', 'notes', unitsTemplateTexts.faults['not-absolute']],
    ['path', '/a/../b', unitsTemplateTexts.faults.dots],
  ] as const)('refuses the %s %s, and makes nothing', async (kind, typed, fault) => {
    await open('template');
    await page.getByRole('radio', { name: unitsTemplateTexts.kinds[kind] }).check({ force: true });
    await field().fill(typed);
    await shows(fault);
    await page.keyboard.press('Enter');
    expect(await asked('actOnUnit')).toEqual([]);
  });

  test('names what keeps running before it is deleted', async () => {
    await open('template');
    await chooseInMenu(/^Delete/);
    await dialog()
      .getByText(/Still running, until you stop it: job@10\.service/)
      .waitFor();
  });
});
