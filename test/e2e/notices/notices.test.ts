/** What fails with the window closed is told on the desktop, by a real notification server (dunst). */
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { layDown, unitPath } from '../driving/files.ts';
import {
  flag,
  nothingComes,
  one,
  pictures,
  prepare,
  settings,
  stage,
  start,
  systemctl,
  two,
} from '../driving/notices.ts';
import { clickNote, pictureOfScreen, pressButton } from '../driving/notifications.ts';
import { becomes, said, until } from '../driving/outside.ts';

const template = 'notice-many@.service';
prepare();

describe('a failure', () => {
  beforeEach(start);

  test('is told with its cause and last line, and opens its page; then it is taken back', async () => {
    await systemctl('start', one);
    const note = await stage.desktop.shows('notice-one failed');
    // The cause, then the last line: escaped, since this server reads markup.
    expect(note.body).toMatch(/^.+\nfatal: no &lt;flag&gt; &amp; no go$/);
    expect(note).toMatchObject({ buttons: ['Show', 'Restart', 'Mute'], urgency: 1 });
    expect(await said('dunstctl', 'count', 'displayed')).toBe('1');
    await pictureOfScreen(path.join(pictures, 'failure.png'));
    await until('its cause in the tray', async () =>
      (await stage.tray.menu()).children[0]?.label.startsWith('✕ notice-one (exit code 3'),
    );
    await clickNote();
    const page = await stage.hearth.window();
    await page.getByRole('heading', { name: 'notice-one' }).waitFor();
    await stage.desktop.isGone('notice-one failed');
    await nothingComes();
    expect(stage.desktop.sent()).toEqual(['notice-one failed']);
  });

  test('is over after Restart, which is told once, quietly', async () => {
    await systemctl('start', one);
    await stage.desktop.shows('notice-one failed');
    await writeFile(flag, '');
    await pressButton('Restart');
    await becomes(one, 'ActiveState', 'active');
    const good = await stage.desktop.shows('notice-one works again');
    expect(good).toMatchObject({ urgency: 0, buttons: [] });
    expect(stage.desktop.titles()).toEqual(['notice-one works again']);
    await stage.desktop.isGone('notice-one works again');
    expect(stage.desktop.sent()).toEqual(['notice-one failed', 'notice-one works again']);
  });

  test('is taken back when a terminal mends it', async () => {
    await systemctl('start', one);
    await stage.desktop.shows('notice-one failed');
    await writeFile(flag, '');
    await systemctl('start', one);
    await stage.desktop.isGone('notice-one failed');
    await stage.desktop.shows('notice-one works again');
  });

  test('is taken back when its service is deleted', async () => {
    await systemctl('start', one);
    await stage.desktop.shows('notice-one failed');
    await rm(unitPath(one));
    await systemctl('reset-failed', one);
    await systemctl('daemon-reload');
    await stage.desktop.isGone('notice-one failed');
    await nothingComes();
    expect(stage.desktop.sent()).toEqual(['notice-one failed']);
  });

  test('is no longer told of a service that was muted, and stays in the tray', async () => {
    await systemctl('start', one);
    await stage.desktop.shows('notice-one failed');
    await pressButton('Mute');
    await stage.desktop.isGone('notice-one failed');
    expect(await readFile(settings, 'utf8')).toContain(`muted[]=${one}`);
    stage.desktop.forget();
    await systemctl('reset-failed', one);
    await systemctl('start', one);
    await becomes(one, 'ActiveState', 'failed');
    await nothingComes();
    expect(stage.desktop.sent()).toEqual([]);
    expect(await stage.tray.find('✕ notice-one')).not.toBeNull();
  });

  test('is not told to a person who looks at the page', async () => {
    await stage.tray.click('notice-one', 'Open');
    const page = await stage.hearth.window();
    await page.getByRole('heading', { name: 'notice-one' }).waitFor();
    await until('the focus', () =>
      stage.hearth.app.evaluate(({ BrowserWindow }) => BrowserWindow.getFocusedWindow() !== null),
    );
    await systemctl('start', one);
    await becomes(one, 'ActiveState', 'failed');
    await nothingComes();
    expect(stage.desktop.sent()).toEqual([]);
    // Another service may still fail unseen.
    await systemctl('start', two);
    await stage.desktop.shows('notice-two failed');
    await page.close();
  });
});

test('a restart loop is told once, and again when systemd gives up', async () => {
  await start();
  await layDown(
    one,
    '[Unit]\nStartLimitBurst=6\nStartLimitIntervalSec=60\n[Service]\nExecStart=/bin/sh -c "echo again; sleep 0.3; exit 4"\nRestart=always\nRestartSec=700ms\n',
  );
  await systemctl('start', one);
  const crash = await stage.desktop.shows('notice-one crashed and was restarted');
  const loop = await stage.desktop.shows('notice-one keeps crashing');
  expect(loop.id).toBe(crash.id);
  expect(loop.body).toContain('again');
  const failed = await stage.desktop.shows('notice-one failed', 20);
  expect(failed.id).toBe(crash.id);
  expect(stage.desktop.titles()).toEqual(['notice-one failed']);
});

test('two hundred services that fail at once are one notification', async () => {
  await start();
  await layDown(template, '[Service]\nExecStart=/bin/false\n');
  try {
    const units = Array.from({ length: 200 }, (_, at) => `notice-many@${String(at)}.service`);
    await systemctl('start', '--no-block', ...units);
    const note = await stage.desktop.shows('200 services failed', 40);
    expect(stage.desktop.titles()).toEqual(['200 services failed']);
    expect(note.body.split('\n')).toHaveLength(6);
    expect(note.body).toContain('and 195 more');
    expect(note.buttons).toEqual(['Show']);
    // One is posted first, and replaced while the others fail.
    console.log(`200 failures: ${String(stage.desktop.sent().length)} messages to the server`);
    expect(stage.desktop.sent().length).toBeLessThan(15);
    await pictureOfScreen(path.join(pictures, 'many.png'));
    await clickNote();
    await stage.hearth.window();
    await stage.desktop.isGone('200 services failed');
  } finally {
    await rm(unitPath(template), { force: true });
    await systemctl('reset-failed', 'notice-many@*.service');
    await systemctl('daemon-reload');
  }
});
