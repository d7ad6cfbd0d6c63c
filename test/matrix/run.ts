/**
 * Runs the suites that talk to systemd on several releases of Debian, one after the other:
 * `npm run test:matrix -- [debian-12|debian-13|debian-testing …] [system|e2e|apart …] [FILTER …]`. Needs root.
 *
 * All that a release prints is in out/RELEASE/run.log as well.
 */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { execa } from 'execa';
import { tellAndExit } from '../../build/problem.ts';
import { requireRoot } from '../machine/machine.ts';
import { ensurePackages } from '../machine/packages.ts';
import { checkout } from '../machine/paths.ts';
import { isRelease, releases, rootOf, type Release } from '../roots.ts';

const suites = ['system', 'e2e', 'apart'];

interface Outcome {
  release: Release;
  systemd: string;
  passed: boolean;
  /** The last line that it printed. */
  line: string;
  minutes: number;
}

const runOn = async (release: Release, words: readonly string[]): Promise<Outcome> => {
  const root = await rootOf(release);
  const { stdout: version } = await execa('chroot', [root, 'systemctl', '--version']);
  const systemd = version.split('\n')[0] ?? '';
  console.log(`\n${release}, ${systemd}`);
  const folder = path.join(checkout, 'out', release);
  await mkdir(folder, { recursive: true });
  const log = { file: path.join(folder, 'run.log') };
  const { stdout, failed, durationMs } = await execa('node', ['test/run.ts', ...words], {
    cwd: checkout,
    env: { HEARTH_MACHINE_ROOT: root },
    stdin: 'ignore',
    stdout: ['pipe', 'inherit', log],
    stderr: ['inherit', { ...log, append: true }],
    reject: false,
    maxBuffer: Infinity,
  });
  return {
    release,
    systemd,
    passed: !failed,
    line: stdout.trimEnd().split('\n').at(-1) ?? '',
    minutes: durationMs / 60_000,
  };
};

const main = async (): Promise<void> => {
  const words = process.argv.slice(2);
  const named = words.filter(isRelease);
  const rest = words.filter((word) => !isRelease(word));
  const given = rest.some((word) => suites.includes(word)) ? rest : [...suites, ...rest];
  requireRoot('npm run test:matrix');
  await ensurePackages(['debootstrap']);
  const outcomes: Outcome[] = [];
  for (const release of named.length > 0 ? named : (Object.keys(releases) as Release[]))
    outcomes.push(await runOn(release, given));
  console.log('');
  for (const { release, systemd, line, minutes } of outcomes)
    console.log(`${release} (${systemd}): ${line}; ${minutes.toFixed(1)} min`);
  process.exitCode = outcomes.every(({ passed }) => passed) ? 0 : 1;
};

await main().catch(tellAndExit);
