/** The runs that a timer misses while it is stopped, and over a real logout without lingering, on its page. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { otherPerson } from './other-person.ts';
import { until } from '../driving/outside.ts';

const timer = 'ticking.timer';
const everyMs = 4000;
const files = {
  'ticking.service':
    '[Unit]\nStartLimitIntervalSec=0\n[Service]\nType=oneshot\nExecStart=/bin/sh -c "date +%%s >> %h/ran"\n',
  [timer]: '[Timer]\nOnCalendar=*:*:0/4\nAccuracySec=1us\n[Install]\nWantedBy=timers.target\n',
};

beforeAll(async () => {
  await otherPerson.make(files, { [timer]: 'timers.target' });
});
afterAll(() => otherPerson.remove());

/** When the job ran. */
const ran = async (): Promise<number[]> => {
  const lines = (await otherPerson.read('ran')).split('\n').map(Number);
  return lines.filter((at) => at > 0).map((at) => at * 1000);
};

/** Waits for this many more runs, and then for the middle between two times, so that it is clear which were missed. */
const moreRuns = async (count: number): Promise<void> => {
  const before = (await ran().catch(() => [])).length;
  await until(`${String(count)} more runs`, async () => (await ran()).length >= before + count, 30);
  await middle();
};
const middle = (after = 0): Promise<unknown> =>
  until(
    'the middle between two times',
    () => Date.now() >= after && Math.abs((Date.now() % everyMs) - everyMs / 2) < 300,
    30,
  );

interface Missed {
  from: number;
  to: number;
  count: number;
}

/** Where times of the schedule have no run, oldest first; a run belongs to the last time before it. */
const gaps = (runs: readonly number[]): Missed[] => {
  const times = runs.map((at) => at - (at % everyMs));
  return times.flatMap((at, index) => {
    const next = times[index + 1] ?? at;
    const count = (next - at) / everyMs - 1;
    return count > 0 ? [{ from: at + everyMs, to: next - everyMs, count }] : [];
  });
};

/** The groups of the page, newest first, with their reasons. */
const shown = async (page: Page): Promise<(Missed & { why: string })[]> => {
  const items = page.getByRole('region', { name: 'Missed runs' }).getByRole('listitem');
  return (await items.allInnerTexts()).map((text) => {
    const [when = '', why = ''] = text.split('\n');
    const [, from = '', to = '', count = ''] = /^(.*) to (.*) \((\d+) times\)$/.exec(when) ?? [];
    return { from: Date.parse(from), to: Date.parse(to), count: Number(count), why };
  });
};

test(
  'names those missed while it was stopped, and while the person was logged out',
  { timeout: 180_000 },
  async () => {
    await otherPerson.login();
    expect(await otherPerson.linger()).toBe('no');
    await moreRuns(2);
    await otherPerson.systemctl('stop', timer);
    await middle(Date.now() + 3 * everyMs - 1000);
    await otherPerson.systemctl('start', timer);
    await moreRuns(2);
    await otherPerson.logout();
    await middle(Date.now() + 2 * everyMs);
    await otherPerson.login();
    await moreRuns(2);

    const [stopped, loggedOut, ...others] = gaps(await ran());
    expect(others).toEqual([]);
    // Started again, the timer ran once at once: for the last of three times.
    expect(stopped?.count).toBe(2);
    expect(loggedOut?.count).toBeGreaterThanOrEqual(2);
    await otherPerson.withHearth(async (page) => {
      await page
        .locator('[role=treeitem]', { has: page.locator(`[data-tip*="${timer}"]`) })
        .click();
      await page.getByRole('region', { name: 'Missed runs' }).waitFor();
      await until('the missed runs', async () => (await shown(page)).length > 0);
      expect(await shown(page)).toEqual([
        {
          ...loggedOut,
          why: 'You were logged out, and your services don’t keep running after logout.',
        },
        {
          ...stopped,
          why: expect.stringMatching(/^The timer was off\. Made up for at /) as string,
        },
      ]);
      // Nothing else was missed, up to now.
      const count = (stopped?.count ?? 0) + (loggedOut?.count ?? 0);
      await page.getByText(new RegExp(`^${String(count)} of \\d+ planned runs`)).waitFor();
      expect(gaps(await ran())).toEqual([stopped, loggedOut]);
    });
  },
);
