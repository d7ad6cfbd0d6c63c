/** Roots with other releases of Debian and other desktops, for the test machine: made once, kept for a month. Needs root. */
import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { execa } from 'execa';
import { cacheFolder } from '../build/cache-folder.ts';
import { ProblemError, reasonOf } from '../build/problem.ts';
import { debianPackages } from './machine/packages.ts';

/** What debootstrap calls each. */
export const releases = {
  'debian-12': 'bookworm',
  'debian-13': 'trixie',
  'debian-testing': 'testing',
} as const;
export type Release = keyof typeof releases;
export const isRelease = (word: string): word is Release => Object.hasOwn(releases, word);

const keptMs = 30 * 24 * 60 * 60 * 1000;

/** Beside the root, once it is complete. */
interface Label {
  madeAt: string;
  packages: string[];
  /** Of every name, size, mode and time in it. */
  contents: string;
}

const cache = cacheFolder();

const contentsOf = async (root: string): Promise<string> => {
  const listing = execa('find', ['.', '-xdev', '-printf', String.raw`%p %y %s %m %T@\n`], {
    cwd: root,
    buffer: false,
    reject: false,
  });
  const lines: string[] = [];
  for await (const line of listing) lines.push(line);
  return createHash('sha256').update(lines.sort().join('\n')).digest('hex');
};

/** Why the root has to be made; null if it can be used as it is. */
const whyMake = async (root: string, packages: string[]): Promise<string | null> => {
  const text = await readFile(`${root}.json`, 'utf8').catch(() => null);
  if (text === null) return 'there is none yet';
  const label = JSON.parse(text) as Label;
  if (Date.now() - Date.parse(label.madeAt) > keptMs) return 'it is older than a month';
  if (label.packages.join(' ') !== packages.join(' ')) return 'the tests need other packages';
  return (await contentsOf(root)) === label.contents ? null : 'it was changed or is damaged';
};

/** Where this computer gets its packages; [] leaves it to debootstrap. */
const mirror = async (): Promise<string[]> => {
  const { stdout, failed } = await execa(
    'apt-get',
    ['indextargets', '--format', '$(REPO_URI)', 'Created-By: Packages', 'Origin: Debian'],
    { reject: false },
  );
  return failed ? [] : stdout.split('\n').slice(0, 1).filter(Boolean);
};

/** Everything that a program prints goes to the log, `stdout` also to the caller. */
const runner =
  (log: string) =>
  (program: string, ...words: string[]) => {
    const output = { file: log, append: true } as const;
    return execa(program, words, {
      env: { DEBIAN_FRONTEND: 'noninteractive' },
      stdin: 'ignore',
      stdout: ['pipe', output],
      stderr: ['pipe', output],
    });
  };

type Run = ReturnType<typeof runner>;

const install = async (run: Run, root: string, packages: readonly string[]): Promise<void> => {
  const inRoot = (...words: string[]) => run('chroot', root, ...words);
  // A mirror may lag behind, and testing's lists are valid for a week only.
  await inRoot('apt-get', '--option', 'Acquire::Check-Valid-Until=false', 'update');
  const known = new Set((await inRoot('apt-cache', 'pkgnames')).stdout.split('\n'));
  // Since Debian 13, libraries with 64-bit times have names of their own.
  const names = packages.map((name) => (known.has(name) ? name : `${name}t64`));
  // Nothing of it would be missed after a crash: it would be made again.
  const fast = ['--option', 'DPkg::Options::=--force-unsafe-io'];
  await inRoot('apt-get', 'install', '--yes', '--no-install-recommends', ...fast, ...names);
  await inRoot('apt-get', 'clean');
};

/** Makes a root with `fill`, beside its place, and moves it there once it is complete. */
const make = async (
  root: string,
  packages: string[],
  fill: (making: string, run: Run) => Promise<unknown>,
): Promise<void> => {
  const [making, log] = [`${root}.new`, `${root}.log`];
  await mkdir(cache, { recursive: true });
  await rm(making, { recursive: true, force: true });
  await rm(log, { force: true });
  const run = runner(log);
  try {
    await fill(making, run);
    await install(run, making, packages);
  } catch (error) {
    throw new ProblemError({
      what: `The root ${path.basename(root)} could not be made.`,
      why: reasonOf(error),
      remedy: 'Look into the log. debootstrap and apt-get need a mirror of Debian, and root.',
      command: `tail ${log}`,
    });
  }
  const label: Label = {
    madeAt: new Date().toISOString(),
    packages,
    contents: await contentsOf(making),
  };
  await rm(root, { recursive: true, force: true });
  await rename(making, root);
  await writeFile(`${root}.json`, JSON.stringify(label));
};

/** The folder with this root; filled first if there is none, or it is old, incomplete or changed. @throws ProblemError. */
const ready = async (
  name: string,
  packages: string[],
  fill: (making: string, run: Run) => Promise<unknown>,
): Promise<string> => {
  const root = path.join(cache, name);
  const why = await whyMake(root, packages);
  if (why !== null) {
    console.log(`Making the root ${name} in ${root} (some minutes): ${why}.`);
    await make(root, packages, fill);
  }
  return root;
};

/** A release with what the tests need. @throws ProblemError. */
export const rootOf = (release: Release): Promise<string> =>
  ready(release, debianPackages, async (making, run) =>
    run('debootstrap', '--variant=minbase', releases[release], making, ...(await mirror())),
  );

/** The same with further packages, in a root of its own. @throws ProblemError. */
export const rootWith = async (
  release: Release,
  name: string,
  packages: readonly string[],
): Promise<string> => {
  const from = await rootOf(release);
  return ready(`${release}-${name}`, [...debianPackages, ...packages], (making, run) =>
    run('cp', '--archive', '--reflink=auto', from, making),
  );
};
