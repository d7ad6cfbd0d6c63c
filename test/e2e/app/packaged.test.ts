import { cp, mkdtemp, readdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { fusesOf } from '../../../build/package/fuses.ts';
import { quietFor } from '../../quiet.ts';
import { clearAway, layDown, sleeper, unitPath } from '../driving/files.ts';
import { attach, electronPath, startHearth } from '../driving/hearth.ts';
import { property, said } from '../driving/outside.ts';
import { trayOf } from '../driving/tray-bus.ts';

const program = path.resolve(import.meta.dirname, '../../../release/linux-unpacked/hearth');
const unit = 'packaged-sleeper.service';

test('the packaged app has its fuses set: plain Node for commands, no foreign code, no debugger', async () => {
  expect(await fusesOf(program)).toBe(
    'RunAsNode on, CookieEncryption off, NodeOptions off, NodeCliInspect off, OnlyLoadAppFromAsar on, LoadBrowserProcessSpecificV8Snapshot off',
  );
});

test('the packaged app starts, sandboxed, and shows the status of a service (S10)', async () => {
  await layDown(unit, sleeper());
  await said('systemctl', '--user', 'start', '--', unit);
  const profile = '/tmp/hearth-packaged';
  const app = execa(program, ['--remote-debugging-port=0', `--user-data-dir=${profile}`], {
    reject: false,
    stdin: 'ignore',
    all: true,
  });
  try {
    const { page, detach } = await attach(profile);
    await page.getByRole('treeitem', { name: /packaged-sleeper/ }).click();
    const panel = page.getByRole('tabpanel');
    await panel.getByText(await property(unit, 'MainPID'), { exact: true }).waitFor();
    await panel.getByText(unitPath(unit)).first().waitFor();
    expect(await readFile(`/proc/${String(app.pid)}/cmdline`, 'utf8')).not.toContain('no-sandbox');
    await detach();
  } finally {
    app.kill();
    await app;
    await clearAway(unit);
  }
});

test('hidden while an upgrade replaces its program, it opens its window from the new one', async () => {
  await layDown(unit, sleeper());
  const folder = await mkdtemp(path.join(tmpdir(), 'hearth-replaced-'));
  const copy = path.join(folder, 'app', 'hearth');
  const profile = path.join(folder, 'profile');
  await cp(path.dirname(program), path.dirname(copy), { recursive: true });
  const words = ['--remote-debugging-port=0', `--user-data-dir=${profile}`];
  const first = execa(copy, [...words, '--hidden'], { reject: false, stdio: 'ignore' });
  try {
    await trayOf(first.pid ?? 0);
    await cp(copy, `${copy}.new`);
    await rename(`${copy}.new`, copy);
    const second = await execa(copy, [...words, 'open', unit], { reject: false, stdin: 'ignore' });
    expect(second.exitCode).toBe(0);
    expect((await first).exitCode).toBe(0);
    const { page, detach } = await attach(profile);
    await page.getByRole('heading', { name: /packaged-sleeper/ }).waitFor();
    await detach();
  } finally {
    await said('pkill', '-f', '--', `^${copy} `);
    await first;
    await clearAway(unit);
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
});

/** Electron considers itself packaged if its program is renamed; without fuses, the test can inspect it. */
const renamedElectron = async (): Promise<string> => {
  const from = path.dirname(electronPath());
  const folder = await mkdtemp(path.join(tmpdir(), 'hearth-renamed-'));
  const rest = (await readdir(from)).filter((name) => name !== 'electron');
  await Promise.all(rest.map((name) => symlink(path.join(from, name), path.join(folder, name))));
  await cp(electronPath(), path.join(folder, 'hearth'));
  return path.join(folder, 'hearth');
};

test('a packaged app’s windows have no DevTools', async () => {
  const electron = await renamedElectron();
  try {
    const hearth = await startHearth({ electron });
    await hearth.window();
    await hearth.app.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      // Blocking the network would block DevTools too: here the preference alone must do it.
      contents?.session.webRequest.onBeforeRequest(null);
      contents?.openDevTools({ mode: 'detach' });
    });
    await quietFor(1500, 'if allowed, DevTools would be open by now');
    const seen = await hearth.app.evaluate(({ app, BrowserWindow }) => ({
      packaged: app.isPackaged,
      open: BrowserWindow.getAllWindows()[0]?.webContents.isDevToolsOpened(),
    }));
    await hearth.close();
    expect(seen).toEqual({ packaged: true, open: false });
  } finally {
    await rm(path.dirname(electron), { recursive: true });
  }
});
