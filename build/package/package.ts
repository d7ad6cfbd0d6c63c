/**
 * `npm run package`: builds the packages that this machine can, into release/, each with a checksum and the list of what
 * it is made of. `-- deb` builds that one alone.
 */
import { createHash } from 'node:crypto';
import { access, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { execa } from 'execa';
import { bundle } from '../bundle.ts';
import type { ElectronRuntime } from '../electron-folder.ts';
import { ProblemError, tellAndExit } from '../problem.ts';
import { resolveElectron } from '../runtime.ts';
import { filesFolder, writePackageFiles } from './files.ts';
import { readRelease } from './release.ts';
import { settingsWith } from './settings.ts';
import { materials } from './materials.ts';

const root = path.resolve(import.meta.dirname, '../..');
const releaseFolder = path.join(root, 'release');
const standIn = path.join(root, 'build/closed/fpm.ts');

/** What each needs besides electron-builder’s own downloads. */
const makers = { deb: 'dpkg-deb', rpm: 'rpmbuild', AppImage: null } as const;
type Target = keyof typeof makers;
const targets = Object.keys(makers) as Target[];

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

const build = async (wanted: readonly Target[], electron: ElectronRuntime): Promise<void> => {
  const config = path.join(releaseFolder, 'electron-builder.yml');
  await writeFile(config, await settingsWith(electron));
  const { epoch } = readRelease();
  const isClosed = electron.source !== 'download';
  // Nobody else gets these packages, and xz takes minutes.
  const fast = ['--config.deb.compression=gz', '--config.rpm.compression=gzip'];
  if (isClosed)
    console.log('deb and rpm are built by build/closed/fpm.ts, because fpm can’t be downloaded.');
  await execa(
    'electron-builder',
    ['--linux', ...wanted, '--publish', 'never', '--config', config, ...(isClosed ? fast : [])],
    {
      cwd: root,
      preferLocal: true,
      localDir: root,
      stdio: 'inherit',
      env: {
        SOURCE_DATE_EPOCH: String(epoch),
        ...(isClosed ? { CUSTOM_FPM_PATH: standIn } : {}),
      },
    },
  );
};

/** Reads the fuses back from the program that was packaged. */
const tellFuses = async (): Promise<void> => {
  const wire = await getCurrentFuseWire(path.join(releaseFolder, 'linux-unpacked/hearth'));
  const isOn = (fuse: FuseV1Options): boolean => Number(wire[fuse]) === '1'.charCodeAt(0);
  const fuses = {
    RunAsNode: FuseV1Options.RunAsNode,
    NodeOptions: FuseV1Options.EnableNodeOptionsEnvironmentVariable,
    NodeCliInspect: FuseV1Options.EnableNodeCliInspectArguments,
    OnlyLoadAppFromAsar: FuseV1Options.OnlyLoadAppFromAsar,
  };
  const states = Object.entries(fuses).map(
    ([name, fuse]) => `${name} ${isOn(fuse) ? 'on' : 'off'}`,
  );
  console.log(`Fuses: ${states.join(', ')}`);
};

const main = async (): Promise<void> => {
  const electron = await resolveElectron();
  console.log(electron.note);
  const wanted: Target[] = [];
  for (const target of chosen(process.argv.slice(2))) {
    const why = await whyNot(target, electron);
    if (why === null) wanted.push(target);
    else console.log(`No ${target}: ${why}.`);
  }
  await mkdir(releaseFolder, { recursive: true });
  await rm(path.join(releaseFolder, 'linux-unpacked'), { recursive: true, force: true });
  await bundle();
  await writePackageFiles();
  if (wanted.length > 0) await build(wanted, electron);
  await rm(filesFolder, { recursive: true });
  await tellFuses();
  const { version } = readRelease();
  const names = {
    deb: `hearth_${version}_amd64.deb`,
    rpm: `hearth-${version}.x86_64.rpm`,
    AppImage: `Hearth-${version}.AppImage`,
  };
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
