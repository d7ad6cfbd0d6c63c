import { execa } from 'execa';
import { chmod, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { atMost, quietFor } from '../../quiet.ts';
import { clearAway, layDown, sleeper } from '../driving/files.ts';
import { startHearth, type Hearth } from '../driving/hearth.ts';
import { showSystem } from '../driving/list.ts';
import { said, saidToRoot, until } from '../driving/outside.ts';
import { trayItems, trayOf } from '../driving/tray-bus.ts';

let hearth: Hearth | null = null;
afterEach(async () => {
  await hearth?.close();
  hearth = null;
});

describe('Hearth refuses to start, and says why and what to do', () => {
  test('refuses to start under sudo, which would reach the wrong manager (S2)', async () => {
    hearth = await startHearth({ env: { SUDO_UID: '0', SUDO_USER: 'root' } });
    const page = await hearth.window();
    await page.getByText('Hearth was started through sudo.').waitFor();
    await page.getByText('Start Hearth as yourself').waitFor();
  });

  test('refuses to start as root', async () => {
    // Chromium itself refuses root with its sandbox; without the sandbox, Hearth does.
    const electron = process.env['HEARTH_TEST_ELECTRON'] ?? '';
    const project = new URL('../../..', import.meta.url).pathname;
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
    expect(all).toContain('Start Hearth as yourself');
    await saidToRoot('rm', '-rf', '/tmp/hearth-root');
  });

  test('refuses to start without systemctl', async () => {
    await writeFile('/tmp/not-a-program', '');
    await chmod('/tmp/not-a-program', 0o644);
    await saidToRoot('mount', '--bind', '/tmp/not-a-program', '/usr/bin/systemctl');
    try {
      hearth = await startHearth();
      const page = await hearth.window();
      await page.getByText('This computer has no systemctl.').waitFor();
    } finally {
      await saidToRoot('umount', '/usr/bin/systemctl');
    }
  });

  test('waits when no user manager answers, and continues as soon as one does', async () => {
    const folder = '/tmp/empty-runtime';
    await said('mkdir', '-p', folder);
    await said('chmod', '0700', folder);
    hearth = await startHearth({ env: { XDG_RUNTIME_DIR: folder } });
    const page = await hearth.window();
    await page.getByRole('alert').getByText('Your user manager isn’t running.').waitFor();
    await said('ln', '-sfn', `/run/user/${String(process.getuid?.())}/bus`, `${folder}/bus`);
    await page.getByRole('tree', { name: 'Services' }).waitFor({ timeout: 15_000 });
    await said('rm', '-rf', folder);
  });
});

test('falls back to /run/user/UID without XDG_RUNTIME_DIR', async () => {
  hearth = await startHearth({ env: { XDG_RUNTIME_DIR: '' } });
  const page = await hearth.window();
  await showSystem(page);
  await page.getByRole('treeitem', { name: /dbus/ }).first().waitFor();
});

test('never runs programs planted first in PATH', async () => {
  await layDown('path-sleeper.service', sleeper());
  await said('mkdir', '-p', '/tmp/evil');
  for (const name of ['systemctl', 'journalctl', 'loginctl', 'systemd-analyze', 'gio', 'sh']) {
    await writeFile(`/tmp/evil/${name}`, `#!/bin/sh\ntouch /tmp/evil/ran-${name}\n`, {
      mode: 0o755,
    });
  }
  hearth = await startHearth({ env: { PATH: `/tmp/evil:${process.env['PATH'] ?? ''}` } });
  const page = await hearth.window();
  await page.getByRole('treeitem', { name: /path-sleeper/ }).click();
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await page.getByRole('button', { name: 'Stop', exact: true }).waitFor();
  await page.getByRole('tab', { name: 'Log' }).click();
  await page.getByRole('tabpanel').getByText('Started path-sleeper').first().waitFor();
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: /Delete/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click();
  await page.getByRole('treeitem', { name: /path-sleeper/ }).waitFor({ state: 'detached' });
  expect(await said('sh', '-c', 'ls /tmp/evil | grep ran')).toBe('');
  await clearAway('path-sleeper.service');
});

const startPanel = (): void => {
  execa('xfce4-panel', ['--disable-wm-check'], {
    detached: true,
    stdio: 'ignore',
    cleanup: false,
  }).unref();
};
const stopPanel = async (): Promise<void> => {
  await said('pkill', '-x', 'xfce4-panel');
  await until('the tray host to stop', async () => (await trayItems().catch(() => null)) === null);
};
const bringPanelBack = async (): Promise<void> => {
  if ((await trayItems().catch(() => null)) === null) startPanel();
  await until('the tray host to return', () => trayItems());
};

const exitCode = (running: Hearth): Promise<unknown> =>
  new Promise((resolve) => running.app.process().once('exit', resolve));

describe('without a tray host', () => {
  beforeEach(stopPanel);
  afterEach(bringPanelBack);

  test('without a tray host, the window opens despite --hidden, closing it quits, and Hearth says both', async () => {
    hearth = await startHearth({ args: ['--hidden'] });
    const page = await hearth.window();
    expect(hearth.output()).toContain('AppIndicator and KStatusNotifierItem Support');
    await page.getByRole('button', { name: 'Settings' }).click();
    await page.getByText('AppIndicator').first().waitFor();
    const ended = exitCode(hearth);
    await page.close();
    expect(await ended).toBe(0);
    hearth = null;
  });

  test('without a tray host, closing the window quits from the start, as the window says', async () => {
    hearth = await startHearth();
    const page = await hearth.window();
    await page.getByText('closing this window quits Hearth').first().waitFor();
    const ended = exitCode(hearth);
    await page.close();
    // Sooner than the window would reopen.
    expect(await atMost(3000, ended)).toBe(0);
    hearth = null;
  });

  test('--hidden stays hidden if a tray host appears a moment later', async () => {
    hearth = await startHearth({ args: ['--hidden'] });
    startPanel();
    await trayOf(hearth.pid);
    await quietFor(6000, 'Hearth gives up on a missing tray host after 5 s');
    expect(hearth.app.windows()).toEqual([]);
  });

  test('uses a tray host that appears later', async () => {
    hearth = await startHearth();
    await hearth.window();
    startPanel();
    const tray = await trayOf(hearth.pid);
    await until('the tray menu', () => tray.find('Quit'));
    await hearth.window().then((page) => page.close());
    expect(hearth.app.process().exitCode).toBeNull();
  });
});

test('when the tray host stops, closing the window hides it for a moment longer, then quits', async () => {
  hearth = await startHearth();
  await trayOf(hearth.pid);
  const page = await hearth.window();
  await page.getByRole('tree', { name: 'Services' }).waitFor();
  try {
    await stopPanel();
    await quietFor(500, 'Hearth must not react yet to the stopped tray host');
    expect(await page.getByText('closing this window quits').count()).toBe(0);
    await page.close();
    await quietFor(500, 'if it quit, Hearth would have ended by now');
    expect(hearth.app.process().exitCode).toBeNull();
    const again = await hearth.window();
    await again.getByText('closing this window quits').waitFor();
    const ended = exitCode(hearth);
    await again.close();
    expect(await ended).toBe(0);
    hearth = null;
  } finally {
    await bringPanelBack();
  }
});
