/** The packages of Hearth: what each needs, what its file is called, and electron-builder’s run that makes them. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { execa } from 'execa';
import type { ElectronRuntime } from '../electron-folder.ts';
import { ProblemError } from '../problem.ts';
import { filesFolder, writePackageFiles } from './files.ts';
import { readRelease } from './release.ts';
import { settingsWith } from './settings.ts';

const root = path.resolve(import.meta.dirname, '../..');
export const releaseFolder = path.join(root, 'release');
const standIn = path.join(root, 'build/closed/fpm.ts');

/** What each needs besides electron-builder’s own downloads. */
export const makers = { deb: 'dpkg-deb', rpm: 'rpmbuild', AppImage: null } as const;
export type Target = keyof typeof makers;
export const targets = Object.keys(makers) as Target[];

/** What Debian and Fedora call an architecture of Node, and what electron-builder adds to the AppImage’s name. */
const architectures: Record<string, Record<Target, string>> = {
  x64: { deb: 'amd64', rpm: 'x86_64', AppImage: '' },
  arm64: { deb: 'arm64', rpm: 'aarch64', AppImage: '-arm64' },
};

/**
 * What electron-builder calls the files, and the folder with the app as they contain it.
 * @param arch as `process.arch` has it.
 */
export const packageNames = (
  version: string,
  arch: string,
): Record<Target | 'unpacked', string> => {
  const architecture = architectures[arch];
  if (architecture === undefined)
    throw new ProblemError({
      what: 'Hearth’s packages can’t be built on this computer.',
      why: `They are for the architecture that builds them, and there is no Electron for ${arch}.`,
      remedy: `Build them on one of ${Object.keys(architectures).join(', ')}.`,
      command: 'node -p process.arch',
    });
  return {
    deb: `hearth_${version}_${architecture.deb}.deb`,
    rpm: `hearth-${version}.${architecture.rpm}.rpm`,
    AppImage: `Hearth-${version}${architecture.AppImage}.AppImage`,
    unpacked: `linux${architecture.AppImage}-unpacked`,
  };
};

/**
 * Builds packages from the bundle, into release/.
 * @param more words for electron-builder.
 */
export const buildPackages = async (
  wanted: readonly Target[],
  electron: ElectronRuntime,
  more: readonly string[] = [],
): Promise<void> => {
  await mkdir(releaseFolder, { recursive: true });
  const config = path.join(releaseFolder, 'electron-builder.yml');
  await writeFile(config, await settingsWith(electron));
  await writePackageFiles();
  const isClosed = electron.source !== 'download';
  // Nobody else gets these packages, and xz takes minutes.
  const fast = ['--config.deb.compression=gz', '--config.rpm.compression=gzip'];
  const words = ['--linux', ...wanted, '--publish', 'never', '--config', config];
  await execa('electron-builder', [...words, ...(isClosed ? fast : []), ...more], {
    cwd: root,
    preferLocal: true,
    localDir: root,
    stdio: 'inherit',
    env: {
      SOURCE_DATE_EPOCH: String(readRelease().epoch),
      ...(isClosed ? { CUSTOM_FPM_PATH: standIn } : {}),
    },
  });
  await rm(filesFolder, { recursive: true });
};
