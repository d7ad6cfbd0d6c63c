/** What Hearth asks of a computer that is 30 ms away and refuses a third of the writes. */
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { initialState } from '../../../electron/core/app/state.ts';
import { createStore } from '../../../electron/core/app/store.ts';
import { parseText } from '../../../electron/core/syntax/unit-file.ts';
import { proofPathOf, type ProofReading } from '../../../electron/core/units/proof.ts';
import { createNumbers } from '../../../electron/engine/units/usage.ts';
import { createWatches } from '../../../electron/engine/units/proof.ts';
import { keepInventory } from '../../../electron/engine/units/inventory.ts';
import { createAnalyze } from '../../../electron/system/manager/analyze.ts';
import { keepManager } from '../../../electron/system/manager/manager.ts';
import { createRunner } from '../../../electron/system/programs/runner.ts';
import { versionOf } from '../../../electron/system/files/version.ts';
import { createUnitStore } from '../../../electron/system/units/store.ts';
import { abandon } from './abandon.ts';
import { clear, operations, scriptFolder, type OperationName } from '../kill/operations.ts';
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
import { randomFrom, slowHost } from '../workbench/slow-host.ts';
import { emptyFolder, put } from '../workbench/unit-folder.ts';

const { unitFolder } = person;
const far = () => slowHost(host, { delayMs: 30, random: Math.random });

/** An inventory over a host, until the end of the test. */
const keepOver = async (over: ReturnType<typeof far>['host']) => {
  const store = createStore(initialState(person, { hearth: '', electron: '', systemd: '' }));
  const inventory = keepInventory({
    store,
    host: over,
    keepManager,
    onFiles: () => undefined,
    onBug: (bug) => {
      throw bug;
    },
  });
  afterwards(() => {
    inventory.close();
  });
  const isRunning = () => store.state().manager.kind === 'running';
  await until('the inventory is complete', isRunning, 30_000);
  return { store, inventory };
};

test('a complete inventory of 1,000 units takes at most 12 calls', async () => {
  await emptyFolder();
  const names = Array.from({ length: 1_000 }, (_, at) => `far-${String(at)}.service`);
  for (const name of names) await put(name, '[Service]\nExecStart=/bin/sleep 1\n');
  const slow = far();
  const { store } = await keepOver(slow.host);
  const own = Object.values(store.state().units).filter((unit) => unit.own);
  expect(own).toHaveLength(1_000);
  console.log(`inventory of 1,000 units: ${slow.calls().join(' ')}`);
  expect(slow.calls().length).toBeLessThanOrEqual(12);
}, 120_000);

test('opening the page of a unit takes at most 6 calls', async () => {
  const log = `${await temporaryFolder()}/log`;
  await writeFile(log, 'it works\n');
  const unit = 'far-page.service';
  await service(unit, ['[Service]', 'ExecStart=/bin/sleep 1000', '[X-Hearth]', `ProofFile=${log}`]);
  await systemctl('start', unit);
  const slow = far();
  const { inventory } = await keepOver(slow.host);
  const analyze = createAnalyze(createRunner(slow.host, () => undefined));
  const paths = analyze.unitPaths();
  const unitStore = createUnitStore({
    files: slow.host.files,
    unitFolder,
    paths: () => paths,
    person,
  });
  await paths;
  slow.forget();

  // What the window asks for, at once.
  const proofPath = async (): Promise<string | null> => {
    const { text, dropIns } = await unitStore.read(unit);
    const { home, runtimeFolder: runtime } = person;
    const texts = [text, ...dropIns.map((dropIn) => dropIn.text)];
    return proofPathOf(texts.map(parseText), { home, runtime });
  };
  const seen: { proof: ProofReading | null; numbers: number } = { proof: null, numbers: 0 };
  const watches = createWatches({
    host: slow.host,
    proofPath,
    emit: (_, { reading }) => {
      seen.proof = reading;
    },
  });
  const numbers = createNumbers({
    host: slow.host,
    controlGroup: async () => (await inventory.details(unit)).controlGroup,
    emit: () => {
      seen.numbers += 1;
    },
  });
  const [details, path_, source] = await Promise.all([
    inventory.details(unit),
    proofPath(),
    unitStore.source(unit),
    watches.watchProof(unit),
    numbers.watch(unit),
  ]);
  await until('the proof is read', () => seen.proof !== null);
  const calls = [...slow.calls()];
  numbers.unwatch();
  watches.close();
  expect(details.activeState).toBe('active');
  expect(path_).toBe(log);
  expect(source.files.map(({ path: file }) => file)).toEqual([path.join(unitFolder, unit)]);
  expect(seen.proof).toMatchObject({ kind: 'text', lines: ['it works'] });
  expect(seen.numbers).toBeGreaterThan(0);
  console.log(`a unit's page: ${calls.join(' ')}`);
  expect(calls.length).toBeLessThanOrEqual(6);
});

