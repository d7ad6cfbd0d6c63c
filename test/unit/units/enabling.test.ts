import { describe, expect, test } from 'vitest';
import { enablingOf, noEnabling } from '../../../electron/core/units/enabling.ts';
import { summaryOf } from '../../../electron/core/units/file-summary.ts';
import { kindOfFolder, type SearchFolder } from '../../../electron/core/units/search-path.ts';

const unitFolder = '/home/a/.config/systemd/user';

describe('what enables a unit', () => {
  const enabling = (
    install: string,
    differs: { pulls?: Record<string, string[]>; links?: Record<string, string> } = {},
    entries: SearchFolder['entries'] = new Map(),
  ) => {
    const config = {
      path: unitFolder,
      ...kindOfFolder(unitFolder, { unitFolder, runtimeFolder: '/run/user/1' }),
      dropIns: new Map(),
      pulls: new Map(Object.entries(differs.pulls ?? {})),
      links: new Map(Object.entries(differs.links ?? {})),
      entries,
    };
    const bytes = Buffer.from(`[Install]\n${install}`);
    const read = summaryOf(bytes, bytes.toString('latin1')) ?? [];
    return enablingOf([config], 'a.service', read, { upholds: false });
  };
  const both = 'WantedBy=x.target y.target\nAlias=b.service';

  test('names what starts it, and what of [Install] has no link', () => {
    const pulls = { 'x.target.wants': ['a.service'] };
    expect(enabling(both, { pulls })).toMatchObject({
      by: ['x.target'],
      missing: ['y.target', 'b.service'],
      extra: [],
    });
    const all = { ...pulls, 'y.target.wants': ['a.service'] };
    expect(enabling(both, { pulls: all, links: { 'b.service': 'a.service' } }).missing).toEqual([]);
  });

  test('calls nothing missing of a unit that isn’t enabled', () => {
    expect(enabling(both)).toEqual(noEnabling);
  });

  test('names links of an earlier [Install], unless it has specifiers', () => {
    const pulls = { 'old.target.requires': ['a.service'], 'x.target.wants': ['a.service'] };
    expect(enabling('WantedBy=x.target', { pulls }).extra).toEqual(['old.target']);
    expect(enabling('WantedBy=x.target %p.target', { pulls })).toMatchObject({
      missing: [],
      extra: [],
    });
  });

  test('finds the link of a unit whose file is elsewhere, but no alias and no mask', () => {
    const link = { kind: 'link', target: '/dots/a.service', masked: false, outside: null } as const;
    const linkOf = (differs: { inside: boolean; masked?: boolean }) =>
      enabling('', {}, new Map([['a.service', { ...link, ...differs }]])).link;
    expect(linkOf({ inside: false })).toEqual({
      path: `${unitFolder}/a.service`,
      to: '/dots/a.service',
    });
    expect(linkOf({ inside: true })).toBeNull();
    expect(linkOf({ inside: false, masked: true })).toBeNull();
  });
});
