import { describe, expect, test } from 'vitest';
import { isKnownLink, installOf } from '../../../electron/core/units/install-section.ts';
import { originOf } from '../../../electron/core/units/origin.ts';
import { plainUnit } from '../../../electron/core/units/unit.ts';
import { kindOfFolder, type SearchFolder } from '../../../electron/core/units/search-path.ts';
import { allItems, summaryOf, lastItem } from '../../../electron/core/units/file-summary.ts';
import { parse } from '../../../electron/core/syntax/unit-file.ts';
import { pathOfUnit, unitNameOfPath } from '../../../electron/core/names/unit-name.ts';
import { bothWishes } from '../../../electron/engine/units/on-disk.ts';
import { createUnitMemory } from '../../../electron/engine/units/loaded.ts';
import { difference, rowOf } from '../../../electron/engine/units/rows.ts';
import { randomOfRun, type Random } from '../../fuzz/random.ts';

const facts = (text: string) => {
  const bytes = Buffer.from(text);
  return summaryOf(bytes, bytes.toString('latin1'));
};

describe('the summary of a unit file', () => {
  const lines = [
    ...['[Unit]\n', '[Install]\n', '[Service]\n', '[X-A]\n', ' [Unit] \n', '[install]\n'],
    ...[
      'Description=A %% b\n',
      '  WantedBy =  a.target\t\n',
      'WantedBy=\n',
      'ExecStart=/b \\\n c\n',
    ],
    ...['Alias="x y"\n', 'Also=a.timer\n', 'Other=1\n', '# no\n', ' ;no\n', 'Description=\\\\\n'],
  ];
  const noise = [
    ...['[Install', '[]', '[a"b]', 'Description', '=', ' ', '\t', '\n', '\r\n', '\\\n', '\\'],
    ...['#', ';', '"', '%', 'ö', '\ufeff', '\0', '\u0001', '\x7f', '[', ']'],
  ];
  const text = (random: Random) =>
    random.list(12, () => random.pick(random.chance(8) ? noise : lines)).join('');

  test('agrees with the full parser on 20,000 random files', () => {
    let some = 0;
    for (let run = 0; run < 20_000; run += 1) {
      const bytes = Buffer.from(text(randomOfRun(1, run)));
      const file = parse(bytes);
      const read = summaryOf(bytes, bytes.toString('latin1'));
      if (file.readTo < bytes.length) {
        expect(read, JSON.stringify(bytes.toString())).toBeNull();
        continue;
      }
      const wanted = ['Unit.Description', 'Service.ExecStart', 'Install.WantedBy', 'Install.Alias'];
      for (const key of [...wanted, 'Install.Also']) {
        const exact = file.assignments.filter((one) => `${one.section}.${one.key}` === key);
        const values = (read ?? []).filter((fact) => fact.key === key);
        some += values.length;
        expect(
          values.map(({ value }) => value),
          JSON.stringify(bytes.toString()),
        ).toEqual(exact.map(({ value }) => value));
      }
    }
    expect(some).toBeGreaterThan(4000);
  });

  test('an empty value resets earlier values', () => {
    const read = facts('[Service]\nExecStart=/a\nExecStart=\nExecStart=/b\nExecStart=/c\n') ?? [];
    expect(allItems(read, 'Service.ExecStart')).toEqual(['/b', '/c']);
    expect(lastItem(read, 'Service.ExecStart')).toBe('/c');
    expect(lastItem(read, 'Unit.Description')).toBe('');
  });
});

describe('[Install]', () => {
  const install = (unit: string, text: string, upholds = false) =>
    installOf(unit, facts(`[Install]\n${text}`) ?? [], { upholds });

  test('refuses a unit like systemd when a value names no unit', () => {
    expect(install('a.service', 'Also=nonsense')).toBeNull();
    expect(install('a.service', 'Also=%p-x.timer')).not.toBeNull();
    expect(install('a@.service', 'DefaultInstance=a/b')).toBeNull();
    expect(install('a.service', 'DefaultInstance=a/b')).not.toBeNull();
  });

  test('respects UpheldBy= where systemd knows it', () => {
    expect(install('a.service', 'UpheldBy=x.target')?.pulled).toBe(false);
    expect(install('a.service', 'UpheldBy=x.target', true)?.pulled).toBe(true);
  });

  test('knows the links that enabling makes', () => {
    const template = install(
      'a@.service',
      'WantedBy=x.target\nDefaultInstance=one\nAlias="b@.service"',
    );
    const known = (link: string) => template !== null && isKnownLink('a@.service', template, link);
    expect(['a@.service', 'a@one.service', 'b@.service'].every(known)).toBe(true);
    expect(known('a@two.service')).toBe(false);
  });
});

const place = { unitFolder: '/home/a/.config/systemd/user', runtimeFolder: '/run/user/1' };
const folder = (path: string): SearchFolder => ({
  path,
  ...kindOfFolder(path, place),
  entries: new Map(),
  links: new Map(),
  pulls: new Map(),
  dropIns: new Map(),
});

