import { describe, expect, test } from 'vitest';
import {
  directiveMeaning,
  directiveValues,
  explainedDirectives,
  manualPages,
} from '../../../electron/core/directives/directives.ts';
import {
  editDistance,
  knownWords,
  nearest,
} from '../../../electron/core/lint/toolkit/did-you-mean.ts';
import { repairTimeSpan } from '../../../electron/core/syntax/time-span.ts';
import { unitSpecifiers } from '../../../electron/core/units/unit-specifiers.ts';
import { readItems } from '../../../electron/system/manager/configuration-items.ts';
import { canStall, mountsIn } from '../../../electron/host/mounts/mount-table.ts';
import { entryOf } from '../../../electron/system/manager/manual.ts';

describe('meanings of directives', () => {
  test('explains at least 120 directives, each with a short sentence and a value to type', () => {
    const all = new Map(
      explainedDirectives().map(({ section, key }) => [key, directiveMeaning(section, key)]),
    );
    expect(all.size).toBeGreaterThanOrEqual(120);
    for (const [key, meaning] of all) {
      expect(meaning?.meaning, key).toMatch(/^[A-Z].{9,120}[.]$/);
      expect(meaning?.page, key).toMatch(/^systemd\.[a-z-]+\(5\)$/);
      const values = directiveValues(
        'Service',
        key,
        meaning?.value.startsWith('yes') ? 'BOOLEAN' : undefined,
      );
      expect(values.length + (meaning?.examples.length ?? 0), key).toBeGreaterThan(0);
    }
  });

  test('explains a directive depending on its section', () => {
    expect(directiveMeaning('Timer', 'Unit')?.page).toBe('systemd.timer(5)');
    expect(directiveMeaning('Path', 'Unit')?.page).toBe('systemd.path(5)');
    expect(directiveMeaning('Socket', 'PrivateTmp')?.page).toBe('systemd.exec(5)');
    expect(directiveMeaning('Timer', 'PrivateTmp')).toBeNull();
    expect(directiveMeaning('toString', 'constructor')).toBeNull();
    expect(manualPages('Service', 'MemoryMax')[0]).toBe('systemd.resource-control');
  });

  test('offers all listed values, yes and no, or examples', () => {
    expect(directiveValues('Service', 'Restart')).toContain('on-abnormal');
    expect(directiveValues('Service', 'RemainAfterExit', 'BOOLEAN')).toEqual(['yes', 'no']);
    expect(directiveValues('Install', 'WantedBy')).toContain('default.target');
    expect(directiveValues('Mount', 'Type')).toEqual([]);
  });
});

describe('guessing what was meant', () => {
  test.each([
    ['abc', 'abc', 0],
    ['abc', 'acb', 1],
    ['', 'abc', 3],
    ['Retsart', 'Restart', 1],
    ['ca', 'abc', 3],
  ])('the distance from %j to %j is %d', (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance);
    expect(editDistance(b, a)).toBe(distance);
  });

  test('suggests the nearest word, or null when none is near or two are equally near', () => {
    const keys = knownWords(['ExecStart', 'ExecStop', 'Restart', 'CPUWeight', 'IOWeight']);
    expect(nearest('execstart', keys)).toBe('ExecStart');
    expect(nearest('ExceStart', keys)).toBe('ExecStart');
    expect(nearest('Weight', keys)).toBe('IOWeight');
    expect(nearest('XYWeight', knownWords(['IOWeight', 'IAWeight']))).toBeNull();
    expect(nearest('Banana', keys)).toBeNull();
    expect(nearest('no', knownWords(['yes']))).toBeNull();
  });

  test.each([
    ['5 mins', '5min'],
    ['500milis', '500ms'],
    ['1 Minute', '1min'],
    ['2hrs 5secs', '2h 5s'],
    ['5min', null],
    ['5 apples', null],
    ['soon', null],
  ])('repairs the time span %j to %j', (typed, repaired) => {
    expect(repairTimeSpan(typed)).toBe(repaired);
  });
});

