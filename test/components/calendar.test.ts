/** The calendar of all jobs. */
import { describe, expect, test } from 'vitest';
import { asked, open, page, setLook, shows } from './driving/scene.ts';

const see = (name: string) => page.getByRole('radio', { name, exact: true }).check({ force: true });
const rows = () => page.getByRole('article', { name: 'Calendar' }).getByRole('row');
const jobs = () => page.getByRole('article').locator('.jobs button');

describe('the chart', () => {
  test('has a row for each job, what comes first on top and what is off at the end', async () => {
    await open('calendar');
    await shows('More than 63 runs to come');
    await expect.poll(() => jobs().count()).toBe(5);
    const names = await jobs().allInnerTexts();
    expect(names.map((name) => name.split(/\s/)[0])).toEqual([
      'feeds',
      'sync',
      'backup',
      'cleanup',
      'certificates',
    ]);
    await page.getByRole('img', { name: /^Chart of 5 jobs/ }).waitFor();
  });

  test('a switch between light and dark draws it once more, with other colours', async () => {
    const canvas = page.locator('.plot canvas');
    const drawn = async (): Promise<string> => {
      await expect.poll(() => canvas.count()).toBe(1);
      return canvas.evaluate((one) => (one as HTMLCanvasElement).toDataURL());
    };
    await open('calendar');
    await canvas.waitFor();
    const light = await drawn();
    await setLook({ dark: true });
    await expect.poll(drawn).not.toBe(light);
    await setLook({ dark: false });
    await expect.poll(drawn).toBe(light);
  });

  test('a name leads to its timer, by the keyboard', async () => {
    await open('calendar');
    await jobs().nth(2).press('Enter');
    await page.getByRole('heading', { name: 'backup.timer' }).waitFor();
  });

  test('a mark says what it is under the pointer, and leads to its timer', async () => {
    await open('calendar');
    const plot = page.locator('.plot .u-over');
    await plot.waitFor();
    const box = await plot.boundingBox();
    if (box === null) throw new Error('no plot');
    // Fifteen of twenty-four hours, in the row of the third job.
    await page.mouse.move(box.x + (box.width * 15) / 24, box.y + 2.5 * 26);
    await page.getByText('To come', { exact: true }).waitFor();
    await page.mouse.click(box.x + (box.width * 15) / 24, box.y + 2.5 * 26);
    await page.getByRole('heading', { name: 'backup.timer' }).waitFor();
  });
});

describe('the table', () => {
  test('says the same in the order of time, with what failed and how long it took', async () => {
    await open('calendar');
    await see('Table');
    expect(await rows().count()).toBe(64);
    await see('Last 24 hours');
    await shows('1 of 20 runs failed');
    await rows().filter({ hasText: 'backup' }).getByText('Succeeded, took 35 min').waitFor();
    await rows().filter({ hasText: 'feeds' }).getByText('Succeeded, 16 times').waitFor();
  });

  test('a week has past and coming runs, and what goes on as often', async () => {
    await open('calendar');
    await see('This week');
    await see('Table');
    await rows().filter({ hasText: 'To come, and again every 15 min' }).waitFor();
    const [span] = await asked('agenda').then((all) => all.slice(-1));
    expect(span).toMatchObject({
      from: Date.UTC(2026, 10, 23),
      to: Date.UTC(2026, 10, 30),
    });
  });
});

test('what starts in the same minute is listed', async () => {
  await open('calendar');
  const card = page.getByRole('region', { name: 'At the same time' });
  await expect.poll(() => card.getByRole('listitem').count()).toBe(1);
  await card.getByRole('button', { name: 'cleanup' }).click();
  await page.getByRole('heading', { name: 'cleanup.timer' }).waitFor();
});

test('says that the journal can’t be read, and still shows what comes', async () => {
  await open('calendar-unreadable');
  await see('This week');
  await shows('You can’t read the journal here, so past runs aren’t shown.');
  await shows(/runs to come$/);
});

test('without a job, leads to a new one on a schedule', async () => {
  await open('calendar-none');
  await page.getByRole('button', { name: 'New service on a schedule' }).click();
  expect(await page.getByRole('radio', { name: 'Runs on a schedule' }).isChecked()).toBe(true);
});
