/** Log views: lines, reasons for an empty log, filters, fields, exports. */
import { describe, expect, test } from 'vitest';
import { logsViewTexts } from '../../electron/core/texts/logs/view.ts';
import { alert, asked, button, choose, open, page, shows, what } from './driving/scene.ts';

const list = () => page.getByRole('listbox', { name: 'Log' });
const row = (text: string | RegExp) => list().getByRole('option').filter({ hasText: text });
const search = () => page.getByRole('textbox', { name: 'Search messages' });
const exported = () => page.getByRole('status', { name: 'Export' });

describe('lines', () => {
  test('shows the newest line, and renders only the lines in view', async () => {
    await open('log');
    await row('tick 199').waitFor();
    expect(await list().getByRole('option').count()).toBeLessThan(120);
  });

  test('opens with one read, and asks for the boots once', async () => {
    await open('log');
    await row('tick 199').waitFor();
    await expect.poll(() => asked('followLog')).toHaveLength(1);
    expect(await asked('readLog')).toHaveLength(1);
    await expect.poll(() => asked('logBoots')).toHaveLength(1);
    await page.getByRole('tab', { name: 'Overview' }).click();
    await expect.poll(() => asked('readLog')).toHaveLength(2);
    await page.getByRole('tab', { name: 'Log' }).click();
    await row('tick 199').waitFor();
    await expect.poll(() => asked('readLog')).toHaveLength(3);
    expect(await asked('logBoots')).toHaveLength(1);
  });

  test('follows a new line', async () => {
    await open('log');
    await row('tick 199').waitFor();
    await page.evaluate(() => {
      const fake = window.fake;
      const at = Date.now();
      fake?.journal.add({
        cursor: 's=0123456789abcdef;i=fffffffffff',
        at,
        priority: 6,
        message: 'just now',
        size: 8,
        whole: true,
        isText: true,
        from: 'service',
        identifier: 'worker',
        pid: 1,
        unit: 'worker.service',
        dropped: null,
      });
    });
    await row('just now').waitFor();
  });

  test('shows lines of every kind', async () => {
    await open('log-mixed');
    await row('Started worker.service.').waitFor();
    await row('red and plain').waitFor();
    await row(/first line\s*second line/).waitFor();
    await row('17').waitFor();
  });

  test('marks levels with a sign, and shows milliseconds on hover', async () => {
    await open('log');
    await row('tick 200 failed').locator('svg').waitFor();
    await row('tick 200 failed').getByText('error').waitFor({ state: 'attached' });
    expect(await row('tick 199').locator('svg').count()).toBe(0);
    const time = row('tick 199').locator('time');
    expect(await time.textContent()).toMatch(/^\d\d:\d\d:\d\d$/);
    expect(await time.getAttribute('data-tip')).toMatch(/ \d{3} ms$/);
  });

  test('names the source of each line in the full journal', async () => {
    await open('journal');
    await row('listening on 8080').getByText('proxy').first().waitFor();
  });

  test('shows lines without a unit among the others, and says so', async () => {
    await open('log-unassigned');
    await row('gone too soon').waitFor();
    await row('tick 199').waitFor();
    await shows(logsViewTexts.unassigned);
    await shows(/_PID=815 _BOOT_ID=a{32}/);
  });

  test('shows the command for the same lines in a terminal', async () => {
    await open('log');
    await shows(/journalctl --user -u worker\.service/);
  });
});

describe('an empty log', () => {
  test('shows why the log is empty', async () => {
    await open('log-empty');
    await page.getByRole('heading', { name: 'It has never run' }).waitFor();
  });

  test('shows how to get access to the journal', async () => {
    await open('log-no-access');
    await shows(/usermod --append --groups systemd-journal/);
  });

  test('shows why the log can’t be read', async () => {
    await open('log-refused');
    await alert(what('program-missing', { program: 'journalctl', folders: [] })).waitFor();
  });

  test('reports when the reason for an empty log can’t be determined', async () => {
    await open('log-why-refused');
    await alert(what('program-timed-out', { line: '', seconds: 0 })).waitFor();
  });

  test('shows that the log is loading', async () => {
    await open('log-slow');
    await page.getByLabel('Reading the log').waitFor();
  });
});

describe('filters', () => {
  test('filters by text, and clears filters when nothing matches', async () => {
    await open('log');
    await search().fill('tick 42');
    await row('tick 42').waitFor();
    await row('tick 199').waitFor({ state: 'detached' });
    await search().fill('no such words');
    await button('Clear filters').click();
    await row('tick 199').waitFor();
  });

  test('has a context menu on a line, also for the keyboard', async () => {
    await open('log');
    await row('tick 199').click({ button: 'right' });
    await page.getByRole('menuitem', { name: logsViewTexts.menu.copyMessage }).click();
    await expect.poll(async () => (await asked('copyLogMessage')).length).toBe(1);
    await list().focus();
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Shift+F10');
    await page.getByRole('menuitem', { name: /^Copy \d+ lines$/ }).click();
    await expect.poll(async () => (await asked('copyLog')).length).toBe(1);
    expect(await list().evaluate((box) => box === document.activeElement)).toBe(true);
  });

  test('filters by level', async () => {
    await open('log');
    await row('tick 199').waitFor();
    await choose('Level', 'Errors only');
    await row('tick 150 failed').waitFor();
    await row('tick 199').waitFor({ state: 'detached' });
  });

  test('hides lines from the manager', async () => {
    await open('log-mixed');
    await row('Started worker.service.').waitFor();
    await page.getByRole('checkbox', { name: 'systemd' }).uncheck();
    await row('Started worker.service.').waitFor({ state: 'detached' });
    await row('hello').waitFor();
  });
});

describe('the fields of a line', () => {
  test('shows all fields of a line', async () => {
    await open('log');
    await row('tick 199').dblclick();
    const fields = page.getByRole('region', { name: 'All fields of this line' });
    await fields.getByText('_SYSTEMD_USER_UNIT').waitFor();
    await fields.getByRole('button', { name: 'Close' }).click();
    await fields.waitFor({ state: 'detached' });
  });

  test('shows why the fields of a line are gone', async () => {
    await open('log-fields-refused');
    await row('tick 199').dblclick();
    await alert(what('log-line-gone', { cursor: '' })).waitFor();
  });
});

describe('an export', () => {
  test('shows the progress of an export, and can stop it', async () => {
    await open('log-exporting');
    await exported()
      .getByText(/200 lines/)
      .waitFor();
    await exported().getByRole('button', { name: 'Stop' }).click();
    await exported()
      .getByText(/stopped/)
      .waitFor();
    expect(await asked('stopExport')).toHaveLength(1);
  });

  test('shows where the export is and the command that reads it', async () => {
    await open('log-exported');
    await exported().getByText('less /home/alice/worker.log').waitFor();
    await exported().getByRole('button', { name: 'Dismiss' }).click();
    await exported().waitFor({ state: 'detached' });
  });

  test('shows that a stopped export left no file', async () => {
    await open('log-export-stopped');
    await exported()
      .getByText(/No file/)
      .waitFor();
  });

  test('shows why an export failed', async () => {
    await open('log-export-failed');
    const told = alert(what('disk-full', { path: '/home/alice/worker.log' }));
    await told.getByRole('button', { name: 'Dismiss' }).click();
    await told.waitFor({ state: 'detached' });
  });
});
