/**
 * Chooses the Electron to run: the one named by ELECTRON_OVERRIDE_DIST_PATH, otherwise that of the pinned `electron`
 * package, otherwise, on a machine that cannot reach Electron's download site, the stand-in of `closed/electron.ts`.
 * `node build/runtime.ts [--json]` shows the choice.
 */
import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { execa } from 'execa';
import { fallbackRuntime } from './closed/electron.ts';
import { exists, type ElectronRuntime } from './electron-folder.ts';
import { ProblemError, reasonOf, tellAndExit } from './problem.ts';

const projectDirectory = resolve(import.meta.dirname, '..');

/** Finds the Electron to run, and unpacks it first if needed. Throws ProblemError if none is available. */
export const resolveElectron = async (): Promise<ElectronRuntime> => {
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (override) return overridden(resolve(override));
  const refusal = await installPinned();
  if (refusal === undefined) return pinned();
  return fallbackRuntime(await pinnedVersion(), refusal);
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

/** Electron's archives contain a file `version`; a distribution's package may not, so then ask the program. */
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
      why: reasonOf(error),
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

/** Lets the `electron` package download its program, as it would on first use. Returns why it could not. */
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
    return reasonOf(error);
  }
};

const main = async () => {
  const runtime = await resolveElectron();
  if (process.argv.includes('--json')) console.log(JSON.stringify(runtime, undefined, 2));
  else console.log(`${runtime.note}\n${runtime.path}`);
};

if (import.meta.main) await main().catch(tellAndExit);
