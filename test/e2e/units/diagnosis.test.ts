/** Why a service failed, and what mends it, as a person sees and clicks it. */
import { chmod, mkdir, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { clearAway, home, layDown, unitPath } from '../driving/files.ts';
import { startHearth, type Hearth } from '../driving/hearth.ts';
import { becomes, said, until } from '../driving/outside.ts';

const unit = 'cause-test.service';
const folder = path.join(home, 'cause-test');
const program = path.join(folder, 'run');
let hearth: Hearth;
let page: Page;

const card = () => page.getByRole('region', { name: 'Cause', exact: true });
const press = (name: string): Promise<void> =>
  page.getByRole('button', { name, exact: true }).click();
const open = (): Promise<void> => page.getByRole('treeitem', { name: /cause-test/ }).click();

beforeAll(async () => {
  await clearAway(unit);
  hearth = await startHearth();
  page = await hearth.window();
});
afterAll(() => hearth.close());
afterEach(async () => {
  await clearAway(unit);
  await rm(folder, { recursive: true, force: true });
});

test('a program that isn’t executable is made so by one click, and not by the next', async () => {
  await mkdir(folder, { recursive: true });
  await writeFile(program, '#!/bin/sh\nexec sleep 1000\n');
  await chmod(program, 0o644);
  await layDown(unit, `[Service]\nType=exec\nExecStart=${program}\n`);
  await open();
  await said('systemctl', '--user', 'start', '--', unit);
  await becomes(unit, 'ActiveState', 'failed');
  await card().getByText('HE-102').waitFor();
  await card()
    .getByRole('button', { name: /mode|0644|644/i })
    .first()
    .waitFor();
  await press('Make it executable');
  await becomes(unit, 'ActiveState', 'active');
  expect((await stat(program)).mode & 0o100).toBe(0o100);
  await card().waitFor({ state: 'detached' });
  await press('Undo');
  await becomes(unit, 'ActiveState', 'inactive');
  await until('the old mode', async () => ((await stat(program)).mode & 0o777) === 0o644);
});

test('a failing service that is deleted while its card is open leaves no card', async () => {
  await layDown(unit, '[Service]\nExecStart=/opt/gone/run\n');
  await open();
  await said('systemctl', '--user', 'start', '--', unit);
  await card().getByText('HE-101').waitFor();
  await rm(unitPath(unit));
  await said('systemctl', '--user', 'daemon-reload');
  await said('systemctl', '--user', 'reset-failed', '--', unit);
  await card().waitFor({ state: 'detached' });
});
