/** The page of a template. */
import { describe, expect, test } from 'vitest';
import { unitsTemplateTexts } from '../../../electron/core/texts/units/template.ts';
import { asked, button, dialog, open, page, shows } from '../driving/scene.ts';
import { bar, chooseInMenu, state } from '../driving/unit.ts';

const instances = () => page.getByRole('region', { name: 'Instances' });
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
    expect(await page.getByRole('switch').count()).toBe(0);
    expect(await page.getByRole('tab').allInnerTexts()).toEqual(['Status', 'File', 'Commands']);
  });

  test('starts an instance by its name, escaped as systemd wants it', async () => {
    await open('template');
    await field().fill('my/site');
    await shows('systemctl --user start -- job@my-site.service');
    await page.keyboard.press('Enter');
    await instances().getByText('job@my-site.service').waitFor();
    expect(await asked('actOnUnit')).toEqual([{ unit: 'job@my-site.service', action: 'start' }]);
  });

  test('makes an instance start automatically', async () => {
    await open('template');
    await field().fill('x');
    await button('Start automatically').click();
    await instances().getByText('job@x.service').waitFor();
    expect(await asked('actOnUnit')).toEqual([{ unit: 'job@x.service', action: 'enable' }]);
  });

  test('says when a name is too long, and starts nothing', async () => {
    await open('template');
    await field().fill('x'.repeat(300));
    await shows(unitsTemplateTexts.tooLong);
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
