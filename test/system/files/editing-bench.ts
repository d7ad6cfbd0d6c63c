/** Editing over alice's own folder and manager, with a history of its own. */
import { mkdtempSync } from 'node:fs';
import { readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { initialState } from '../../../electron/core/app/state.ts';
import { plainUnit } from '../../../electron/core/units/plain-unit.ts';
import type { Unit } from '../../../electron/core/units/unit.ts';
import type { UnitFileRef } from '../../../electron/core/files/unit-files.ts';
import { createStore } from '../../../electron/core/app/store.ts';
import { createHistory } from '../../../electron/system/storage/history.ts';
import { versionOf } from '../../../electron/system/files/version.ts';
import { createJournals } from '../../../electron/system/storage/transaction-log.ts';
import { createTurns } from '../../../electron/host/async/keyed-mutex.ts';
import { createSystemctl } from '../../../electron/system/manager/systemctl.ts';
import { createActions } from '../../../electron/engine/units/actions.ts';
import { createDeletion } from '../../../electron/engine/files/deletion.ts';
import { createEdits } from '../../../electron/engine/files/write-file.ts';
import { createTransactions } from '../../../electron/engine/transactions/transaction.ts';
import { createRestoring } from '../../../electron/engine/files/restoring.ts';
import { createEditing } from '../../../electron/engine/files/editing.ts';
import {
  afterwards,
  createBench,
  files,
  host,
  person,
  shell,
  temporaryFolder,
} from '../workbench/bench.ts';
import { create } from '../workbench/unit-folder.ts';

export const { unitFolder } = person;
export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
export const fragment: UnitFileRef = { kind: 'fragment' };

/** @param options.stateFolder in place of a fresh one. @param options.reloadMs how long a reload may take. */
export const openEditing = (options: { stateFolder?: string; reloadMs?: number } = {}) => {
  const { records, runner } = createBench();
  const store = createStore(initialState(person, { hearth: '', electron: '', systemd: '' }));
  const limits = options.reloadMs === undefined ? {} : { reloadMs: options.reloadMs };
  const systemctl = createSystemctl(runner, limits);
  const unitStore = create();
  const onBug = (bug: unknown): void => {
    throw bug;
  };
  const inventory = {
    refresh: () => Promise.resolve(),
    details: () => Promise.reject(new Error('not asked here')),
    close: () => undefined,
  };
  const folder = options.stateFolder ?? mkdtempSync(path.join(tmpdir(), 'hearth-test-'));
  if (options.stateFolder === undefined) afterwards(() => rm(folder, { recursive: true }));
  const history = createHistory({ files, folder: `${folder}/history` });
  const transactions = createTransactions({
    files,
    systemctl,
    unitStore,
    onBug,
    journals: createJournals(host, `${folder}/transactions`),
  });
  const onLeft = (): void => {
    throw new Error('something could not be taken back');
  };
  const edits = createEdits({ files, transactions, history, systemctl, onLeft });
  const turns = createTurns();
  const editing = createEditing({
    files,
    store,
    unitStore,
    history,
    edits,
    inventory,
    turns,
    onBug,
  });
  const restoring = createRestoring({
    files,
    store,
    history,
    transactions,
    systemctl,
    unitStore,
    inventory,
    turns,
    onLeft,
    onBug,
  });

  const row = (unit: string, facts: Partial<Unit> = {}): void => {
    store.dispatch({
      kind: 'units',
      changed: [{ ...plainUnit(unit), own: true, ...facts }],
      removed: [],
    });
  };
  const textOf = (name: string): Promise<string> => readFile(`${unitFolder}/${name}`, 'utf8');
  return {
    editing,
    restoring,
    edits,
    transactions,
    history,
    records,
    row,
    store,
    textOf,
    turns,
    journals: (): Promise<string[]> => readdir(`${folder}/transactions`).catch(() => []),
    running: (unit: string): void => {
      row(unit, { activeState: 'active', subState: 'running' });
    },
    own: async (unit: string): Promise<void> => {
      await systemctl.daemonReload();
      row(unit);
    },
    versionIn: async (name: string): Promise<string> =>
      versionOf(await readFile(`${unitFolder}/${name}`)),
    texts: async (unit: string): Promise<string[]> =>
      Promise.all(
        (await history.list(unit)).map(async ({ id }) =>
          new TextDecoder().decode(await history.bytes(id)),
        ),
      ),
    remove: async (unit: string): Promise<void> => {
      const bin = await temporaryFolder();
      const deletion = createDeletion({
        files,
        store,
        systemctl,
        unitStore,
        inventory,
        transactions,
        turns,
        onLeft,
        onBug,
        onDeleted: (transaction) => transaction.end(),
        actions: createActions(store, systemctl),
        keepDeleted: restoring.keepDeleted,
        trash: async (file) => {
          await shell('mv', file, bin);
        },
      });
      await deletion.remove(unit);
      const problem = store.state().problems[unit];
      if (problem !== undefined) throw new Error(problem.why);
    },
  };
};
