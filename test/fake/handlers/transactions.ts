/** Interrupted changes on the fake, and the last deletion. */
import type { HandlersOf } from '../../../electron/ipc/contract/method.ts';
import type { transactionsMethods } from '../../../electron/ipc/contract/transactions.ts';
import { pathOf } from '../makers.ts';
import type { FakeStore } from '../units.ts';
import { moment } from './moment.ts';

export const transactionsHandlers = (store: FakeStore): HandlersOf<typeof transactionsMethods> => {
  const endTransaction = (id: string): void => {
    const { transactions } = store.state().account;
    const interrupted = transactions.interrupted.filter((one) => one.id !== id);
    const undoable = transactions.undoable?.id === id ? null : transactions.undoable;
    store.dispatch({ kind: 'transactions', change: { interrupted, undoable, busy: null } });
  };

  return {
    finishTransaction: async ({ id }) => {
      store.dispatch({ kind: 'transactions', change: { busy: id } });
      await moment();
      endTransaction(id);
      return null;
    },
    undoTransaction: async ({ id }) => {
      const { interrupted, undoable } = store.state().account.transactions;
      store.dispatch({ kind: 'transactions', change: { busy: id } });
      await moment();
      const unit = interrupted.find((one) => one.id === id)?.unit ?? undoable?.unit ?? '';
      endTransaction(id);
      const undone = { unit, words: [`put ${pathOf({ name: unit, own: true })} back`] };
      store.dispatch({ kind: 'transactions', change: { undone } });
      return null;
    },
    dismissTransaction: ({ id }) => {
      endTransaction(id);
    },
    dismissUndone: () => {
      const change = { undone: null, restored: null, problem: null };
      store.dispatch({ kind: 'transactions', change });
    },
  };
};
