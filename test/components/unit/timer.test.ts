/** The page of a timer, and what the page of its service says of it. */
import { describe, expect, test } from 'vitest';
import { noon, unit } from '../../fake/makers.ts';
import { see } from '../driving/files.ts';
import { asked, happens, open, page, shows } from '../driving/scene.ts';

const card = (name: string) => page.getByRole('region', { name, exact: true });

describe('the schedule', () => {
  test('is in words, with the next ten runs as a table and what the clocks do', async () => {
    await open('timer-page');
    await card('Schedule').getByText('Every day at 03:00', { exact: true }).waitFor();
    // The heading is for screen readers.
    expect(await card('Schedule').getByRole('row').count()).toBe(11);
    await card('Schedule').getByRole('cell', { name: 'in 1 day', exact: true }).waitFor();
    await shows('A time that they jump over is left out on that day.');
    await shows(/^Times in /);
  });

  test('says that the timer is off, and when it would run', async () => {
    await open('timer-off');
    await shows('The timer is off. Once it’s started, the next runs are:');
    await shows('Hasn’t run yet, as far as systemd knows.');
  });

  test('says that its service stays active, so that it runs once', async () => {
    await open('timer-running');
    await shows('With RemainAfterExit=yes, backup.timer starts this service only once.');
    await shows('The next run is planned when this one ends.');
  });

  test('says why it can’t be read, and still shows the runs', async () => {
    await open('timer-refused');
    await card('Schedule').getByText('systemd can’t read the time “someday”.').waitFor();
    await card('Recent runs').waitFor();
  });

  test('is read again when the timer fires', async () => {
    await open('timer-page');
    await card('Missed runs').waitFor();
    const before = (await asked('timerReport')).length;
    await happens({
      kind: 'units',
      changed: [unit('backup.timer', { subState: 'running', changedAt: noon })],
      removed: [],
    });
    await expect.poll(() => asked('timerReport').then((all) => all.length)).toBeGreaterThan(before);
  });
});

describe('changing the schedule', () => {
  const text = () => page.getByRole('textbox', { name: /backup\.timer$/ });

  test('opens its file as a form, and changes only the lines that must change', async () => {
    await open('timer-page');
    await page.getByRole('button', { name: 'Change…', exact: true }).click();
    await page.getByRole('textbox', { name: 'Time', exact: true }).fill('04:30');
    await page.getByText('Every day at 04:30', { exact: true }).waitFor();
    await see('Text');
    await text().getByText('OnCalendar=*-*-* 04:30:00').waitFor();
    await text().getByText('# My nights').waitFor();
    await text().getByText('Persistent=yes').waitFor();
    await page.getByRole('tab', { name: /Edit.*not saved/ }).waitFor();
  });

  test('keeps what is half typed, and takes what the text says instead', async () => {
    await open('timer-page');
    await page.getByRole('button', { name: 'Change…', exact: true }).click();
    const delay = page.getByRole('textbox', { name: 'Random delay', exact: true });
    await delay.fill('5 mim');
    await page.getByText(/5 mim/).first().waitFor();
    expect(await delay.inputValue()).toBe('5 mim');
    await page.getByRole('button', { name: 'Discard changes' }).click();
    await expect.poll(() => delay.inputValue()).toBe('');
  });
});

describe('changing the schedule by hand', () => {
  const value = () => page.getByRole('textbox', { name: 'Setting 1', exact: true });
  const byHand = async () => {
    await page.getByRole('button', { name: 'Change…', exact: true }).click();
    await page.getByRole('combobox', { name: 'When it runs', exact: true }).click();
    await page.getByRole('option', { name: 'Typed by hand' }).click();
    await value().waitFor();
  };

  test('keeps what no file can say while something else is changed', async () => {
    await open('timer-page');
    await byHand();
    await value().fill('Mon \\');
    await page.getByText(/A backslash at the end/).waitFor();
    await page.getByRole('textbox', { name: 'Description' }).fill('Nightly');
    expect(await value().inputValue()).toBe('Mon \\');
    await page.getByText(/A backslash at the end/).waitFor();
    await page.getByRole('button', { name: 'Discard changes' }).click();
    await page.getByText('Every day at 03:00', { exact: true }).waitFor();
    expect(await page.getByText(/A backslash at the end/).count()).toBe(0);
  });

  test('tells of a drop-in that only clears the times', async () => {
    await open('timer-drop-in');
    await page.getByRole('button', { name: 'Change…', exact: true }).click();
    await shows(/quiet\.conf.* also sets when it runs/);
  });
});

describe('the runs', () => {
  test('are those of its service, with how long they take', async () => {
    await open('timer-page');
    await card('Recent runs').getByText('2 of 50 runs failed').waitFor();
    await card('Recent runs').getByText('8 min on average, 15 min at most').waitFor();
    expect(await card('Recent runs').getByRole('option').count()).toBe(50);
    expect(await asked('runs')).toEqual([{ unit: 'backup.service', count: 50 }]);
  });

  test('a button runs the service now, by the keyboard, too', async () => {
    await open('timer-page');
    await page.getByRole('button', { name: 'Run now' }).press('Enter');
    await expect
      .poll(() => asked('actOnUnit'))
      .toEqual([{ unit: 'backup.service', action: 'start' }]);
  });

  test('while it runs, the button stops that run and not the timer', async () => {
    await open('timer-running');
    await page.getByRole('button', { name: 'Stop this run' }).click();
    await expect
      .poll(() => asked('actOnUnit'))
      .toEqual([{ unit: 'backup.service', action: 'stop' }]);
  });
});

describe('missed runs', () => {
  test('are listed with their reason, what made up for them, and since when', async () => {
    await open('timer-page');
    await shows('9 of 30 planned runs didn’t happen on time.');
    const items = card('Missed runs').getByRole('listitem');
    expect(await items.count()).toBe(6);
    await items.first().getByText('The computer was asleep. Made up for at').waitFor();
    await items.nth(1).getByText('(4 times)').waitFor();
    await items.nth(4).getByText('The timer was off.').waitFor();
    await items.last().getByText('Nothing recorded why.').waitFor();
    await shows(/^Since .*earlier times weren’t looked at\.$/);
  });

  test('aren’t claimed where nothing is known', async () => {
    await open('timer-off');
    await shows(/The journal has no record of this timer/);
    await open('timer-running');
    await shows('Its times count from its runs, so no run can be missed.');
  });
});

test('the page of the service leads to its timer, and back', async () => {
  await open('timer-service');
  await shows(/^\(next in 1[45] h/);
  await page.getByRole('button', { name: 'backup.timer', exact: true }).click();
  await card('Schedule').getByRole('button', { name: 'backup.service' }).click();
  await shows(/^\(next in 1[45] h/);
});
