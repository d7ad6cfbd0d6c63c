/** Deletes and undoes: every link removed with a unit comes back, and deleting an alias leaves its unit alone. */
import { readdir, readlink } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { afterwards, person, property, temporaryFolder } from '../workbench/bench.ts';
import { systemctl } from '../workbench/manager-bench.ts';
import { openWorkbench } from '../workbench/open-workbench.ts';
import { command, create, emptyFolder, put, putLink, wanted } from '../workbench/unit-folder.ts';

const { unitFolder } = person;

/** Every name below the unit folder; links with their target. */
const everything = async (below = ''): Promise<string[]> => {
  const folder = path.join(unitFolder, below);
  const found = await Promise.all(
    (await readdir(folder, { withFileTypes: true })).map(async ({ name }) => {
      const at = path.join(below, name);
      const to = await readlink(path.join(unitFolder, at)).catch(() => null);
      if (to !== null) return [`${at} -> ${to}`];
      return [at, ...(await everything(at).catch(() => []))];
    }),
  );
  return found.flat().sort();
};

/** Deletes a unit and undoes that. Returns what was there in between. */
const deleteAndUndo = async (unit: string): Promise<string[]> => {
  const { deletion, restoring, recovery, store } = await openWorkbench(
    path.join(await temporaryFolder(), 'hearth'),
  );
  const { links } = await create().ownFiles(unit);
  const before = await everything();
  await deletion.remove(unit);
  expect(store.state().problems).toEqual({});
  const between = await everything();
  expect((await restoring.deleted()).map((entry) => entry.unit)).toEqual([unit]);
  const went = before.filter((line) => !between.includes(line) && line.includes(' -> '));
  // Every link that the dialog named was removed.
  for (const link of links) {
    const name = path.relative(unitFolder, link);
    expect(went.some((line) => line.startsWith(`${name} -> `))).toBe(true);
  }
  await recovery.undo(store.state().transactions.undoable?.id ?? '');
  expect(store.state().transactions.problem).toBe(null);
  expect(await everything()).toEqual(before);
  return between;
};

test('deletes and restores a template with its instances, aliases and the links to them', async () => {
  await emptyFolder();
  await put('t@.service', wanted);
  await put('t@own.service', wanted);
  await put('bystander.service', wanted);
  await putLink('t-alias@.service', 't@.service');
  await putLink('t@masked.service', '/dev/null');
  await putLink('hand.target.wants/t@c.service', '../t@.service');
  await putLink('hand.target.wants/odd.service', '../t-alias@.service');
  await putLink('notes/deep/t@d.service', '/nowhere/at/all.service');
  await putLink('notes/no-unit', '../t@.service');
  await systemctl('daemon-reload');
  await systemctl('enable', 't@a.service', 't@own.service', 'bystander.service');
  expect(await deleteAndUndo('t@.service')).toEqual([
    'bystander.service',
    'default.target.wants',
    `default.target.wants/bystander.service -> ${unitFolder}/bystander.service`,
    'notes',
    'notes/no-unit -> ../t@.service',
    't@own.service',
  ]);
  expect(await property('t@a.service', 'UnitFileState')).toBe('enabled');
});

test('deletes and restores a service with its aliases and the links to them', async () => {
  await emptyFolder();
  await put('real.service', wanted);
  await putLink('other.service', 'real.service');
  await putLink('hand.target.wants/other.service', '../other.service');
  await putLink('hand.target.requires/third.service', '../other.service');
  await systemctl('daemon-reload');
  await systemctl('enable', 'real.service');
  expect(await deleteAndUndo('real.service')).toEqual([]);
});

test('deletes and restores an alias while its service stays enabled and running', async () => {
  await emptyFolder();
  await put('real.service', wanted);
  await put('plain.service', command);
  await putLink('other.service', 'real.service');
  await putLink('hand.target.wants/other.service', '../other.service');
  await systemctl('daemon-reload');
  await systemctl('enable', '--now', 'real.service');
  afterwards(() => systemctl('stop', 'real.service'));
  const pid = await property('real.service', 'MainPID');
  expect((await create().ownFiles('other.service')).aliasOf).toBe('real.service');
  expect(await deleteAndUndo('other.service')).toEqual([
    'default.target.wants',
    `default.target.wants/real.service -> ${unitFolder}/real.service`,
    'hand.target.wants',
    'plain.service',
    'real.service',
  ]);
  expect(await property('real.service', 'MainPID')).toBe(pid);
  expect(await property('other.service', 'Id')).toBe('real.service');
});
