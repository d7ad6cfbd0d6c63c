/** A template of one’s own, with the real systemd. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { clearAway, layDown, sleeper } from '../driving/files.ts';
import { startHearth, type Hearth } from '../driving/hearth.ts';
import { listSearch } from '../driving/list.ts';
import { becomes, property, said, until } from '../driving/outside.ts';

const template = 'template-test@.service';
const one = 'template-test@a-b.service';
const two = 'template-test@two.service';
const three = 'template-test@three.service';
/** What systemd-escape makes of it, and what %I is again. */
const odd = [
  { kind: 'A path', typed: '/srv/100% my-notes', options: ['--path'], of: 'srv/100% my-notes' },
  { kind: 'Text', typed: '50% of “it” \\x', options: [], of: '50% of “it” \\x' },
];
let hearth: Hearth;
let page: Page;

beforeAll(async () => {
  await clearAway(one, two, three, template);
  await layDown(template, sleeper('Of %I'));
  hearth = await startHearth();
  page = await hearth.window();
});
afterAll(async () => {
  await hearth.close();
  await clearAway(one, two, three, template);
});

test('starts, enables and lists instances, and goes to the trash while one runs', async () => {
  await (await listSearch(page)).fill('template-test');
  await page.getByRole('treeitem', { name: /template-test@/ }).click();
  await page.getByText('A template doesn’t run itself.').waitFor();
  expect(await page.getByRole('alert').count()).toBe(0);

  const field = page.getByRole('textbox', { name: 'New instance' });
  await field.fill('a/b');
  await page.keyboard.press('Enter');
  await becomes(one, 'ActiveState', 'active');
  expect(await property(one, 'Description')).toBe('Of a/b');
  const instances = page.getByRole('region', { name: 'Instances' });
  await instances.getByText(one).waitFor();
  await field.fill('two');
  const flip = (name: string) => page.getByRole('main').getByRole('switch', { name }).click();
  await flip('Start automatically');
  await flip('Start now');
  await page.getByRole('button', { name: 'Create instance' }).click();
  await becomes(two, 'UnitFileState', 'enabled');
  await instances.getByText('starts automatically').waitFor();

  const row = (name: RegExp) => page.getByRole('treeitem', { name });
  const withTwo = row(/^template-test@\.service.*2 instances/);
  await page.keyboard.press('/');
  await page.keyboard.press('Escape');
  await withTwo.waitFor();
  expect(
    await row(/^template-test@/).evaluateAll((rows) => rows.map(({ ariaLevel }) => ariaLevel)),
  ).toEqual(['2', '3', '3']);
  await page.getByRole('tree').focus();
  await withTwo.click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'New instance…' }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'New instance' }).waitFor();
  await page.keyboard.type('three');
  await page.keyboard.press('Enter');
  await becomes(three, 'ActiveState', 'active');
  await page.getByRole('article', { name: three }).waitFor();
  await row(/^template-test@\.service.*3 instances/).click();
  await clearAway(three);

  // The form starts over: start now, and nothing else.
  for (const { kind, typed, options, of } of odd) {
    await page.getByRole('radio', { name: kind }).check({ force: true });
    await field.fill(typed);
    const unit = await said('systemd-escape', `--template=${template}`, ...options, '--', typed);
    await page.getByText(`Its unit is ${unit}.`).waitFor();
    await page.getByRole('button', { name: 'Create instance' }).click();
    await becomes(unit, 'ActiveState', 'active');
    expect(await property(unit, 'Description')).toBe(`Of ${of}`);
    await clearAway(unit);
  }

  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: /^Delete/ }).click();
  await page.getByRole('dialog').getByText(`Still running, until you stop it: ${one}`).waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await until('the template is gone', async () =>
    (await said('systemctl', '--user', 'list-unit-files', template)).includes('0 unit files'),
  );
  expect(await property(one, 'ActiveState')).toBe('active');
});
