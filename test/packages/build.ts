/** The packages under test: as people get them, once more elsewhere, and the version after. */
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { execa } from 'execa';
import { buildPackages, packageNames, releaseFolder } from '../../build/package/packages.ts';
import { readRelease } from '../../build/package/release.ts';
import { resolveElectron } from '../../build/runtime.ts';
import { checkout } from '../machine/paths.ts';

const { version } = readRelease();
export const names = packageNames(version, process.arch);
export const inRelease = (name: string): string => path.join(releaseFolder, name);

export const laterVersion = '0.99.0';
const laterFolder = path.join(releaseFolder, 'later');
export const laterDeb = path.join(laterFolder, packageNames(laterVersion, process.arch).deb);

/** `npm run package`, here or in a copy. @returns what it printed. */
export const buildIn = async (folder: string): Promise<string> => {
  const { stdout } = await execa('node', ['build/package/package.ts'], {
    cwd: folder,
    stdin: 'ignore',
    stdout: ['pipe', 'inherit'],
    stderr: 'inherit',
  });
  return stdout;
};

/** Builds them from a copy of the sources in another folder; gives the content of one of its packages to `look`. */
export const buildElsewhere = async (
  look: (read: (name: string) => Promise<Buffer>) => Promise<void>,
): Promise<void> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'hearth-elsewhere-'));
  try {
    const made = ['dist', 'out', 'release', '.git'].map((name) => path.join(checkout, name));
    await cp(checkout, folder, {
      recursive: true,
      verbatimSymlinks: true,
      filter: (file) => !made.includes(file),
    });
    await buildIn(folder);
    await look((name) => readFile(path.join(folder, 'release', name)));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

/**
 * The same app as a later version. A file before all others puts everything in its archive at another place, as any real
 * change does.
 */
export const buildLater = async (): Promise<void> => {
  const first = path.join(checkout, 'dist/0-first');
  await rm(laterFolder, { recursive: true, force: true });
  await writeFile(first, '#'.repeat(1_000_003));
  const words = [
    `--config.extraMetadata.version=${laterVersion}`,
    `--config.directories.output=${laterFolder}`,
  ];
  try {
    await buildPackages(['deb'], await resolveElectron(), words);
  } finally {
    await rm(first);
  }
};
