/**
 * Deletes a service: stop, disable, move its files to the desktop's trash, reload. A failure on the way is rolled
 * back, and the whole deletion can be undone later. Deleting an alias removes only that name.
 */
import { fail, problemCodeOf, type Problem } from '../../core/problems/problem.ts';
import type { Plan, UndoRecord } from '../../core/transactions/transaction.ts';
import { deletionFacts, type DeletionPlan } from '../../core/files/deletion.ts';
import type { AccountStore } from '../../core/app/store.ts';
import type { HostFiles } from '../../host/host-files.ts';
import type { Systemctl } from '../../system/manager/systemctl.ts';
import type { OwnFiles, UnitStore } from '../../system/units/unit-store.ts';
import type { Bugs } from '../app/bugs.ts';
import type { Inventory } from '../units/inventory.ts';
import {
  doAll,
  type RunningTransaction,
  type Step,
  type TransactionWork,
} from '../transactions/transaction.ts';
import type { UnitLock } from '../transactions/unit-lock.ts';

interface Deps {
  files: Pick<HostFiles, 'areThere' | 'snapshot'>;
  store: AccountStore;
  systemctl: Systemctl;
  unitStore: Pick<UnitStore, 'ownFiles'>;
  /** Keeps the last version of each file in the history. */
  keepDeleted(unit: string): Promise<void>;
  lock: Pick<UnitLock, 'whole'>;
  inventory: Pick<Inventory, 'refresh'>;
  transactions: Pick<TransactionWork, 'begin'>;
  /** Called with a successful deletion, which can be undone. */
  onDone(transaction: RunningTransaction): Promise<void>;
  /** Called with a deletion that could not be fully rolled back. */
  onLeft(transaction: RunningTransaction): void;
  /** Electron's shell.trashItem. */
  trash(path: string): Promise<void>;
  bugs: Bugs;
}

type DeletionTransaction = Extract<Plan, { kind: 'delete' }>;

export const createDeletion = (deps: Deps) => {
  const { store, systemctl, unitStore, inventory } = deps;

  const ownFiles = async (unit: string): Promise<OwnFiles> => {
    if (store.state().units[unit]?.own !== true) throw fail('not-own', { unit });
    return unitStore.ownFiles(unit);
  };

  const trashAll = async (paths: readonly string[]): Promise<void> => {
    const there = await deps.files.areThere(paths);
    for (const [index, one] of paths.entries()) {
      // Disabling a linked unit already removed its link: systemctl(1), disable.
      if (there[index] !== true) continue;
      await deps.trash(one).catch((thrown: unknown) => {
        const detail = thrown instanceof Error ? thrown.message : String(thrown);
        throw fail('trash-failed', { path: one, detail });
      });
    }
  };

  /** Restores files and links as they are now, then reloads. Listed in reverse. */
  const everything = async (unit: string, files: readonly string[]): Promise<UndoRecord[]> => {
    const { links } = await unitStore.ownFiles(unit);
    return [{ do: 'reload', unit }, ...(await deps.files.snapshot([...links, ...files]))];
  };

  /** Disabling a linked unit removes the link to its file: systemctl(1), disable. */
  const unlinkingSteps = ({ unit, files }: DeletionTransaction): Step[] => [
    {
      id: 'disable',
      undo: () => everything(unit, files),
      run: async (again) => {
        if (again && !(await deps.files.areThere(files)).includes(true)) return;
        await systemctl.act(unit, 'disable');
      },
    },
    {
      id: 'reload',
      run: async () => {
        await systemctl.daemonReload(unit);
      },
    },
  ];

  const stepsOf = (plan: DeletionTransaction): Step[] =>
    plan.unlinks === true ? unlinkingSteps(plan) : removalSteps(plan);

  const removalSteps = ({ unit, files, wasUp, wasFailed, masked }: DeletionTransaction): Step[] => [
    ...(wasUp
      ? [{ id: 'stop', undo: (): UndoRecord[] => [{ do: 'start', unit }], run: stop(unit) }]
      : []),
    {
      id: 'keep',
      undo: () => everything(unit, files),
      run: () => deps.keepDeleted(unit),
    },
    ...(masked ? [] : [{ id: 'disable', run: disable(unit, files) }]),
    { id: 'trash', run: () => trashAll(files) },
    {
      id: 'reload',
      run: async () => {
        await systemctl.daemonReload(unit);
        // The failed state may be gone with the file.
        if (wasFailed) await systemctl.act(unit, 'reset-failed').catch(() => null);
      },
    },
  ];

  const stop =
    (unit: string) =>
    async (again: boolean): Promise<void> => {
      await systemctl.act(unit, 'stop').catch((thrown: unknown) => {
        if (!again || problemCodeOf(thrown) !== 'no-such-unit') throw thrown;
      });
    };

  const disable = (unit: string, files: readonly string[]) => async (): Promise<void> => {
    // Already disabled, its files in the trash: the note of that was lost.
    if ((await deps.files.areThere(files)).every((there) => !there)) return;
    await systemctl.act(unit, 'disable');
  };

  /** Continues an interrupted deletion. @throws what stopped it, with what was undone. */
  const resume = async (transaction: RunningTransaction): Promise<void> => {
    if (transaction.plan.kind !== 'delete') return;
    try {
      await doAll(transaction, stepsOf(transaction.plan), deps.onLeft);
      await transaction.endUndoable();
      await deps.onDone(transaction);
    } finally {
      await inventory.refresh().catch(deps.bugs.report);
    }
  };

  const begin = async (unit: string): Promise<void> => {
    const { files, aliasOf } = await ownFiles(unit);
    await resume(
      await deps.transactions.begin({
        kind: 'delete',
        unit,
        files,
        ...deletionFacts(store.state().units[unit], aliasOf === null),
      }),
    );
  };

  return {
    resume,
    plan: async (unit: string): Promise<DeletionPlan> => {
      const { files, links, stays, aliasOf } = await ownFiles(unit);
      return { unit, trashed: files, unlinked: links, stays, aliasOf };
    },
    /**
     * Disables a unit whose file is linked into the unit folder, so that the link can be put back.
     * @param link its path. @throws what stopped it, with what was undone.
     */
    unlink: async (unit: string, link: string): Promise<void> => {
      const facts = { wasUp: false, wasFailed: false, masked: false, unlinks: true };
      await resume(
        await deps.transactions.begin({ kind: 'delete', unit, files: [link], ...facts }),
      );
    },
    /** Returns the problem, or null on success. @throws not-own, busy. */
    remove: async (unit: string): Promise<Problem | null> => {
      // Refuse before anything shows as under way.
      await ownFiles(unit);
      return deps.lock.whole(unit, 'delete', () => begin(unit).then(() => null));
    },
  };
};

export type Deletion = ReturnType<typeof createDeletion>;
