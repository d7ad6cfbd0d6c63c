/** Jobs on a schedule, built in words through the window, against the systemd of the machine. */
import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { choose } from '../driving/choose.ts';
import { clearAway, home, unitFiles, unitFolder } from '../driving/files.ts';
import { fillForm, openForm, submit } from '../driving/form.ts';
import { startHearth, type Hearth } from '../driving/hearth.ts';
import { property, said, until } from '../driving/outside.ts';

const service = 'e2e-scheduled.service';
const timer = 'e2e-scheduled.timer';
const output = path.join(home, 'e2e-scheduled.out');
let hearth: Hearth;
let page: Page;

const field = (name: string) => page.getByRole('textbox', { name, exact: true });
const number = (name: string) => page.getByRole('spinbutton', { name, exact: true });
const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
const kind = (name: string): Promise<void> => choose(page, 'When it runs', name);
const time = (value: string): Promise<void> => field('Time').fill(value);

beforeAll(async () => {
  await mkdir(unitFolder, { recursive: true });
  hearth = await startHearth();
  page = await hearth.window();
  await openForm(page);
  await page.getByRole('radio', { name: 'Runs on a schedule' }).check();
});
afterAll(async () => {
  await hearth.close();
  await clearAway(timer, service);
  await rm(output, { force: true });
});

/** The times of the list, as dates in UTC. */
const shownRuns = (): Promise<string[]> =>
  page
    .getByRole('list', { name: 'Next runs' })
    // Not changes of the clocks between them.
    .locator('li:not(.change) time')
    .evaluateAll((all) => all.map((one) => one.getAttribute('datetime') ?? ''));

/** What systemd-analyze says in UTC. */
const foretold = async (expression: string): Promise<string[]> => {
  const printed = await said('systemd-analyze', 'calendar', '--iterations=10', '--', expression);
  const times = printed.split('\n').filter((line) => line.endsWith(' UTC'));
  const inUtc = times.filter((line) => line.includes('(in UTC)'));
  return (inUtc.length > 0 ? inUtc : times).map((line) => {
    const [, day = '', at = ''] = /(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d) UTC$/.exec(line) ?? [];
    return `${day}T${at}.000Z`;
  });
};

const calendars: [name: string, expression: string, build: () => Promise<void>][] = [
  [
    'daily',
    '*-*-* 07:30:00',
    async () => {
      await kind('Every day');
      await time('07:30');
    },
  ],
  ['on weekdays', 'Mon..Fri *-*-* 07:30:00', () => kind('Monday to Friday')],
  [
    'weekly',
    'Tue,Sat *-*-* 07:30:00',
    async () => {
      await kind('On days of the week');
      for (const day of ['Tuesday', 'Saturday', 'Monday']) await press(day);
    },
  ],
  [
    'monthly',
    '*-*-13 07:30:00',
    async () => {
      await kind('Every month');
      await choose(page, 'Day', 'Day 13');
    },
  ],
  ['at the end of the month', '*-*~01 07:30:00', () => choose(page, 'Day', 'Last day')],
  [
    'yearly',
    '*-02-29 07:30:00',
    async () => {
      await kind('Every year');
      await choose(page, 'Month', 'February');
      await number('Day').fill('29');
    },
  ],
  [
    'every few minutes',
    '*-*-* *:00/20:00',
    async () => {
      await kind('By the clock: every few minutes, hours or days');
      await number('Every').fill('20');
    },
  ],
  [
    'every few hours',
    '*-*-* 00..18/6:05:00',
    async () => {
      await number('Every').fill('6');
      await choose(page, 'Unit of “Every”', 'hours');
      await number('Minutes past the hour').fill('5');
    },
  ],
  [
    'every few days',
    '*-*-01..31/3 09:00:00',
    async () => {
      await choose(page, 'Unit of “Every”', 'days');
      await number('Every').fill('3');
    },
  ],
  [
    'by hand',
    'Sat *-*-1..7 18:00:00 Europe/Berlin',
    async () => {
      await kind('Typed by hand');
      await field('Setting 1').fill('Sat *-*-1..7 18:00:00 Europe/Berlin');
    },
  ],
];

test.each(calendars)(
  '%s, the next ten runs are those of systemd-analyze',
  async (_, expression, build) => {
    await build();
    const preview = page.getByRole('region', { name: 'Preview' });
    await preview.getByText(`OnCalendar=${expression}`, { exact: true }).waitFor();
    await until('the runs', async () => {
      const wanted = await foretold(expression);
      return wanted.length === 10 && (await shownRuns()).join() === wanted.join();
    });
  },
);

test('a change of the clocks between runs is listed', async () => {
  const list = page.getByRole('list', { name: 'Next runs' });
  await list.getByText(/^The clocks go forward by 60 minutes/).waitFor();
});

test('counted runs come as far apart as typed', async () => {
  await kind('A while after the last run');
  await number('Every').fill('2');
  await number('First run after').fill('5');
  const list = page.getByRole('list', { name: /^Counted from the start of the timer/ });
  await list.getByText('after 2 h 5 min').waitFor();
  await kind('At login');
  await page
    .getByRole('list', { name: /^Counted from the start of your/ })
    .getByText('after 1 min')
    .waitFor();
});

test('a created timer fires, its service runs, and it can be run at once', async () => {
  await fillForm(page, { name: 'e2e-scheduled', script: `#!/bin/sh\necho ran >> "${output}"\n` });
  await page.getByRole('radio', { name: 'Runs on a schedule' }).check();
  await kind('Typed by hand');
  await field('Setting 1').fill('*:*:0/4');
  await choose(page, 'Key of setting 1', 'OnCalendar=');
  await field('Accuracy').fill('100ms');
  await submit(page);
  await page.getByText(`${service} was created`).first().waitFor();
  expect(await unitFiles()).toEqual(expect.arrayContaining([service, timer]));
  expect(await property(timer, 'ActiveState')).toBe('active');
  const ran = async (): Promise<number> =>
    (await readFile(output, 'utf8').catch(() => '')).split('\n').length - 1;
  await until('two runs', async () => (await ran()) >= 2, 20);
  expect(await property(service, 'Result')).toBe('success');
  expect(await property(timer, 'LastTriggerUSec')).not.toBe('');
  await said('systemctl', '--user', 'stop', timer);
  const before = await ran();
  await press('Run it now');
  await until('one more run', async () => (await ran()) === before + 1);
});

test('its schedule is changed in words on the page of the timer, and saved', async () => {
  await page.locator('[role=treeitem]', { has: page.locator(`[data-tip*="${timer}"]`) }).click();
  await press('Change…');
  await kind('Every day');
  await time('06:45');
  await press('Save…');
  await page.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).click();
  await until('the saved file', async () => {
    const text = await readFile(path.join(unitFolder, timer), 'utf8');
    return text.includes('OnCalendar=*-*-* 06:45:00') && text.includes('AccuracySec=100ms');
  });
  await said('systemctl', '--user', 'start', timer);
  await page.getByRole('tab', { name: 'Overview' }).click();
  await page.getByText('Every day at 06:45', { exact: true }).waitFor();
});
