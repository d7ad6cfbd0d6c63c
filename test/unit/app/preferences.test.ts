import { describe, expect, test } from 'vitest';
import {
  isShortcut,
  shortcutOf,
  usualPreferences,
} from '../../../electron/core/app/preferences.ts';
import {
  preferencesIn,
  withPreferences,
} from '../../../electron/system/storage/preferences-text.ts';

describe('preferences', () => {
  test('are the usual ones where the file says nothing that fits', () => {
    expect(preferencesIn('')).toEqual(usualPreferences);
    expect(
      preferencesIn(
        '[window]\ntheme=pink\nshortcut=H\n[log]\nlines=many\n[history]\nversions=-3\nmegabytes=\n',
      ),
    ).toEqual(usualPreferences);
  });

  test('are read within what is offered', () => {
    const text =
      '[window]\ntheme=dark ; at night\nshortcut=Ctrl+Alt+H\n[log]\nlines=999999999\n[history]\nversions=1\nmegabytes=100\n';
    expect(preferencesIn(text)).toEqual({
      theme: 'dark',
      shortcut: 'Ctrl+Alt+H',
      logLines: 30_000,
      versions: 10,
      megabytes: 100,
    });
  });

  test('are written without touching anything else', () => {
    const text = '# mine\n[window]\nzoom=125\n  theme = light\n\n[other]\nkey=ä\n';
    const written = withPreferences(text, { theme: 'dark', logLines: 2000, versions: 50 });
    expect(preferencesIn(written)).toEqual({ ...usualPreferences, theme: 'dark', logLines: 2000 });
    expect(written).toContain('# mine\n[window]\nzoom=125\n');
    expect(written).toContain('\n\n[other]\nkey=ä\n');
    expect(written).not.toContain('versions');
    expect(withPreferences(written, preferencesIn(written))).toBe(written);
  });

  test('lose their shortcut when it is removed', () => {
    const written = withPreferences('', { shortcut: 'Alt+F5' });
    expect(preferencesIn(withPreferences(written, { shortcut: '' })).shortcut).toBe('');
  });
});

describe('a global shortcut', () => {
  const none = { key: '', ctrlKey: false, altKey: false, shiftKey: false, metaKey: false };

  test.each([
    [{ code: 'KeyH', metaKey: true }, 'Super+H'],
    [{ code: 'Digit1', ctrlKey: true, altKey: true }, 'Ctrl+Alt+1'],
    [{ code: 'ArrowUp', altKey: true, shiftKey: true }, 'Alt+Shift+Up'],
    [{ code: 'F12', ctrlKey: true, metaKey: true, shiftKey: true }, 'Ctrl+Shift+Super+F12'],
    // A French keyboard, and a Russian one.
    [{ code: 'KeyQ', key: 'a', ctrlKey: true }, 'Ctrl+A'],
    [{ code: 'KeyH', key: 'р', ctrlKey: true }, 'Ctrl+H'],
    [{ code: 'Digit1', key: '!', ctrlKey: true, shiftKey: true }, 'Ctrl+Shift+1'],
    [{ code: 'KeyH' }, null],
    [{ code: 'KeyH', shiftKey: true }, null],
    [{ code: 'ControlLeft', ctrlKey: true }, null],
    [{ code: 'Escape', ctrlKey: true }, null],
    [{ code: 'Numpad1', ctrlKey: true }, null],
  ])('of %o is %s', (pressed, keys) => {
    expect(shortcutOf({ ...none, ...pressed })).toBe(keys);
  });

  test.each(['', 'Ctrl', 'Ctrl+', 'Ctrl+H+I', 'H+Ctrl', 'Shift+H', 'Ctrl+ä', 'Ctrl+Shift+F25'])(
    'isn’t %j',
    (text) => {
      expect(isShortcut(text)).toBe(false);
    },
  );
});
