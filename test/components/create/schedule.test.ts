/** The form of a job on a schedule: its fields, its faults, its next runs, and the keyboard. */
import { describe, expect, test } from 'vitest';
import { createFormTexts } from '../../../electron/core/texts/create/form.ts';
import { createProgressTexts } from '../../../electron/core/texts/create/progress.ts';
import { scheduleFormTexts } from '../../../electron/core/texts/schedule/form.ts';
import { field, submit } from '../driving/create-form.ts';
import { asked, button, open, page, shows } from '../driving/scene.ts';

const radio = (job: keyof typeof createFormTexts.jobs) =>
  page.getByRole('radio', { name: createFormTexts.jobs[job] });
const preview = () => page.getByRole('region', { name: 'Preview' });
const kinds = () => page.getByLabel(scheduleFormTexts.when);
const runs = () =>
  page.getByRole('list', { name: scheduleFormTexts.nextRuns }).getByRole('listitem');

const choose = async (kind: keyof typeof scheduleFormTexts.kinds): Promise<void> => {
  await kinds().click();
  await page.getByRole('option', { name: scheduleFormTexts.kinds[kind], exact: true }).click();
};

describe('the form of a job', () => {
  test('asks for a schedule only of a job on a schedule', async () => {
    await open('create');
    await field('Name').waitFor();
    expect(await kinds().count()).toBe(0);
    await radio('on-schedule').check();
    await kinds().waitFor();
    expect(await field('Restart delay').count()).toBe(0);
    await preview().getByText('timers.target').waitFor();
    await radio('keeps-running').check();
    await field('Restart delay').waitFor();
  });

  test('starts typing at the name, with what it does one key before', async () => {
    await open('create');
    await field('Name').and(page.locator(':focus')).waitFor();
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('ArrowDown');
    await kinds().waitFor();
    expect(await radio('on-schedule').isChecked()).toBe(true);
  });

  test('shows what days and time become, and the next ten runs', async () => {
    await open('create-scheduled');
    await page.getByText('OnCalendar=Mon,Wed,Fri *-*-* 03:00:00').first().waitFor();
    await page.getByRole('button', { name: 'Monday' }).press('Space');
    await page.getByRole('button', { name: 'Sunday' }).press('Enter');
    await field(scheduleFormTexts.time).fill('18:45');
    const line = 'OnCalendar=Wed,Fri,Sun *-*-* 18:45:00';
    await page.getByRole('list', { name: scheduleFormTexts.settings }).getByText(line).waitFor();
    await preview().getByText('Wed,Fri,Sun').waitFor();
    await expect.poll(() => runs().count()).toBe(10);
  });

  test('says so at once when no day is chosen, and refuses to create it', async () => {
    await open('create-scheduled');
    for (const day of ['Monday', 'Wednesday', 'Friday'])
      await page.getByRole('button', { name: day }).click();
    await shows(scheduleFormTexts.correctFirst);
    expect(await kinds().getAttribute('aria-invalid')).toBe('true');
    await submit();
    await kinds().and(page.locator(':focus')).waitFor();
    expect(await asked('createService')).toEqual([]);
  });

  test('says what is wrong with each typed setting, and offers what was meant', async () => {
    await open('create-by-hand');
    await shows('“0 3 * * 1” isn’t a calendar time.');
    await button(scheduleFormTexts.useMeant('Mon *-*-* 03:00:00')).click();
    expect(await field(scheduleFormTexts.setting(1)).inputValue()).toBe('Mon *-*-* 03:00:00');
    await field(scheduleFormTexts.setting(2)).fill('2h');
    await expect.poll(() => runs().count()).toBe(10);
    await button(scheduleFormTexts.removeSetting(1)).click();
    await shows('OnUnitActiveSec= alone doesn’t start anything for the first time.');
  });

  test('keeps the time of day when another kind is chosen', async () => {
    await open('create-scheduled');
    await choose('weekdays');
    await preview().getByText('Mon..Fri *-*-* 03:00:00').waitFor();
    await choose('by-hand');
    expect(await field(scheduleFormTexts.setting(1)).inputValue()).toBe('Mon..Fri *-*-* 03:00:00');
  });

  test('marks a number out of range, and never fills an emptied field', async () => {
    await open('create-scheduled');
    await choose('every');
    const every = page.getByRole('spinbutton', { name: scheduleFormTexts.every, exact: true });
    await every.fill('');
    await shows(scheduleFormTexts.correctFirst);
    expect(await every.inputValue()).toBe('');
    await every.fill('3');
    await preview().getByText('OnUnitActiveSec').waitFor();
    await page.getByText('after 1 day', { exact: true }).waitFor();
  });

  test('sets options, each with its key', async () => {
    await open('create-scheduled');
    await page.getByRole('switch', { name: scheduleFormTexts.options.persistent }).click();
    await field(scheduleFormTexts.options.accuracy).fill('1s');
    await preview().getByText('AccuracySec').waitFor();
    expect(await preview().getByText('Persistent').count()).toBe(0);
    await field(scheduleFormTexts.options.randomDelay).fill('soon');
    await submit();
    await field(scheduleFormTexts.options.randomDelay)
      .and(page.locator('[aria-invalid=true]'))
      .waitFor();
    expect(await asked('createService')).toEqual([]);
  });
});

test('a created job can be run at once, and its timer opened', async () => {
  await open('creation-scheduled');
  await button(createProgressTexts.open('backup.timer')).waitFor();
  await button(createProgressTexts.runNow).click();
  await expect
    .poll(() => asked('actOnUnit'))
    .toEqual([{ unit: 'backup.service', action: 'start' }]);
});
