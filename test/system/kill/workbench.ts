/** All that Hearth does to units, joined as in main.ts but without Electron: for a process that is killed, and for the one after it. */
import path from 'node:path';
import { execa } from 'execa';
import { initialState, type Person } from '../../../electron/core/state.ts';
import { createStore } from '../../../electron/store.ts';
import { createAnalyze } from '../../../electron/system/analyze.ts';
import { keepManager } from '../../../electron/system/bus.ts';
import { isMissing } from '../../../electron/system/file-problem.ts';
import { createHistory } from '../../../electron/system/history.ts';
import { createJournalctl } from '../../../electron/system/journalctl.ts';
import { createRunner } from '../../../electron/system/run.ts';
import { createSystemctl } from '../../../electron/system/systemctl.ts';
import { createJournals } from '../../../electron/system/transaction-journal.ts';
import { createUnitStore } from '../../../electron/system/unit-store.ts';
import { createActions } from '../../../electron/work/actions.ts';
import { createCreation } from '../../../electron/work/creation.ts';
import { createDeletion } from '../../../electron/work/deletion.ts';
import { createEditing } from '../../../electron/work/editing.ts';
import { createEdits } from '../../../electron/work/edits.ts';
import { createFormCheck } from '../../../electron/work/form-check.ts';
import { keepInventory } from '../../../electron/work/inventory.ts';
import { createRecovery } from '../../../electron/work/recovery.ts';
import { createTransactions } from '../../../electron/work/transaction.ts';

const onBug = (bug: unknown): void => {
  // The list is read while other units come and go; it is read again by itself.
  if (!isMissing(bug)) console.error('bug:', bug);
};

/** The desktop's trash, as Electron's shell.trashItem reaches it. */
const trash = async (file: string): Promise<void> => {
  await execa('gio', ['trash', '--', file], { stdin: 'ignore' });
};

/** @param stateFolder `$XDG_STATE_HOME/hearth` of its own. */
export const createWorkbench = (person: Person, stateFolder: string) => {
  const store = createStore(initialState(person, { hearth: '', electron: '', systemd: '' }));
  const runner = createRunner({ environment: process.env, onRecord: () => undefined });
  const systemctl = createSystemctl(runner);
  const analyze = createAnalyze(runner);
  const unitStore = createUnitStore({
    unitFolder: person.unitFolder,
    paths: analyze.unitPaths,
    person,
  });
  const inventory = keepInventory({ store, unitStore, keepManager, onBug });
  const actions = createActions(store, systemctl);
  const history = createHistory({ folder: path.join(stateFolder, 'history') });
  const transactions = createTransactions({
    ...{ systemctl, unitStore, onBug },
    journals: createJournals(path.join(stateFolder, 'transactions')),
  });
  const recovery = createRecovery({
    ...{ store, transactions, history, actions, inventory, onBug },
    finish: async (transaction) => {
      await Promise.all([creation, edits, deletion].map((work) => work.resume(transaction)));
    },
  });
  const { onLeft, onDeleted } = recovery;
  const creation = createCreation({
    ...{ store, systemctl, analyze, unitStore, inventory, transactions, onLeft, onBug },
    journalctl: createJournalctl(runner),
    checkDisk: createFormCheck(store, unitStore),
    note: () => undefined,
  });
  const edits = createEdits({ transactions, history, systemctl, onLeft });
  const editing = createEditing({ store, unitStore, history, edits, inventory, onBug });
  const deletion = createDeletion({
    ...{ store, systemctl, unitStore, actions, inventory, transactions, onBug },
    ...{ onDeleted, onLeft, trash, keepDeleted: editing.keepDeleted },
  });
  return { store, inventory, recovery, creation, editing, deletion };
};
