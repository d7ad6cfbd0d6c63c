/** Which running units need a restart after a save, with the real manager. */
import { mkdir, readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import type { UnitFileRef } from '../../../electron/core/files/unit-files.ts';
import { property, service, temporaryFolder } from '../workbench/bench.ts';
import { bytesOf, fragment, openEditing } from './editing-bench.ts';
import { systemctl, worker } from '../workbench/manager-bench.ts';
import { emptyFolder, put, putLink } from '../workbench/unit-folder.ts';

test('names the keys that a running service picks up only after a restart', async () => {
  await service('run.service', worker);
  await systemctl('start', 'run.service');
  const { editing, versionIn, running } = openEditing();
  const next = ['[Unit]', 'Description=x', ...worker, 'Environment=A=b', 'RestartSec=7'];
  const bytes = bytesOf(next.join('\n'));
  const save = async () =>
    editing.save({
      unit: 'run.service',
      file: fragment,
      version: await versionIn('run.service'),
      bytes,
    });
  running('run.service');
  expect(await save()).toMatchObject({
    restartFor: [{ unit: 'run.service', keys: ['Environment'] }],
  });
  // The manager already applies RestartSec=, but the process lacks Environment=.
  expect(await property('run.service', 'RestartUSec')).toBe('7s');
  const pid = await property('run.service', 'MainPID');
  const environment = await readFile(`/proc/${pid}/environ`, 'utf8');
  expect(environment.split('\0')).not.toContain('A=b');
});

test('names every running unit that uses the file, and no other', async () => {
  await emptyFolder();
  const { editing, row, running, versionIn } = openEditing();
  const dotfiles = await temporaryFolder();
  await put('a-t@.service', worker.join('\n'));
  await put('a-t@c.service', worker.join('\n'));
  await put('reset.service', worker.join('\n'));
  await put('reset.service.d/x.conf', '[Service]\nNice=\nNice=9\n');
  await put('stopped.service', worker.join('\n'));
  await mkdir(`${dotfiles}/common.d`);
  for (const unit of ['one.service', 'two.service']) {
    await put(unit, worker.join('\n'));
    await putLink(`${unit}.d`, `${dotfiles}/common.d`);
  }
  row('stopped.service');
  for (const name of ['a-t@b', 'a-t@a', 'a-t@c', 'reset', 'one', 'two']) running(`${name}.service`);
  running('some.timer');
  const restartsOf = async (
    unit: string,
    file: UnitFileRef,
    version: string | null,
    text: string,
  ) => {
    const outcome = await editing.save({ unit, file, version, bytes: bytesOf(text) });
    if (outcome.kind !== 'saved') throw new Error(outcome.kind);
    return outcome.restartFor.map((one) => `${one.unit} ${one.keys.join(' ')}`);
  };
  const text = `${worker.join('\n')}\nNice=1\n`;
  const version = await versionIn('a-t@.service');
  // a-t@c.service has its own file.
  expect(await restartsOf('a-t@a.service', fragment, version, text)).toEqual([
    'a-t@a.service Nice',
    'a-t@b.service Nice',
  ]);
  const dropIn = { kind: 'drop-in', name: 'o.conf' } as const;
  const umask = '[Service]\nUMask=77\n';
  expect(await restartsOf('a-t@.service', dropIn, null, umask)).toEqual([
    'a-t@a.service UMask',
    'a-t@b.service UMask',
    'a-t@c.service UMask',
  ]);
  expect(await restartsOf('one.service', dropIn, null, umask)).toEqual([
    'one.service UMask',
    'two.service UMask',
  ]);
  const mine = await versionIn('reset.service');
  expect(await restartsOf('reset.service', fragment, mine, text)).toEqual([]);
  // A mere copy changes nothing for the running process.
  const shipped = 'at-spi-dbus-bus.service';
  const theirs = await readFile(`/usr/lib/systemd/user/${shipped}`, 'utf8');
  running(shipped);
  expect(await restartsOf(shipped, fragment, null, theirs)).toEqual([]);
});
