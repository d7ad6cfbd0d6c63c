import type { HandlersOf } from '../../ipc/contract/method.ts';
import type { transactionsMethods } from '../../ipc/contract/transactions.ts';
import type { Recovery } from './recovery.ts';

export const transactionsHandlers = ({
  recovery,
}: {
  recovery: Recovery;
}): HandlersOf<typeof transactionsMethods> => ({
  finishTransaction: ({ id }) => recovery.finish(id),
  undoTransaction: ({ id }) => recovery.undo(id),
  dismissTransaction: ({ id }) => recovery.dismiss(id),
  dismissUndone: () => {
    recovery.dismissTold();
  },
});
