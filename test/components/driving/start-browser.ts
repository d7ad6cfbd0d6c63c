/** Starts the browser of the component tests. */
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { execa } from 'execa';
import { chromium } from 'playwright-core';
import { serveBuiltFake } from '../../../build/fake.ts';
import { ProblemError } from '../../../build/problem.ts';
import { resolveElectron } from '../../../build/runtime.ts';
import { openScreen } from './screen.ts';

/** What the browser listens on, once it does. */
const portOf = async (profile: string): Promise<string> => {
  const file = path.join(profile, 'DevToolsActivePort');
  for (let tries = 0; tries < 300; tries += 1) {
    const port = (await readFile(file, 'utf8').catch(() => '')).split('\n')[0] ?? '';
    if (port !== '') return port;
    await pause(100);
  }
  throw new Error('The browser of the component tests did not start within 30 s.');
};

const windowsOpen = async (address: string, windows: number): Promise<void> => {
  for (let tries = 0; tries < 300; tries += 1) {
    const answer = await fetch(`${address}/json/list`).catch(() => null);
    const targets = ((await answer?.json()) ?? []) as { url: string }[];
    if (targets.filter(({ url }) => url.includes('worker=')).length === windows) return;
    await pause(100);
  }
  throw new Error('The browser of the component tests did not open its windows within 30 s.');
};

/** Tabs of one window would hide each other. */
const openWindows = async (address: string, windows: number): Promise<void> => {
  const browser = await chromium.connectOverCDP(address, { noDefaults: true });
  const session = await browser.newBrowserCDPSession();
  for (let worker = 1; worker <= windows; worker += 1)
    await session.send('Target.createTarget', {
      url: `about:blank#worker=${String(worker)}`,
      newWindow: true,
      width: 1080,
      height: 720,
    });
  await browser.close();
};

/** It talks to nobody but the tests. */
const quietly = [
  '--headless',
  '--disable-gpu',
  '--force-device-scale-factor=1',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-quic',
  '--disable-sync',
  '--no-first-run',
  '--disable-renderer-backgrounding',
  '--disable-background-timer-throttling',
];

/**
 * Builds and serves the fake, and opens a window for each worker: in this run’s Electron, or in the Chromium that
 * HEARTH_TEST_BROWSER names. @throws ProblemError if there is no screen.
 */
export const startBrowser = async (windows: number) => {
  const folder = await mkdtemp(path.join(tmpdir(), 'hearth-components-'));
  const profile = path.join(folder, 'profile');
  const named = process.env['HEARTH_TEST_BROWSER'];
  if (named !== undefined && !existsSync(named))
    throw new ProblemError({
      what: 'The component tests have no browser.',
      why: `There is no ${named}.`,
      remedy: 'Install it, or name another in HEARTH_TEST_BROWSER.',
      command: 'apt-get install chromium',
    });
  const [program, served, screen] = await Promise.all([
    named ?? resolveElectron().then((electron) => electron.path),
    serveBuiltFake(path.join(folder, 'fake')),
    openScreen(),
  ]);
  // Chromium’s sandbox refuses root. Only our own pages are opened, so go without.
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const browser = execa(
    program,
    [
      ...sandbox,
      '--remote-debugging-port=0',
      `--user-data-dir=${profile}`,
      ...(named === undefined
        ? ['--ozone-platform=x11', path.join(import.meta.dirname, 'browser.cjs')]
        : quietly),
    ],
    {
      env: { DISPLAY: screen.display, HEARTH_TEST_WORKERS: String(windows) },
      stdio: 'ignore',
      reject: false,
    },
  );
  const address = `http://127.0.0.1:${await portOf(profile)}`;
  if (named !== undefined) await openWindows(address, windows);
  await windowsOpen(address, windows);
  return {
    /** URL of the built fake, with a trailing slash. */
    fake: served.url,
    /** The DevTools address of the browser. */
    address,
    close: async (): Promise<void> => {
      browser.kill();
      await browser;
      await Promise.all([screen.close(), served.close()]);
      await rm(folder, { recursive: true, force: true });
    },
  };
};
