import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { clearAway, layDown, sleeper } from '../driving/files.ts';
import { execa } from 'execa';
import { electronPath, startHearth, type Hearth } from '../driving/hearth.ts';
import { said, until } from '../driving/outside.ts';
import { trayOf } from '../driving/tray-bus.ts';

const unit = 'tray-sleeper.service';
let hearth: Hearth;
let tray: Awaited<ReturnType<typeof trayOf>>;

const isActive = (): Promise<string> => said('systemctl', '--user', 'is-active', '--', unit);

describe('the tray, started hidden', () => {
  beforeAll(async () => {
    await clearAway(unit);
    await layDown(unit, sleeper());
    hearth = await startHearth({ args: ['--hidden'] });
    tray = await trayOf(hearth.pid);
  });
  afterEach(() => said('systemctl', '--user', 'stop', '--', unit));
  afterAll(async () => {
    await hearth.close();
    await clearAway(unit);
  });

  test('shows the tray without a window when started hidden', async () => {
    expect(hearth.app.windows()).toEqual([]);
    expect((await tray.menu()).children.map(({ label }) => label)).toEqual(
      expect.arrayContaining([
        'New service…',
        'Open Hearth',
        'Keep running after logout',
        'Start Hearth at login',
        'Quit',
      ]),
    );
  });

  test('the tray starts and stops a service, and its menu follows', async () => {
    await tray.click('tray-sleeper (off)', 'Start');
    await until('the service to start', async () => (await isActive()) === 'active');
    await until('the menu to show the start', () => tray.find('tray-sleeper (running)', 'Stop'));
    expect(await tray.find('tray-sleeper', 'Start')).toBeNull();
    await tray.click('tray-sleeper (running)', 'Stop');
    await until('the service to stop', async () => (await isActive()) === 'inactive');
    await until('the menu to show the stop', () => tray.find('tray-sleeper (off)', 'Start'));
    expect(hearth.app.windows()).toEqual([]);
  });

  test('the tray follows what a terminal does', async () => {
    await said('systemctl', '--user', 'start', '--', unit);
    await until('the start in the menu', () => tray.find('tray-sleeper (running)'));
    await said('systemctl', '--user', 'stop', '--', unit);
    await until('the stop in the menu', () => tray.find('tray-sleeper (off)'));
  });

  test('the tray counts failures, lists them first, and changes its icon', async () => {
    const wellIcon = JSON.stringify(await tray.get('IconPixmap'));
    await layDown('tray-broken.service', '[Service]\nType=oneshot\nExecStart=/bin/false\n');
    await said('systemctl', '--user', 'start', 'tray-broken.service');
    await until('the failure in the menu', async () =>
      // The cause takes the place of “failed” as soon as it is known.
      (await tray.menu()).children[0]?.label.includes('tray-broken (exit code 1'),
    );
    expect(JSON.stringify(await tray.get('ToolTip'))).toContain('1 service failed');
    await until(
      'another icon',
      async () => JSON.stringify(await tray.get('IconPixmap')) !== wellIcon,
    );
    await clearAway('tray-broken.service');
    await until(
      'the normal icon',
      async () => JSON.stringify(await tray.get('IconPixmap')) === wellIcon,
    );
  });

  test('the tray opens the window on the chosen page', async () => {
    await tray.click('tray-sleeper', 'Logs');
    const page = await hearth.window();
    await page.getByRole('tab', { name: 'Log', selected: true }).waitFor();
    await page.getByRole('heading', { name: 'tray-sleeper' }).waitFor();
    await tray.click('New service…');
    await page.getByRole('button', { name: 'Create service' }).waitFor();
    await page.close();
    expect(hearth.app.process().exitCode).toBeNull();
  });

  test('shows an action that failed in the tray on the page of its service', async () => {
    await layDown('tray-missing.service', '[Service]\nType=exec\nExecStart=/nowhere/at/all\n');
    await tray.click('tray-missing (idle)', 'Start');
    const page = await hearth.window();
    await page.getByRole('alert').getByText('did not start').waitFor();
    await page.close();
    await clearAway('tray-missing.service');
  });
});

test('Quit ends Hearth and removes its icon', async () => {
  const other = await startHearth({ args: ['--hidden'] });
  const item = await trayOf(other.pid);
  const ended = new Promise((resolve) => other.app.process().once('exit', resolve));
  await item.click('Quit');
  expect(await ended).toBe(0);
});

test('a second start opens the window of the first instance', async () => {
  const first = await startHearth({ args: ['--hidden'] });
  await trayOf(first.pid);
  const profile = await first.app.evaluate(({ app }) => app.getPath('userData'));
  const folder = await first.app.evaluate(({ app }) => app.getAppPath());
  const { exitCode } = await execa(electronPath(), [folder, `--user-data-dir=${profile}`], {
    reject: false,
  });
  expect(exitCode).toBe(0);
  await first.window();
  await first.close();
});
