/** Hearth in the session of one desktop, used as a person would. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Area } from '../../electron/core/app/panel-bounds.ts';
import { panelTexts } from '../../electron/core/texts/panel.ts';
import { clearAway, home, layDown } from '../e2e/driving/files.ts';
import { electronPath, startHearth, type Hearth } from '../e2e/driving/hearth.ts';
import { watchNotifications } from '../e2e/driving/notifications.ts';
import { said, saidToRoot, until } from '../e2e/driving/outside.ts';
import { linger, noRuleOnLinger, ruleOnLinger } from '../e2e/linger/polkit.ts';
import { trayOf } from '../e2e/driving/tray-bus.ts';
import { quietFor } from '../quiet.ts';
import { picture, saw, shell } from './driven.ts';

const failing = 'desk-fails.service';
const settings = path.join(home, '.config/hearth/settings.ini');
const screen = { width: 1280, height: 800 };

let hearth: Hearth;
/** Of the bar, before Hearth was there. */
let empty: string;

/** Where two pictures differ within an area; null if they don’t. ImageMagick’s `%@` is the smallest frame. */
const difference = async (before: string, after: string, within: Area): Promise<Area | null> => {
  const crop = `${String(within.width)}x${String(within.height)}+${String(within.x)}+${String(within.y)}`;
  const { stdout } = await execa('convert', [
    ...['(', before, '-crop', crop, '+repage', ')', '(', after, '-crop', crop, '+repage', ')'],
    ...['-compose', 'difference', '-composite', '-colorspace', 'gray', '-threshold', '8%'],
    ...['-format', '%@', 'info:'],
  ]);
  const [width = 0, height = 0, x = 0, y = 0] = stdout.split(/[x+]/).map(Number);
  if (width === 0 || (width === within.width && height === within.height)) return null;
  return { x: within.x + x, y: within.y + y, width, height };
};

const windowCalled = (title: RegExp) =>
  until(`a window ${String(title)}`, async () =>
    (await shell.windows()).find((shown) => title.test(shown.title)),
  );

const place = ({ x, y, width, height }: Area): string => {
  const [centreX, centreY] = [(x + width / 2) / screen.width, (y + height / 2) / screen.height];
  const row = centreY < 0.42 ? 'top' : centreY > 0.58 ? 'bottom' : 'middle';
  const column = centreX < 0.42 ? 'left' : centreX > 0.58 ? 'right' : 'centre';
  return `${row} ${column}`;
};

/** Closes a menu that is open. */
const clickAside = async (): Promise<void> => {
  await shell.click?.(screen.width / 2, screen.height / 2);
  await quietFor(1000, 'the desktop gives the focus back');
};

beforeAll(async () => {
  await clearAway(failing);
  await saidToRoot('loginctl', 'disable-linger', process.env['USER'] ?? '');
  await rm(path.join(home, '.config/autostart/hearth.desktop'), { force: true });
  // Said once, in front of what a test is about.
  await mkdir(path.dirname(settings), { recursive: true });
  await writeFile(settings, '[window]\ntray-told=yes\n');
  await clickAside();
  await quietFor(2000, 'the desktop paints its bar');
  empty = await picture('empty');
  hearth = await startHearth({ args: ['--hidden'] });
});
afterAll(async () => {
  await hearth.close();
  await saidToRoot('loginctl', 'disable-linger', process.env['USER'] ?? '');
  await clearAway(failing);
});

describe.runIf(shell.bar === null)('without a tray', () => {
  test('opens the window and says why', async () => {
    const page = await hearth.window();
    await windowCalled(/^Hearth$/);
    await page.getByText('No system tray found').first().waitFor();
    await saw('tray', 'none: the window opens, and says so');
    await picture('no-tray');
  });
});

describe.runIf(shell.bar !== null)('in the tray', () => {
  let icon: Area;
  let tray: Awaited<ReturnType<typeof trayOf>>;
  let opensPanel = false;

  const panelWindow = () =>
    until('the panel on the screen', async () =>
      (await shell.windows()).find(({ title }) => title === panelTexts.windowTitle),
    );

  test('shows its icon', async () => {
    tray = await trayOf(hearth.pid);
    icon = await until('the icon on the screen', async () =>
      difference(empty, await picture('tray'), shell.bar ?? { x: 0, y: 0, ...screen }),
    );
    await saw('tray', 'icon');
  });

  test('answers a left click with the panel, the menu or the window', async () => {
    const before = await picture('tray');
    // Where nothing can click, what the bar sends for a click.
    if (shell.click === null) await tray.activate();
    else await shell.click(icon.x + icon.width / 2, icon.y + icon.height / 2);
    await until('something to open', async () => {
      const area = await difference(before, await picture('click'), { x: 0, y: 0, ...screen });
      return area !== null && area.height > 200;
    });
    const opened = (await shell.windows()).find(({ title }) => title.startsWith('Hearth'));
    await saw('left click', opened === undefined ? 'menu' : opened.title);
    if (opened === undefined) await clickAside();
    opensPanel = opened?.title === panelTexts.windowTitle;
  });

  test.runIf(shell.hasPanel)('opens the panel by the tray', async () => {
    if (!opensPanel) await tray.click('Show panel');
    const page = await hearth.panel();
    await page.getByRole('button', { name: 'New service…' }).waitFor();
    const { bounds } = await panelWindow();
    await picture('panel');
    await saw('panel', place(bounds));
    expect(place(bounds)).toMatch(/^(?:top|bottom) right$/);
    expect(bounds.x + bounds.width).toBeLessThanOrEqual(screen.width);
    await page.keyboard.press('Escape').catch(() => null);
    await until('the panel to close', () => page.isClosed());
  });

  test.runIf(!shell.hasPanel)('has no panel where it would be in the middle', async () => {
    expect(await tray.find('Show panel')).toBeNull();
    await windowCalled(/^Hearth$/);
    await saw('panel', 'none');
  });
});