test('resolves specifiers of a name, except those of the instance in a template', () => {
  const place = { account: 'me', uid: 7, home: '/h', runtime: '/r', config: '/c' };
  const of = (unit: string, letters: string, scope: 'user' | 'system' = 'user') =>
    Array.from(letters, (letter) => unitSpecifiers(unit, { ...place, scope })(letter));
  expect(of('a-b@c\\x2dd.service', 'npijIJ')).toEqual([
    ...['a-b@c\\x2dd.service', 'a-b', 'c\\x2dd', 'b', 'c-d', 'b'],
  ]);
  expect(of('a@.service', 'niIp')).toEqual([undefined, undefined, undefined, 'a']);
  expect(of('a.service', 'uUhtECi')).toEqual(['me', '7', '/h', '/r', '/c', undefined, '']);
  expect(of('a.service', 'tESq', 'system')).toEqual(['/run', '/etc', '/var/lib', undefined]);
});

test('reads sections, keys and kinds from systemd’s dump, and skips anything else', () => {
  expect(readItems('[Unit]\nA=STRING\n\nnonsense\n[Service]\nB=PATH [ARGUMENT [...]]\n')).toEqual([
    { section: 'Unit', key: 'A', kind: 'STRING' },
    { section: 'Service', key: 'B', kind: 'PATH [ARGUMENT [...]]' },
  ]);
});

test('lists noexec mounts; of two mounts in one place, the later counts', () => {
  const mountinfo = [
    '21 1 8:1 / / rw,relatime - ext4 /dev/sda1 rw',
    '22 21 0:5 / /tmp rw,nosuid,noexec - tmpfs tmpfs rw',
    '23 21 0:6 / /mnt/a\\040b rw,noexec - tmpfs tmpfs rw',
    '24 21 0:7 / /home rw,noexec - tmpfs tmpfs rw',
    '25 21 0:8 / /home rw - tmpfs tmpfs rw',
  ].join('\n');
  const mounts = [...mountsIn(mountinfo).values()];
  expect(mounts.flatMap(({ point, noexec }) => (noexec ? [point] : []))).toEqual([
    '/tmp',
    '/mnt/a b',
  ]);
});

test('knows the mounts that another computer or a program answers for', () => {
  const types = ['nfs', 'nfs4', 'cifs', 'fuse.sshfs', 'fuseblk', '9p', 'autofs', 'ext4', 'tmpfs'];
  const mountinfo = types.map((type) => `21 1 8:1 / /${type} rw - ${type} host:/x rw`).join('\n');
  const stalling = [...mountsIn(mountinfo).values()].filter(canStall);
  expect(stalling.map(({ type }) => type)).toEqual(types.slice(0, 7));
  expect(stalling[0]).toMatchObject({ point: '/nfs', source: 'host:/x' });
});

describe('an entry of a man page', () => {
  const page = `SYSTEMD.EXAMPLE(5)

OPTIONS
       Text about Restart= that is none.

       Restart= begins this paragraph
       and is no heading.

       Restart=
           One of two
           lines. With

           o   a list
               of one

       LimitCPU=, LimitFSIZE=, LimitDATA=,
       LimitSTACK=
           Limits.
           One Memory=
           more.

       MemoryMax=bytes
           Size.

       Type=
           What it is.

           Table 1. Kinds
           +------+---+
           | idle | 1 |
           +------+---+

SEE ALSO
       Restart(1)
`;
  test.each([
    ['Restart', 'One of two lines. With\n\no   a list\n    of one'],
    ['LimitFSIZE', 'Limits. One Memory= more.'],
    ['LimitSTACK', 'Limits. One Memory= more.'],
    ['MemoryMax', 'Size.'],
    ['Type', 'What it is.\n\nTable 1. Kinds\n+------+---+\n| idle | 1 |\n+------+---+'],
    ['Memory', null],
    ['Limit', null],
  ])('finds the entry of %s', (key, text) => {
    expect(entryOf(page, key)).toBe(text);
  });
});
