import { describe, expect, test } from 'vitest';
import {
  autostartText,
  desktopExec,
  isStarting,
} from '../../../electron/system/desktop/autostart-file.ts';

describe('desktopExec', () => {
  test.each([
    [['/usr/bin/hearth'], '/usr/bin/hearth'],
    [['/opt/My Apps/hearth'], '"/opt/My Apps/hearth"'],
    [['/a;b#c=d'], '"/a;b#c=d"'],
    [['/100%/x'], '/100%%/x'],
    // Two levels: \" within the quotes, then every backslash doubled as in any string.
    [['a"b'], '"a\\\\"b"'],
    [['$HOME`x`'], '"\\\\$HOME\\\\`x\\\\`"'],
    [['back\\slash'], '"back\\\\\\\\slash"'],
    [['two\nlines'], '"two\\nlines"'],
    [['a', '', 'b'], 'a "" b'],
  ])('writes %j as Exec=%s', (argv, text) => {
    expect(desktopExec(argv)).toBe(text);
  });
});

describe('autostartText', () => {
  test('writes a desktop entry that starts Hearth hidden', () => {
    expect(autostartText(['/home/alice/My=App;1#.AppImage'])).toBe(
      `[Desktop Entry]
Type=Application
Name=Hearth
Comment=Keeps your own background programs running
Icon=hearth
Terminal=false
X-GNOME-Autostart-enabled=true
Exec="/home/alice/My=App;1#.AppImage" --hidden
`,
    );
  });
});

describe('isStarting', () => {
  const entry = (...lines: string[]) =>
    ['[Desktop Entry]', 'Type=Application', ...lines].join('\n');

  test('counts autostart as on after Hearth wrote it, and off after a desktop switched it off', () => {
    expect(isStarting(autostartText(['/x']))).toBe(true);
    expect(isStarting(entry('Hidden=true'))).toBe(false);
    expect(isStarting(entry('X-GNOME-Autostart-enabled=false'))).toBe(false);
    expect(isStarting(entry('Hidden=false', 'X-GNOME-Autostart-enabled=true'))).toBe(true);
    expect(isStarting('')).toBe(false);
  });
});
