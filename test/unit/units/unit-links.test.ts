import { describe, expect, test } from 'vitest';
import type { SearchFolder } from '../../../electron/system/units/links.ts';
import { choiceLinks } from '../../../electron/system/units/unit-store.ts';

const folder = (
  path: string,
  kind: SearchFolder['kind'],
  ...pulls: [target: string, unit: string, masks?: boolean][]
): SearchFolder => ({
  path,
  kind,
  aliases: [],
  pulls: pulls.map(([target, unit, masks = false]) => ({
    target,
    unit,
    masks,
    path: `${path}/${target}.wants/${unit}`,
  })),
});

describe('choiceLinks', () => {
  test('returns what a person or a preset chose, with its folder', () => {
    const links = choiceLinks([
      folder('/home', 'config', ['default.target', 'mine.service']),
      folder('/etc', 'config', ['sockets.target', 'pipewire.socket']),
    ]);
    expect(links).toEqual([
      { target: 'default.target', unit: 'mine.service', folder: '/home' },
      { target: 'sockets.target', unit: 'pipewire.socket', folder: '/etc' },
    ]);
  });

  test('counts links from packages only between targets, since nobody chose them', () => {
    const links = choiceLinks([
      folder(
        '/usr/lib',
        'vendor',
        ['sockets.target', 'dbus.socket'],
        ['default.target', 'x.target'],
      ),
    ]);
    expect(links.map(({ unit }) => unit)).toEqual(['x.target']);
  });

  test('lets the earlier folder win, and a link to /dev/null cancel a later link', () => {
    const links = choiceLinks([
      folder(
        '/home',
        'config',
        ['default.target', 'off.service', true],
        ['default.target', 'a.service'],
      ),
      folder('/etc', 'config', ['default.target', 'off.service'], ['default.target', 'a.service']),
    ]);
    expect(links).toEqual([{ target: 'default.target', unit: 'a.service', folder: '/home' }]);
  });
});
