/** A week of 200 jobs, beside the tools that list the same. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { execa } from 'execa';
import { unitFolder } from '../../e2e/driving/files.ts';
import { fillRuns, removeBulk } from '../../e2e/driving/journal.ts';
import { openHearth } from '../hearth-window.ts';
import { clearUnits, firstNames, layUnits } from '../own-units.ts';
import { clockOf, watchText } from '../page-clock.ts';
import { rowOf, type Group } from '../row.ts';

const count = 200;
const rounds = 7;
const dayMs = 24 * 60 * 60_000;

/** Hourly, daily, weekly and each quarter of an hour in turn, none like another. */
const calendarOf = (index: number): string => {
  const minute = String(index % 60).padStart(2, '0');
  const hour = String(index % 24).padStart(2, '0');
  const kinds = [`*:${minute}`, `${hour}:${minute}`, `Sat ${hour}:${minute}`, `*:0/15:${minute}`];
  return kinds[index % kinds.length] ?? 'daily';
};

const layTimers = async (names: readonly string[]): Promise<void> => {
  const timers = names.map((name) => name.replace(/\.service$/, '.timer'));
  for (const [index, timer] of timers.entries()) {
    const text = `[Timer]\nOnCalendar=${calendarOf(index)}\n`;
    await writeFile(path.join(unitFolder, timer), text);
  }
  await execa('systemctl', ['--user', 'daemon-reload']);
  await execa('systemctl', ['--user', 'start', ...timers]);
};

const askTools = async (names: readonly string[]): Promise<number> => {
  const asked = performance.now();
  await execa('systemctl', ['--user', 'list-timers', '--all']);
  const since = `--since=@${String(Math.floor((Date.now() - 7 * dayMs) / 1000))}`;
  const units = names.map((name) => `USER_UNIT=${name}`);
  await execa('journalctl', ['--user', since, '-o', 'json', ...units], { buffer: false });
  return performance.now() - asked;
};

export const calendar: Group = {
  names: ['calendar.week'],
  measure: async (tell) => {
    const names = firstNames(count);
    await removeBulk();
    await layUnits({ count, running: 0 });
    await layTimers(names);
    const [unit = '', ...others] = names;
    await fillRuns({ unit, others, runs: 2000, noise: 25, failsEach: 10, stepMs: 10_000 });
    const { page, close } = await openHearth();
    try {
      const clock = await clockOf(page);
      await page.getByRole('button', { name: 'Calendar', exact: true }).click();
      const span = (name: string) => page.getByRole('radio', { name, exact: true });
      const times: number[] = [];
      const peer: number[] = [];
      for (let round = 0; round <= rounds; round += 1) {
        await page.locator('.facts', { hasText: 'runs to come' }).waitFor();
        const painted = await watchText(page, clock, '.facts', 'runs failed', 'runs to come');
        const began = await span('This week').evaluate((one: HTMLElement) => {
          const at = performance.now();
          one.click();
          return at;
        });
        const ours = (await painted()) - (began + clock);
        await span('Next 24 hours').check({ force: true });
        await page.locator('.facts', { hasText: 'runs failed' }).waitFor({ state: 'detached' });
        const theirs = await askTools(names);
        // The first round warms both up.
        if (round > 0) {
          times.push(ours);
          peer.push(theirs);
        }
      }
      tell(
        rowOf({
          name: 'calendar.week',
          measured: 'a click on “This week” → what ran and what comes of 200 timers painted',
          unit: 'ms',
          runs: times,
          peer: { name: 'list-timers and journalctl of the same week', runs: peer },
          goal: { atMost: 500 },
        }),
      );
    } finally {
      await close();
      await clearUnits();
      await removeBulk();
    }
  },
};
