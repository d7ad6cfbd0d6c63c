/** Edits in alice's own unit folder with her manager, and keeps a separate history. */
import { mkdtempSync } from 'node:fs';
import { readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'vitest';
import { plainUnit, type Unit } from '../../../electron/core/units/unit.ts';
import type { UnitFileRef } from '../../../electron/core/files/unit-files.ts';
import { ProblemError } from '../../../electron/core/problems/problem.ts';
import { openJournal } from '../../../electron/system/journal/journalctl.ts';
import { versionOf } from '../../../electron/host/files/replace-file.ts';
import { createCrontab } from '../../../electron/system/cron/crontab-program.ts';
import { createAnalyze } from '../../../electron/system/manager/analyze.ts';
import { createSystemctl } from '../../../electron/system/manager/systemctl.ts';
import { createBugs } from '../../../electron/engine/app/bugs.ts';
import { createNoticeSettings } from '../../../electron/engine/notices/notice-settings.ts';
import { createChanges } from '../../../electron/engine/transactions/unit-changes.ts';
import { createUnitLock } from '../../../electron/engine/transactions/unit-lock.ts';
import { createPins } from '../../../electron/engine/units/pins.ts';
import { createSettings } from '../../../electron/system/storage/settings.ts';
import {
  afterwards,
  createBench,
  files,
  freshStore,
  host,
  person,
  shell,
  temporaryFolder,
} from '../workbench/bench.ts';
import { create } from '../workbench/unit-folder.ts';

export const { unitFolder } = person;
export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
export const fragment: UnitFileRef = { kind: 'fragment' };

/** @param options.stateFolder instead of a fresh folder. @param options.reloadMs how long a reload may take. */
export const openEditing = (options: { stateFolder?: string; reloadMs?: number } = {}) => {
  const { records, runner } = createBench();
  const store = freshStore().account;
  const limits = options.reloadMs === undefined ? {} : { reloadMs: options.reloadMs };
  const systemctl = createSystemctl(runner, limits);
  const bugs = createBugs((bug) => {
    throw bug;
  });
  const folder = options.stateFolder ?? mkdtempSync(path.join(tmpdir(), 'hearth-test-'));
  if (options.stateFolder === undefined) afterwards(() => rm(folder, { recursive: true }));
  const settings = createSettings(files, path.join(folder, 'config'));
  const changes = createChanges({
    host,
    store,
    systemctl,
    analyze: createAnalyze(runner),
    journalctl: openJournal(runner, files, person.uid).journalctl,
    unitStore: create(),
    crontab: createCrontab(runner, files),
    // Tests set what is running themselves: see `row`.
    inventory: {
      refresh: () => Promise.resolve(),
      details: () => Promise.reject(new Error('not asked here')),
    },
    lock: createUnitLock(store, bugs),
    pins: createPins(store, settings),
    notices: createNoticeSettings(store, settings),
    stateFolder: folder,
    historyBounds: () => ({}),
    note: () => undefined,
    trash: async (file) => {
      await shell('mv', file, await temporaryFolder());
    },
    bugs,
  });
  const { history, deletion } = changes;
  afterwards(() => {
    expect(store.state().transactions.interrupted).toEqual([]);
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
    ...changes,
    records,
    row,
    store,
    textOf,
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
      const problem = await deletion.remove(unit);
      if (problem !== null) throw new ProblemError(problem);
      const { undoable } = store.state().transactions;
      if (undoable !== null) await changes.recovery.dismiss(undoable.id);
    },
  };
};
