import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { execa } from 'execa';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { clearAway, layDown, sleeper } from '../driving/files.ts';
import { attach, electronPath } from '../driving/hearth.ts';
import { said, saidToRoot, until } from '../driving/outside.ts';

/**
 * On most desktops the session bus belongs to the user manager and ends with it, and so does the desktop session. Here
 * Hearth gets a separate bus that outlives the manager, so it loses only the connection to the manager.
 */
const profile = '/tmp/hearth-lost';
const unit = 'lost-sleeper.service';
const uid = String(process.getuid?.() ?? 0);
const manager = `user@${uid}.service`;
const project = path.resolve(import.meta.dirname, '..', '..', '..');
let detach: (() => Promise<void>) | null = null;
const startBus = () => execa('dbus-daemon', ['--session', '--nofork', '--print-address']);
let bus: ReturnType<typeof startBus> | null = null;
let hearth: { pid?: number } | null = null;

/** The bus prints its address as its first line. */
const addressOf = async ({ stdout }: ReturnType<typeof startBus>): Promise<string> =>
  String(await once(createInterface({ input: stdout }), 'line'));

beforeAll(async () => {
  await layDown(unit, sleeper());
  bus = startBus();
  // Killed after the test.
  bus.catch(() => undefined);
  const started = execa(
    electronPath(),
    [project, '--remote-debugging-port=0', `--user-data-dir=${profile}`],
    {
      reject: false,
      stdin: 'ignore',
      env: { DBUS_SESSION_BUS_ADDRESS: await addressOf(bus) },
    },
  );
  hearth = started;
});
afterAll(async () => {
  await detach?.();
  await said('pkill', '-f', `user-data-dir=${profile}`);
  bus?.kill();
  await rm(profile, { recursive: true, force: true });
  await clearAway(unit);
});

test(
  'says that the manager is gone, and reconnects when it returns',
  { timeout: 120_000 },
  async () => {
    const attached = await attach(profile);
    ({ detach } = attached);
    const { page } = attached;
    await page.getByRole('treeitem', { name: /lost-sleeper/ }).waitFor();
    await saidToRoot('systemctl', 'kill', '--signal=SIGKILL', manager);
    await until(
      'the manager to stop',
      async () => (await said('systemctl', 'is-active', manager)) !== 'active',
    );
    await page
      .getByText(/Your user manager isn’t running|The user manager is gone/)
      .first()
      .waitFor({ timeout: 20_000 });
    await saidToRoot('systemctl', 'reset-failed', manager);
    await saidToRoot('systemctl', 'start', manager);
    await page
      .getByRole('treeitem', { name: /lost-sleeper.*stopped/ })
      .waitFor({ timeout: 20_000 });
    await said('systemctl', '--user', 'start', '--', unit);
    await page.getByRole('treeitem', { name: /lost-sleeper.*running/ }).waitFor();
    expect(await said('systemctl', '--user', 'is-active', unit)).toBe('active');
    // Still the same process.
    expect(await said('kill', '-0', String(hearth?.pid))).toBe('');
  },
);
