import {
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { clearAway, home, layDown, sleeper, unitFolder, unitPath } from '../driving/files.ts';
import { create, fillForm, openForm } from '../driving/form.ts';
import { startHearth, type Hearth } from '../driving/hearth.ts';
import { filterList } from '../driving/list.ts';
import { property, said, until } from '../driving/outside.ts';

const unit = 'recovery-test.service';
const proof = path.join(home, 'recovery-proof');
let stateHome: string;
let hearth: Hearth | undefined;
let page: Page;

const start = async (): Promise<void> => {
  hearth = await startHearth({ env: { XDG_STATE_HOME: stateHome } });
  page = await hearth.window();
};
/** Ends Hearth as a power cut or the kernel would. */
const killHearth = async (): Promise<void> => {
  const main = hearth?.app.process();
  const ended = new Promise((resolve) => main?.once('exit', resolve));
  main?.kill('SIGKILL');
  await ended;
};
const journals = (): Promise<string[]> => readdir(path.join(stateHome, 'hearth/transactions'));
const press = (name: string): Promise<void> =>
  page.getByRole('button', { name, exact: true }).click();
const shows = (text: string | RegExp): Promise<void> => page.getByText(text).first().waitFor();

beforeEach(async () => {
  await mkdir(unitFolder, { recursive: true });
  stateHome = await mkdtemp(path.join(tmpdir(), 'hearth-state-'));
  await start();
});
afterEach(async () => {
  await hearth?.close();
  hearth = undefined;
  await clearAway(unit);
  await rm(proof, { force: true });
  await rm(stateHome, { recursive: true });
});

describe('a creation that was killed halfway is found at the next start', () => {
  /** Hearth is killed before the proof appears. */
  const createAndKill = async (): Promise<void> => {
    await create(page, {
      name: 'recovery-test',
      script: `#!/bin/sh\nwhile sleep 3; do date >> ${proof}; done\n`,
      proofFile: proof,
    });
    await page.getByRole('listitem', { name: /Check the proof file: running/ }).waitFor();
    await killHearth();
    await start();
    await shows(`Creation of ${unit} was interrupted`);
  };

  test('finds a killed creation at the next start, and undoes it', async () => {
    await createAndKill();
    await page.getByRole('listitem').getByText('Enable and start').waitFor();
    expect(await property(unit, 'ActiveState')).toBe('active');
    await press('Undo');
    await shows(`${unit} is as it was before`);
    expect(await property(unit, 'LoadState')).toBe('not-found');
    expect(await readdir(unitFolder)).not.toContain(unit);
    // Its folder is removed too, if the creation made it.
    await expect(stat(path.join(home, '.local/bin/recovery-test.sh'))).rejects.toThrow('ENOENT');
    expect(await journals()).toEqual([]);
    // The note that Hearth was killed has a button with this name, too.
    const toast = page.locator('.toast', { hasText: 'is as it was before' });
    await toast.getByRole('button', { name: 'Dismiss', exact: true }).click();
    await page.getByText('is as it was before').waitFor({ state: 'detached' });
  });

  test('finishes a killed creation, without touching what was typed for another', async () => {
    await createAndKill();
    await openForm(page);
    await fillForm(page, { name: 'half-typed' });
    await press('Finish');
    await shows(`${unit} was created`);
    await press('Create another');
    const name = page.getByRole('textbox', { name: 'Name', exact: true });
    expect(await name.inputValue()).toBe('half-typed');
    expect(await property(unit, 'UnitFileState')).toBe('enabled');
    expect(await property(unit, 'ActiveState')).toBe('active');
    expect(await journals()).toEqual([]);
  });

  test('leaves a killed creation as it is', async () => {
    await createAndKill();
    await press('Leave as is');
    await page.getByText('was interrupted').waitFor({ state: 'detached' });
    expect(await property(unit, 'ActiveState')).toBe('active');
    expect(await journals()).toEqual([]);
  });
});

describe('a deletion', () => {
  const text = `# by hand, and odd\n${sleeper()}`;
  const link = path.join(unitFolder, 'by-hand.target.wants', unit);

  const remove = async (): Promise<void> => {
    await layDown(unit, text);
    await mkdir(`${unitPath(unit)}.d`);
    await writeFile(`${unitPath(unit)}.d/nice.conf`, '[Service]\nNice=5\n');
    await mkdir(path.dirname(link), { recursive: true });
    await symlink(`../${unit}`, link);
    await said('systemctl', '--user', 'daemon-reload');
    await said('systemctl', '--user', 'enable', '--now', '--', unit);
    await page.getByRole('treeitem', { name: /recovery-test/ }).click();
    await press('More');
    await page.getByRole('menuitem', { name: /Delete/ }).click();
    await page.getByRole('dialog').getByText(link).waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click();
    await shows(`${unit} was deleted`);
    expect(await property(unit, 'LoadState')).toBe('not-found');
    await until('the link to be gone', async () => !(await readdir(unitFolder)).includes(unit));
  };
  const isBack = async (): Promise<void> => {
    expect(await readFile(unitPath(unit), 'utf8')).toBe(text);
    expect(await readFile(`${unitPath(unit)}.d/nice.conf`, 'utf8')).toContain('Nice=5');
    expect(await readlink(link)).toBe(`../${unit}`);
    expect(await property(unit, 'UnitFileState')).toBe('enabled');
    expect(await property(unit, 'ActiveState')).toBe('active');
    expect(await property(unit, 'NeedDaemonReload')).toBe('no');
    expect(await journals()).toEqual([]);
  };

  test('undoes a deletion completely', async () => {
    await remove();
    await press('Undo');
    await shows(`${unit} is as it was before`);
    await page.getByRole('treeitem', { name: /recovery-test/ }).waitFor();
    await isBack();
  });

  test('undoes a deletion after a restart of Hearth, or dismisses it', async () => {
    await remove();
    await hearth?.close();
    await start();
    await shows(`${unit} was deleted`);
    await press('Undo');
    await shows(`${unit} is as it was before`);
    await isBack();
    await press('Dismiss');
    await clearAway(unit);
    await remove();
    await press('Dismiss');
    await page.getByText('was deleted').waitFor({ state: 'detached' });
    expect(await journals()).toEqual([]);
  });
});

test('restores a deleted link into dotfiles as a link, or as a file when its target is gone', async () => {
  const dotfiles = await mkdtemp(path.join(tmpdir(), 'dotfiles-'));
  const target = path.join(dotfiles, unit);
  await writeFile(target, sleeper());
  await said('systemctl', '--user', 'link', target);
  const deleteAndRestore = async (meanwhile: () => Promise<void>): Promise<void> => {
    await page.getByRole('treeitem', { name: /recovery-test/ }).click();
    await press('More');
    await page.getByRole('menuitem', { name: /Delete/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click();
    await shows(`${unit} was deleted`);
    await press('Dismiss');
    await meanwhile();
    await press('Settings');
    await press(`Restore ${unit}`);
    await page.getByRole('heading', { name: unit }).waitFor();
  };
  await deleteAndRestore(() => Promise.resolve());
  expect(await readlink(unitPath(unit))).toBe(target);
  expect(await page.getByText('is a regular file now').count()).toBe(0);
  await deleteAndRestore(() => rm(target));
  await shows(`${unitPath(unit)} is a regular file now`);
  expect(await readFile(unitPath(unit), 'utf8')).toBe(sleeper());
  await rm(dotfiles, { recursive: true });
});

test('a slow deletion leaves people on the page they went to meanwhile', async () => {
  const stubborn =
    'ExecStart=/bin/sh -c "trap : TERM; while :; do sleep 0.1; done"\nTimeoutStopSec=3';
  await layDown(unit, sleeper().replace(/ExecStart=.*/, stubborn));
  await said('systemctl', '--user', 'start', '--', unit);
  await page.getByRole('treeitem', { name: /recovery-test/ }).click();
  await press('More');
  await page.getByRole('menuitem', { name: /Delete/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click();
  await press('Settings');
  await shows(`${unit} was deleted`);
  await page.getByRole('button', { name: `Restore ${unit}` }).waitFor();
});

test('deletes only the name of an alias, and the dialog says so', async () => {
  const other = unitPath('recovery-other.service');
  await layDown(unit, sleeper());
  await symlink(unit, other);
  await said('systemctl', '--user', 'daemon-reload');
  await said('systemctl', '--user', 'enable', '--now', '--', unit);
  await filterList(page, 'Filter by type', 'Templates, aliases');
  await page.getByRole('treeitem', { name: /recovery-other/ }).click();
  await press('More');
  await page.getByRole('menuitem', { name: /Delete/ }).click();
  await page.getByRole('dialog').getByText(`This is an alias of ${unit}`).waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click();
  await shows('recovery-other.service was deleted');
  expect(await property(unit, 'UnitFileState')).toBe('enabled');
  expect(await property(unit, 'ActiveState')).toBe('active');
  await press('Undo');
  await shows('recovery-other.service is as it was before');
  expect(await readlink(other)).toBe(unit);
  await rm(other);
});
