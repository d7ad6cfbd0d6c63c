/** Uses Hearth at random, with faults, and compares its state with systemctl’s after each step. */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { memoryOf } from '../bench/process-tree.ts';
import { startHearth, takePageErrors } from '../e2e/driving/hearth.ts';
import { expectSameState } from '../e2e/faults/same-state.ts';
import { randomOfRun, type Random } from '../fuzz/random.ts';
import { faults, ofOthers, ofPerson, type Step } from './steps.ts';
import { layDownUnits } from './units.ts';

export interface Soak {
  /** How often each step was taken. */
  taken: Map<string, number>;
  failures: { step: number; name: string; what: string }[];
  /** Megabytes that are its own, at the tenth minute, or after a third of a shorter soak, and at the end. */
  memory: { early: number; late: number };
}

const minute = 60_000;
/** One step in so many is a fault. */
const faultOneIn = 10;

const weighted = (steps: readonly Step[]): Step[] =>
  steps.flatMap((step) => Array.from({ length: step.weight ?? 1 }, () => step));
const usual = weighted([...ofPerson, ...ofOthers]);

const chosen = (random: Random): Step =>
  random.chance(faultOneIn) ? random.pick(faults) : random.pick(usual);

/** @param pictures where a picture of each failed step goes. */
export const soak = async (minutes: number, seed: number, pictures: string): Promise<Soak> => {
  await mkdir(pictures, { recursive: true });
  await layDownUnits();
  const hearth = await startHearth();
  const page = await hearth.window();
  await page.getByRole('treeitem', { name: /^soak-a\.service/ }).waitFor();
  const megabytes = async () => (await memoryOf(hearth.pid)).anonymousBytes / 1e6;

  const result: Soak = { taken: new Map(), failures: [], memory: { early: 0, late: 0 } };
  const began = Date.now();
  const early = began + Math.min(10, minutes / 3) * minute;
  for (let step = 1; Date.now() < began + minutes * minute; step += 1) {
    const random = randomOfRun(seed, step);
    const { name, run } = chosen(random);
    result.taken.set(name, (result.taken.get(name) ?? 0) + 1);
    try {
      await run({ hearth, page, random });
      await expectSameState(page);
      const [error] = takePageErrors();
      if (error !== undefined) throw new Error(error);
    } catch (thrown) {
      const what = thrown instanceof Error ? thrown.message : String(thrown);
      result.failures.push({ step, name, what });
      console.log(`step ${String(step)}, ${name}: ${what}`);
      await page.screenshot({ path: path.join(pictures, `step-${String(step)}.png`) });
      await page.keyboard.press('Escape');
    }
    if (result.memory.early === 0 && Date.now() > early) result.memory.early = await megabytes();
  }
  result.memory.late = await megabytes();
  await hearth.close();
  return result;
};
