/**
 * Tries Hearth on real desktops, without a monitor: `npm run test:desktops -- [NAME…]`. Needs root. Ends with a table of
 * what was seen; pictures are in out/debian-13-ROOT/desktops/.
 *
 * The package is installed, so that a desktop knows Hearth by its entry and icons; the tests drive the same app unpacked,
 * as a package’s own program lets nobody look inside.
 */
import { copyFile, mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { execa } from 'execa';
import { bundle } from '../../build/bundle.ts';
import { readRelease } from '../../build/package/release.ts';
import { ProblemError, tellAndExit } from '../../build/problem.ts';
import { resolveElectron } from '../../build/runtime.ts';
import { testEnvironment } from '../environment.ts';
import { requireRoot, withMachine } from '../machine/machine.ts';
import { ensurePackages } from '../machine/packages.ts';
import { checkout, inside, outDirectory } from '../machine/paths.ts';
import { desktop, logOut, root, type DesktopOptions } from '../machine/session.ts';
import { vitestWords } from '../vitest-words.ts';
import { desktopNames, desktops, rootOfDesktop, type DesktopName } from './desktops.ts';

const script = 'test/desktops/run.ts';
const folder = path.join(outDirectory, 'desktops');

const isDesktop = (word: string): word is DesktopName => Object.hasOwn(desktops, word);

const vitest = (filter: string): string[] =>
  vitestWords(inside.project, 'desktops', inside.out, [filter]);

/** In a process whose machine has this desktop’s root. */
const runHere = async (name: DesktopName): Promise<void> => {
  const electron = await resolveElectron();
  const { session, env } = desktops[name];
  const options: DesktopOptions = {
    session,
    env: { ...testEnvironment(process.env), ...env, HEARTH_TEST_DESKTOP: name },
  };
  await rm(path.join(folder, `${name}.json`), { force: true });
  await mkdir(folder, { recursive: true });
  const built = `hearth_${readRelease().version}_amd64.deb`;
  await copyFile(path.join(checkout, 'release', built), path.join(folder, 'hearth.deb'));
  await withMachine(electron.dist, async () => {
    // Its dependencies are there, under other names or as this machine’s own.
    const install = ['dpkg', '--force-depends', '--install', `${inside.out}/desktops/hearth.deb`];
    await root(install, { stdio: ['ignore', 'ignore', 'inherit'] });
    const used = await desktop(vitest('desktop.test'), options);
    // Her manager ends with her last session, so that the next is a real login.
    await logOut();
    const loggedIn = await desktop(vitest('login.test'), options);
    process.exitCode = used === 0 && loggedIn === 0 ? 0 : 1;
  });
};

const rows = [
  'tray',
  'left click',
  'panel',
  'window',
  'notice',
  'dark',
  'polkit',
  'scale',
  'Wayland',
  'login',
];

const printTable = async (names: readonly DesktopName[]): Promise<void> => {
  console.log(`\n|  | ${names.join(' | ')} |\n| --- |${names.map(() => ' --- |').join('')}`);
  const seen = await Promise.all(
    names.map(async (name) => {
      const file = path.join(checkout, 'out', `debian-13-${desktops[name].root}`, 'desktops');
      const text = await readFile(path.join(file, `${name}.json`), 'utf8').catch(() => '{}');
      return JSON.parse(text) as Record<string, string>;
    }),
  );
  for (const row of rows)
    console.log(`| ${row} | ${seen.map((cells) => cells[row] ?? '–').join(' | ')} |`);
};

const main = async (): Promise<void> => {
  const words = process.argv.slice(2);
  const here = words[0] === '--here' ? words[1] : undefined;
  if (here !== undefined && isDesktop(here)) return runHere(here);
  const unknown = words.find((word) => !isDesktop(word));
  if (unknown !== undefined)
    throw new ProblemError({
      what: `There is no desktop “${unknown}”.`,
      why: `Those are ${desktopNames.join(', ')}.`,
      remedy: 'Name some of them, or none for all.',
      command: 'npm run test:desktops -- sway',
    });
  const names = words.length === 0 ? desktopNames : words.filter(isDesktop);
  requireRoot('npm run test:desktops');
  await ensurePackages(['debootstrap']);
  await bundle();
  await execa('node', ['build/package/package.ts', 'deb'], { cwd: checkout, stdio: 'inherit' });
  let failed = 0;
  for (const name of names) {
    console.log(`\n${name}`);
    const { exitCode } = await execa('node', [script, '--here', name], {
      cwd: checkout,
      env: { HEARTH_MACHINE_ROOT: await rootOfDesktop(name) },
      stdio: ['ignore', 'inherit', 'inherit'],
      reject: false,
    });
    if (exitCode !== 0) failed += 1;
  }
  await printTable(names);
  process.exitCode = failed === 0 ? 0 : 1;
};

await main().catch(tellAndExit);
