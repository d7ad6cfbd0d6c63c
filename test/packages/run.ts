/**
 * Builds Hearth’s packages and proves them: what is in them, and that the deb installs, starts, upgrades and is removed
 * on releases of Debian, one after the other: `npm run test:packages -- [debian-12|debian-13|debian-testing …]`. Needs root.
 *
 * What each part prints is in out/packages/ as well.
 */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { execa } from 'execa';
import { ProblemError, tellAndExit } from '../../build/problem.ts';
import { requireRoot } from '../machine/machine.ts';
import { ensurePackages } from '../machine/packages.ts';
import { checkout } from '../machine/paths.ts';
import { isRelease, releases, rootOf, type Release } from '../roots.ts';
import { buildIn, buildLater } from './build.ts';
import { marks } from './proofs.ts';

const checkers = ['debootstrap', 'rpm', 'cpio', 'lintian', 'desktop-file-utils', 'appstream'];
const logs = path.join(checkout, 'out/packages');

interface Outcome {
  passed: boolean;
  line: string;
}

const run = async (
  name: string,
  script: string,
  words: readonly string[],
  env: Record<string, string>,
): Promise<Outcome> => {
  console.log(`\n${name}`);
  const log = { file: path.join(logs, `${name}.log`) };
  const { stdout, failed, durationMs } = await execa(
    'node',
    [`test/packages/${script}`, ...words],
    {
      cwd: checkout,
      env,
      stdin: 'ignore',
      stdout: ['pipe', 'inherit', log],
      stderr: ['inherit', { ...log, append: true }],
      reject: false,
    },
  );
  const lines = stdout.split('\n');
  const count = (mark: string): number =>
    lines.filter((line) => line.startsWith(`${mark} `)).length;
  // Some end outside a proof.
  const failures = Math.max(count(marks.failed), failed ? 1 : 0);
  const minutes = (durationMs / 60_000).toFixed(1);
  return {
    passed: failures === 0 && count(marks.passed) > 0,
    line: `${name}: ${count(marks.passed)} passed, ${failures} failed, ${count(marks.skipped)} skipped; ${minutes} min`,
  };
};

const chosen = (words: readonly string[]): readonly Release[] => {
  const all = Object.keys(releases);
  const unknown = words.find((word) => !isRelease(word));
  if (unknown !== undefined)
    throw new ProblemError({
      what: `There is no release “${unknown}” here.`,
      why: `Releases are ${all.join(', ')}.`,
      remedy: 'Name some of them, or none for all.',
      command: 'npm run test:packages -- debian-13',
    });
  return (words.length > 0 ? words : all).filter(isRelease);
};

const main = async (): Promise<void> => {
  const wanted = chosen(process.argv.slice(2));
  requireRoot('npm run test:packages');
  await ensurePackages(checkers);
  await mkdir(logs, { recursive: true });
  const said = await buildIn(checkout);
  await buildLater();
  const notBuilt = said.split('\n').filter((line) => /^(?:No|Packages for) /.test(line));
  const outcomes = [await run('packages', 'contents.ts', notBuilt, {})];
  for (const release of wanted) {
    const root = await rootOf(release);
    outcomes.push(await run(release, 'on-release.ts', [], { HEARTH_MACHINE_ROOT: root }));
  }
  console.log(`\n${outcomes.map(({ line }) => line).join('\n')}`);
  process.exitCode = outcomes.every(({ passed }) => passed) ? 0 : 1;
};

await main().catch(tellAndExit);
