/** The recent runs of a service. */
import { describe, expect, test } from 'vitest';
import { noon, unit } from '../../fake/makers.ts';
import { asked, happens, open, page, patiently, shows } from '../driving/scene.ts';
import { quietFor } from '../../quiet.ts';

const section = () => page.getByRole('region', { name: 'Recent runs' });
const strip = () => section().getByRole('listbox');
const bars = () => strip().getByRole('option');
const about = () => section().locator('.about');

describe('the strip of runs', () => {
  test('counts the failures and says when it last worked', async () => {
    await open('runs-crashing');
    await shows('9 of 9 runs failed');
    await shows('none of these runs worked');
    expect(await bars().count()).toBe(9);
    await open('runs-nightly');
    await shows('2 of 49 runs failed');
    expect(await bars().count()).toBe(50);
  });

  test('is read once when the page opens, and again when the unit changes', async () => {
    await open('running');
    await section().waitFor();
    await quietFor(600, 'a second reading would come 0.3 s after the first');
    expect(await asked('runs')).toHaveLength(1);
    await happens({
      kind: 'units',
      changed: [unit('worker.service', { changedAt: noon })],
      removed: [],
    });
    await expect.poll(() => asked('runs')).toHaveLength(2);
  });

  test('tells about each run under the pointer', async () => {
    await open('runs-crashing');
    await bars().last().hover();
    await shows('Failed: exit code 3');
    await shows('ran for 480 ms');
    await about().getByText('restarted by systemd').waitFor();
    await bars().first().hover();
    await about().getByText('started by you').waitFor();
    await page.mouse.move(0, 0);
    await expect.poll(() => about().getByText('started by you').count()).toBe(0);
  });

  test('tells about each run by the arrow keys, from the newest', async () => {
    await open('runs-mixed');
    await strip().focus();
    await about().getByText('Running', { exact: true }).waitFor();
    const steps: [string, string][] = [
      ['ArrowLeft', 'Failed: it stopped sending watchdog keep-alives'],
      ['ArrowLeft', 'Stopped'],
      ['ArrowLeft', 'Not started: a unit that it needs failed to start'],
      ['ArrowLeft', 'Ending not recorded'],
      ['Home', 'start no longer in the journal'],
      ['ArrowLeft', 'start no longer in the journal'],
      ['ArrowRight', 'started at login'],
      ['End', 'Running'],
    ];
    for (const [key, text] of steps) {
      await strip().press(key);
      await about().getByText(text, { exact: true }).waitFor();
    }
    const active = await strip().getAttribute('aria-activedescendant');
    expect(await bars().last().getAttribute('id')).toBe(active);
  });

  test('goes the other way in a page read from right to left', async () => {
    await open('runs-mixed', { rtl: true });
    await strip().focus();
    await strip().press('ArrowRight');
    await about().getByText('Failed: it stopped sending watchdog keep-alives').waitFor();
  });

  test('names each run for screen readers, and has them as a table', async () => {
    await open('runs-mixed');
    await bars().first().waitFor();
    const name = await bars().nth(3).getAttribute('aria-label');
    expect(name).toMatch(/^Not started: a unit that it needs failed to start, /);
    const rows = section().getByRole('row');
    expect(await rows.count()).toBe(8);
    expect(await rows.nth(7).getByRole('cell').allTextContents()).toEqual([
      'start no longer in the journal',
      'not known',
      'Stopped',
      'not known',
    ]);
  });

  test('says what it can’t show', async () => {
    await open('runs-mixed');
    await shows('Older runs are no longer in the journal.');
    await open('runs-none');
    await shows('It hasn’t run yet.');
    await open('runs-unreadable');
    await shows(/You can’t read the journal here/);
    await shows(/usermod --append --groups systemd-journal/);
  });

  test('reads them again when the service starts or ends, and not ten times a second', async () => {
    await open('runs-mixed');
    await bars().first().waitFor();
    const before = (await asked('runs')).length;
    const began = Date.now();
    for (let round = 0; round < 10; round += 1)
      await happens({
        kind: 'units',
        changed: [unit('worker.service', { changedAt: noon + round })],
        removed: [],
      });
    await expect.poll(async () => (await asked('runs')).length, patiently).toBeGreaterThan(before);
    // One in 300 ms at most, besides the first and the last.
    const most = before + 2 + Math.ceil((Date.now() - began) / 300);
    expect((await asked('runs')).length).toBeLessThanOrEqual(most);
  });
});
