/**
 * Uses the real app at random for a while, with faults thrown in: `npm run soak -- [--minutes N] [--seed N]`. Needs root:
 * it runs in the desktop of the throwaway machine. A picture of each failed step is in out/soak/. With `--storm [--units N]`
 * it only switches tabs, among N units of which one restarts ten times a second; 5,000 by default.
 *
 * Ends with the counts; exit code 1 after a failure, or if memory grew by more than 15 % since the tenth minute.
 */
import { parseArgs } from 'node:util';
import { bundle } from '../../build/bundle.ts';
import { ProblemError, tellAndExit } from '../../build/problem.ts';
import { resolveElectron } from '../../build/runtime.ts';
import { testEnvironment } from '../environment.ts';
import { requireRoot, withMachine } from '../machine/machine.ts';
import { ensurePackages } from '../machine/packages.ts';
import { inside } from '../machine/paths.ts';
import { desktop } from '../machine/session.ts';
import { answersLine } from '../e2e/units/answers.ts';
import { soak } from './soak.ts';
import { faults } from './steps.ts';
import { storm, stormLine } from './storm.ts';

const mostGrowth = 1.15;

const readWords = () => {
  const { values } = parseArgs({
    options: {
      minutes: { type: 'string' },
      seed: { type: 'string' },
      storm: { type: 'boolean', default: false },
      units: { type: 'string' },
      here: { type: 'boolean', default: false },
    },
  });
  const minutes = Number(values.minutes ?? 30);
  const seed = Number(values.seed ?? Date.now() % 1_000_000);
  const units = Number(values.units ?? 5000);
  if (!(minutes > 0) || !Number.isInteger(seed) || !(Number.isInteger(units) && units > 1))
    throw new ProblemError({
      what: 'Nothing was run.',
      why: '--minutes takes a number above 0, --seed a whole number, --units one above 1.',
      remedy: 'Give numbers, or leave them out.',
      command: 'npm run soak -- --minutes 30 --seed 1',
    });
  return { minutes, seed, units, storm: values.storm, here: values.here };
};

const inMachine = async (words: readonly string[]): Promise<void> => {
  await ensurePackages();
  requireRoot('npm run soak');
  const electron = await resolveElectron();
  console.log(electron.note);
  await bundle();
  await withMachine(electron.dist, async () => {
    const node = `${inside.project}/node_modules/.bin/node`;
    process.exitCode = await desktop([node, `${inside.project}/test/soak/run.ts`, ...words], {
      env: testEnvironment(process.env),
    });
  });
};

const runStorm = async (units: number, minutes: number): Promise<void> => {
  const result = await storm(units, 60 * minutes);
  console.log(answersLine(result.answers));
  console.log(`${stormLine(result)}; the same state as systemctl at the end`);
};

const runSoak = async (minutes: number, seed: number): Promise<void> => {
  const { taken, failures, memory } = await soak(minutes, seed, `${inside.out}/soak`);
  for (const [name, times] of [...taken].sort(([, a], [, b]) => b - a))
    console.log(`${String(times).padStart(5)}  ${name}`);
  const growth = memory.late / memory.early;
  const struck = faults.reduce((sum, { name }) => sum + (taken.get(name) ?? 0), 0);
  const steps = [...taken.values()].reduce((sum, times) => sum + times, 0);
  console.log(
    `${String(steps)} steps, ${String(struck)} of them faults, ${String(failures.length)} failures (seed ${String(seed)}); ` +
      `memory ${memory.early.toFixed(0)} → ${memory.late.toFixed(0)} MB (${growth.toFixed(2)} ×)`,
  );
  process.exitCode = failures.length > 0 || growth > mostGrowth ? 1 : 0;
};

const main = async (): Promise<void> => {
  const words = readWords();
  const { minutes, seed, units } = words;
  if (!words.here) await inMachine([...process.argv.slice(2), `--seed=${String(seed)}`, '--here']);
  else if (words.storm) await runStorm(units, minutes);
  else await runSoak(minutes, seed);
};

await main().catch(tellAndExit);
