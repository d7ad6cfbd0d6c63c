import { writeFile } from 'node:fs/promises';
import { execa } from 'execa';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clearAway, layDown, sleeper, unitPath } from './files.ts';
import { startHearth, type Hearth } from './hearth.ts';
import { said, saidToRoot, until } from './outside.ts';

const unit = 'live-sleeper.service';
let hearth: Hearth;
let page: Page;

const row = (word: string) => page.getByRole('treeitem', { name: new RegExp(`live-sleeper.*${word}`) });

beforeAll(async () => {
  await clearAway(unit);
  await layDown(unit, sleeper('First description'));
  hearth = await startHearth();
  page = await hearth.window();
  await row('stopped').waitFor();
});
afterAll(async () => {
  await hearth.close();
  await clearAway(unit, 'live-new.service');
});

describe('what others do appears by itself', () => {
  test('start and stop in a terminal', async () => {
    await said('systemctl', '--user', 'start', '--', unit);
    await row('running').waitFor();
    await said('systemctl', '--user', 'stop', '--', unit);
    await row('stopped').waitFor();
  });

  test('enable and disable', async () => {
    await row('').click();
    await said('systemctl', '--user', 'enable', '--', unit);
    await page.getByRole('switch', { name: 'Start automatically', checked: true }).waitFor();
    await said('systemctl', '--user', 'disable', '--', unit);
    await page.getByRole('switch', { name: 'Start automatically', checked: false }).waitFor();
  });

  test('an edit and daemon-reload; before the reload, the page says that one is due', async () => {
    await said('systemctl', '--user', 'start', '--', unit);
    await writeFile(unitPath(unit), sleeper('Second description'));
    await page.getByText('Reload').first().waitFor();
    await said('systemctl', '--user', 'daemon-reload');
    await row('Second description').waitFor();
    await said('systemctl', '--user', 'stop', '--', unit);
  });

  test('a new unit file and a removed one', async () => {
    await writeFile(unitPath('live-new.service'), sleeper('Brand new'));
    await page.getByRole('treeitem', { name: /live-new/ }).waitFor();
    await clearAway('live-new.service');
    await page.getByRole('treeitem', { name: /live-new/ }).waitFor({ state: 'detached' });
  });
});

test('no program is started in 60 idle seconds, with window and tray', { timeout: 120_000 }, async () => {
  const seconds = 60;
  // Attached to every process of Hearth, it sees each execve, however short-lived the program.
  const processes = (await said('pgrep', '--pgroup', '', '--uid', String(process.getuid?.()), 'electron')).split('\n');
  const trace = execa(
    'sudo',
    ['-n', 'timeout', String(seconds), 'strace', '-f', '-q', '-e', 'trace=execve', ...processes.flatMap((pid) => ['-p', pid])],
    { reject: false, stdin: 'ignore' },
  );
  const { stderr } = await trace;
  expect(processes.length).toBeGreaterThan(2);
  expect(stderr.split('\n').filter((line) => line.includes('execve('))).toEqual([]);
});

describe('a manager that dies', { timeout: 120_000 }, () => {
  test('is told in window and tray, and recovers by itself', async () => {
    const uid = String(process.getuid?.() ?? 0);
    const manager = `user@${uid}.service`;
    await saidToRoot('systemctl', 'kill', '--signal=SIGKILL', manager);
    await page.getByText('The user manager has gone').first().waitFor();
    await until('the manager to be gone', async () => (await said('systemctl', 'is-active', manager)) !== 'active');
    await saidToRoot('systemctl', 'reset-failed', manager);
    await saidToRoot('systemctl', 'start', manager);
    await row('stopped').waitFor({ timeout: 30_000 });
    await said('systemctl', '--user', 'start', '--', unit);
    await row('running').waitFor();
    await said('systemctl', '--user', 'stop', '--', unit);
  });
});
