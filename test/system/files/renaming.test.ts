import { mkdir, readFile, readlink, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { versionOf } from '../../../electron/host/files/replace-file.ts';
import {
  afterwards,
  person,
  problemOf,
  property,
  service,
  shell,
  temporaryFolder,
  until,
} from '../workbench/bench.ts';
import { clear } from '../kill/operation.ts';
import { openWorkbench } from '../workbench/open-workbench.ts';

const { unitFolder } = person;
const old = 'rename-old.service';
const to = 'rename-new.service';
const sleeper = [
  '[Service]',
  'ExecStart=/bin/sleep 1000',
  '[Install]',
  'WantedBy=default.target',
  'Also=rename-also.service',
];
const textOf = (name: string) => readFile(path.join(unitFolder, name), 'utf8');
const linkOf = (name: string) =>
  readlink(path.join(unitFolder, 'default.target.wants', name)).catch(() => null);

const open = async (lines: readonly string[] = sleeper) => {
  for (const unit of [old, to]) await clear(unit);
  afterwards(() => clear(to));
  await service('rename-also.service', [
    '[Service]',
    'ExecStart=/bin/true',
    ...sleeper.slice(2, 4),
  ]);
  await service(old, lines);
  const bench = await openWorkbench(path.join(await temporaryFolder(), 'hearth'));
  const refreshed = async () => {
    await bench.inventory.refresh();
    return bench;
  };
  return refreshed();
};

test('a running, enabled service keeps all that it has under its new name, and undo brings it back', async () => {
  const bench = await open();
  const dropIns = path.join(unitFolder, `${old}.d`);
  await mkdir(dropIns);
  await writeFile(path.join(dropIns, 'nice.conf'), '[Service]\nNice=7\n');
  await symlink('nice.conf', path.join(dropIns, 'other.conf'));
  await mkdir(path.join(unitFolder, 'by-hand.target.wants'), { recursive: true });
  await symlink(`../${old}`, path.join(unitFolder, 'by-hand.target.wants', old));
  const before = await textOf(old);
  const saved = await bench.editing.save({
    unit: old,
    file: { kind: 'fragment' },
    bytes: new TextEncoder().encode(`# changed\n${before}`),
    version: versionOf(new TextEncoder().encode(before)),
  });
  expect(saved.kind).toBe('saved');
  await shell('systemctl', '--user', 'enable', '--now', '--', old);
  await bench.inventory.refresh();
  await bench.handlers.pinUnit({ unit: old, pinned: true });
  await bench.handlers.muteUnit({ unit: old, muted: true });
  const { readPins, readNotices } = bench.settings;
  const ours = (units: readonly string[]) => units.filter((unit) => [old, to].includes(unit));
  const marks = async () => ({
    pins: ours(await readPins()),
    muted: ours((await readNotices()).muted),
  });
  afterwards(async () => {
    await bench.handlers.pinUnit({ unit: old, pinned: false });
    await bench.handlers.muteUnit({ unit: old, muted: false });
  });

  expect(await bench.renaming.rename({ unit: old, to })).toBeNull();
  expect(await marks()).toEqual({ pins: [to], muted: [to] });
  expect(ours(bench.store.state().notices.muted)).toEqual([to]);
  expect(await textOf(to)).toBe(`# changed\n${before}`);
  expect(await textOf(`${to}.d/nice.conf`)).toBe('[Service]\nNice=7\n');
  expect(await property(to, 'ActiveState')).toBe('active');
  expect(await property(to, 'Nice')).toBe('7');
  expect(await property(to, 'UnitFileState')).toBe('enabled');
  expect(await property(old, 'LoadState')).toBe('not-found');
  expect(await linkOf(to)).toBe(path.join(unitFolder, to));
  expect(await linkOf(old)).toBeNull();
  expect(await linkOf('rename-also.service')).not.toBeNull();
  expect(await readlink(path.join(unitFolder, 'by-hand.target.wants', to))).toBe(`../${to}`);
  expect((await bench.editing.history(to)).map(({ unit }) => unit)).toEqual([to]);
  expect(await bench.editing.history(old)).toEqual([]);

  const { undoable } = bench.store.state().transactions;
  expect(undoable).toMatchObject({ unit: old, kind: 'rename', to });
  expect(await bench.recovery.undo(undoable?.id ?? '')).toBeNull();
  expect(await textOf(old)).toBe(`# changed\n${before}`);
  expect(await marks()).toEqual({ pins: [old], muted: [old] });
  expect(await property(old, 'ActiveState')).toBe('active');
  expect(await property(old, 'UnitFileState')).toBe('enabled');
  expect(await property(to, 'LoadState')).toBe('not-found');
  expect((await bench.editing.history(old)).length).toBe(1);
  expect(await linkOf(to)).toBeNull();
});

test('a service that doesn’t start under its new name is back under the old one', async () => {
  const bench = await open([
    '[Service]',
    'Type=exec',
    'ExecStart=/bin/sh -c "case %n in rename-old*) exec sleep 1000 ;; esac; exit 1"',
    'ExecStartPost=/bin/sh -c "sleep 0.2; kill -0 $MAINPID"',
  ]);
  await shell('systemctl', '--user', 'start', '--', old);
  await bench.inventory.refresh();
  const failed = await bench.renaming.rename({ unit: old, to });
  expect(failed?.code).toBe('start-failed');
  expect(await property(old, 'ActiveState')).toBe('active');
  expect(await property(to, 'LoadState')).toBe('not-found');
  expect(bench.store.state().transactions.interrupted).toEqual([]);
});

test('a copy has the files, and neither runs nor is enabled', async () => {
  const bench = await open();
  await shell('systemctl', '--user', 'enable', '--now', '--', old);
  await bench.inventory.refresh();
  expect(await bench.renaming.duplicate({ unit: old, to })).toBeNull();
  expect(await textOf(to)).toBe(await textOf(old));
  expect(await property(to, 'ActiveState')).toBe('inactive');
  expect(await property(to, 'UnitFileState')).toBe('disabled');
  expect(await property(old, 'ActiveState')).toBe('active');
  const { undoable } = bench.store.state().transactions;
  await bench.recovery.undo(undoable?.id ?? '');
  expect(await property(to, 'LoadState')).toBe('not-found');
  expect(await property(old, 'ActiveState')).toBe('active');
});

test('refuses a name that is taken, links, and units of others', async () => {
  const bench = await open();
  await service('rename-taken.service', sleeper);
  const elsewhere = path.join(await temporaryFolder(), 'rename-linked.service');
  await writeFile(elsewhere, sleeper.join('\n'));
  await symlink(elsewhere, path.join(unitFolder, 'rename-linked.service'));
  afterwards(() => clear('rename-linked.service'));
  await shell('systemctl', '--user', 'daemon-reload');
  await until('the list', async () => {
    await bench.inventory.refresh();
    return bench.store.state().units['rename-linked.service'];
  });
  const refused = async (unit: string, name: string) =>
    (await problemOf(bench.renaming.rename({ unit, to: name }))).code;
  expect(await refused(old, 'rename-taken.service')).toBe('file-exists');
  await mkdir(path.join(unitFolder, `${to}.d`));
  expect(await refused(old, to)).toBe('file-exists');
  expect(await refused('rename-linked.service', 'rename-other.service')).toBe('cannot-rename');
  expect(await refused('dbus.service', 'rename-other.service')).toBe('not-own');
});

test('names what still has the old name', async () => {
  const bench = await open();
  await service('rename-after.service', [
    '[Unit]',
    `After=network.target ${old}`,
    `Description=not ${old}`,
    '[Service]',
    'ExecStart=/bin/true',
  ]);
  await service('rename-old.timer', ['[Timer]', 'OnCalendar=daily']);
  await service('rename-job.timer', ['[Timer]', 'OnCalendar=daily', `Unit=${old}`]);
  expect(await bench.renaming.plan(old)).toEqual({
    unit: old,
    parts: ['rename-old.timer'],
    follow: ['rename-job.timer'],
    refers: [{ unit: 'rename-after.service', key: 'After' }],
  });
});
