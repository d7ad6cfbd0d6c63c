/** Starts the browser of the component tests. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { execa } from 'execa';
import { serveBuiltFake } from '../../../build/fake.ts';
import { resolveElectron } from '../../../build/runtime.ts';
import { openScreen } from './screen.ts';

/** The DevTools address of the browser with this profile. */
const addressOf = async (profile: string, windows: number): Promise<string> => {
  const file = path.join(profile, 'DevToolsActivePort');
  for (let tries = 0; tries < 300; tries += 1) {
    const port = (await readFile(file, 'utf8').catch(() => '')).split('\n')[0] ?? '';
    if (port !== '') {
      const address = `http://127.0.0.1:${port}`;
      const answer = await fetch(`${address}/json/list`).catch(() => null);
      const targets = ((await answer?.json()) ?? []) as { url: string }[];
      if (targets.filter(({ url }) => url.includes('worker=')).length === windows) return address;
    }
    await pause(100);
  }
  throw new Error('The browser of the component tests did not open its windows within 30 s.');
};

/** Builds and serves the fake, and opens a window for each worker. @throws ProblemError if there is no screen. */
export const startBrowser = async (windows: number) => {
  const folder = await mkdtemp(path.join(tmpdir(), 'hearth-components-'));
  const profile = path.join(folder, 'profile');
  const [electron, served, screen] = await Promise.all([
    resolveElectron(),
    serveBuiltFake(path.join(folder, 'fake')),
    openScreen(),
  ]);
  // Chromium’s sandbox refuses root. Only our own pages are opened, so go without.
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const browser = execa(
    electron.path,
    [
      ...sandbox,
      '--remote-debugging-port=0',
      `--user-data-dir=${profile}`,
      '--ozone-platform=x11',
      path.join(import.meta.dirname, 'browser.cjs'),
    ],
    {
      env: { DISPLAY: screen.display, HEARTH_TEST_WORKERS: String(windows) },
      stdio: 'ignore',
      reject: false,
    },
  );
  return {
    /** URL of the built fake, with a trailing slash. */
    fake: served.url,
    /** The DevTools address of the browser. */
    address: await addressOf(profile, windows),
    close: async (): Promise<void> => {
      browser.kill();
      await browser;
      await Promise.all([screen.close(), served.close()]);
      await rm(folder, { recursive: true, force: true });
    },
  };
};