test.each([
  ['a.service', place.unitFolder, 'mine'],
  ['app-x.service', place.unitFolder, 'mine'],
  ['a.service', '/run/user/1/systemd/user', 'mine'],
  ['app-x@autostart.service', '/run/user/1/systemd/generator.late', 'application'],
  ['app-gnome-x-12.scope', '/run/user/1/systemd/transient', 'application'],
  ['a.service', '/home/a/.local/share/systemd/user', 'application'],
  ['a.service', '/etc/systemd/user', 'administrator'],
  ['a.service', '/usr/local/lib/systemd/user', 'administrator'],
  ['a.service', '/usr/lib/systemd/user', 'distribution'],
  ['a.service', '/run/user/1/systemd/generator', 'generated'],
  ['run-1.service', '/run/user/1/systemd/transient', 'transient'],
  ['run-1.scope', null, 'transient'],
  ['home.mount', null, 'generated'],
] as const)('%s in %s is of origin %s', (name, path, origin) => {
  expect(originOf(name, path === null ? null : folder(path))).toBe(origin);
});

test('escapes object paths like sd-bus, and back', () => {
  expect(pathOfUnit('many-5.service')).toBe('/org/freedesktop/systemd1/unit/many_2d5_2eservice');
  expect(pathOfUnit('7a_b.service')).toBe('/org/freedesktop/systemd1/unit/_37a_5fb_2eservice');
  for (const name of ['a\\x2db@c:d.service', '-.slice', '0.mount']) {
    expect(unitNameOfPath(pathOfUnit(name))).toBe(name);
  }
});

describe('when a unit last changed', () => {
  const listed = (activeState: 'active' | 'inactive', name = 'x.service') => ({
    name,
    description: '',
    loadState: 'loaded',
    subState: '',
    activeState,
  });

  test('keeps the time of the last change beyond the unit, and through an unchanged list', () => {
    const memory = createUnitMemory();
    memory.take([listed('active')]);
    memory.takeTimes(new Map([['x.service', 5]]));
    memory.take([listed('active')]);
    expect(memory.changedAt('x.service')).toBe(5);
    const gone = new Map([['x.service', null]]);
    memory.takeStates(gone, { onGone: () => undefined, descriptionOf: () => undefined });
    memory.takeTimes(new Map([['x.service', 9]]));
    memory.take([]);
    expect(memory.changedAt('x.service')).toBe(9);
    memory.forgetTime('x.service');
    expect(memory.changedAt('x.service')).toBeNull();
  });

  test('asks for the time of a change that only a list shows', () => {
    const memory = createUnitMemory();
    memory.take([listed('active'), listed('active', 'y.service')]);
    memory.takeTimes(
      new Map([
        ['x.service', 5],
        ['y.service', 0],
      ]),
    );
    expect([memory.changedAt('y.service'), memory.untimed()]).toEqual([null, []]);
    memory.take([listed('inactive'), listed('active', 'y.service')]);
    expect([memory.changedAt('x.service'), memory.untimed()]).toEqual([null, ['x.service']]);
    memory.take([]);
    expect(memory.changedAt('y.service')).toBeNull();
  });

  test('keeps the later of the times from a signal and an answer', () => {
    const memory = createUnitMemory();
    memory.takeTimes(new Map([['x.service', 9]]));
    memory.takeTimes(new Map([['x.service', 5]]));
    expect(memory.changedAt('x.service')).toBe(9);
  });
});

describe('rows', () => {
  const untold = { needDaemonReload: false, changedAt: null, crashing: false };
  const listed = {
    name: 'x.service',
    description: 'X',
    loadState: 'loaded',
    ...({ activeState: 'active', subState: 'running' } as const),
  };
  const fileRow = {
    ...plainUnit('x.service'),
    ...({ own: true, description: 'X of the file', unitFileState: 'enabled' } as const),
  };

  test('shows an unloaded file as stopped, and trusts systemd about loaded units', () => {
    expect(rowOf('x.service', fileRow, undefined, untold)).toMatchObject({
      activeState: 'inactive',
      description: 'X of the file',
      own: true,
    });
    expect(
      rowOf('x.service', fileRow, listed, { ...untold, needDaemonReload: true, changedAt: 5 }),
    ).toMatchObject({
      activeState: 'active',
      description: 'X',
      unitFileState: 'enabled',
      needDaemonReload: true,
      changedAt: 5,
    });
  });

  test('makes no row for a mere name', () => {
    const name = { ...listed, loadState: 'not-found', activeState: 'inactive' } as const;
    expect(rowOf('x.service', null, name, untold)).toBeNull();
    expect(rowOf('x.service', null, undefined, untold)).toBeNull();
  });

  test('reports only what changed', () => {
    const before = { 'x.service': plainUnit('x.service'), 'y.service': plainUnit('y.service') };
    const after = new Map([
      ['x.service', plainUnit('x.service')],
      ['z.service', plainUnit('z.service')],
    ]);
    expect(difference(before, after)).toEqual({
      changed: [plainUnit('z.service')],
      removed: ['y.service'],
    });
  });
});

test('merges requests to read the disk', () => {
  const some = new Map([['/a', new Set(['x'])]]);
  expect(bothWishes('nothing', some)).toBe(some);
  expect(bothWishes(some, null)).toBeNull();
  expect(
    bothWishes(
      some,
      new Map([
        ['/a', new Set(['y'])],
        ['/b', null],
      ]),
    ),
  ).toEqual(
    new Map([
      ['/a', new Set(['x', 'y'])],
      ['/b', null],
    ]),
  );
  expect(bothWishes(some, new Map([['/a', null]]))).toEqual(new Map([['/a', null]]));
});
