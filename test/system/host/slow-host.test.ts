/** How Hearth copes with a host that is 30 ms away, and with a host that refuses a third of the writes. */
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { versionOf } from '../../../electron/host/files/replace-file.ts';
import { abandon } from './abandon.ts';
import { clear, scriptFolder } from '../kill/operation.ts';
import { operations, type OperationName } from '../kill/operations.ts';
import { createWorkbench } from '../kill/workbench.ts';
import { world } from '../kill/world.ts';
import {
  afterwards,
  chooseSeed,
  host,
  person,
  service,
  temporaryFolder,
  until,
} from '../workbench/bench.ts';
import { systemctl } from '../workbench/manager-bench.ts';
import { randomFrom } from '../../fuzz/random.ts';
import { slowHost } from '../workbench/slow-host.ts';
import { emptyFolder, put } from '../workbench/unit-folder.ts';

const { unitFolder } = person;
const far = () => slowHost(host, { delayMs: 30, random: Math.random });

/** Hearth without windows over a slow host, with a manager, until the test ends. */
const openFar = async (slow: ReturnType<typeof far>) => {
  const bench = createWorkbench(`${await temporaryFolder()}/hearth`, {}, slow.host);
  afterwards(bench.dispose);
  const isRunning = () => bench.store.state().manager.kind === 'running';
  await until('the inventory is complete', isRunning, 30_000);
  return bench;
};

test('reads a complete inventory of 1,000 units in at most 12 calls', async () => {
  await emptyFolder();
  const names = Array.from({ length: 1_000 }, (_, at) => `far-${String(at)}.service`);
  for (const name of names) await put(name, '[Service]\nExecStart=/bin/sleep 1\n');
  const slow = far();
  const { store } = await openFar(slow);
  const own = Object.values(store.state().units).filter((unit) => unit.own);
  expect(own).toHaveLength(1_000);
  console.log(`inventory of 1,000 units: ${slow.calls().join(' ')}`);
  expect(slow.calls().length).toBeLessThanOrEqual(12);
}, 120_000);

test('opens the page of a unit in at most 6 calls', async () => {
  const log = `${await temporaryFolder()}/log`;
  await writeFile(log, 'it works\n');
  const unit = 'far-page.service';
  await service(unit, ['[Service]', 'ExecStart=/bin/sleep 1000', '[X-Hearth]', `ProofFile=${log}`]);
  await systemctl('start', unit);
  const slow = far();
  const { handlers } = await openFar(slow);
  // Look up the search path, which happens only once.
  await handlers.unitSource({ unit });
  slow.forget();
  const [details, source] = await Promise.all([
    handlers.unitDetails({ unit }),
    handlers.unitSource({ unit }),
    handlers.watchProof({ unit }),
    handlers.watchNumbers({ unit }),
  ]);
  await until('proof and numbers are read', () =>
    ['tail', 'usage'].every((call) => slow.calls().includes(call)),
  );
  const calls = [...slow.calls()];
  expect(details).toMatchObject({ activeState: 'active' });
  expect(source.files.map(({ path: file }) => file)).toEqual([path.join(unitFolder, unit)]);
  console.log(`a unit's page: ${calls.join(' ')}`);
  expect(calls.length).toBeLessThanOrEqual(6);
});

