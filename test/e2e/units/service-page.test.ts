import { appendFile, mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { clearAway, home, layDown, sleeper, unitPath } from '../driving/files.ts';
import { startHearth, type Hearth } from '../driving/hearth.ts';
import { showSystem } from '../driving/list.ts';
import { becomes, property, said, saidToRoot, until } from '../driving/outside.ts';

const unit = 'page-test.service';
const proof = path.join(home, 'page-test-proof');
let hearth: Hearth;
let page: Page;

const open = async (section = 'Overview'): Promise<void> => {
  await page.getByRole('treeitem', { name: /page-test/ }).click();
  await page.getByRole('tab', { name: section }).click();
  await page.getByRole('tab', { name: section, selected: true }).waitFor();
};
const press = (name: string): Promise<void> =>
  page.getByRole('button', { name, exact: true }).click();
/** They stay open while the page of the same unit does. */
const showDetails = async (): Promise<void> => {
  await page.getByRole('button', { name: /^(All details|Fewer)$/ }).waitFor();
  if ((await page.getByRole('button', { name: 'Fewer' }).count()) === 0) await press('All details');
};
const choose = async (name: string | RegExp): Promise<void> => {
  await press('More');
  await page.getByRole('menuitem', { name }).click();
};

beforeAll(async () => {
  await clearAway(unit);
  hearth = await startHearth();
  page = await hearth.window();
});
afterAll(() => hearth.close());
afterEach(async () => {
  await clearAway(unit);
  await rm(proof, { recursive: true, force: true });
});

describe('actions on a service', () => {
  test('starts, restarts, reloads and stops a service', async () => {
    await layDown(unit, sleeper().replace('ExecStart', 'ExecReload=/bin/sleep 3\nExecStart'));
    await open();
    await press('Start');
    await becomes(unit, 'ActiveState', 'active');
    const pid = await property(unit, 'MainPID');
    await press('Restart');
    await until('a new process', async () => !['0', pid].includes(await property(unit, 'MainPID')));
    const verdict = page.getByRole('region', { name: 'How it is' });
    await verdict.getByText(/^Running for ([3-9]|\d\d) s/).waitFor();
    await said('systemctl', '--user', 'reload', '--no-block', '--', unit);
    const state = page.getByRole('status', { name: 'State' });
    await verdict.getByText(/^Reloading, up for ([3-9]|\d\d) s$/).waitFor();
    expect(await state.getByText('reloading').count()).toBe(1);
    await state.getByText('running').waitFor();
    await verdict.getByText(/^Running for ([6-9]|\d\d) s/).waitFor({ timeout: 1500 });
    await press('Reload');
    await press('Commands');
    await page.getByRole('dialog').getByText(`systemctl --user reload -- ${unit}`).waitFor();
    await page.keyboard.press('Escape');
    await press('Stop');
    await becomes(unit, 'ActiveState', 'inactive');
  });

  test('enabling does not start a service, and starting does not enable it', async () => {
    await layDown(unit, sleeper());
    await open();
    const enabled = page.getByRole('switch', { name: 'Start automatically' });
    await enabled.click();
    await becomes(unit, 'UnitFileState', 'enabled');
    expect(await property(unit, 'ActiveState')).toBe('inactive');
    await page.getByRole('switch', { name: 'Start automatically', checked: true }).click();
    await becomes(unit, 'UnitFileState', 'disabled');
  });

  test('a unit that only names others to enable is not shown as enabled: systemctl(1), indirect', async () => {
    await layDown(unit, '[Service]\nExecStart=/bin/true\n[Install]\nAlso=dbus.socket\n');
    expect(await property(unit, 'UnitFileState')).toBe('indirect');
    await open();
    await showDetails();
    await page.getByRole('definition').filter({ hasText: 'not enabled itself' }).waitFor();
  });

  test('masks and unmasks a service', async () => {
    // To mask by link, the unit's file must be outside the person's own folder.
    await mkdir(path.join(home, '.local/share/systemd/user'), { recursive: true });
    await writeFile(path.join(home, '.local/share/systemd/user', unit), sleeper());
    await said('systemctl', '--user', 'daemon-reload');
    await said('systemctl', '--user', 'start', '--', unit);
    await showSystem(page);
    await open();
    await choose(/^Mask/);
    await becomes(unit, 'UnitFileState', 'masked');
    await choose(/^Unmask/);
    await until(
      'the mask to be removed',
      async () => (await property(unit, 'UnitFileState')) !== 'masked',
    );
    await rm(path.join(home, '.local/share/systemd/user', unit));
  });

  test('shows why a service failed, and resets it', async () => {
    await layDown(unit, '[Service]\nType=oneshot\nExecStart=/bin/sh -c "exit 7"\n');
    await open();
    await press('Start');
    await becomes(unit, 'ActiveState', 'failed');
    await page.getByRole('alert').filter({ hasText: 'did not start' }).waitFor();
    await showDetails();
    await page.getByRole('definition').getByText(/\b7\b/).first().waitFor();
    await choose(/Reset/);
    await becomes(unit, 'ActiveState', 'inactive');
  });

  test('kills a service that ignores the stop signal when asked', async () => {
    await layDown(
      unit,
      `[Service]\nType=exec\nExecStart=/bin/sh -c 'trap "" TERM; while :; do sleep 1; done'\n`,
    );
    await open();
    await press('Start');
    await becomes(unit, 'ActiveState', 'active');
    await press('Stop');
    await becomes(unit, 'ActiveState', 'deactivating');
    await choose(/Kill/);
    await until('the service to end', async () =>
      ['failed', 'inactive'].includes(await property(unit, 'ActiveState')),
    );
  });

  test('ends a systemctl that hangs, and says so', { timeout: 90_000 }, async () => {
    await layDown(unit, sleeper());
    await open();
    await page.getByRole('switch', { name: 'Start automatically' }).waitFor();
    await writeFile('/tmp/hanging-systemctl', '#!/bin/sh\nexec sleep 1234567\n', { mode: 0o755 });
    await saidToRoot('mount', '--bind', '/tmp/hanging-systemctl', '/usr/bin/systemctl');
    try {
      await page.getByRole('switch', { name: 'Start automatically' }).click();
      await page
        .getByRole('alert')
        .filter({ hasText: 'The command timed out.' })
        .waitFor({ timeout: 40_000 });
      expect(await said('pgrep', '-f', 'sleep 1234567')).toBe('');
    } finally {
      await saidToRoot('umount', '/usr/bin/systemctl');
    }
  });

  test('deleting asks once, lists what is removed, and moves it to the trash', async () => {
    await layDown(unit, sleeper());
    await said('systemctl', '--user', 'enable', '--now', '--', unit);
    await open();
    await choose(/Delete/);
    const dialog = page.getByRole('dialog');
    await dialog.getByText(unitPath(unit), { exact: true }).waitFor();
    await dialog.getByText(`default.target.wants/${unit}`).waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    expect(await property(unit, 'ActiveState')).toBe('active');
    await choose(/Delete/);
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /trash|Delete/i })
      .click();
    await becomes(unit, 'LoadState', 'not-found');
    expect(await said('systemctl', '--user', 'is-active', '--', unit)).toBe('inactive');
    expect(await readdir(path.join(home, '.local/share/Trash/files'))).toContain(unit);
    await page.getByRole('treeitem', { name: /page-test/ }).waitFor({ state: 'detached' });
    await rm(path.join(home, '.local/share/Trash'), { recursive: true });
  });
});

