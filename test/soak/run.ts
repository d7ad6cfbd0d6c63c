/**
 * Uses the real app at random for a while, with faults thrown in: `npm run soak -- [--minutes N] [--seed N]`. Needs root:
 * it runs in the desktop of the throwaway machine. A picture of each failed step is in out/soak/.
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
import { soak } from './soak.ts';
import { faults } from './steps.ts';

const mostGrowth = 1.15;

const readWords = () => {
  const { values } = parseArgs({
    options: { minutes: { type: 'string' }, seed: { type: 'string' }, here: { type: 'boolean' } },
  });
  const minutes = Number(values.minutes ?? 30);
  const seed = Number(values.seed ?? Date.now() % 1_000_000);
  if (!(minutes > 0) || !Number.isInteger(seed))
    throw new ProblemError({
      what: 'Nothing was run.',
      why: '--minutes takes a number above 0, --seed a whole number.',
      remedy: 'Name both, or neither.',
      command: 'npm run soak -- --minutes 30 --seed 1',
    });
  return { minutes, seed, here: values.here ?? false };
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

const main = async (): Promise<void> => {
  const { minutes, seed, here } = readWords();
  if (!here) {
    await inMachine([`--minutes=${String(minutes)}`, `--seed=${String(seed)}`, '--here']);
    return;
  }
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

await main().catch(tellAndExit);
