/** When nothing is told, and what is told later: silence, settings, another server, the next start. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { layDown } from '../driving/files.ts';
import {
  flag,
  flagged,
  nothingComes,
  one,
  prepare,
  rude,
  settings,
  stage,
  start,
  systemctl,
  three,
  two,
} from '../driving/notices.ts';
import { endServer, startServer } from '../driving/notifications.ts';
import { becomes, property, until } from '../driving/outside.ts';

prepare();

describe('silence', () => {
  beforeEach(start);

  test('for what a terminal stops or kills, though the program returns an error', async () => {
    await layDown(one, rude);
    await layDown(two, '[Service]\nExecStart=/bin/sleep 1000\n');
    await systemctl('start', one, two);
    await systemctl('stop', one);
    expect(await property(one, 'ActiveState')).toBe('failed');
    await systemctl('kill', '--signal=SIGKILL', two);
    await becomes(two, 'ActiveState', 'failed');
    await nothingComes();
    expect(stage.desktop.titles()).toEqual([]);
  });

  test('for what Hearth’s own tray stops or kills', async () => {
    await layDown(one, rude);
    await systemctl('start', one);
    await stage.tray.click('notice-one (running)', 'Stop');
    await becomes(one, 'ActiveState', 'failed');
    await nothingComes();
    expect(stage.desktop.sent()).toEqual([]);
  });
});

describe('settings', () => {
  const write = async (text: string): Promise<void> => {
    await mkdir(path.dirname(settings), { recursive: true });
    await writeFile(settings, text);
  };

  test('a kind that is off is not told', async () => {
    await write('[notices]\nfailed=no\n');
    await start();
    await systemctl('start', one);
    await becomes(one, 'ActiveState', 'failed');
    await nothingComes();
    expect(stage.desktop.sent()).toEqual([]);
  });

  test('in quiet hours nothing is told; when they end, it is', async () => {
    await write('[notices]\nquiet=yes\nquiet-hours=00:00-23:59\n');
    await start();
    await systemctl('start', one);
    await becomes(one, 'ActiveState', 'failed');
    await nothingComes();
    expect(stage.desktop.sent()).toEqual([]);
    // Out of sight of its page, the person ends them.
    await stage.tray.click('New service…');
    const page = await stage.hearth.window();
    await page.getByRole('button', { name: 'Create service' }).waitFor();
    await page.keyboard.press('Control+,');
    const region = page.getByRole('region', { name: 'Notifications' });
    await region.getByRole('switch', { name: 'Quiet hours' }).click();
    await stage.desktop.shows('notice-one failed');
    expect(await readFile(settings, 'utf8')).toContain('quiet=no');
    await page.close();
  });
});

describe('the server', () => {
  test('that ends and starts again gets what nobody has seen', async () => {
    await start();
    await systemctl('start', one);
    await stage.desktop.shows('notice-one failed');
    await endServer();
    stage.desktop.lost();
    await startServer();
    await stage.desktop.shows('notice-one failed');
    // And what fails while there is none: the bus starts one, or it is told once there is one.
    await endServer();
    stage.desktop.lost();
    await systemctl('start', two);
    await becomes(two, 'ActiveState', 'failed');
    await startServer();
    await stage.desktop.shows('notice-two failed', 30);
    await writeFile(flag, '');
    await systemctl('start', one, two);
    await stage.desktop.isGone('notice-one failed');
    await stage.desktop.isGone('notice-two failed');
  });
});

describe('the next start', () => {
  test('tells together what failed meanwhile, and nothing twice', async () => {
    await layDown(
      three,
      flagged.replace('ExecStart', 'Type=oneshot\nExecStart').replace('exec sleep 1000', 'exit 0'),
    );
    await start();
    await systemctl('start', one);
    await stage.desktop.shows('notice-one failed');
    await stage.hearth.close();
    // Its buttons would do nothing any more.
    await stage.desktop.isGone('notice-one failed');
    await systemctl('start', two);
    await systemctl('start', three);
    await becomes(three, 'ActiveState', 'failed');
    await writeFile(flag, '');
    await systemctl('start', two);
    await becomes(two, 'ActiveState', 'active');
    stage.desktop.forget();
    await start();
    const together = '2 services failed while Hearth wasn’t running';
    const { body } = await until('its cause', async () => {
      const note = await stage.desktop.shows(together);
      return note.body.includes('notice-three: exit code 3') ? note : null;
    });
    expect(body).toContain('notice-two: works again');
    await nothingComes();
    expect(stage.desktop.titles()).toEqual([together]);
    expect(await stage.tray.find('✕ notice-one')).not.toBeNull();
    await stage.hearth.close();
    stage.desktop.forget();
    await start();
    await nothingComes();
    expect(stage.desktop.sent()).toEqual([]);
  });
});
