/** Log views: lines, why there are none, filters, fields, exports. */
import { describe, expect, test } from 'vitest';
import { alert, asked, button, choose, open, page, shows, what } from './driving/scene.ts';

const list = () => page.getByRole('listbox', { name: 'Log' });
const row = (text: string | RegExp) => list().getByRole('option').filter({ hasText: text });
const search = () => page.getByRole('textbox', { name: 'Search messages' });
const exported = () => page.getByRole('status', { name: 'Export' });

describe('lines', () => {
  test('the newest is in sight', async () => {
    await open('log');
    await row('tick 199').waitFor();
    expect(await list().getByRole('option').count()).toBeLessThan(120);
  });

  test('one that arrives is followed', async () => {
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

  test('of every kind', async () => {
    await open('log-mixed');
    await row('Started worker.service.').waitFor();
    await row('red and plain').waitFor();
    await row(/first line\s*second line/).waitFor();
    await row('17').waitFor();
  });

  test('in the journal of all, each says whose it is', async () => {
    await open('journal');
    await row('listening on 8080').getByText('proxy').first().waitFor();
  });

  test('the line that shows the same in a terminal', async () => {
    await open('log');
    await shows(/journalctl --user -u worker\.service/);
  });
});

describe('none', () => {
  test('says why', async () => {
    await open('log-empty');
    await page.getByRole('heading', { name: 'It has never run' }).waitFor();
  });

  test('may not be read: what helps', async () => {
    await open('log-no-access');
    await shows(/usermod --append --groups systemd-journal/);
  });

  test('cannot be read: why', async () => {
    await open('log-refused');
    await alert(what('program-missing', { program: 'journalctl', folders: [] })).waitFor();
  });

  test('why there is none cannot be told', async () => {
    await open('log-why-refused');
    await alert(what('program-timed-out', { line: '', seconds: 0 })).waitFor();
  });

  test('not before they have come', async () => {
    await open('log-slow');
    await page.getByLabel('Reading the log').waitFor();
  });
});

describe('filters', () => {
  test('by words, and none is found', async () => {
    await open('log');
    await search().fill('tick 42');
    await row('tick 42').waitFor();
    await row('tick 199').waitFor({ state: 'detached' });
    await search().fill('no such words');
    await button('Clear filters').click();
    await row('tick 199').waitFor();
  });

  test('by level', async () => {
    await open('log');
    await row('tick 199').waitFor();
    await choose('Level', 'Errors only');
    await row('tick 150 failed').waitFor();
    await row('tick 199').waitFor({ state: 'detached' });
  });

  test('without what the manager says', async () => {
    await open('log-mixed');
    await row('Started worker.service.').waitFor();
    await page.getByRole('checkbox', { name: 'Manager' }).uncheck();
    await row('Started worker.service.').waitFor({ state: 'detached' });
    await row('hello').waitFor();
  });
});

describe('one line', () => {
  test('its fields', async () => {
    await open('log');
    await row('tick 199').dblclick();
    const fields = page.getByRole('region', { name: 'All fields of this line' });
    await fields.getByText('_SYSTEMD_USER_UNIT').waitFor();
    await fields.getByRole('button', { name: 'Close' }).click();
    await fields.waitFor({ state: 'detached' });
  });

  test('its fields are gone: why', async () => {
    await open('log-fields-refused');
    await row('tick 199').dblclick();
    await alert(what('log-line-gone', { cursor: '' })).waitFor();
  });
});

describe('an export', () => {
  test('under way: how much, and it can be stopped', async () => {
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

  test('done: where, and the line that reads it', async () => {
    await open('log-exported');
    await exported().getByText('less /home/alice/worker.log').waitFor();
    await exported().getByRole('button', { name: 'Dismiss' }).click();
    await exported().waitFor({ state: 'detached' });
  });

  test('stopped: no file was left', async () => {
    await open('log-export-stopped');
    await exported()
      .getByText(/No file/)
      .waitFor();
  });

  test('failed: why', async () => {
    await open('log-export-failed');
    const told = alert(what('disk-full', { path: '/home/alice/worker.log' }));
    await told.getByRole('button', { name: 'Dismiss' }).click();
    await told.waitFor({ state: 'detached' });
  });
});
