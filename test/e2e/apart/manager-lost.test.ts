import { rm } from 'node:fs/promises';
import path from 'node:path';
import { execa } from 'execa';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { atMost, quietFor } from '../../quiet.ts';
import { clearAway, layDown, sleeper } from '../driving/files.ts';
import { attach, electronPath } from '../driving/hearth.ts';
import { said, saidToRoot, until } from '../driving/outside.ts';
import { trayItems } from '../driving/tray-bus.ts';

/**
 * Where the session bus belongs to the user manager, it dies with it, and Chromium with the bus. What a person
 * sees must hold all the same, so Hearth is watched here through a port that outlives one process of it.
 */
const profile = '/tmp/hearth-lost';
const unit = 'lost-sleeper.service';
const uid = String(process.getuid?.() ?? 0);
const manager = `user@${uid}.service`;
const project = path.resolve(import.meta.dirname, '..', '..', '..');
let browser: Browser | null = null;

/** A connection whose other end has died may never say that it is closed. */
const disconnect = async (): Promise<void> => {
  if (browser !== null) await atMost(2000, browser.close()).catch(() => null);
  browser = null;
};

const connect = async (): Promise<Page> => {
  await disconnect();
  const attached = await attach(profile);
  browser = attached.browser;
  return attached.page;
};

/**
 * Chromium ends its process with the bus, and Hearth comes back; where it lives on, it tells by itself. The one that
 * died has left its port behind, so whoever answers is looked at anew.
 */
const windowThatSays = async (): Promise<Page> => {
  const page = await connect();
  await page
    .getByText(/Your user manager isn’t running|The user manager is gone/)
    .first()
    .waitFor({ timeout: 3000 });
  return page;
};

const launch = (program: string, ...args: string[]): void => {
  execa(program, args, { detached: true, stdio: 'ignore', cleanup: false }).unref();
};

beforeAll(async () => {
  await layDown(unit, sleeper());
  void execa(electronPath(), [project, '--remote-debugging-port=0', `--user-data-dir=${profile}`], {
    reject: false,
    stdin: 'ignore',
  });
});
afterAll(async () => {
  await disconnect();
  await said('pkill', '-f', `user-data-dir=${profile}`);
  await rm(profile, { recursive: true, force: true });
  await clearAway(unit);
});

test(
  'a manager that dies is told, and Hearth recovers by itself when it returns',
  { timeout: 120_000 },
  async () => {
    const before = await connect();
    await before.getByRole('treeitem', { name: /lost-sleeper/ }).waitFor();
    await quietFor(11_000, 'only a life longer than 10 s counts as settled');
    await saidToRoot('systemctl', 'kill', '--signal=SIGKILL', manager);
    await until(
      'the manager to be gone',
      async () => (await said('systemctl', 'is-active', manager)) !== 'active',
    );
    const during = await until('the window to say so', windowThatSays, 40);
    await saidToRoot('systemctl', 'reset-failed', manager);
    await saidToRoot('systemctl', 'start', manager);
    await during
      .getByRole('treeitem', { name: /lost-sleeper.*stopped/ })
      .waitFor({ timeout: 20_000 });
    await said('systemctl', '--user', 'start', '--', unit);
    await during.getByRole('treeitem', { name: /lost-sleeper.*running/ }).waitFor();
    expect(await said('systemctl', '--user', 'is-active', unit)).toBe('active');
    // The panel died with the old bus too; a new one hosts Hearth again.
    await said('pkill', '-x', 'xfce4-panel');
    launch('xfce4-panel', '--disable-wm-check');
    await until('the tray icon', async () => (await trayItems()).length > 0, 20);
  },
);
