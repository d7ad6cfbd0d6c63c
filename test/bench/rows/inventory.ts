/** How long Hearth takes to read all services, and how that grows with their number. */
import path from 'node:path';
import { execa } from 'execa';
import { clearUnits, layUnits } from '../own-units.ts';
import { rowOf, type Group } from '../row.ts';
import { exponent, median, most } from '../statistics.ts';

const rounds = 5;
const scaleRounds = 5;
/** The share of units that run, at every size. */
const runningShare = 0.3;

const reading = path.join(import.meta.dirname, 'inventory-reading.ts');

/** Milliseconds of one reading. @throws if it did not find exactly what exists. */
const readOnce = async (count: number, running: number): Promise<number> => {
  const { stdout } = await execa(process.execPath, [reading], { timeout: 60_000 });
  const { ms, own, active } = JSON.parse(stdout) as Record<'ms' | 'own' | 'active', number>;
  if (own < count || active < running)
    throw new Error(`of ${count} services, ${running} running, it found ${own} and ${active}`);
  return ms;
};

const listUnitFiles = async (): Promise<number> => {
  const began = performance.now();
  await execa('systemctl', ['--user', 'list-unit-files'], { timeout: 120_000 });
  return performance.now() - began;
};

export const cold: Group = {
  names: ['inventory.cold'],
  measure: async (tell) => {
    const [count, running] = [1000, 300];
    const runs: number[] = [];
    const peer: number[] = [];
    await layUnits({ count, running });
    try {
      for (let i = 0; i < rounds; i += 1) {
        runs.push(await readOnce(count, running));
        peer.push(await listUnitFiles());
      }
    } finally {
      await clearUnits();
    }
    tell(
      rowOf({
        name: 'inventory.cold',
        measured:
          'bus connected → complete state of 1,000 own files, 300 running: the code that reads, in a fresh Node process',
        unit: 'ms',
        runs,
        peer: { name: 'systemctl --user list-unit-files', runs: peer },
        goal: { ratioAtMost: 0.05 },
      }),
    );
  },
};

export const scale: Group = {
  names: ['inventory.scale'],
  measure: async (tell) => {
    const points: { count: number; runs: number[] }[] = [];
    try {
      for (const count of [100, 1000, 5000]) {
        const running = count * runningShare;
        await layUnits({ count, running });
        const runs: number[] = [];
        for (let i = 0; i < scaleRounds; i += 1) runs.push(await readOnce(count, running));
        points.push({ count, runs });
      }
    } finally {
      await clearUnits();
    }
    const medians = points.map(({ count, runs }): [number, number] => [count, median(runs)]);
    const steps = medians.slice(1).map((to, i) => exponent(medians[i] ?? to, to));
    tell(
      rowOf({
        name: 'inventory.scale',
        measured:
          'exponent of the same over 100 → 1,000 and 1,000 → 5,000 files, a third running; the steeper counts',
        unit: '',
        runs: steps,
        by: most,
        goal: { atMost: 1.1 },
        details: { milliseconds: Object.fromEntries(points.map((p) => [p.count, p.runs])) },
      }),
    );
  },
};