describe('the proof', () => {
  const panel = () => page.getByRole('tabpanel');
  const withProof = (): string => `${sleeper()}\n[X-Hearth]\nProofFile=${proof}\n`;

  test('follows a proof that is missing, appears, grows, is replaced and removed', async () => {
    await layDown(unit, withProof());
    await open();
    await panel()
      .getByText(/doesn’t exist yet/)
      .first()
      .waitFor();
    await writeFile(proof, 'first tick\n');
    await panel().getByText('first tick').waitFor();
    await appendFile(proof, 'second tick\n');
    await panel().getByText('second tick').waitFor();
    await writeFile(`${proof}.new`, 'from another file\n');
    await rename(`${proof}.new`, proof);
    await panel().getByText('from another file').waitFor();
    await panel().getByText('first tick').waitFor({ state: 'detached' });
    await rm(proof);
    await panel()
      .getByText(/doesn’t exist yet/)
      .first()
      .waitFor();
  });

  test('shows the end of a huge proof at once', async () => {
    await writeFile(proof, '');
    await said('truncate', '-s', '20G', proof);
    await appendFile(proof, `\n${'a line of text\n'.repeat(6000)}the last line of many\n`);
    expect((await stat(proof)).size).toBeGreaterThan(20e9);
    await layDown(unit, withProof());
    await open();
    await panel().getByText('the last line of many').waitFor({ timeout: 3000 });
  });

  test.each([
    ['binary', () => writeFile(proof, Buffer.from([0, 1, 2, 255])), /isn’t text/],
    ['a folder', () => mkdir(proof), /folder/],
    ['empty', () => writeFile(proof, ''), /nothing has been written/],
    ['a pipe', () => said('mkfifo', proof), /isn’t a regular file/],
  ] as const)('says why a proof can’t be shown: %s', async (_, make, message) => {
    await make();
    await layDown(unit, withProof());
    await open();
    await panel().getByText(message).first().waitFor();
  });

  test('says how to set a proof when there is none', async () => {
    await layDown(unit, sleeper());
    await open();
    await panel().getByText('No proof set.').waitFor();
    await press('Set one…');
    await page.getByRole('dialog').getByText('[X-Hearth]').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  });
});

test('follows the log, shows the file, and copies commands', async () => {
  await layDown(
    unit,
    `[Service]\nExecStart=/bin/sh -c 'echo one line; echo "<3>an error"; exec sleep 1000'\n`,
  );
  await open();
  await press('Start');
  await becomes(unit, 'ActiveState', 'active');
  await page.getByRole('log', { name: 'Last lines' }).getByText('one line').waitFor();
  await page.getByRole('tab', { name: 'Log' }).click();
  await page.getByRole('tabpanel').getByText('one line').waitFor();
  await page.getByRole('tabpanel').getByText('an error').waitFor();
  await said('systemctl', '--user', 'restart', '--', unit);
  await until(
    'the second run in the log',
    async () => (await page.getByRole('tabpanel').getByText('one line').count()) === 2,
  );
  await page.getByRole('tab', { name: 'Edit' }).click();
  await page.getByRole('tabpanel').getByText('exec sleep 1000').waitFor();
  await press('Commands');
  await press('Copy all as a script');
  // The click is answered before the text reaches the desktop.
  const copied = await until('the script on the clipboard', async () => {
    const text = await hearth.app.evaluate(({ clipboard }) => clipboard.readText());
    return text.startsWith('#!/bin/sh\n') ? text : null;
  });
  expect(copied).not.toContain('--follow');
  expect(copied).toContain(`systemctl --user start -- ${unit}\n`);
});
