import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { clearAway, home, layDown, unitPath } from '../driving/files.ts';
import { startHearth, type Hearth } from '../driving/hearth.ts';
import { logView, type LogView } from '../driving/log-view.ts';
import { filterList } from '../driving/list.ts';
import { property, said, saidToRoot, until } from '../driving/outside.ts';
import { freshNames, speak } from '../driving/speaker.ts';

let unit = '';
let hearth: Hearth;
let page: Page;
let log: LogView;

const thisRun = () => page.getByRole('checkbox', { name: 'This run only' });
const freshName = freshNames('log-runs');

beforeAll(async () => {
  hearth = await startHearth();
  page = await hearth.window();
  log = logView(hearth, page);
});
afterAll(() => hearth.close());

describe('a service', () => {
  afterEach(async () => {
    await log.openJournal();
    await clearAway(unit);
  });
  const runs = (script: string): Promise<void> => {
    unit = freshName();
    return speak(unit, script);
  };

  test('follows a service into its next run when limited to the last run', async () => {
    await runs('echo run $INVOCATION_ID; sleep 100\n');
    const id = () => property(unit, 'InvocationID');
    await log.open(unit);
    const first = await id();
    await log.row(`run ${first}`).waitFor();
    await thisRun().check();
    for (let round = 0; round < 2; round += 1) {
      await said('systemctl', '--user', 'restart', '--', unit);
      await log.row(`run ${await id()}`).waitFor();
      expect((await log.shown()).filter((line) => line.startsWith('run '))).toHaveLength(1);
      expect(await thisRun().isChecked()).toBe(true);
    }
    await thisRun().uncheck();
    await log.row(`run ${first}`).waitFor();
  });

  test('shows the lines of a program that ended before journald could look up its unit', async () => {
    const journald = (signal: string) =>
      saidToRoot('systemctl', 'kill', `--signal=${signal}`, 'systemd-journald.service');
    unit = freshName();
    await layDown(unit, '[Service]\nExecStart=/bin/sh -c "echo unseen; exit 3"\n');
    await log.open(unit);
    await journald('STOP');
    try {
      await said('systemctl', '--user', 'start', '--', unit);
      await until('it failed', async () => (await property(unit, 'ActiveState')) === 'failed');
    } finally {
      await journald('CONT');
    }
    await log.row('unseen').waitFor();
    await page.getByText('Some lines here have no unit in the journal').waitFor();
    expect(await page.locator('.same code').textContent()).toContain('_PID=');
  });

  test('jumps straight to the end when too much was logged while hidden', async () => {
    const go = path.join(home, 'log-test.go');
    await rm(go, { force: true });
    await runs(
      `echo line 0; while ! [ -e ${go} ]; do sleep 0.1; done; i=0; while [ $i -lt 8000 ]; do i=$((i + 1)); echo line $i; done; sleep 100\n`,
    );
    await log.open(unit);
    await log.row('line 0').waitFor();
    // Playwright keeps every page visible, so send the page what a hidden window would send.
    const look = (state: 'hidden' | 'visible') =>
      page.evaluate((told) => {
        Object.defineProperty(document, 'visibilityState', { value: told, configurable: true });
        document.dispatchEvent(new Event('visibilitychange'));
      }, state);
    await look('hidden');
    await writeFile(go, '');
    const kept = () => said('journalctl', '--user', '-u', unit, '-n', '1', '-o', 'cat');
    await until('all lines to be stored', async () => (await kept()) === 'line 8000', 30);
    await page.evaluate(() => {
      const reads = new Set<number>();
      const { hearth: transport } = globalThis as typeof globalThis & {
        hearth: { subscribe(name: string, listener: (part: { read: number }) => void): void };
      };
      transport.subscribe('log', ({ read }) => reads.add(read));
      Object.assign(globalThis, { reads });
    });
    await look('visible');
    await log.row('line 8000').waitFor();
    await log.says(/following/);
    // The page after the last known line, the one before the end, and possibly what follows.
    const reads = await page.evaluate(
      () => (globalThis as unknown as { reads: Set<number> }).reads.size,
    );
    expect(reads).toBeLessThanOrEqual(3);
    await log.unbroken();
  });

  test('shows a service’s lines under an alias and in its slice', async () => {
    const alias = freshName();
    // A dash would put it into a parent slice.
    const slice = freshName().replaceAll('-', '').replace('.service', '.slice');
    unit = freshName();
    await layDown(slice, '[Unit]\nDescription=Holds one\n');
    await layDown(
      unit,
      `[Service]\nSlice=${slice}\nExecStart=/bin/sh -c "echo four; sleep 100"\n[Install]\nAlias=${alias}\n`,
    );
    await said('systemctl', '--user', 'enable', '--now', '--', unit);
    await filterList(page, 'Filter by type', 'Templates, aliases');
    await log.open(alias);
    await log.row('four').waitFor();
    expect(await page.locator('.same code').textContent()).toContain(`-u ${unit}`);
    await filterList(page, 'Filter by type', 'Slices, scopes');
    await log.open(slice);
    // The same as `journalctl --user -u SLICE`.
    await log
      .row('four')
      .filter({ hasText: unit.replace('.service', '') })
      .waitFor();
    expect(await thisRun().count()).toBe(0);
    await page.getByRole('checkbox', { name: 'systemd' }).uncheck();
    await log.row('four').waitFor();
    await until('only the service’s own line', async () => (await log.shown()).length === 1);
    await filterList(page, 'Filter by type', 'Services');
    await log.openJournal();
    await page.getByRole('checkbox', { name: 'systemd' }).uncheck();
    await page.getByText('no option to leave out systemd’s').waitFor();
    await clearAway(slice);
    await rm(unitPath(alias), { force: true });
  });
});
