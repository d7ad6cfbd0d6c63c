import { execa } from 'execa';
import { chmod, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { atMost, quietFor } from '../../quiet.ts';
import { clearAway, layDown, sleeper } from '../driving/files.ts';
import { startHearth, type Hearth } from '../driving/hearth.ts';
import { said, saidToRoot, until } from '../driving/outside.ts';
import { trayItems, trayOf } from '../driving/tray-bus.ts';

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
      await page.getByText('This computer has no systemctl.').waitFor();
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
    await page.getByText('Your user manager isn’t running.').waitFor();
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

test('programs put first into PATH are not what runs', async () => {
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
  await page.getByRole('tab', { name: 'Logs' }).click();
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
  await until('the host to be gone', async () => (await trayItems().catch(() => null)) === null);
};
const bringPanelBack = async (): Promise<void> => {
  if ((await trayItems().catch(() => null)) === null) startPanel();
  await until('the host to be back', () => trayItems());
};

const exitCode = (running: Hearth): Promise<unknown> =>
  new Promise((resolve) => running.app.process().once('exit', resolve));

describe('without a tray host', () => {
  beforeEach(stopPanel);
  afterEach(bringPanelBack);

  test('the window opens though hidden was asked, closing it quits, and both are told', async () => {
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

  test('closing the window quits from the first moment on, as it says', async () => {
    hearth = await startHearth();
    const page = await hearth.window();
    await page.getByText('closing this window quits Hearth').waitFor();
    const ended = exitCode(hearth);
    await page.close();
    // Sooner than the window would come back by itself.
    expect(await atMost(3000, ended)).toBe(0);
    hearth = null;
  });

  test('hidden stays hidden where the host comes a moment later', async () => {
    hearth = await startHearth({ args: ['--hidden'] });
    startPanel();
    await trayOf(hearth.pid);
    await quietFor(6000, 'a host that is missing is missed after 5 s');
    expect(hearth.app.windows()).toEqual([]);
  });

  test('a host that comes later is used', async () => {
    hearth = await startHearth();
    await hearth.window();
    startPanel();
    const tray = await trayOf(hearth.pid);
    await until('the menu', () => tray.find('Quit'));
    await hearth.window().then((page) => page.close());
    expect(hearth.app.process().exitCode).toBeNull();
  });
});

test('a tray host that goes away is missed after a moment only: until then closing the window hides it', async () => {
  hearth = await startHearth();
  await trayOf(hearth.pid);
  const page = await hearth.window();
  await page.getByRole('tree', { name: 'Services' }).waitFor();
  try {
    await stopPanel();
    await quietFor(500, 'a host that goes away is not missed yet');
    expect(await page.getByText('closing this window quits').count()).toBe(0);
    await page.close();
    await quietFor(500, 'a Hearth that quits has ended by then');
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
