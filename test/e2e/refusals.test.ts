import { execa } from 'execa';
import { chmod, writeFile } from 'node:fs/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { startHearth, type Hearth } from './hearth.ts';
import { said, saidToRoot, until } from './outside.ts';
import { trayItems, trayOf } from './tray-bus.ts';

let hearth: Hearth | null = null;
afterEach(async () => {
  await hearth?.close();
  hearth = null;
});

describe('Hearth refuses, and says why and what to do', () => {
  test('under sudo, for it would reach the wrong manager (S2)', async () => {
    hearth = await startHearth({ env: { SUDO_UID: '0', SUDO_USER: 'root' } });
    const page = await hearth.window();
    await page.getByText('Hearth was started through sudo.').waitFor();
    await page.getByText('start Hearth as yourself').waitFor();
  });

  test('as root', async () => {
    // Chromium itself refuses root with its sandbox; without it, Hearth does.
    const electron = process.env['HEARTH_TEST_ELECTRON'] ?? '';
    const project = new URL('../..', import.meta.url).pathname;
    const root = execa(
      'sudo',
      [
        '-n',
        `DISPLAY=${process.env['DISPLAY'] ?? ''}`,
        'timeout',
        '8',
        electron,
        project,
        '--no-sandbox',
        '--user-data-dir=/tmp/hearth-root',
      ],
      { reject: false, all: true, stdin: 'ignore' },
    );
    const { all } = await root;
    expect(all).toContain('Hearth was started');
    expect(all).toContain('start Hearth as yourself');
    await saidToRoot('rm', '-rf', '/tmp/hearth-root');
  });

  test('where there is no systemctl', async () => {
    await writeFile('/tmp/not-a-program', '');
    await chmod('/tmp/not-a-program', 0o644);
    await saidToRoot('mount', '--bind', '/tmp/not-a-program', '/usr/bin/systemctl');
    try {
      hearth = await startHearth();
      const page = await hearth.window();
      await page.getByText('There is no systemctl on this machine.').waitFor();
    } finally {
      await saidToRoot('umount', '/usr/bin/systemctl');
    }
  });

  test('where no user manager answers, and goes on as soon as one does', async () => {
    const folder = '/tmp/empty-runtime';
    await said('mkdir', '-p', folder);
    await said('chmod', '0700', folder);
    hearth = await startHearth({ env: { XDG_RUNTIME_DIR: folder } });
    const page = await hearth.window();
    await page.getByText('No user manager answers.').waitFor();
    await said('ln', '-sfn', `/run/user/${String(process.getuid?.())}/bus`, `${folder}/bus`);
    await page.getByRole('tree', { name: 'Services' }).waitFor({ timeout: 15_000 });
    await said('rm', '-rf', folder);
  });
});

test('without XDG_RUNTIME_DIR, /run/user/UID is the place', async () => {
  hearth = await startHearth({ env: { XDG_RUNTIME_DIR: '' } });
  const page = await hearth.window();
  await page.getByRole('treeitem', { name: /dbus/ }).first().waitFor();
});

test('a systemctl put first into PATH is not what runs', async () => {
  await said('mkdir', '-p', '/tmp/evil');
  await writeFile('/tmp/evil/systemctl', '#!/bin/sh\ntouch /tmp/evil/ran\n', { mode: 0o755 });
  await said('systemctl', '--user', 'reset-failed');
  hearth = await startHearth({ env: { PATH: `/tmp/evil:${process.env['PATH'] ?? ''}` } });
  const page = await hearth.window();
  await page.getByRole('treeitem', { name: /dbus/ }).first().click();
  await page.getByRole('button', { name: 'Restart' }).waitFor();
  await page.getByRole('tab', { name: 'Logs' }).click();
  await until('the command to be run', async () => {
    await page.getByRole('tab', { name: 'Commands' }).click();
    return (await page.getByRole('tabpanel').innerText()).includes('journalctl');
  });
  expect(await said('ls', '/tmp/evil')).toBe('systemctl');
});

describe('without a tray host', () => {
  const startPanel = (): void => {
    execa('xfce4-panel', ['--disable-wm-check'], {
      detached: true,
      stdio: 'ignore',
      cleanup: false,
    }).unref();
  };
  const stopPanel = async (): Promise<void> => {
    await said('pkill', '-x', 'xfce4-panel');
    await until('the host to be gone', async () => (await trayItems().catch(() => null)) === null);
  };

  test('the window opens though hidden was asked, closing it quits, and both are told', async () => {
    await stopPanel();
    try {
      hearth = await startHearth({ args: ['--hidden'] });
      const page = await hearth.window();
      expect(hearth.output()).toContain('AppIndicator and KStatusNotifierItem Support');
      await page.getByRole('button', { name: 'Settings' }).click();
      await page.getByText('AppIndicator').first().waitFor();
      const ended = new Promise((resolve) => hearth?.app.process().once('exit', resolve));
      await page.close();
      expect(await ended).toBe(0);
      hearth = null;
    } finally {
      startPanel();
      await until('the host to be back', () => trayItems());
    }
  });

  test('a host that comes later is used', async () => {
    await stopPanel();
    hearth = await startHearth();
    await hearth.window();
    startPanel();
    const tray = await trayOf(hearth.pid);
    await until('the menu', () => tray.find('Quit'));
    await hearth.window().then((page) => page.close());
    expect(hearth.app.process().exitCode).toBeNull();
  });
});
