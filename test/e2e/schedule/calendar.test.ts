/** The calendar through the window, with jobs that really ran. */
import { mkdir } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, test } from 'vitest';
import { clearAway, layDown, unitFolder } from '../driving/files.ts';
import { startHearth, type Hearth } from '../driving/hearth.ts';
import { said, until } from '../driving/outside.ts';

const jobs = ['e2e-good', 'e2e-bad'] as const;
const units = jobs.flatMap((job) => [`${job}.timer`, `${job}.service`]);
let hearth: Hearth;
let page: Page;

const rows = (job: string) =>
  page.getByRole('article', { name: 'Calendar' }).getByRole('row').filter({ hasText: job });
const see = (name: string) => page.getByRole('radio', { name, exact: true }).check({ force: true });

beforeAll(async () => {
  await mkdir(unitFolder, { recursive: true });
  for (const job of jobs) {
    const program = job === 'e2e-good' ? '/bin/true' : '/bin/false';
    await layDown(`${job}.service`, `[Service]\nType=oneshot\nExecStart=${program}\n`);
    await layDown(`${job}.timer`, '[Timer]\nOnCalendar=*-*-* 00/1:07:00\n');
  }
  await said('systemctl', '--user', 'start', ...jobs.map((job) => `${job}.timer`));
  hearth = await startHearth();
  page = await hearth.window();
});
afterAll(async () => {
  await hearth.close();
  await clearAway(...units);
});

test('shows what comes, and what comes at the same time', async () => {
  await page.getByRole('button', { name: 'Calendar', exact: true }).click();
  await page.getByText('48 runs to come').waitFor();
  const card = page.getByRole('region', { name: 'At the same time' });
  await card.getByText(/, 24 times in all$/).waitFor();
});

test('shows what just ran, by its result', async () => {
  await see('Last 24 hours');
  await see('Table');
  await said('systemctl', '--user', 'start', 'e2e-good.service');
  await said('systemctl', '--user', 'start', 'e2e-bad.service').catch(() => '');
  // It is read again each minute, and when a timer changes.
  await see('This week');
  await see('Last 24 hours');
  await until('both runs', async () => {
    const good = await rows('e2e-good')
      .getByText(/^Succeeded/)
      .count();
    const bad = await rows('e2e-bad')
      .getByText(/^Failed/)
      .count();
    return good > 0 && bad > 0;
  });
});

test('a job leads to its timer', async () => {
  await rows('e2e-bad').getByRole('button').first().click();
  await page.getByRole('heading', { name: 'e2e-bad.timer' }).waitFor();
  await page
    .getByRole('region', { name: 'Schedule' })
    .getByText(/^Every hour/)
    .waitFor();
});
