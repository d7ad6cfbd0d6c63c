/**
 * How fast Hearth is, compared with programs that people know. `node test/bench/run.ts [NAME …] [--profile]`
 *
 * Runs in the desktop of the throwaway machine and writes out/bench.json, one row per figure. A missed goal is recorded
 * in its row; exit code 1 means that something could not be measured. With --profile, also writes where pages spend
 * their time to out/NAME.cpuprofile.
 */
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { bundle } from '../../build/bundle.ts';
import { ProblemError, tellAndExit } from '../../build/problem.ts';
import { resolveElectron } from '../../build/runtime.ts';
import { requireRoot, withMachine } from '../machine/machine.ts';
import { ensurePackages } from '../machine/packages.ts';
import { inside, outDirectory } from '../machine/paths.ts';
import { desktop } from '../machine/session.ts';
import { bundleSizes } from './rows/bundle-sizes.ts';
import { groups, isWanted } from './groups.ts';
import { profileFolder } from './profile.ts';
import type { Row } from './row.ts';
import { tableOf } from './table.ts';

const known = [...groups.flatMap(({ names }) => names), ...bundleSizes.names];

const checkWords = (wanted: readonly string[]): void => {
  const stranger = wanted.find((word) => !known.some((name) => isWanted(name, [word])));
  if (stranger === undefined) return;
  throw new ProblemError({
    what: 'Nothing was measured.',
    why: `There is no figure “${stranger}”.`,
    remedy: `Name some of ${known.join(', ')}, or their first words.`,
    command: 'npm run bench -- idle.cpu',
  });
};

const measureInMachine = async (wanted: readonly string[], profile: boolean): Promise<Row[]> => {
  const rows = path.join(outDirectory, 'bench-rows.json');
  await ensurePackages();
  requireRoot('npm run bench');
  const electron = await resolveElectron();
  console.log(electron.note);
  await bundle();
  await rm(rows, { force: true });
  return withMachine(electron.dist, async () => {
    const node = path.join(inside.project, 'node_modules/.bin/node');
    const program = path.join(inside.project, 'test/bench/inside.ts');
    const code = await desktop([node, program, `${inside.out}/bench-rows.json`, ...wanted], {
      env: {
        HEARTH_TEST_ELECTRON: path.join(inside.electron, 'electron'),
        ...(profile ? { [profileFolder]: inside.out } : {}),
      },
    });
    if (code !== 0) process.exitCode = 1;
    return JSON.parse(await readFile(rows, 'utf8')) as Row[];
  }).finally(() => rm(rows, { force: true }));
};

const main = async (): Promise<void> => {
  const words = process.argv.slice(2);
  const wanted = words.filter((word) => word !== '--profile');
  checkWords(wanted);
  const isInMachine = groups.some(({ names }) => names.some((name) => isWanted(name, wanted)));
  const results = path.join(outDirectory, 'bench.json');
  // If this run breaks, an earlier run's figures must not pass for its own.
  await rm(results, { force: true });
  const rows = isInMachine ? await measureInMachine(wanted, wanted.length < words.length) : [];
  if (bundleSizes.names.some((name) => isWanted(name, wanted)))
    await bundleSizes.measure((...measured) => rows.push(...measured));
  await writeFile(results, `${JSON.stringify(rows, null, 2)}\n`);
  console.log(`\n${tableOf(rows)}\n`);
  const missed = rows.filter(({ met }) => !met).length;
  console.log(`${rows.length} figures, ${missed} goals missed; details in out/bench.json`);
};

await main().catch(tellAndExit);