/** All that Hearth does, over a slow host; the list of units follows over one of its own. */
const openFar = async (
  slow: ReturnType<typeof far>,
  stateFolder: string,
  list: ReturnType<typeof far> = slow,
) => {
  const bench = createWorkbench(person, stateFolder, {}, slow.host, list.host);
  afterwards(() => {
    bench.inventory.close();
  });
  await until('the manager', () => bench.store.state().manager.kind === 'running');
  await bench.inventory.refresh();
  return bench;
};

test.each([
  ['of a file', { kind: 'fragment' }, 'far-save.service'],
  ['of a new drop-in', { kind: 'drop-in', name: 'override.conf' }, ''],
] as const)('a save %s of a running service takes at most 8 calls', async (_, ref, file) => {
  const unit = 'far-save.service';
  const text = '[Service]\nExecStart=/bin/sleep 1000\n';
  await service(unit, ['[Service]', 'ExecStart=/bin/sleep 1000']);
  await systemctl('start', unit);
  const slow = far();
  // What changes is read again for the list, whoever changes it: that is counted apart.
  const list = far();
  const bench = await openFar(slow, `${await temporaryFolder()}/hearth`, list);
  const save = (change: string, version: string | null) =>
    bench.editing.save({
      unit,
      file: ref,
      version,
      bytes: new TextEncoder().encode(text + change),
    });
  const version = file === '' ? null : versionOf(Buffer.from(text));
  // The search path is asked once, and which process this is.
  await bench.deletion.plan(unit);
  await bench.recovery.look();
  slow.forget();
  list.forget();
  const outcome = await save('Environment=A=b\n', version);
  const calls = [...slow.calls()];
  expect(outcome).toMatchObject({ kind: 'saved', restartFor: [{ unit }], reloadProblem: null });
  console.log(`a save: ${calls.join(' ')}; the list: ${list.calls().join(' ')}`);
  expect(calls.length).toBeLessThanOrEqual(8);
});

const rounds = 6;

test('where a third of the writes is refused, nothing half-written is ever left', async () => {
  for (const folder of [unitFolder, scriptFolder]) await mkdir(folder, { recursive: true });
  const random = randomFrom(chooseSeed('refused writes'));
  const counted: Record<string, { done: number; refused: number; again: number }> = {};
  for (const name of Object.keys(operations) as OperationName[]) {
    const { unit, prepare } = operations[name];
    const stateFolder = `${await temporaryFolder()}/hearth`;
    const journals = `${stateFolder}/transactions`;
    const slow = slowHost(host, { delayMs: 1, random });
    const bench = await openFar(slow, stateFolder);
    const { store, recovery, creation } = bench;
    const isDone = () =>
      operations[name].run(bench).then(
        () => true,
        () => false,
      );
    const settle = async (): Promise<void> => {
      if (store.state().creation?.status === 'failed') await creation.undo();
      const { interrupted, deleted } = store.state().transactions;
      for (const { id } of interrupted) await recovery.undo(id);
      if (deleted !== null) await recovery.dismiss(deleted.id);
      recovery.dismissTold();
    };
    await prepare();
    await bench.inventory.refresh();
    const folder = path.join(unitFolder, `${unit}.d`);
    /** An empty folder of drop-ins changes no unit: one that could not be removed may stay. */
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
      // A log that could not be removed offers what was done once more, to the next Hearth.
      while ((await readdir(journals).catch(() => [])).length > 0) {
        await abandon(journals);
        await recovery.look();
        await settle();
        count.again += 1;
        expect(await now(), at).toEqual(before);
      }
    }
    counted[name] = count;
    await clear(unit);
    bench.inventory.close();
  }
  console.table(counted);
  const sum = (key: 'done' | 'refused'): number =>
    Object.values(counted).reduce((all, one) => all + one[key], 0);
  // Else it would prove nothing.
  expect(sum('refused')).toBeGreaterThan(rounds);
  expect(sum('done')).toBeGreaterThan(0);
}, 600_000);
