/** Deleting a service: stop, disable, files to the desktop's trash, reload. Undone from the trash. */
import { lstat } from 'node:fs/promises';
import { fail } from '../core/errors.ts';
import { isUp } from '../core/unit.ts';
import type { DeletionPlan } from '../ipc/contract.ts';
import type { Store } from '../store.ts';
import type { Systemctl } from '../system/systemctl.ts';
import type { OwnFiles, UnitStore } from '../system/unit-store.ts';
import type { Actions } from './actions.ts';
import type { Inventory } from './inventory.ts';

interface Deps {
  store: Store;
  systemctl: Systemctl;
  unitStore: UnitStore;
  actions: Actions;
  inventory: Inventory;
  /** Keeps the last version of each file in the history. */
  keepDeleted(unit: string): Promise<void>;
  /** Electron's shell.trashItem. */
  trash(path: string): Promise<void>;
  onBug(bug: unknown): void;
}

export interface Deletion {
  plan(unit: string): Promise<DeletionPlan>;
  remove(unit: string): Promise<void>;
}

const isThere = (path: string): Promise<boolean> =>
  lstat(path).then(
    () => true,
    () => false,
  );

export const createDeletion = (deps: Deps): Deletion => {
  const { store, systemctl, unitStore, actions, inventory, trash } = deps;

  const ownFiles = async (unit: string): Promise<OwnFiles> => {
    if (store.state().units[unit]?.own !== true) throw fail('not-own', { unit });
    return unitStore.ownFiles(unit);
  };

  const trashAll = async (paths: readonly string[]): Promise<void> => {
    for (const path of paths) {
      // Disabling a linked unit has removed its link already: systemctl(1), disable.
      if (!(await isThere(path))) continue;
      await trash(path).catch((thrown: unknown) => {
        const detail = thrown instanceof Error ? thrown.message : String(thrown);
        throw fail('trash-failed', { path, detail });
      });
    }
  };

  return {
    plan: async (unit) => {
      const { files, links, stays } = await ownFiles(unit);
      return { unit, trashed: files, unlinked: links, stays };
    },
    remove: async (unit) => {
      const { files } = await ownFiles(unit);
      await actions.doing(unit, 'delete', async () => {
        await deps.keepDeleted(unit);
        const row = store.state().units[unit];
        if (row !== undefined && isUp(row)) await systemctl.act(unit, 'stop');
        // A masked unit has no file of its own to disable: its link goes to the trash instead.
        if (row?.loadState !== 'masked') await systemctl.act(unit, 'disable');
        try {
          await trashAll(files);
        } finally {
          await systemctl.daemonReload(unit);
          await inventory.refresh().catch(deps.onBug);
        }
        if (row?.activeState === 'failed') {
          await systemctl.act(unit, 'reset-failed').catch(() => null); // gone with the file, maybe
        }
      });
    },
  };
};
