/** All that changes units for good, joined: creating, editing and deleting are transactions with one journal and one history. */
import path from 'node:path';
import type { Store } from '../../core/app/store.ts';
import type { Analyze } from '../../system/manager/analyze.ts';
import type { Host } from '../../host/host.ts';
import { createFormDraft } from '../../system/storage/drafts.ts';
import { createHistory } from '../../system/storage/history.ts';
import type { Journalctl } from '../../system/journal/journalctl.ts';
import type { Systemctl } from '../../system/manager/systemctl.ts';
import { createJournals } from '../../system/storage/transaction-log.ts';
import { createTurns } from '../../host/async/keyed-mutex.ts';
import type { UnitStore } from '../../system/units/store.ts';
import type { Actions } from '../units/actions.ts';
import { createCreation } from '../create/creation.ts';
import { createDeletion } from '../files/deletion.ts';
import { createEditing } from '../files/editing.ts';
import { createEdits } from '../files/write-file.ts';
import { createFormCheck } from '../create/form-check.ts';
import type { Inventory } from '../units/inventory.ts';
import { createRecovery } from '../transactions/recovery.ts';
import { createRestoring } from '../files/restoring.ts';
import { createTransactions } from '../transactions/transaction.ts';

interface Deps {
  host: Host;
  store: Store;
  systemctl: Systemctl;
  analyze: Analyze;
  journalctl: Journalctl;
  unitStore: UnitStore;
  inventory: Inventory;
  actions: Actions;
  /** `$XDG_STATE_HOME/hearth`. */
  stateFolder: string;
  /** Electron's shell.trashItem. */
  trash(file: string): Promise<void>;
  /** Something was done by Hearth itself; told as the line that does it by hand. */
  note(unit: string, line: string, startedAt: number): void;
  onBug(bug: unknown): void;
}

export const createChanges = (given: Deps) => {
  const { files } = given.host;
  const deps = { ...given, files };
  const { host, store, unitStore, actions, stateFolder } = deps;
  const turns = createTurns();
  const history = createHistory({ files, folder: path.join(stateFolder, 'history') });
  const formDraft = createFormDraft(files, path.join(stateFolder, 'form'));
  const transactions = createTransactions({
    ...deps,
    journals: createJournals(host, path.join(stateFolder, 'transactions')),
  });
  const recovery = createRecovery({
    ...deps,
    transactions,
    history,
    turns,
    finish: (transaction) => {
      const works = { create: creation, edit: edits, delete: deletion, restore: restoring };
      return works[transaction.plan.kind].resume(transaction);
    },
  });
  const { onLeft, onDeleted } = recovery;
  const checkDisk = createFormCheck(store, unitStore, files);
  const creation = createCreation({ ...deps, transactions, onLeft, checkDisk, formDraft });
  const edits = createEdits({ ...deps, transactions, history, onLeft });
  const editing = createEditing({ ...deps, history, edits, turns });
  const restoring = createRestoring({ ...deps, transactions, history, turns, onLeft });
  const { keepDeleted } = restoring;
  const deletion = createDeletion({ ...deps, transactions, turns, keepDeleted, onDeleted, onLeft });
  return {
    formDraft,
    history,
    recovery,
    creation,
    editing,
    deletion,
    restoring,
    /** For the end of Hearth: a wait for what must not be left half done; null when nothing is under way. */
    leave: (): Promise<void> | null =>
      creation.leave() ?? actions.transacting() ?? turns.underWay() ?? formDraft.leave(),
  };
};