test('its window is known as Hearth, with its icon', async () => {
  await execa(electronPath(), [
    await hearth.app.evaluate(({ app }) => app.getAppPath()),
    `--user-data-dir=${await hearth.app.evaluate(({ app }) => app.getPath('userData'))}`,
  ]);
  const page = await hearth.window();
  await page.getByRole('button', { name: 'New service' }).first().waitFor();
  const { app } = await windowCalled(/^Hearth$/);
  await picture('window');
  await saw('window', app);
  expect(app).toMatch(/hearth/i);
});

test('a notification names a failure, and its button opens the page', async () => {
  const notes = await watchNotifications();
  await layDown(failing, '[Service]\nType=oneshot\nExecStart=/bin/sh -c "echo no luck; exit 3"\n');
  // What is on the screen isn’t notified; but without a tray, Hearth ends with its window.
  if (shell.bar !== null) await (await hearth.window()).close();
  else
    await hearth.app.evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0]?.minimize();
    });
  await said('systemctl', '--user', 'start', failing);
  const note = await notes.shows('desk-fails failed');
  await quietFor(1000, 'the desktop shows it');
  await picture('notice');
  await shell.pressNotice('Show');
  const page = await hearth.window();
  await page.getByRole('heading', { name: 'desk-fails' }).waitFor();
  await saw('notice', note.buttons.join(', '));
  await notes.close();
});

test('the portal reports the dark style, and this Electron follows it if it can', async () => {
  const isDark = (): Promise<boolean> =>
    hearth.app.evaluate(({ nativeTheme }) => nativeTheme.shouldUseDarkColors);
  const portalSays = (): Promise<string> =>
    said(
      'busctl',
      '--user',
      'call',
      'org.freedesktop.portal.Desktop',
      '/org/freedesktop/portal/desktop',
      'org.freedesktop.portal.Settings',
      'ReadOne',
      'ss',
      'org.freedesktop.appearance',
      'color-scheme',
    );
  await shell.setDark(false);
  await until('light', async () => (await portalSays()) !== 'v u 1');
  const light = await isDark();
  await shell.setDark(true);
  await until('dark', async () => (await portalSays()) === 'v u 1');
  await quietFor(1500, 'Electron follows');
  const dark = await isDark();
  await picture('dark');
  await shell.setDark(false);
  await saw('dark', `portal: yes; this Electron: ${!light && dark ? 'yes' : 'no'}`);
});

test('the desktop asks for the password that lingering needs', async () => {
  await ruleOnLinger('AUTH_ADMIN');
  const page = await hearth.window();
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('switch', { name: 'Keep running after logout', checked: false }).click();
  await page.getByRole('button', { name: 'Turn on lingering', exact: true }).click();
  await page.getByText('Waiting for the password').waitFor();
  await quietFor(2000, 'the prompt takes the keyboard');
  await picture('prompt');
  if (shell.enter === null) {
    await windowCalled(/^Authenticat/);
    await saidToRoot('pkill', '--full', 'polkit-mate-authentication-agent');
    await page.getByRole('alert').waitFor();
    await saw('polkit', 'prompt, not answered');
  } else {
    await shell.enter('rootsecret');
    await until('Linger=yes', async () => (await linger()) === 'yes');
    await page.getByRole('switch', { name: 'Keep running after logout', checked: true }).waitFor();
    await saw('polkit', 'prompt');
  }
  await noRuleOnLinger();
});

test('is switched on for the next login', async () => {
  const page = await hearth.window();
  await page.getByRole('switch', { name: 'Start Hearth at login', checked: false }).click();
  await page.getByRole('switch', { name: 'Start Hearth at login', checked: true }).waitFor();
});

test('fits the screen at a fractional scale', async () => {
  await shell.setScale(1.25);
  try {
    await quietFor(2000, 'the desktop scales');
    await picture('scale');
    const { bounds } = await windowCalled(/^Hearth$/);
    expect(bounds.width).toBeLessThanOrEqual(screen.width);
    await saw('scale', `${String(bounds.width)}×${String(bounds.height)}`);
  } finally {
    await shell.setScale(1);
  }
});

describe.runIf(shell.hasWaylandWindows)('with native Wayland windows', () => {
  let native: Hearth;
  beforeAll(async () => {
    await hearth.close();
    native = await startHearth({ args: ['--ozone-platform=wayland'] });
  });
  afterAll(() => native.close());

  test('is known by its entry, and has no panel', async () => {
    const page = await native.window();
    await page.getByRole('button', { name: 'New service' }).first().waitFor();
    expect(await windowCalled(/^Hearth$/)).toMatchObject({ app: 'org.hearth.Hearth' });
    await quietFor(2000, 'the compositor paints it');
    await picture('wayland');
    if (shell.bar !== null) expect(await (await trayOf(native.pid)).find('Show panel')).toBeNull();
    await saw('Wayland', 'org.hearth.Hearth');
  });
});