test.each([
  ['a file', { kind: 'fragment' }, 'far-save.service'],
  ['a new drop-in', { kind: 'drop-in', name: 'override.conf' }, ''],
] as const)('saves %s of a running service in at most 8 calls', async (_, ref, file) => {
  const unit = 'far-save.service';
  const text = '[Service]\nExecStart=/bin/sleep 1000\n';
  await service(unit, ['[Service]', 'ExecStart=/bin/sleep 1000']);
  await systemctl('start', unit);
  const slow = far();
  const bench = await openFar(slow);
  const save = (change: string, version: string | null) =>
    bench.editing.save({
      unit,
      file: ref,
      version,
      bytes: new TextEncoder().encode(text + change),
    });
  const version = file === '' ? null : versionOf(Buffer.from(text));
  // Look up the search path and our own process, which happens only once.
  await bench.deletion.plan(unit);
  await bench.recovery.look();
  slow.forget();
  const outcome = await save('Environment=A=b\n', version);
  // The list re-reads what changed, whoever changed it: count that separately.
  const isOfList = (call: string): boolean => call === 'list' || call === 'follow';
  const calls = slow.calls().filter((call) => !isOfList(call));
  const list = slow.calls().filter(isOfList);
  expect(outcome).toMatchObject({ kind: 'saved', restartFor: [{ unit }], reloadProblem: null });
  console.log(`a save: ${calls.join(' ')}; the list: ${list.join(' ')}`);
  expect(calls.length).toBeLessThanOrEqual(8);
});

const rounds = 6;

test('never leaves anything half-written when a third of the writes are refused', async () => {
  for (const folder of [unitFolder, scriptFolder]) await mkdir(folder, { recursive: true });
  const random = randomFrom(chooseSeed('refused writes'));
  const counted: Record<string, { done: number; refused: number; again: number }> = {};
  for (const name of Object.keys(operations) as OperationName[]) {
    const { unit, prepare } = operations[name];
    const slow = slowHost(host, { delayMs: 1, random });
    const stateFolder = `${await temporaryFolder()}/hearth`;
    const journals = `${stateFolder}/transactions`;
    const bench = createWorkbench(stateFolder, {}, slow.host);
    afterwards(bench.dispose);
    await until('the manager', () => bench.store.state().manager.kind === 'running');
    const { store, recovery, creation } = bench;
    const isDone = () =>
      operations[name].run(bench).then(
        () => true,
        () => false,
      );
    const settle = async (): Promise<void> => {
      if (store.state().creation?.status === 'failed') await creation.undo();
      const { interrupted, undoable } = store.state().transactions;
      for (const { id } of interrupted) await recovery.undo(id);
      if (undoable !== null) await recovery.dismiss(undoable.id);
      recovery.dismissTold();
    };
    await prepare();
    await bench.inventory.refresh();
    const folder = path.join(unitFolder, `${unit}.d`);
    /** Leaves out an empty drop-in folder: removing it may have been refused, and it changes no unit. */
    const now = async (): Promise<Record<string, string>> => {
      const seen = Object.entries(await world(unit));
      const isEmpty = !seen.some(([at]) => at.startsWith(`${folder}/`));
      return Object.fromEntries(seen.filter(([at]) => !isEmpty || at !== folder));
    };
    const before = await now();
    expect(await isDone()).toBe(true);
    const after = await now();
    await settle();
    const count = { done: 0, refused: 0, again: 0 };
    for (let round = 0; round < rounds; round += 1) {
      await prepare();
      await bench.inventory.refresh();
      const earlier = slow.refuse(1 / 3);
      const done = await isDone();
      count.refused += slow.refuse(0) - earlier;
      if (done) count.done += 1;
      await settle();
      const at = `${name}, round ${String(round)}: ${done ? 'done' : 'not done'}`;
      expect(await now(), at).toEqual(done ? after : before);
      // When a journal couldn't be removed, the next Hearth offers to undo it once more.
      for (let look = 0; look < 3; look += 1) {
        if ((await readdir(journals).catch(() => [])).length === 0) break;
        await abandon(journals);
        await recovery.look();
        await settle();
        count.again += 1;
        expect(await now(), at).toEqual(before);
      }
      expect(await readdir(journals).catch(() => []), at).toEqual([]);
    }
    counted[name] = count;
    await clear(unit);
  }
  console.table(counted);
  const sum = (key: 'done' | 'refused'): number =>
    Object.values(counted).reduce((all, one) => all + one[key], 0);
  // Otherwise the test would prove nothing.
  expect(sum('refused')).toBeGreaterThan(rounds);
  expect(sum('done')).toBeGreaterThan(0);
}, 600_000);
