import { describe, expect, test } from 'vitest';
import {
  isShortcut,
  shortcutOf,
  usualPreferences,
  type ShortcutOutcome,
} from '../../../electron/core/app/preferences.ts';
import { initialState } from '../../../electron/core/app/state.ts';
import { createStore } from '../../../electron/core/app/store.ts';
import { createPreferences } from '../../../electron/engine/app/preferences.ts';
import {
  preferencesIn,
  withPreferences,
} from '../../../electron/system/storage/preferences-text.ts';
import { person } from './person.ts';

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

describe('keys that another program has', () => {
  const keys = 'Ctrl+Alt+H';

  /** Over settings in memory; `outcomes` are those of each attempt to take keys. */
  const open = (...outcomes: ShortcutOutcome[]) => {
    let kept = { ...usualPreferences, shortcut: keys };
    const asked: string[] = [];
    const { app } = createStore(initialState(person, { hearth: '0', electron: '0' }));
    const preferences = createPreferences(
      app,
      {
        readPreferences: () => Promise.resolve(kept),
        changePreferences: (some) => {
          kept = { ...kept, ...some };
          return Promise.resolve(kept);
        },
      },
      {
        theme: () => undefined,
        shortcut: (wanted) => {
          asked.push(wanted);
          return outcomes.shift() ?? 'done';
        },
      },
    );
    return { preferences, asked, refused: () => app.state().shortcutProblem?.code };
  };

  test('are tried again when they are set again', async () => {
    const { preferences, asked, refused } = open('shortcut-taken', 'shortcut-taken');
    await preferences.read();
    await preferences.set({ shortcut: keys });
    expect(refused()).toBe('shortcut-taken');
    await preferences.set({ shortcut: keys });
    expect(refused()).toBeUndefined();
    expect(asked).toEqual([keys, keys, keys]);
  });

  test('are not tried again with another change, nor once they are taken', async () => {
    const { preferences, asked, refused } = open('shortcut-taken');
    await preferences.read();
    await preferences.set({ theme: 'dark' });
    expect([refused(), asked.length]).toEqual(['shortcut-taken', 1]);
    await preferences.set({ shortcut: keys });
    await preferences.set({ shortcut: keys });
    expect([refused(), asked.length]).toEqual([undefined, 2]);
  });
});
