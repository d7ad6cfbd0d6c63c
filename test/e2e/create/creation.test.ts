import { chmod, mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { clearAway, home, unitFiles, unitFolder, unitPath } from '../driving/files.ts';
import { create, fillForm, openForm, submit } from '../driving/form.ts';
import { startHearth, type Hearth } from '../driving/hearth.ts';
import { property, said, saidToRoot } from '../driving/outside.ts';

const unit = 'bad-input.service';
let hearth: Hearth;
let page: Page;

const shows = (text: string | RegExp): Promise<void> => page.getByText(text).first().waitFor();

beforeAll(async () => {
  await mkdir(unitFolder, { recursive: true });
  hearth = await startHearth();
  page = await hearth.window();
});
afterAll(() => hearth.close());
afterEach(() => clearAway(unit));

describe('a failed step stops the rest', () => {
  const undo = async (): Promise<void> => {
    await page.getByRole('button', { name: 'Undo creation' }).click();
    await shows('Creation of bad-input.service was undone');
    expect(await unitFiles()).not.toContain(unit);
    expect(
      await readdir(path.join(unitFolder, 'default.target.wants')).catch(() => []),
    ).not.toContain(unit);
  };

  test('shows the log of a service that exits at once, and undoes all of it', async () => {
    await create(page, { name: 'bad-input', script: '#!/bin/sh\necho my last words\nexit 7\n' });
    await shows('bad-input.service isn’t finished');
    await shows(/my last words/);
    // systemctl may or may not catch a program that fails within milliseconds; its status shows it either way.
    const failed = /^(Enable and start|Check its status): failed$/;
    await page.getByRole('listitem', { name: failed }).waitFor();
    await undo();
    expect(await readdir(path.join(home, '.local/bin')).catch(() => [])).not.toContain(
      'bad-input.sh',
    );
    expect(await property(unit, 'LoadState')).toBe('not-found');
  });

  test('keeps everything typed when going back to the form, and starts the next attempt afresh', async () => {
    const script = '#!/bin/sh\nexit 7\n';
    await create(page, {
      name: 'bad-input',
      description: 'Still here',
      script,
      environment: 'A=b',
    });
    await shows('bad-input.service isn’t finished');
    await page.getByRole('button', { name: 'Back to the form' }).click();
    const field = (name: string) => page.getByRole('textbox', { name, exact: true });
    expect(await field('Description').inputValue()).toBe('Still here');
    expect(await field('Script').inputValue()).toBe(script);
    expect(await field('Environment').inputValue()).toBe('A=b');
    await field('Script').fill('#!/bin/sh\nexec sleep 1000\n');
    await submit(page);
    await shows('bad-input.service was created');
    expect(await said('systemctl', '--user', 'is-active', unit)).toBe('active');
  });

  test('stops at a service that never becomes ready, and undoes it', async () => {
    await mkdir(`${unitPath(unit)}.d`, { recursive: true });
    await writeFile(`${unitPath(unit)}.d/short.conf`, '[Service]\nTimeoutStartSec=2\n');
    await create(page, {
      name: 'bad-input',
      program: '/bin/sleep',
      args: ['1000'],
      type: 'notify',
      restart: 'no',
    });
    await shows('bad-input.service isn’t finished');
    await page.getByRole('listitem', { name: /Enable and start: failed/ }).waitFor();
    await undo();
  });

  test('stops at a verify finding in this file, and undoes it', async () => {
    // An existing drop-in makes systemd refuse the new unit.
    await mkdir(`${unitPath(unit)}.d`, { recursive: true });
    await writeFile(`${unitPath(unit)}.d/wrong.conf`, '[Service]\nType=dbus\n');
    await create(page, { name: 'bad-input', program: '/bin/sleep', args: ['1000'] });
    await shows('bad-input.service isn’t finished');
    await page.getByRole('listitem', { name: /Verify: failed/ }).waitFor();
    await page.getByRole('listitem', { name: /Enable and start: skipped/ }).waitFor();
    await undo();
  });

  test('reports a read-only unit folder, and leaves no script behind', async () => {
    await chmod(unitFolder, 0o555);
    try {
      await create(page, { name: 'bad-input', script: '#!/bin/sh\nexec sleep 1000\n' });
      await shows(/Nothing can be written in/);
      await undo();
      expect(await readdir(path.join(home, '.local/bin')).catch(() => [])).not.toContain(
        'bad-input.sh',
      );
    } finally {
      await chmod(unitFolder, 0o755);
    }
  });

  test('reports a full disk, and keeps what was typed', async () => {
    const { uid, gid } = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
    await saidToRoot(
      'mount',
      '-t',
      'tmpfs',
      '-o',
      `size=16k,uid=${String(uid)},gid=${String(gid)}`,
      'tmpfs',
      unitFolder,
    );
    try {
      await writeFile(path.join(unitFolder, 'filler'), Buffer.alloc(16_384)).catch(() => null);
      await create(page, {
        name: 'bad-input',
        program: '/bin/sleep',
        args: ['1000'],
        description: 'Still here',
      });
      await shows(/The disk is full/);
      expect(await unitFiles()).toEqual(['filler']);
      await page.getByRole('button', { name: 'Back to the form' }).click();
      expect(await page.getByRole('textbox', { name: 'Description' }).inputValue()).toBe(
        'Still here',
      );
    } finally {
      await saidToRoot('umount', unitFolder);
    }
  });

  test('keeps a failed service as is when asked', async () => {
    await create(page, { name: 'bad-input', script: '#!/bin/sh\nexit 7\n' });
    await shows('bad-input.service isn’t finished');
    await page.getByRole('button', { name: 'Keep as is' }).click();
    await page.getByRole('heading', { name: 'bad-input' }).waitFor();
    expect(await unitFiles()).toContain(unit);
  });

  test('reports a job that exits right away', async () => {
    await create(page, { name: 'bad-input', program: '/bin/true' });
    await shows(/exited right away, without an error|did not start/);
    await undo();
  });

  test('submitting the form twice creates one service', async () => {
    await openForm(page);
    await fillForm(page, { name: 'bad-input', program: '/bin/sleep', args: ['1000'] });
    await page.evaluate(() => {
      const form = document.querySelector('form');
      form?.requestSubmit();
      form?.requestSubmit();
    });
    await shows('bad-input.service was created');
    expect(await said('systemctl', '--user', 'is-active', unit)).toBe('active');
  });

  test('quitting during a creation waits, and leaves nothing half done', async () => {
    await mkdir(`${unitPath(unit)}.d`, { recursive: true });
    await writeFile(`${unitPath(unit)}.d/short.conf`, '[Service]\nTimeoutStartSec=3\n');
    const other = await startHearth();
    const window = await other.window();
    await create(window, {
      name: 'bad-input',
      program: '/bin/sleep',
      args: ['1000'],
      type: 'notify',
      restart: 'no',
    });
    await window.getByRole('listitem', { name: /Enable and start: running/ }).waitFor();
    const ended = new Promise((resolve) => other.app.process().once('exit', resolve));
    await other.app.evaluate(({ app }) => {
      app.quit();
    });
    await ended;
    expect(await unitFiles()).not.toContain(unit);
    expect(await property(unit, 'ActiveState')).toBe('inactive');
  });

  test('cancelling a creation undoes what was done', async () => {
    await create(page, {
      name: 'bad-input',
      program: '/bin/sleep',
      args: ['1000'],
      type: 'notify',
      restart: 'no',
    });
    await page.getByRole('listitem', { name: /Enable and start: running/ }).waitFor();
    await page.getByRole('button', { name: 'Cancel and undo' }).click();
    await shows('Creation of bad-input.service was undone');
    await shows(`removed ${unitPath(unit)}`);
    expect(await unitFiles()).not.toContain(unit);
    expect(await property(unit, 'LoadState')).toBe('not-found');
    await page.getByRole('button', { name: 'Back to the form' }).click();
    expect(await page.getByRole('textbox', { name: 'Name', exact: true }).inputValue()).toBe(
      'bad-input',
    );
  });

  test('reports a proof that never appears, and undoes the service', async () => {
    await create(page, {
      name: 'bad-input',
      program: '/bin/sleep',
      args: ['1000'],
      proofFile: '%h/never-written',
    });
    await page.getByText('its proof file hasn’t been updated').first().waitFor({ timeout: 30_000 });
    expect(await said('systemctl', '--user', 'is-active', unit)).toBe('active');
    await undo();
    expect(await said('systemctl', '--user', 'is-active', unit)).toBe('inactive');
  });
});

test('offers the example again after it was created and deleted', async () => {
  const example = 'custom-user-worker.service';
  // The example is offered only to people without any service.
  await clearAway(example, ...(await unitFiles()).filter((name) => name.endsWith('.service')));
  try {
    await openForm(page);
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('something-else');
    await page.getByRole('button', { name: 'Use the example' }).click();
    // The form still has what was typed before.
    await page.getByRole('dialog').getByRole('button', { name: 'Replace' }).click();
    await submit(page);
    await shows(`${example} was created`);
    await page.getByRole('treeitem', { name: /custom-user-worker/ }).click();
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: /Delete/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click();
    // Otherwise the next Hearth would still offer to undo it.
    await page.getByRole('button', { name: 'Dismiss' }).click();
    await page.getByRole('button', { name: 'Try the example' }).click();
    const name = page.getByRole('textbox', { name: 'Name', exact: true });
    expect(await name.inputValue()).toBe('custom-user-worker');
  } finally {
    await clearAway(example);
  }
});
