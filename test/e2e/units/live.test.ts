import { readdir, readFile, writeFile } from 'node:fs/promises';
import { execa } from 'execa';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clearAway, layDown, sleeper, unitPath } from '../driving/files.ts';
import { electronPath, startHearth, type Hearth } from '../driving/hearth.ts';
import { property, said, until } from '../driving/outside.ts';
import { quietFor } from '../../quiet.ts';

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

describe('changes made elsewhere appear', () => {
  test('shows a start and a stop made in a terminal', async () => {
    await said('systemctl', '--user', 'start', '--', unit);
    await row('running').waitFor();
    await said('systemctl', '--user', 'stop', '--', unit);
    await row('stopped').waitFor();
  });

  test('shows the new process after a restart too quick to be seen', async () => {
    await said('systemctl', '--user', 'start', '--', unit);
    await row('running').click();
    const isShown = async (): Promise<void> => {
      const pid = await property(unit, 'MainPID');
      expect(pid).toMatch(/^[1-9]/);
      await page.getByRole('definition').getByText(pid, { exact: true }).first().waitFor();
    };
    await isShown();
    // While stopped it misses both signals, then gets them at once, as when both take only milliseconds.
    process.kill(hearth.pid, 'SIGSTOP');
    await said('systemctl', '--user', 'restart', '--', unit);
    process.kill(hearth.pid, 'SIGCONT');
    await isShown();
    await said('systemctl', '--user', 'stop', '--', unit);
  });

  test('shows that a unit was enabled or disabled elsewhere', async () => {
    await row('').click();
    await said('systemctl', '--user', 'enable', '--', unit);
    await page.getByRole('switch', { name: 'Start automatically', checked: true }).waitFor();
    await said('systemctl', '--user', 'disable', '--', unit);
    await page.getByRole('switch', { name: 'Start automatically', checked: false }).waitFor();
  });

  test('shows an edit after daemon-reload, and says before it that a reload is due', async () => {
    await said('systemctl', '--user', 'start', '--', unit);
    await writeFile(unitPath(unit), sleeper('Second description'));
    await page.getByRole('button', { name: 'Reload manager' }).waitFor();
    await said('systemctl', '--user', 'daemon-reload');
    await page.locator('[role=treeitem] [data-tip*="Second description"]').waitFor();
    await said('systemctl', '--user', 'stop', '--', unit);
  });

  test('shows new unit files, and forgets removed ones', async () => {
    await writeFile(unitPath('live-new.service'), sleeper('Brand new'));
    await page.getByRole('treeitem', { name: /live-new/ }).waitFor();
    await clearAway('live-new.service');
    await page.getByRole('treeitem', { name: /live-new/ }).waitFor({ state: 'detached' });
  });
});

/** The programs that Hearth starts within this time: strace is attached to each of its processes. */
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

/** strace attaches to the main process and then to its threads, the newest last. */
const isTraced = async (): Promise<boolean> => {
  const threads = `/proc/${String(hearth.pid)}/task`;
  const newest = (await readdir(threads)).map(Number).sort((a, b) => b - a)[0];
  const status = await readFile(`${threads}/${String(newest)}/status`, 'utf8');
  return !/^TracerPid:\t0$/m.test(status);
};

test(
  'starts no program in 60 idle seconds, with window and tray',
  { timeout: 120_000 },
  async () => {
    const watched = programsStarted(4);
    await until('strace to be attached', isTraced);
    await row('').click();
    await page.getByRole('switch', { name: 'Start automatically' }).click();
    expect((await watched).join('\n')).toContain('systemctl');
    await said('systemctl', '--user', 'start', '--', unit);
    await row('running').waitFor();
    await quietFor(1500, 'the page reads the run that has just begun');
    expect(await programsStarted(60)).toEqual([]);
  },
);
