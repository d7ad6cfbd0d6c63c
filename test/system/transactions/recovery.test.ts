/** What Hearth offers after an interruption is true, stays true, and loses nobody's work. */
import { chmod, readdir, readFile, readlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { toProblem } from '../../../electron/core/problems/problem.ts';
import { emptyForm } from '../../../electron/core/create/service-form.ts';
import type {
  JournalLine,
  Plan,
  UndoRecord,
} from '../../../electron/core/transactions/transaction.ts';
import { versionOf } from '../../../electron/host/files/replace-file.ts';
import type { Limits } from '../../../electron/system/manager/systemctl.ts';
import { abandon } from '../host/abandon.ts';
import { afterwards, person, property, shell, temporaryFolder, until } from '../workbench/bench.ts';
import { clear } from '../kill/operation.ts';
import { openInterrupted } from '../workbench/interrupted.ts';
import { command, emptyFolder, put } from '../workbench/unit-folder.ts';

const { unitFolder } = person;
const unit = 'left.service';
const file = path.join(unitFolder, unit);
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const base64 = (text: string): string => Buffer.from(text).toString('base64');
const old = `# old\n${command}`;
const typed = `# typed\n${command}`;

const open = (limits?: Partial<Limits>) => openInterrupted(unit, limits);

const save: Plan = {
  kind: 'edit',
  unit,
  file: { unit, ref: { kind: 'fragment' }, path: file },
  before: versionOf(bytesOf(old)),
  bytes: base64(typed),
  mode: null,
  reason: 'saved',
};
const putBack: UndoRecord = {
  do: 'restore-file',
  path: file,
  bytes: base64(old),
  ours: versionOf(bytesOf(typed)),
  before: versionOf(bytesOf(old)),
};
const writing: JournalLine = {
  kind: 'step',
  step: 'file',
  undo: [{ do: 'reload', unit }, putBack],
};

describe('an interrupted save', () => {
  test('finishes a save though the manager doesn’t reload, and reports that', async () => {
    await emptyFolder();
    await put(unit, old);
    const { start, interrupt, left } = await open({ reloadMs: 1 });
    const id = await interrupt(save, writing);
    const { recovery, store } = await start();
    await recovery.look();
    expect(store.state().transactions.interrupted).toMatchObject([{ id, canFinish: true }]);
    await recovery.finish(id);
    expect(await readFile(file, 'utf8')).toBe(typed);
    expect(store.state().transactions).toMatchObject({
      interrupted: [],
      problem: { code: 'program-timed-out' },
    });
    expect(await left()).toEqual([]);
  });

  test('keeps the typed text once, however often undo is tried, and no longer finishes', async () => {
    await emptyFolder();
    await put(unit, `# theirs\n${command}`);
    const { start, interrupt, kept, left, journals } = await open();
    const id = await interrupt(save, writing, { kind: 'done', step: 'file' });
    const first = await start();
    await first.recovery.look();
    for (let tries = 0; tries < 2; tries += 1) {
      await first.recovery.undo(id);
      expect(first.store.state().transactions).toMatchObject({
        interrupted: [{ id, canFinish: false }],
        problem: { code: 'file-failed' },
      });
    }
    await abandon(journals);
    const { recovery, store } = await start();
    await recovery.look();
    await recovery.finish(id);
    expect(store.state().transactions).toMatchObject({
      interrupted: [{ id, canFinish: false }],
      problem: { code: 'undo-begun' },
    });
    await recovery.undo(id);
    expect(await readFile(file, 'utf8')).toBe(`# theirs\n${command}`);
    expect(await kept()).toMatchObject([{ reason: 'undone', version: versionOf(bytesOf(typed)) }]);
    await recovery.dismiss(id);
    expect(await left()).toEqual([]);
    expect(await kept()).toHaveLength(1);
  });

  test('waits for a running save of the same file before finishing an interrupted save', async () => {
    await emptyFolder();
    await put(unit, old);
    const { start, interrupt, left } = await open();
    const id = await interrupt(save, writing);
    const { recovery, editing, store, leave } = await start();
    await recovery.look();
    const mine = bytesOf(`# mine\n${command}`);
    const saving = editing.save({
      unit,
      file: { kind: 'fragment' },
      bytes: mine,
      version: versionOf(bytesOf(old)),
    });
    await until('the save is running', () => leave() !== null);
    await recovery.finish(id);
    expect(await saving).toMatchObject({ kind: 'saved' });
    expect(await readFile(file, 'utf8')).toBe(`# mine\n${command}`);
    expect(store.state().transactions.problem?.why).toMatch(/changed in the meantime/);
    await recovery.undo(id);
    await recovery.dismiss(id);
    expect(await left()).toEqual([]);
  });

  test('finishes and undoes an interrupted save of a link', async () => {
    await emptyFolder();
    const target = path.join(await temporaryFolder(), unit);
    await writeFile(target, typed);
    const { start, interrupt } = await open();
    const plan: Plan = { ...save, before: null, link: target, reason: 'restored' };
    const record: UndoRecord = { do: 'remove-link', path: file, to: target };
    const undo: UndoRecord[] = [{ do: 'reload', unit }, record];
    const id = await interrupt(plan, { kind: 'step', step: 'file', undo });
    const { recovery, store } = await start();
    await recovery.look();
    await recovery.finish(id);
    expect(store.state().transactions).toMatchObject({ interrupted: [], problem: null });
    expect(await readlink(file)).toBe(target);
    expect(await property(unit, 'LoadState')).toBe('loaded');
    const again = await interrupt(plan, { kind: 'step', step: 'file', undo });
    await recovery.look();
    await recovery.undo(again);
    expect(store.state().transactions).toMatchObject({ interrupted: [], problem: null });
    expect(await readdir(unitFolder)).toEqual([]);
    expect(await readFile(target, 'utf8')).toBe(typed);
    expect(await property(unit, 'LoadState')).toBe('not-found');
  });
});

describe('looking for interrupted transactions', () => {
  test('keeps what appeared on the screen meanwhile, and offers one deletion to undo', async () => {
    await emptyFolder();
    await put(unit, old);
    const { start, interrupt, left } = await open();
    const gone: Plan = {
      kind: 'delete',
      unit: 'gone.service',
      files: [],
      wasUp: false,
      wasFailed: false,
      masked: false,
    };
    await interrupt(gone, { kind: 'ended', at: 1 });
    const id = await interrupt({ ...save, unit: 'other.service' });
    const { deletion, recovery, store } = await start();
    await deletion.remove(unit);
    await recovery.look();
    expect(store.state().transactions).toMatchObject({
      undoable: { unit },
      interrupted: [{ id, unit: 'other.service' }],
    });
    expect(await left()).toHaveLength(2);
    await recovery.undo(store.state().transactions.undoable?.id ?? '');
    expect(await readFile(file, 'utf8')).toBe(old);
  });

  test('reports every unreadable journal, and an unreadable journal folder', async () => {
    await emptyFolder();
    const { start, interrupt, left, journals } = await open();
    await interrupt(save);
    const [good = ''] = await left();
    await chmod(path.join(journals, good), 0o000);
    await writeFile(path.join(journals, good.replace(/^\w+/, 'zz')), 'no journal');
    const { recovery, store } = await start();
    await recovery.look();
    const { why = '' } = store.state().transactions.problem ?? {};
    expect(why).toContain(path.join(journals, good));
    expect(why).toMatch(/\/zz\S+\.unreadable/);
    await chmod(path.join(journals, good), 0o600);
    await recovery.look();
    expect(store.state().transactions.interrupted).toHaveLength(1);
    await chmod(journals, 0o000);
    afterwards(() => chmod(journals, 0o700));
    recovery.dismissTold();
    await recovery.look();
    expect(store.state().transactions.problem?.code).toBe('file-failed');
  });
});

test('finishing one creation leaves another failed creation for the person to decide', async () => {
  await emptyFolder();
  const { start, journals, left } = await open();
  const form = (name: string) => ({ ...emptyForm(), name, restart: 'no' as const });
  const [waiting, failing] = ['left-waits', 'left-fails'];
  afterwards(async () => {
    for (const name of [waiting, failing]) await clear(`${name}.service`);
  });
  const before = await start();
  const fails = { command: '/bin/false', type: 'oneshot' as const };
  await before.creation.create({ ...form(waiting), ...fails });
  expect(before.store.state().creation?.status).toBe('failed');
  await abandon(journals);
  const { creation, recovery, store } = await start();
  await recovery.look();
  await creation.create({ ...form(failing), ...fails });
  expect(store.state().creation?.status).toBe('failed');
  const [found] = store.state().transactions.interrupted;
  await recovery.finish(found?.id ?? '');
  expect(store.state().creation?.unit).toBe(`${waiting}.service`);
  expect(store.state().transactions.interrupted).toMatchObject([{ unit: `${failing}.service` }]);
  expect((await readdir(unitFolder)).filter((name) => name.endsWith('.service')).sort()).toEqual([
    `${failing}.service`,
    `${waiting}.service`,
  ]);
  await recovery.undo(store.state().transactions.interrupted[0]?.id ?? '');
  await creation.undo();
  expect(store.state().transactions).toMatchObject({ interrupted: [], problem: null });
  expect(await readdir(unitFolder)).toEqual([]);
  expect(await left()).toEqual([]);
}, 120_000);

test('a deletion during a save either refuses the save or deletes its result as well', async () => {
  await emptyFolder();
  const { start, kept, left } = await open();
  const { deletion, editing, inventory, recovery, store } = await start();
  const file = { kind: 'drop-in', name: 'late.conf' } as const;
  const bytes = bytesOf('[Unit]\nDescription=late\n');
  let saved = 0;
  for (let delayMs = 0; delayMs < 40; delayMs += 4) {
    await put(unit, old);
    await inventory.refresh();
    const saving = editing.save({ unit, file, version: null, bytes }).then(
      ({ kind }) => kind,
      (thrown: unknown) => toProblem(thrown).code,
    );
    await new Promise((resolve) => setTimeout(resolve, delayMs));
    await deletion.remove(unit);
    const outcome = await saving;
    expect(['saved', 'busy'], String(delayMs)).toContain(outcome);
    if (outcome === 'saved') saved += 1;
    expect(store.state().problems).toEqual({});
    expect(await readdir(unitFolder), `${String(delayMs)} ms: ${outcome}`).toEqual([]);
    expect((await kept()).filter((one) => one.ref.kind === 'drop-in')).toHaveLength(saved);
    await recovery.undo(store.state().transactions.undoable?.id ?? '');
    const back = outcome === 'saved' ? [unit, `${unit}.d`] : [unit];
    expect((await readdir(unitFolder)).sort()).toEqual(back);
    await shell('rm', '-r', ...back.map((name) => path.join(unitFolder, name)));
  }
  expect(saved).toBeGreaterThan(0);
  expect(await left()).toEqual([]);
}, 120_000);
