/** The main process may open no more files, as after a leak or under a strict `ulimit -n`. */
import { readdir, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { clearAway, layDown, sleeper, unitPath } from '../driving/files.ts';
import { startHearth, type Hearth } from '../driving/hearth.ts';
import { becomes, said, until } from '../driving/outside.ts';
import { trayOf } from '../driving/tray-bus.ts';
import { expectSameState } from './same-state.ts';

const unit = 'descriptors-a.service';
const other = 'descriptors-b.service';

let hearth: Hearth;
let usual = '';
const limits = (...words: string[]) => said('prlimit', `--pid=${String(hearth.pid)}`, ...words);

/** Lets it open this many more, fewer than Hearth starts a program with; without any, Chromium ends the process. */
const leave = async (count: number): Promise<void> => {
  const open = new Set(await readdir(`/proc/${String(hearth.pid)}/fd`));
  let limit = 0;
  for (let free = 0; free <= count; limit += 1) if (!open.has(String(limit))) free += 1;
  await limits(`--nofile=${String(limit - 1)}:`);
};
const raise = () => limits(`--nofile=${usual}:`);

beforeEach(async () => {
  await layDown(unit, sleeper());
  await layDown(other, sleeper());
  hearth = await startHearth();
  usual = await limits('--nofile', '--noheadings', '--output=SOFT');
});
afterEach(async () => {
  await raise();
  await hearth.close();
  await clearAway(unit, other);
});

test('out of descriptors, it keeps the list, says what is wrong, and catches up', async () => {
  const page = await hearth.window();
  const row = page.getByRole('treeitem', { name: /^descriptors-a/ });
  await row.click();
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await becomes(unit, 'ActiveState', 'active');
  await expectSameState(page);
  await leave(60);

  await page.getByRole('button', { name: 'Restart', exact: true }).click();
  await page.getByText('Hearth can’t open any more files.').first().waitFor();
  await page.getByRole('tab', { name: /^Log/ }).click();
  await page.getByRole('tabpanel').getByText('Hearth can’t open any more files.').waitFor();
  // systemd still tells of changes.
  await said('systemctl', '--user', 'stop', '--', unit);
  await page.getByRole('treeitem', { name: /^descriptors-a.*stopped/ }).waitFor();
  await writeFile(unitPath(other), sleeper('Changed meanwhile'));
  await said('systemctl', '--user', 'daemon-reload');
  await page.getByRole('treeitem', { name: /^descriptors-b/ }).waitFor();
  expect(await page.getByRole('treeitem', { name: /^descriptors-a/ }).count()).toBe(1);

  await raise();
  await expectSameState(page);
  await page.getByRole('tab', { name: /^Overview/ }).click();
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await becomes(unit, 'ActiveState', 'active');
  await page.getByRole('tab', { name: /^Log/ }).click();
  await page
    .getByRole('tabpanel')
    .getByText(/Started/)
    .first()
    .waitFor();
  await until(
    'no note',
    async () => (await page.getByText('Hearth can’t open any more files.').count()) === 0,
  );
});

test('out of descriptors, a window still opens', async () => {
  const tray = await trayOf(hearth.pid);
  const page = await hearth.window();
  await page.getByRole('treeitem', { name: /^descriptors-a/ }).waitFor();
  await page.close();
  await leave(60);
  await tray.click('Open Hearth');
  const again = await hearth.window();
  await again.getByRole('treeitem', { name: /^descriptors-a/ }).waitFor();
});
