/** Uses Hearth at random, with faults, and compares its state with systemctl’s after each step. */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Page } from 'playwright-core';
import type { AppState } from '../../electron/core/app/state.ts';
import { memoryOf } from '../bench/process-tree.ts';
import { startHearth, takePageErrors } from '../e2e/driving/hearth.ts';
import { until } from '../e2e/driving/outside.ts';
import { randomOfRun, type Random } from '../fuzz/random.ts';
import { hearthSays, systemctlSays, type Said } from '../system/workbench/systemctl-says.ts';
import { faults, ofOthers, ofPerson, type Step } from './steps.ts';
import { layDownUnits } from './units.ts';

export interface Soak {
  /** How often each step was taken. */
  taken: Map<string, number>;
  failures: { step: number; name: string; what: string }[];
  /** Megabytes at the tenth minute, or after a third of a shorter soak, and at the end. */
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

const stateOf = async (page: Page): Promise<AppState> => {
  const answer = await page.evaluate<unknown>("window.hearth.invoke('snapshot')");
  return (answer as { value: AppState }).value;
};

/** Lines that differ, with both sides. */
const differing = (hearth: Said, systemctl: Said): string =>
  (['files', 'memory'] as const)
    .flatMap((part) =>
      Object.entries(systemctl[part])
        .filter(([name, says]) => hearth[part][name] !== says)
        .map(
          ([name, says]) => `${name}: systemctl “${says}”, Hearth “${hearth[part][name] ?? ''}”`,
        ),
    )
    .concat(hearth.tooMany.map((name) => `${name}: only Hearth has it`))
    .join('\n');

/** Both are asked again: a unit may change in between. @throws with what differs for 15 s. */
const expectSame = async (page: Page): Promise<void> => {
  let difference = '';
  await until(
    'the same state',
    async () => {
      const systemctl = await systemctlSays();
      const hearth = hearthSays((await stateOf(page)).account.units, systemctl);
      difference = differing(hearth, systemctl);
      return isDeepStrictEqual(hearth, systemctl);
    },
    15,
  ).catch(() => {
    throw new Error(`Hearth’s state differs from systemctl’s:\n${difference}`);
  });
};

/** @param pictures where a picture of each failed step goes. */
export const soak = async (minutes: number, seed: number, pictures: string): Promise<Soak> => {
  await mkdir(pictures, { recursive: true });
  await layDownUnits();
  const hearth = await startHearth();
  const page = await hearth.window();
  await page.getByRole('treeitem', { name: /^soak-a\.service/ }).waitFor();
  const megabytes = async () => (await memoryOf(hearth.pid)).bytes / 1e6;

  const result: Soak = { taken: new Map(), failures: [], memory: { early: 0, late: 0 } };
  const began = Date.now();
  const early = began + Math.min(10, minutes / 3) * minute;
  for (let step = 1; Date.now() < began + minutes * minute; step += 1) {
    const random = randomOfRun(seed, step);
    const { name, run } = chosen(random);
    result.taken.set(name, (result.taken.get(name) ?? 0) + 1);
    try {
      await run({ hearth, page, random });
      await expectSame(page);
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
