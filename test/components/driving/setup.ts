/** Once for all component tests: the fake is built and served, and a browser waits with a window for each worker. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { execa } from 'execa';
import type { TestProject } from 'vitest/node';
import { serveBuiltFake } from '../../../build/fake.ts';
import { resolveElectron } from '../../../build/runtime.ts';
import { openScreen } from './screen.ts';
import { workers } from './workers.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the built fake is served, with a slash at its end. */
    fake: string;
    /** Where the browser listens to DevTools. */
    browser: string;
  }
}

/** The address on which a browser with this profile listens. */
const addressOf = async (profile: string): Promise<string> => {
  const file = path.join(profile, 'DevToolsActivePort');
  for (let tries = 0; tries < 300; tries += 1) {
    const port = (await readFile(file, 'utf8').catch(() => '')).split('\n')[0] ?? '';
    if (port !== '') {
      const address = `http://127.0.0.1:${port}`;
      const answer = await fetch(`${address}/json/list`).catch(() => null);
      const targets = ((await answer?.json()) ?? []) as { url: string }[];
      if (targets.filter(({ url }) => url.includes('worker=')).length === workers) return address;
    }
    await pause(100);
  }
  throw new Error('The browser of the component tests did not open its windows within 30 s.');
};

export default async (project: TestProject): Promise<() => Promise<void>> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'hearth-components-'));
  const profile = path.join(folder, 'profile');
  const [electron, served, screen] = await Promise.all([
    resolveElectron(),
    serveBuiltFake(path.join(folder, 'fake')),
    openScreen(),
  ]);
  // Chromium’s sandbox refuses root; nothing but our own pages is opened.
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
      env: { DISPLAY: screen.display, HEARTH_TEST_WORKERS: String(workers) },
      stdio: 'ignore',
      reject: false,
    },
  );
  project.provide('fake', served.url);
  project.provide('browser', await addressOf(profile));
  return async () => {
    browser.kill();
    await browser;
    await Promise.all([screen.close(), served.close()]);
    await rm(folder, { recursive: true, force: true });
  };
};
