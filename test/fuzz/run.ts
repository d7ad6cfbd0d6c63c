/**
 * Runs random cases and reports failures. `node test/fuzz/run.ts document|commands|names|schedules|forms|ipc [--runs N] [--seed N] [--here]`
 *
 * `document` needs nothing. The others use the real systemd: as root they run in the throwaway machine,
 * booted for them; with `--here` they use this session's user manager. Ends with one line; exit code 1 after a failure.
 */
import { parseArgs } from 'node:util';
import { ProblemError, tellAndExit } from '../../build/problem.ts';
import { resolveElectron } from '../../build/runtime.ts';
import { requireRoot, withMachine } from '../machine/machine.ts';
import { ensurePackages } from '../machine/packages.ts';
import { inside } from '../machine/paths.ts';
import { user } from '../machine/session.ts';
import { fuzzCommands } from './commands.ts';
import { fuzzDocument } from './document.ts';
import { fuzzForms } from './forms.ts';
import { fuzzIpc } from './contract/ipc.ts';
import { fuzzNames } from './names.ts';
import type { Outcome } from './report.ts';
import { fuzzSchedules } from './schedules.ts';

const fuzzers = {
  document: { fuzz: fuzzDocument, needsSystemd: false, usualRuns: 1000 },
  commands: { fuzz: fuzzCommands, needsSystemd: true, usualRuns: 1000 },
  names: { fuzz: fuzzNames, needsSystemd: true, usualRuns: 1000 },
  schedules: { fuzz: fuzzSchedules, needsSystemd: true, usualRuns: 20_000 },
  forms: { fuzz: fuzzForms, needsSystemd: true, usualRuns: 20_000 },
  ipc: { fuzz: fuzzIpc, needsSystemd: true, usualRuns: 50_000 },
};

const shownFailures = 5;

const isFuzzer = (word: string | undefined): word is keyof typeof fuzzers =>
  word !== undefined && Object.hasOwn(fuzzers, word);

const wrongWords = (why: string): ProblemError =>
  new ProblemError({
    what: 'Nothing was run.',
    why,
    remedy: 'Name one of document, commands, names, schedules, forms and ipc.',
    command: 'npm run fuzz -- document --runs 1000',
  });

const readWords = () => {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { runs: { type: 'string' }, seed: { type: 'string' }, here: { type: 'boolean' } },
  });
  const [name] = positionals;
  if (!isFuzzer(name)) throw wrongWords(`“${name ?? ''}” is no fuzzer.`);
  const runs = Number(values.runs ?? fuzzers[name].usualRuns);
  const seed = Number(values.seed ?? Date.now() % 1_000_000);
  if (!Number.isInteger(runs) || !Number.isInteger(seed))
    throw wrongWords('--runs and --seed take whole numbers.');
  return { name, runs, seed, here: values.here ?? false };
};

const report = (name: string, seed: number, { runs, failures }: Outcome): void => {
  for (const { run, what, details } of failures.slice(0, shownFailures)) {
    console.log(`\nRun ${run} of seed ${seed}: ${what}`);
    for (const [key, value] of Object.entries(details)) {
      console.log(`  ${key}: ${typeof value === 'string' ? value : JSON.stringify(value)}`);
    }
  }
  console.log(`${name}: ${runs} runs, ${failures.length} failures (seed ${seed})`);
  if (failures.length > 0) process.exitCode = 1;
};

const runInMachine = async (words: readonly string[]): Promise<void> => {
  await ensurePackages();
  requireRoot('npm run fuzz');
  const electron = await resolveElectron();
  await withMachine(electron.dist, async () => {
    const node = `${inside.project}/node_modules/.bin/node`;
    process.exitCode = await user([node, `${inside.project}/test/fuzz/run.ts`, ...words, '--here']);
  });
};

const main = async (): Promise<void> => {
  const { name, runs, seed, here } = readWords();
  const { fuzz, needsSystemd } = fuzzers[name];
  if (needsSystemd && !here) {
    await runInMachine([name, `--runs=${runs}`, `--seed=${seed}`]);
    return;
  }
  console.log(`seed ${seed}`);
  report(name, seed, await fuzz(seed, runs));
};

await main().catch(tellAndExit);
