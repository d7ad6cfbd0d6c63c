/** GNOME Shell, by scripts that it runs itself: allowed by `--unsafe-mode`. */
import { execa } from 'execa';
import { said, until } from '../../e2e/driving/outside.ts';
import { quietFor } from '../../quiet.ts';
import type { Shell, ShownWindow } from '../shell.ts';

/** What a script in the shell returns, parsed. */
const evaluate = async (script: string): Promise<unknown> => {
  const { stdout } = await execa('busctl', [
    '--user',
    '--json=short',
    '--',
    'call',
    'org.gnome.Shell',
    '/org/gnome/Shell',
    'org.gnome.Shell',
    'Eval',
    's',
    script,
  ]);
  const [worked, answer] = (JSON.parse(stdout) as { data: [boolean, string] }).data;
  if (!worked) throw new Error(`GNOME Shell: ${answer}`);
  return answer === '' ? null : (JSON.parse(answer) as unknown);
};

const devices = `
  const { Clutter, GLib } = imports.gi;
  const seat = Clutter.get_default_backend().get_default_seat();
  global.testPointer ??= seat.create_virtual_device(Clutter.InputDeviceType.POINTER_DEVICE);
  global.testKeys ??= seat.create_virtual_device(Clutter.InputDeviceType.KEYBOARD_DEVICE);
  const now = () => GLib.get_monotonic_time();`;

const run = (script: string): Promise<unknown> => evaluate(`(() => { ${devices} ${script} })()`);

/** Presses keys, each named by its key symbol: a character’s is its code. */
const press = (symbols: readonly number[]): Promise<unknown> =>
  run(`for (const symbol of ${JSON.stringify(symbols)}) for (const state of [1, 0])
    global.testKeys.notify_keyval(now(), symbol, state);`);
const enterKey = 0xff_0d;

const interfaceSetting = (key: string, value: string): Promise<string> =>
  said('gsettings', 'set', 'org.gnome.desktop.interface', key, value);

/** Of the display configuration’s answer: its serial, and the name of the only monitor with its mode. */
const display = async () => {
  const { stdout } = await execa('busctl', [
    '--user',
    '--json=short',
    'call',
    'org.gnome.Mutter.DisplayConfig',
    '/org/gnome/Mutter/DisplayConfig',
    'org.gnome.Mutter.DisplayConfig',
    'GetCurrentState',
  ]);
  const [serial, monitors] = (
    JSON.parse(stdout) as { data: [number, [[string], [string, ...unknown[]][]][]] }
  ).data;
  const [monitor] = monitors;
  if (monitor === undefined) throw new Error('no monitor');
  return { serial, name: monitor[0][0], mode: monitor[1][0]?.[0] ?? '' };
};

export const gnome = (hasTray: boolean): Shell => ({
  hasPanel: hasTray,
  hasWaylandWindows: true,
  // Left of the system’s own icons, which change by themselves.
  bar: hasTray ? { x: 800, y: 0, width: 370, height: 32 } : null,
  picture: (file) =>
    said(
      'busctl',
      '--user',
      'call',
      'org.gnome.Shell.Screenshot',
      '/org/gnome/Shell/Screenshot',
      'org.gnome.Shell.Screenshot',
      'Screenshot',
      'bbs',
      'false',
      'false',
      file,
    ),
  windows: async () =>
    (await run(`return global.get_window_actors().map(({ meta_window: it }) => {
      const { x, y, width, height } = it.get_frame_rect();
      return { title: it.get_title() ?? '', app: it.get_wm_class() ?? '', bounds: { x, y, width, height } };
    })`)) as ShownWindow[],
  click: async (x, y) => {
    await run(`global.testPointer.notify_absolute_motion(now(), ${String(x)}, ${String(y)});`);
    // The button counts where the pointer was when it was last seen.
    await quietFor(200, 'the shell sees the pointer');
    await run(
      `for (const state of [1, 0]) global.testPointer.notify_button(now(), Clutter.BUTTON_PRIMARY, state);`,
    );
  },
  enter: (line) => press([...Array.from(line, (letter) => letter.codePointAt(0) ?? 0), enterKey]),
  setDark: (dark) => interfaceSetting('color-scheme', dark ? 'prefer-dark' : 'default'),
  setScale: async (factor) => {
    const { serial, name, mode } = await display();
    await execa('busctl', [
      '--user',
      '--',
      'call',
      'org.gnome.Mutter.DisplayConfig',
      '/org/gnome/Mutter/DisplayConfig',
      'org.gnome.Mutter.DisplayConfig',
      'ApplyMonitorsConfig',
      'uua(iiduba(ssa{sv}))a{sv}',
      ...[
        String(serial),
        '1',
        '1',
        '0',
        '0',
        String(factor),
        '0',
        'true',
        '1',
        name,
        mode,
        '0',
        '0',
      ],
    ]);
  },
  pressNotice: (button) =>
    until(`the button ${button}`, () =>
      run(`for (const source of Main.messageTray.getSources())
        for (const notification of source.notifications)
          for (const action of notification.actions)
            if (action.label === ${JSON.stringify(button)}) { action.activate(); return true; }
        return false;`),
    ),
});
