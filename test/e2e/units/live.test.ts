import { readdir, readFile, writeFile } from 'node:fs/promises';
import { execa } from 'execa';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clearAway, layDown, sleeper, unitPath } from '../driving/files.ts';
import { electronPath, startHearth, type Hearth } from '../driving/hearth.ts';
import { property, said, until } from '../driving/outside.ts';

const unit = 'live-sleeper.service';
let hearth: Hearth;
let page: Page;

const row = (word: string) =>
  page.getByRole('treeitem', { name: new RegExp(`live-sleeper.*${word}`) });

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

  test('a restart too quick to be seen: the page is of the new process', async () => {
    await said('systemctl', '--user', 'start', '--', unit);
    await row('running').click();
    const isShown = async (): Promise<void> => {
      const pid = await property(unit, 'MainPID');
      expect(pid).toMatch(/^[1-9]/);
      await page.getByRole('definition').getByText(pid, { exact: true }).waitFor();
    };
    await isShown();
    // Held, it hears of the stop and the start at once, as it does where both take less than some milliseconds.
    process.kill(hearth.pid, 'SIGSTOP');
    await said('systemctl', '--user', 'restart', '--', unit);
    process.kill(hearth.pid, 'SIGCONT');
    await isShown();
    await said('systemctl', '--user', 'stop', '--', unit);
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
    await page.getByRole('button', { name: 'Reload manager' }).waitFor();
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

/** The programs that Hearth starts in so many seconds: strace is attached to every process of it. */
const programsStarted = async (seconds: number): Promise<string[]> => {
  const processes = (await said('pgrep', '--full', `^${electronPath()}`)).split('\n');
  const began = Date.now();
  const { stderr } = await execa(
    'sudo',
    [
      '-n',
      'timeout',
      String(seconds),
      'strace',
      '-f',
      '-q',
      '-e',
      'trace=execve',
      ...processes.flatMap((pid) => ['-p', pid]),
    ],
    { reject: false, stdin: 'ignore' },
  );
  expect(Date.now() - began, stderr).toBeGreaterThan(seconds * 1000 - 100);
  expect(processes.length).toBeGreaterThan(3);
  return stderr.split('\n').filter((line) => line.includes('execve('));
};

/** strace attaches to the main process and then to its threads, of which the newest is the last. */
const isTraced = async (): Promise<boolean> => {
  const threads = `/proc/${String(hearth.pid)}/task`;
  const newest = (await readdir(threads)).map(Number).sort((a, b) => b - a)[0];
  const status = await readFile(`${threads}/${String(newest)}/status`, 'utf8');
  return !/^TracerPid:\t0$/m.test(status);
};

test(
  'no program is started in 60 idle seconds, with window and tray',
  { timeout: 120_000 },
  async () => {
    const watched = programsStarted(4);
    await until('strace to be attached', isTraced);
    await row('').click();
    await page.getByRole('switch', { name: 'Start automatically' }).click();
    expect((await watched).join('\n')).toContain('systemctl');
    await said('systemctl', '--user', 'start', '--', unit);
    await row('running').waitFor();
    expect(await programsStarted(60)).toEqual([]);
  },
);
