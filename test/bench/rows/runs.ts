/** The last runs of a service out of a million lines, beside the journalctl that finds the same records. */
import { execa } from 'execa';
import { fillRuns, removeBulk } from '../../e2e/driving/journal.ts';
import { openHearth } from '../hearth-window.ts';
import { clearUnits, layUnits, unitName } from '../own-units.ts';
import { rowOf, type Group } from '../row.ts';

const unit = unitName(0);
const rounds = 7;

interface Answer {
  value: { runs: unknown[] };
}

export const runs: Group = {
  names: ['runs.page'],
  measure: async (tell) => {
    await removeBulk();
    await layUnits({ count: 1, running: 0 });
    await fillRuns({ unit, runs: 10_000, noise: 100, failsEach: 10 });
    const { page, close } = await openHearth();
    try {
      const times: number[] = [];
      const peer: number[] = [];
      for (let round = 0; round <= rounds; round += 1) {
        const ours = await page.evaluate(async (name) => {
          const { hearth } = globalThis as unknown as {
            hearth: { invoke(name: string, input: unknown): Promise<unknown> };
          };
          const began = performance.now();
          const answer = await hearth.invoke('runs', { unit: name, count: 50 });
          return { ms: performance.now() - began, answer };
        }, unit);
        const { length } = (ours.answer as Answer).value.runs;
        if (length !== 50) throw new Error(`${String(length)} runs came`);
        const began = performance.now();
        await execa('journalctl', ['--user', '-n', '110', '-o', 'json', `USER_UNIT=${unit}`]);
        const theirs = performance.now() - began;
        // The first round warms both up.
        if (round > 0) {
          times.push(ours.ms);
          peer.push(theirs);
        }
      }
      tell(
        rowOf({
          name: 'runs.page',
          measured: 'the last 50 of 10,000 runs among 1,000,000 lines, from the window and back',
          unit: 'ms',
          runs: times,
          peer: { name: 'journalctl -n 110 -o json USER_UNIT=', runs: peer },
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
