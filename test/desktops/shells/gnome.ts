/** GNOME Shell, by scripts that it runs itself: allowed by `--unsafe-mode`. */
import { until } from '../../e2e/driving/outside.ts';
import { busctl } from '../../e2e/driving/tray-bus.ts';
import { quietFor } from '../../quiet.ts';
import { preferDark, type Shell, type ShownWindow } from '../shell.ts';

const shell = ['org.gnome.Shell', '/org/gnome/Shell', 'org.gnome.Shell'];
const screenshot = [
  'org.gnome.Shell.Screenshot',
  '/org/gnome/Shell/Screenshot',
  'org.gnome.Shell.Screenshot',
];
const displays = [
  'org.gnome.Mutter.DisplayConfig',
  '/org/gnome/Mutter/DisplayConfig',
  'org.gnome.Mutter.DisplayConfig',
];

/** What a script in the shell returns, parsed. */
const evaluate = async (script: string): Promise<unknown> => {
  const { data } = await busctl('call', ...shell, 'Eval', 's', script);
  const [worked, answer] = data as [boolean, string];
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

/** The configuration’s serial, and the name and mode of the only monitor. */
const display = async () => {
  const { data } = await busctl('call', ...displays, 'GetCurrentState');
  const [serial, [monitor]] = data as [number, [[string], [string, ...unknown[]][]][]];
  if (monitor === undefined) throw new Error('no monitor');
  return { serial, name: monitor[0][0], mode: monitor[1][0]?.[0] ?? '' };
};

export const gnome = (hasTray: boolean): Shell => ({
  hasPanel: hasTray,
  hasWaylandWindows: true,
  // Left of the system’s own icons, which change by themselves.
  bar: hasTray ? { x: 800, y: 0, width: 370, height: 32 } : null,
  picture: (file) => busctl('call', ...screenshot, 'Screenshot', 'bbs', 'false', 'false', file),
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
  setDark: preferDark,
  setScale: async (factor) => {
    const { serial, name, mode } = await display();
    // Method 1: until the session ends. One monitor at 0,0, not turned, the primary one.
    const words = `${String(serial)} 1 1 0 0 ${String(factor)} 0 true 1 ${name} ${mode} 0 0`;
    const signature = 'uua(iiduba(ssa{sv}))a{sv}';
    await busctl('call', ...displays, 'ApplyMonitorsConfig', signature, ...words.split(' '));
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
