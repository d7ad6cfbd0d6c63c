import { cp, mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { execa } from 'execa';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { expect, test } from 'vitest';
import { quietFor } from '../../quiet.ts';
import { clearAway, layDown, sleeper, unitPath } from '../driving/files.ts';
import { attach, electronPath, startHearth } from '../driving/hearth.ts';
import { property, said } from '../driving/outside.ts';

const program = path.resolve(import.meta.dirname, '../../../release/linux-unpacked/hearth');
const unit = 'packaged-sleeper.service';

test('the packaged app has its fuses set: plain Node for commands, no foreign code, no debugger', async () => {
  const wire = await getCurrentFuseWire(program);
  const isOn = (fuse: FuseV1Options): boolean => Number(wire[fuse]) === '1'.charCodeAt(0);
  expect(isOn(FuseV1Options.RunAsNode)).toBe(true);
  expect(isOn(FuseV1Options.EnableNodeOptionsEnvironmentVariable)).toBe(false);
  expect(isOn(FuseV1Options.EnableNodeCliInspectArguments)).toBe(false);
  expect(isOn(FuseV1Options.OnlyLoadAppFromAsar)).toBe(true);
  expect(isOn(FuseV1Options.LoadBrowserProcessSpecificV8Snapshot)).toBe(false);
  expect(isOn(FuseV1Options.EnableCookieEncryption)).toBe(false);
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
    const { browser, page } = await attach(profile);
    await page.getByRole('treeitem', { name: /packaged-sleeper/ }).click();
    const panel = page.getByRole('tabpanel');
    await panel.getByText(await property(unit, 'MainPID'), { exact: true }).waitFor();
    await panel.getByText(unitPath(unit)).first().waitFor();
    expect(await readFile(`/proc/${String(app.pid)}/cmdline`, 'utf8')).not.toContain('no-sandbox');
    await browser.close();
  } finally {
    app.kill();
    await app;
    await clearAway(unit);
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
