import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { execa } from 'execa';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { expect, test } from 'vitest';
import { clearAway, layDown, sleeper, unitPath } from './files.ts';
import { attach } from './hearth.ts';
import { property, said } from './outside.ts';

const program = path.resolve(import.meta.dirname, '../../release/linux-unpacked/hearth');
const unit = 'packaged-sleeper.service';

test('its fuses are set: no plain Node, no foreign code, no debugger', async () => {
  const wire = await getCurrentFuseWire(program);
  const isOn = (fuse: FuseV1Options): boolean => Number(wire[fuse]) === '1'.charCodeAt(0);
  expect(isOn(FuseV1Options.RunAsNode)).toBe(false);
  expect(isOn(FuseV1Options.EnableNodeOptionsEnvironmentVariable)).toBe(false);
  expect(isOn(FuseV1Options.EnableNodeCliInspectArguments)).toBe(false);
  expect(isOn(FuseV1Options.OnlyLoadAppFromAsar)).toBe(true);
  expect(isOn(FuseV1Options.LoadBrowserProcessSpecificV8Snapshot)).toBe(false);
  expect(isOn(FuseV1Options.EnableCookieEncryption)).toBe(false);
});

test('the built app starts, sandboxed, and shows the status of a service (S10); DevTools stay shut', async () => {
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
    const pages = (): number => browser.contexts()[0]?.pages().length ?? 0;
    const before = pages();
    await said(
      'xdotool',
      'search',
      '--onlyvisible',
      '--name',
      'Hearth',
      'windowfocus',
      'key',
      'ctrl+shift+i',
    );
    await new Promise((resolve) => setTimeout(resolve, 1000));
    expect(pages()).toBe(before);
    expect(await readFile(`/proc/${String(app.pid)}/cmdline`, 'utf8')).not.toContain('no-sandbox');
    await browser.close();
  } finally {
    app.kill();
    await app;
    await clearAway(unit);
  }
});
