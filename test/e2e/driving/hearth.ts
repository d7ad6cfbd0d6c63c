/** Starts Hearth for a test: the real app on the real Electron, in this desktop session. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { execa } from 'execa';
import { _electron, chromium, type ElectronApplication, type Page } from 'playwright-core';
import { atMost } from '../../quiet.ts';
import { home } from './files.ts';
import { until } from './outside.ts';

const project = path.resolve(import.meta.dirname, '..', '..', '..');

/** This run's Electron, named by whatever started the suite. */
export const electronPath = (): string => {
  const named = process.env['HEARTH_TEST_ELECTRON'];
  if (named === undefined) throw new Error('HEARTH_TEST_ELECTRON names no Electron: run npm test');
  return named;
};

/** Where Hearth remembers the place of its window. */
export const windowPlace = path.join(home, '.local/state/hearth/window');

const pageErrors: string[] = [];

/** Uncaught errors of pages since the last call, in any Hearth. Each fails its test; one that plants them takes them. */
export const takePageErrors = (): string[] => pageErrors.splice(0);

const keepError = (error: Error): void => {
  pageErrors.push(error.stack ?? error.message);
};

export interface Hearth {
  app: ElectronApplication;
  pid: number;
  /** What the main process has written so far. */
  output(): string;
  /** The window, once its page exists. */
  window(): Promise<Page>;
  /** The tray panel, once its page exists. */
  panel(): Promise<Page>;
  close(): Promise<void>;
}

interface Options {
  args?: string[];
  env?: Record<string, string>;
  /** The Electron to run; this run's by default. */
  electron?: string;
  /** Opens the window where it was last, as Hearth does; otherwise at its usual size. */
  keepsPlace?: boolean;
}

const pageNamed = (app: ElectronApplication, file: string): Promise<Page> =>
  until(
    `the page ${file}`,
    () => app.windows().find((page) => new URL(page.url()).pathname === `/${file}`),
    20,
  );

/** A start takes a second or two, ten on a busy machine. */
const launchMs = 45_000;

/** Each start gets its own profile, so that none sees another. */
export const startHearth = async (options: Options = {}): Promise<Hearth> => {
  const { args = [], env = {}, electron = electronPath(), keepsPlace = false } = options;
  const profile = await mkdtemp(path.join(tmpdir(), 'hearth-profile-'));
  if (!keepsPlace) await rm(windowPlace, { force: true });
  const app = await _electron.launch({
    executablePath: electron,
    args: [project, `--user-data-dir=${profile}`, ...args],
    env: { ...(process.env as Record<string, string>), ...env },
    chromiumSandbox: true,
    timeout: launchMs,
  });
  app.context().setDefaultTimeout(10_000);
  app.context().on('weberror', (error) => {
    keepError(error.error());
  });
  let output = '';
  const child = app.process();
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  return {
    app,
    pid: child.pid ?? 0,
    output: () => output,
    window: () => pageNamed(app, 'index.html'),
    panel: () => pageNamed(app, 'panel.html'),
    close: async () => {
      await app.close();
      await rm(profile, { recursive: true, force: true });
    },
  };
};

/** A Hearth that no debugger slows down: for `attach`. @param profile a folder. */
export const startAlone = (profile: string) =>
  execa(electronPath(), [project, '--remote-debugging-port=0', `--user-data-dir=${profile}`], {
    reject: false,
    stdio: 'ignore',
  });

interface Attached {
  page: Page;
  /** Lets go of Hearth. Playwright may wait half a minute for it, or for ever if Hearth has died; nobody needs that. */
  detach(): Promise<void>;
}

/**
 * Attaches to the window of a Hearth started with `--remote-debugging-port=0` and this profile: one that Playwright
 * did not start, because it is packaged or restarted on its own.
 */
export const attach = async (profile: string): Promise<Attached> => {
  const browser = await until(
    'Hearth to listen',
    async () => {
      const port =
        (await readFile(path.join(profile, 'DevToolsActivePort'), 'utf8')).split('\n')[0] ?? '';
      const address = `http://127.0.0.1:${port}`;
      // Attaching to a page that is still being created may hang forever.
      const answer = await fetch(`${address}/json/list`, { signal: AbortSignal.timeout(2000) });
      const targets = (await answer.json()) as { url: string }[];
      if (!targets.some(({ url }) => url.endsWith('index.html'))) return null;
      // Electron has no browser contexts to set defaults on.
      return chromium.connectOverCDP(address, { noDefaults: true, timeout: 10_000 });
    },
    30,
  );
  const page = await until(
    'its window',
    () =>
      browser
        .contexts()[0]
        ?.pages()
        .find((each) => each.url().endsWith('index.html')),
    20,
  );
  page.setDefaultTimeout(10_000);
  page.on('pageerror', keepError);
  return {
    page,
    detach: async () => {
      await atMost(2000, browser.close()).catch(() => null);
    },
  };
};
