/** Drop-ins in folders that several units share, with the real manager. */
import { readdir } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { inOrderOfNames } from '../../../electron/core/units/unit.ts';
import { versionOf } from '../../../electron/host/files/replace-file.ts';
import { property } from '../workbench/bench.ts';
import { systemctl } from '../workbench/manager-bench.ts';
import { command, create, emptyFolder, put, putLink } from '../workbench/unit-folder.ts';
import { bytesOf, openEditing, unitFolder } from './editing-bench.ts';

test('names the units that a shared drop-in changes, as the manager has them', async () => {
  await emptyFolder();
  const others = ['p-a', 'p-b', 'p-own', 'p-closed', 'q', 'p-t@x', 'p-t@y', 'named'];
  for (const one of others.filter((name) => !name.includes('@')))
    await put(`${one}.service`, command);
  await put('p-t@.service', command);
  await put('p-a.timer', '[Timer]\nOnActiveSec=1d\n');
  await putLink('p-alias.service', 'named.service');
  await put('p-.service.d/shared.conf', '[Unit]\nDocumentation=man:shared\n');
  // A more specific drop-in of the same name comes first, and a mask hides it.
  await put('p-own.service.d/shared.conf', '[Unit]\n');
  await putLink('p-closed.service.d/shared.conf', '/dev/null');
  await systemctl('daemon-reload');
  const names = [
    ...others.map((one) => `${one}.service`),
    'p-a.timer',
    'p-t@.service',
    'p-alias.service',
  ];
  const { files } = await create().source('p-b.service', names);
  const shown = files.find(({ ref }) => ref.kind === 'drop-in');
  const taking: string[] = [];
  for (const name of names) {
    if (name === 'p-t@.service' || name === 'p-alias.service') continue;
    if ((await property(name, 'Documentation')) !== '') taking.push(name);
  }
  expect(shown?.changes).toEqual(taking.sort(inOrderOfNames.compare));
  expect(shown?.changes).toEqual(
    ['named', 'p-a', 'p-b', 'p-t@x', 'p-t@y'].map((one) => `${one}.service`),
  );
});

test.each([
  ['of a prefix', 'p-.service', 'p-.service'],
  ['of a template', 'p-t@.service', 'p-t@.service'],
  ['of a type', 'service', 'p-t@x.service'],
])('changes, removes and restores a drop-in %s', async (_, of, kept) => {
  await emptyFolder();
  await put('p-t@.service', command);
  const [folder, unit] = [`${of}.d`, 'p-t@x.service'];
  await put(`${folder}/x.conf`, '[Unit]\nDescription=old\n');
  await systemctl('daemon-reload');
  const { editing, textOf, versionIn } = openEditing();
  const file = { kind: 'drop-in', name: 'x.conf', of } as const;
  const bytes = bytesOf('[Unit]\nDescription=new\n');
  const version = await versionIn(`${folder}/x.conf`);
  expect(await editing.save({ unit, file, version, bytes })).toMatchObject({ kind: 'saved' });
  expect(await textOf(`${folder}/x.conf`)).toBe('[Unit]\nDescription=new\n');
  expect(await property(unit, 'Description')).toBe('new');
  const removed = await editing.removeDropIn({
    unit,
    name: 'x.conf',
    of,
    version: versionOf(bytes),
  });
  expect(removed).toMatchObject({ kind: 'saved' });
  expect(await readdir(unitFolder)).toEqual(['p-t@.service']);
  const [newest, older] = await editing.history(unit);
  expect(newest).toMatchObject({ reason: 'drop-in-removed', ref: file, unit: kept });
  await editing.restore({ id: older?.id ?? '', version: null });
  expect(await property(unit, 'Description')).toBe('old');
});

test('refuses the shared folder of other units', async () => {
  await emptyFolder();
  await put('s.service', command);
  const { editing } = openEditing();
  const file = { kind: 'drop-in', name: 'x.conf', of: 'other.service' } as const;
  const saving = editing.save({ unit: 's.service', file, version: null, bytes: bytesOf('') });
  await expect(saving).rejects.toThrow('other.service');
  expect(await readdir(unitFolder)).toEqual(['s.service']);
});
