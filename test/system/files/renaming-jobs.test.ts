/** A job of several units stays one job under its new name. */
import { mkdir, readFile, readlink, rm, stat, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { quietFor } from '../../quiet.ts';
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
const textOf = (name: string) => readFile(path.join(unitFolder, name), 'utf8');
const types = ['service', 'timer', 'path', 'socket'];
const prefixes = ['job-old', 'job-new', 'job-other', 'job-old@', 'job-new@'];

const open = async (units: Record<string, string[]>) => {
  const clearAll = async () => {
    for (const prefix of prefixes)
      for (const type of types)
        if (!prefix.endsWith('@') || type === 'service') await clear(`${prefix}.${type}`);
  };
  await clearAll();
  afterwards(clearAll);
  for (const [name, lines] of Object.entries(units)) await service(name, lines);
  const bench = await openWorkbench(path.join(await temporaryFolder(), 'hearth'));
  const start = async (...names: string[]) => {
    await shell('systemctl', '--user', 'enable', '--now', '--', ...names);
    await bench.inventory.refresh();
  };
  await bench.inventory.refresh();
  return { bench, start };
};

const timer = ['[Timer]', 'OnCalendar=yearly', '[Install]', 'WantedBy=timers.target'];
const job = ['[Unit]', 'After=job-old.timer', '[Service]', 'Type=oneshot', 'ExecStart=/bin/true'];

test('the timer follows its service, also one of another name, and undo brings all back', async () => {
  const other = ['[Timer]', 'OnCalendar=yearly', 'Unit=job-old.service'];
  const { bench, start } = await open({
    'job-old.service': job,
    'job-old.timer': timer,
    'job-other.timer': other,
  });
  await start('job-old.timer');
  await shell('systemctl', '--user', 'start', '--', 'job-other.timer');
  await bench.inventory.refresh();
  const names = { unit: 'job-old.service', to: 'job-new.service' };
  expect(await bench.renaming.rename(names)).toBeNull();
  expect(await property('job-new.timer', 'ActiveState')).toBe('active');
  expect(await property('job-new.timer', 'Triggers')).toBe('job-new.service');
  expect(await property('job-new.timer', 'UnitFileState')).toBe('enabled');
  expect(await property('job-old.timer', 'LoadState')).toBe('not-found');
  expect(await textOf('job-new.service')).toContain('After=job-new.timer');
  expect(await property('job-other.timer', 'Triggers')).toBe('job-new.service');
  expect(await property('job-other.timer', 'ActiveState')).toBe('active');

  const { undoable } = bench.store.state().transactions;
  expect(await bench.recovery.undo(undoable?.id ?? '')).toBeNull();
  expect(await property('job-old.timer', 'ActiveState')).toBe('active');
  expect(await property('job-old.timer', 'Triggers')).toBe('job-old.service');
  expect(await property('job-other.timer', 'Triggers')).toBe('job-old.service');
  expect(await textOf('job-old.service')).toContain('After=job-old.timer');
  expect(await property('job-new.timer', 'LoadState')).toBe('not-found');
  expect(await property('job-new.service', 'LoadState')).toBe('not-found');
});

describe('when a timer last ran', () => {
  const day = 24 * 60 * 60;
  const stampOf = (timer: string) => path.join(person.timerFolder, `stamp-${timer}`);
  const stampTime = async (timer: string) => (await stat(stampOf(timer))).mtimeMs / 1000;
  /** As if it last ran so many seconds ago. */
  const ranAgo = async (timer: string, seconds: number): Promise<void> => {
    await mkdir(person.timerFolder, { recursive: true });
    await writeFile(stampOf(timer), '');
    const at = Math.round(Date.now() / 1000) - seconds;
    await utimes(stampOf(timer), at, at);
  };
  const persistent = [
    ...['[Timer]', 'OnCalendar=*-*-* 00:00:00', 'Persistent=yes'],
    ...['[Install]', 'WantedBy=timers.target'],
  ];
  const once = ['[Service]', 'Type=oneshot', 'RemainAfterExit=yes', 'ExecStart=/bin/true'];
  const begin = async () => {
    const forget = async () => {
      for (const timer of ['job-old.timer', 'job-new.timer'])
        await rm(stampOf(timer), { force: true });
    };
    await forget();
    const opened = await open({ 'job-old.service': once, 'job-old.timer': persistent });
    afterwards(forget);
    return opened;
  };
  const hasRun = async (prefix: string) =>
    (await property(`${prefix}.service`, 'ActiveState')) === 'active';
  const waits = async (timer: string): Promise<void> => {
    await quietFor(250, 'a timer that is behind starts its unit at once');
    expect(await property(timer, 'SubState')).toBe('waiting');
  };

  test('systemd makes up for what was missed since, and counts from now without it', async () => {
    const { start } = await begin();
    await ranAgo('job-old.timer', 3 * day);
    await start('job-old.timer');
    await until('the missed run', () => hasRun('job-old'));
    await shell('systemctl', '--user', 'stop', '--', 'job-old.timer', 'job-old.service');
    await rm(stampOf('job-old.timer'));
    await start('job-old.timer');
    await waits('job-old.timer');
    expect(await hasRun('job-old')).toBe(false);
    expect(await stampTime('job-old.timer')).toBeGreaterThan(Date.now() / 1000 - 60);
  });

  test('it follows a stopped timer, which makes up for it, and comes back on undo', async () => {
    const { bench, start } = await begin();
    await ranAgo('job-old.timer', 3 * day);
    const before = await stampTime('job-old.timer');
    const names = { unit: 'job-old.service', to: 'job-new.service' };
    expect(await bench.renaming.rename(names)).toBeNull();
    expect(await stampTime('job-new.timer')).toBe(before);
    const { undoable } = bench.store.state().transactions;
    expect(await bench.recovery.undo(undoable?.id ?? '')).toBeNull();
    expect(await stampTime('job-old.timer')).toBe(before);
    await expect(stat(stampOf('job-new.timer'))).rejects.toThrow('ENOENT');

    expect(await bench.renaming.rename(names)).toBeNull();
    await start('job-new.timer');
    await until('the missed run', () => hasRun('job-new'));
  });

  test('a running timer doesn’t run again, even if an earlier one of the new name is behind', async () => {
    const { bench, start } = await begin();
    await start('job-old.timer');
    await waits('job-old.timer');
    await ranAgo('job-new.timer', 3 * day);
    const before = await stampTime('job-old.timer');
    const names = { unit: 'job-old.timer', to: 'job-new.timer' };
    expect(await bench.renaming.rename(names)).toBeNull();
    await waits('job-new.timer');
    expect(await hasRun('job-new')).toBe(false);
    expect(await stampTime('job-new.timer')).toBe(before);
    const { undoable } = bench.store.state().transactions;
    expect(await bench.recovery.undo(undoable?.id ?? '')).toBeNull();
    await waits('job-old.timer');
    expect(await hasRun('job-old')).toBe(false);
    expect(await stampTime('job-old.timer')).toBe(before);
  });

  test('a copy is another job: it counts from its own first start', async () => {
    const { bench, start } = await begin();
    await ranAgo('job-old.timer', 3 * day);
    const names = { unit: 'job-old.timer', to: 'job-new.timer' };
    expect(await bench.renaming.duplicate(names)).toBeNull();
    await start('job-new.timer');
    await waits('job-new.timer');
    expect(await hasRun('job-new')).toBe(false);
    expect(await stampTime('job-old.timer')).toBeLessThan(Date.now() / 1000 - 2 * day);
  });
});

test('a service follows its path, and a running one its socket', async () => {
  const { bench, start } = await open({
    'job-old.service': ['[Service]', 'ExecStart=/bin/sleep 1000'],
    'job-old.path': ['[Path]', 'PathExists=/nonexistent', '[Install]', 'WantedBy=paths.target'],
    'job-old.socket': ['[Socket]', 'ListenStream=%t/job-old-test', 'RemoveOnStop=yes'],
  });
  await start('job-old.path');
  await shell('systemctl', '--user', 'start', '--', 'job-old.socket', 'job-old.service');
  await bench.inventory.refresh();
  const names = { unit: 'job-old.path', to: 'job-new.path' };
  expect(await bench.renaming.rename(names)).toBeNull();
  for (const type of ['service', 'path', 'socket'])
    expect(await property(`job-new.${type}`, 'ActiveState')).toBe('active');
  expect(await property('job-new.path', 'Triggers')).toBe('job-new.service');
  const { undoable } = bench.store.state().transactions;
  expect(await bench.recovery.undo(undoable?.id ?? '')).toBeNull();
  for (const type of ['service', 'path', 'socket'])
    expect(await property(`job-old.${type}`, 'ActiveState')).toBe('active');
});

test('a template follows the socket that starts an instance for each connection', async () => {
  const { bench, start } = await open({
    'job-old@.service': ['[Service]', 'ExecStart=/bin/cat', 'StandardInput=socket'],
    'job-old.socket': [
      '[Socket]',
      'ListenStream=%t/job-old-test',
      'Accept=yes',
      '[Install]',
      'WantedBy=sockets.target',
    ],
  });
  await start('job-old.socket');
  const names = { unit: 'job-old.socket', to: 'job-new.socket' };
  expect(await bench.renaming.rename(names)).toBeNull();
  expect(await textOf('job-new@.service')).toContain('/bin/cat');
  expect(await property('job-new.socket', 'ActiveState')).toBe('active');
  await expect(textOf('job-old@.service')).rejects.toThrow('ENOENT');
  const wanted = path.join(unitFolder, 'sockets.target.wants', 'job-new.socket');
  expect(await readlink(wanted)).toBe(path.join(unitFolder, 'job-new.socket'));
});

test('a copy of a timer starts the copy of its service', async () => {
  const { bench } = await open({ 'job-old.service': job, 'job-old.timer': timer });
  const names = { unit: 'job-old.timer', to: 'job-new.timer' };
  expect(await bench.renaming.duplicate(names)).toBeNull();
  expect(await property('job-new.timer', 'Triggers')).toBe('job-new.service');
  expect(await textOf('job-new.service')).toContain('After=job-new.timer');
  expect(await textOf('job-old.service')).toContain('After=job-old.timer');
  expect(await property('job-new.timer', 'UnitFileState')).toBe('disabled');
});

test('a timer of a service that cannot follow still starts it', async () => {
  const { bench } = await open({ 'job-old.timer': timer });
  const names = { unit: 'job-old.timer', to: 'job-new.timer' };
  expect(await bench.renaming.rename(names)).toBeNull();
  expect(await textOf('job-new.timer')).toContain('Unit=job-old.service');
});

test('one of another name that is taken keeps the whole job from it', async () => {
  const { bench } = await open({
    'job-old.service': job,
    'job-old.timer': timer,
    'job-new.timer': timer,
  });
  const names = { unit: 'job-old.service', to: 'job-new.service' };
  expect((await problemOf(bench.renaming.rename(names))).code).toBe('file-exists');
  expect(await textOf('job-old.service')).toContain('oneshot');
});
