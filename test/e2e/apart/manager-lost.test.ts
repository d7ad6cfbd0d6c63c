import { execa, type ResultPromise } from 'execa';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { clearAway, layDown, sleeper } from '../files.ts';
import { attach, electronPath } from '../hearth.ts';
import { said, saidToRoot, until } from '../outside.ts';
import { trayItems } from '../tray-bus.ts';

/**
 * Where the session bus belongs to the user manager, it dies with it, and Chromium with the bus. What a person
 * sees must hold all the same, so Hearth is watched here through a port that outlives one process of it.
 */
const profile = '/tmp/hearth-lost';
const unit = 'lost-sleeper.service';
const uid = String(process.getuid?.() ?? 0);
const manager = `user@${uid}.service`;
const project = path.resolve(import.meta.dirname, '..', '..', '..');
let hearth: ResultPromise<{ reject: false; stdin: 'ignore' }>;
let browser: Browser | null = null;
/** Its output is no sign of its end: what brings it back holds the same streams. */
let ended: Promise<unknown>;

/** A connection whose other end has died may never say that it is closed. */
const disconnect = async (): Promise<void> => {
  const patience = new Promise((resolve) => setTimeout(resolve, 2000));
  await Promise.race([browser?.close().catch(() => null), patience]);
  browser = null;
};

const connect = async (): Promise<Page> => {
  await disconnect();
  const attached = await attach(profile);
  browser = attached.browser;
  return attached.page;
};

const again = (program: string, ...args: string[]): void => {
  execa(program, args, { detached: true, stdio: 'ignore', cleanup: false }).unref();
};

beforeAll(async () => {
  await layDown(unit, sleeper());
  hearth = execa(
    electronPath(),
    [project, '--remote-debugging-port=0', `--user-data-dir=${profile}`],
    { reject: false, stdin: 'ignore' },
  );
  ended = new Promise((resolve) => hearth.once('exit', resolve));
});
afterAll(async () => {
  await disconnect();
  // Everything of the desktop that lived on the old bus comes back for whoever tests next.
  await said('pkill', '-f', 'user-data-dir=/tmp/hearth-lost');
  await said('pkill', '-x', 'lxpolkit');
  again('lxpolkit');
  await clearAway(unit);
});

test(
  'a manager that dies is told, and Hearth recovers by itself when it returns',
  { timeout: 120_000 },
  async () => {
    const before = await connect();
    await before.getByRole('treeitem', { name: /lost-sleeper/ }).waitFor();
    // Long enough to count as settled.
    await new Promise((resolve) => setTimeout(resolve, 11_000));
    await saidToRoot('systemctl', 'kill', '--signal=SIGKILL', manager);
    await until(
      'the manager to be gone',
      async () => (await said('systemctl', 'is-active', manager)) !== 'active',
    );
    // The one that died left its port behind; the one that came back writes its own.
    await ended;
    const during = await connect();
    await during
      .getByText(/No user manager answers|The user manager has gone/)
      .first()
      .waitFor({ timeout: 20_000 });
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
    again('xfce4-panel', '--disable-wm-check');
    await until('the tray icon', async () => (await trayItems()).length > 0, 20);
  },
);
