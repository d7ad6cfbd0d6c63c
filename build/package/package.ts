/**
 * `npm run package`: builds the packages that this machine can, into release/, each with a checksum and the list of what
 * it is made of. `-- deb` builds that one alone.
 */
import { createHash } from 'node:crypto';
import { access, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { bundle } from '../bundle.ts';
import type { ElectronRuntime } from '../electron-folder.ts';
import { ProblemError, tellAndExit } from '../problem.ts';
import { resolveElectron } from '../runtime.ts';
import { fusesOf } from './fuses.ts';
import { materials } from './materials.ts';
import {
  buildPackages,
  makers,
  packageNames,
  releaseFolder,
  targets,
  type Target,
} from './packages.ts';
import { readRelease } from './release.ts';

const has = async (program: string): Promise<boolean> => {
  const folders = (process.env['PATH'] ?? '').split(':');
  const found = await Promise.all(
    folders.map((folder) =>
      access(path.join(folder, program)).then(
        () => true,
        () => false,
      ),
    ),
  );
  return found.includes(true);
};

/** Why this machine can’t build it; null if it can. */
const whyNot = async (target: Target, { source }: ElectronRuntime): Promise<string | null> => {
  const maker = makers[target];
  if (source !== 'download' && maker === null)
    return 'its tools can’t be downloaded here, and no distribution has them';
  return maker === null || (await has(maker)) ? null : `there is no ${maker} here`;
};

const chosen = (words: readonly string[]): Target[] => {
  const unknown = words.find((word) => !targets.some((target) => target === word));
  if (unknown !== undefined)
    throw new ProblemError({
      what: `There is no package “${unknown}”.`,
      why: `Packages are ${targets.join(', ')}.`,
      remedy: 'Name some of them, or none for all.',
      command: 'npm run package -- deb',
    });
  return words.length === 0 ? targets : targets.filter((target) => words.includes(target));
};

/** Those that can be built here, after saying why others can’t. @throws ProblemError if none can. */
const possible = async (
  asked: readonly Target[],
  electron: ElectronRuntime,
): Promise<readonly Target[]> => {
  const whys = await Promise.all(asked.map((target) => whyNot(target, electron)));
  for (const [at, why] of whys.entries())
    if (why !== null) console.log(`No ${String(asked[at])}: ${why}.`);
  const wanted = asked.filter((_, at) => whys[at] === null);
  if (wanted.length > 0) return wanted;
  throw new ProblemError({
    what: 'No package was built.',
    why: 'This machine can build none of those asked for (see above).',
    remedy: 'Install what is missing, or build another package.',
    command: 'sudo apt install dpkg-dev rpm',
  });
};

const main = async (): Promise<void> => {
  const electron = await resolveElectron();
  console.log(electron.note);
  const { version } = readRelease();
  const names = packageNames(version, process.arch);
  const wanted = await possible(chosen(process.argv.slice(2)), electron);
  console.log(`Packages for ${process.arch} only: they are for the architecture that builds them.`);
  if (electron.source !== 'download')
    console.log('deb and rpm are built by build/closed/fpm.ts, because fpm can’t be downloaded.');
  const unpacked = path.join(releaseFolder, names.unpacked);
  await rm(unpacked, { recursive: true, force: true });
  await bundle();
  await buildPackages(wanted, electron);
  console.log(`Fuses: ${await fusesOf(path.join(unpacked, 'hearth'))}`);
  const list = `hearth-${version}.cdx.json`;
  await writeFile(path.join(releaseFolder, list), await materials(electron));
  const sums = await Promise.all(
    [...wanted.map((target) => names[target]), list].map(async (name) => {
      const content = await readFile(path.join(releaseFolder, name));
      return `${createHash('sha256').update(content).digest('hex')}  ${name}\n`;
    }),
  );
  await writeFile(path.join(releaseFolder, 'SHA256SUMS'), sums.join(''));
  console.log(sums.join('').trimEnd());
};

await main().catch(tellAndExit);
