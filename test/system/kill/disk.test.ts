/** Leaves nothing half-done when the disk is full or read-only, and reports that nothing was done. */
import { chmod, mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { toProblem } from '../../../electron/core/problems/problem.ts';
import { afterwards, person, sudo, temporaryFolder } from '../workbench/bench.ts';
import { openWorkbench } from '../workbench/open-workbench.ts';
import { removeCrontab } from './import-operations.ts';
import { clear, scriptFolder } from './operation.ts';
import { operations, type OperationName } from './operations.ts';
import { world } from './world.ts';

/** Mounts a small file system over a folder; `fill` fills it to the brim. */
const smallDisk = async (folder: string): Promise<{ fill(): Promise<void> }> => {
  const owner = `uid=${String(process.getuid?.())},gid=${String(process.getgid?.())}`;
  await mkdir(folder, { recursive: true });
  await sudo('mount', '-t', 'tmpfs', '-o', `size=2m,mode=0700,${owner}`, 'tmpfs', folder);
  afterwards(() => sudo('umount', folder));
  return {
    fill: async () => {
      await writeFile(path.join(folder, 'filler'), Buffer.alloc(4 << 20)).catch(() => undefined);
    },
  };
};

/** The folder that an operation writes to. */
const targetOf = (name: OperationName): string =>
  name === 'save-script' ? scriptFolder : person.unitFolder;

const journals = (stateFolder: string): Promise<string[]> =>
  readdir(path.join(stateFolder, 'transactions')).catch(() => []);

/** Runs an operation that must fail. Returns the reported problem. */
const failing = async (name: OperationName, stateFolder: string) => {
  const bench = await openWorkbench(stateFolder);
  const thrown: unknown = await operations[name].run(bench).then(
    () => null,
    (failure: unknown) => failure,
  );
  expect(thrown).not.toBe(null);
  const { creation, transactions } = bench.store.state();
  const told = toProblem(thrown);
  if (creation?.status === 'failed') await bench.creation.undo();
  expect(transactions.interrupted).toEqual([]);
  return told;
};

const names = Object.keys(operations) as OperationName[];
afterAll(removeCrontab);
const writing = names.filter((name) => !['delete', 'remove-drop-in'].includes(name));

describe('the disk of the file is full', () => {
  test.each(writing)('%s changes nothing when the folder of its file is full', async (name) => {
    const { unit, prepare } = operations[name];
    const stateFolder = path.join(await temporaryFolder(), 'hearth');
    const { fill } = await smallDisk(targetOf(name));
    await prepare();
    await fill();
    const before = await world(unit);
    expect((await failing(name, stateFolder)).code).toBe('disk-full');
    expect(await world(unit)).toEqual(before);
    expect(await journals(stateFolder)).toEqual([]);
  });

  test('delete restores what can’t be moved to the trash, running and enabled', async () => {
    const { unit, prepare } = operations.delete;
    const stateFolder = path.join(await temporaryFolder(), 'hearth');
    const { fill } = await smallDisk(person.unitFolder);
    await prepare();
    await fill();
    const before = await world(unit);
    const told = await failing('delete', stateFolder);
    // tmpfs has no trash.
    expect(told.code).toBe('trash-failed');
    expect(told.next).toMatch(/as it was before: Hearth .*restored the link .*started/);
    expect(await world(unit)).toEqual(before);
    expect(await journals(stateFolder)).toEqual([]);
    await clear(unit);
  });
});

describe('the disk of the state folder is full', () => {
  test.each(names)('%s changes nothing when the state folder is full', async (name) => {
    const { unit, prepare } = operations[name];
    const place = await temporaryFolder();
    const { fill } = await smallDisk(place);
    const stateFolder = path.join(place, 'hearth');
    await prepare();
    await fill();
    const before = await world(unit);
    const told = await failing(name, stateFolder);
    expect(told.code).toBe('disk-full');
    expect(told.command).toContain(stateFolder);
    expect(await world(unit)).toEqual(before);
    expect(await journals(stateFolder)).toEqual([]);
    await clear(unit);
  });
});

describe.each(['the folder of the file', 'the state folder'])('%s isn’t writable', (which) => {
  test.each(names)('%s changes nothing when a folder isn’t writable', async (name) => {
    const { unit, prepare } = operations[name];
    const place = await temporaryFolder();
    const folder = which === 'the state folder' ? place : targetOf(name);
    await prepare();
    // Subfolders of a read-only folder may still be writable: close them too.
    const closed = [
      folder,
      `${path.join(folder, unit)}.d`,
      path.join(folder, 'default.target.wants'),
    ];
    const before = await world(unit);
    const modes = new Map<string, number>();
    for (const one of closed) {
      const facts = await stat(one).catch(() => null);
      if (facts !== null) modes.set(one, facts.mode & 0o7777);
    }
    for (const one of modes.keys()) await chmod(one, 0o555);
    const open = async (): Promise<void> => {
      for (const [one, mode] of modes) await chmod(one, mode).catch(() => undefined);
    };
    afterwards(open);
    const told = await failing(name, path.join(place, 'hearth'));
    await open();
    expect(['folder-not-writable', 'action-failed', 'trash-failed']).toContain(told.code);
    expect(await world(unit)).toEqual(before);
    expect(await journals(path.join(place, 'hearth'))).toEqual([]);
    await clear(unit);
  });
});
