/** A click on a timer → the last runs of its service out of a million lines, beside the tools that list the same. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { execa } from 'execa';
import { unitFolder } from '../../e2e/driving/files.ts';
import { fillRuns, removeBulk } from '../../e2e/driving/journal.ts';
import { openHearth } from '../hearth-window.ts';
import { clearUnits, layUnits, unitName } from '../own-units.ts';
import { clockOf, watchText } from '../page-clock.ts';
import { rowOf, type Group } from '../row.ts';

const unit = unitName(0);
const timer = unit.replace(/\.service$/, '.timer');
const rounds = 10;

const layTimer = async (): Promise<void> => {
  await layUnits({ count: 1, running: 0 });
  const lines = ['[Timer]', 'OnCalendar=*-*-* 03:00:00', ''];
  await writeFile(path.join(unitFolder, timer), lines.join('\n'));
  await execa('systemctl', ['--user', 'daemon-reload']);
  await execa('systemctl', ['--user', 'start', timer]);
};

export const schedule: Group = {
  names: ['schedule.page'],
  measure: async (tell) => {
    await removeBulk();
    await layTimer();
    await fillRuns({ unit, runs: 10_000, noise: 100, failsEach: 10 });
    const { page, close } = await openHearth();
    try {
      const clock = await clockOf(page);
      const row = page.locator('[role=treeitem]', { has: page.locator(`[data-tip*="${timer}"]`) });
      const times: number[] = [];
      const peer: number[] = [];
      for (let round = 0; round <= rounds; round += 1) {
        await row.waitFor();
        await page.locator('.runs').waitFor({ state: 'detached' });
        const painted = await watchText(page, clock, '.runs .summary', 'of 50 runs failed');
        const began = await row.evaluate((one: HTMLElement) => {
          const at = performance.now();
          one.click();
          return at;
        });
        const ours = (await painted()) - (began + clock);
        await page.getByRole('button', { name: 'Home', exact: true }).click();
        const asked = performance.now();
        await execa('systemctl', ['--user', 'list-timers', '--all']);
        await execa('journalctl', ['--user', '-n', '110', '-o', 'json', `USER_UNIT=${unit}`]);
        const theirs = performance.now() - asked;
        // The first round warms both up.
        if (round > 0) {
          times.push(ours);
          peer.push(theirs);
        }
      }
      tell(
        rowOf({
          name: 'schedule.page',
          measured:
            'a click on a timer → its last 50 of 10,000 runs painted, among 1,000,000 lines',
          unit: 'ms',
          runs: times,
          peer: { name: 'list-timers and journalctl -n 110 -o json USER_UNIT=', runs: peer },
          goal: { atMost: 300 },
        }),
      );
    } finally {
      await close();
      await clearUnits();
      await removeBulk();
    }
  },
};
