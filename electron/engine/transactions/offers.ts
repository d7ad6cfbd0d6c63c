/** Changes on offer: interrupted changes to finish or undo, and the last one done that can be undone as a whole. */
import type { AccountStore } from '../../core/app/store.ts';
import { undoableOf, type Transactions } from '../../core/transactions/shown.ts';
import { interruptedOf, type Transaction } from '../../core/transactions/transaction.ts';
import { fromBase64 } from '../../system/files/base64.ts';
import type { History } from '../../system/storage/history.ts';
import type { Bugs } from '../app/bugs.ts';
import type { RunningTransaction, TransactionWork } from './transaction.ts';

interface Deps {
  store: AccountStore;
  transactions: Pick<TransactionWork, 'claim'>;
  history: Pick<History, 'keep'>;
  bugs: Bugs;
}

export const createOffers = (deps: Deps) => {
  const { store, transactions } = deps;
  /** Transactions of this process; others are claimed once the person decides. */
  const ours = new Map<string, RunningTransaction>();

  const now = (): Transactions => store.state().transactions;
  const change = (part: Partial<Transactions>): void => {
    store.dispatch({ kind: 'transactions', change: part });
  };
  const forget = (id: string): void => {
    ours.delete(id);
    change({
      interrupted: now().interrupted.filter((one) => one.id !== id),
      ...(now().undoable?.id === id ? { undoable: null } : {}),
    });
  };

  const take = async (id: string): Promise<RunningTransaction | null> => {
    const transaction = ours.get(id) ?? (await transactions.claim(id));
    if (transaction !== null) ours.set(id, transaction);
    return transaction;
  };

  /** Offers a transaction of this process that could not be fully undone. */
  const onLeft = (transaction: RunningTransaction): void => {
    ours.set(transaction.id, transaction);
    const others = now().interrupted.filter((one) => one.id !== transaction.id);
    change({ interrupted: [...others, interruptedOf(transaction.now())] });
  };

  /** Keeps what was typed, whether or not it gets saved. A step, so it is kept once, however often you try. */
  const keepText = async (transaction: RunningTransaction): Promise<void> => {
    const { plan } = transaction;
    if (plan.kind !== 'edit' || plan.bytes === null) return;
    const bytes = fromBase64(plan.bytes);
    const facts = { ...plan.file, reason: 'undone', mode: plan.mode ?? 0o644 } as const;
    await transaction.step({
      id: 'keep-text',
      run: async () => {
        await deps.history.keep({ ...facts, bytes });
      },
    });
  };

  const end = async (id: string): Promise<void> => {
    const transaction = await take(id);
    if (transaction === null) return;
    if (!transaction.isDone('file')) await keepText(transaction);
    await transaction.end();
    ours.delete(id);
  };

  /** Offers to undo a change that this process has done, in place of the previous one. */
  const onDone = async (transaction: RunningTransaction): Promise<void> => {
    const before = now().undoable;
    ours.set(transaction.id, transaction);
    const { plan } = transaction;
    const { undone, restored } = now();
    change({
      undoable: undoableOf(transaction, Date.now()),
      // Earlier messages about this unit no longer hold.
      undone: undone?.unit === plan.unit ? null : undone,
      restored: restored?.unit === plan.unit ? null : restored,
    });
    // A transaction being undone ends on its own.
    if (before !== null && before.id !== now().busy) await end(before.id).catch(deps.bugs.report);
  };

  /** The unit of a transaction; null if it is no longer on offer. */
  const unitOf = (id: string): string | null =>
    [...now().interrupted, now().undoable].find((one) => one?.id === id)?.unit ?? null;

  /** Offers what was found, next to what this process has offered meanwhile. */
  const offer = (found: readonly Transaction[]): string[] => {
    // A half-undone change is not a successful one.
    const isEnded = ({ endedAt, undoing }: Transaction): boolean => endedAt !== null && !undoing;
    const isOurs = (one: { id: string } | null): boolean => one !== null && ours.has(one.id);
    const done = found
      .filter(isEnded)
      .map((one) => ({ id: one.id, undoable: undoableOf(one, one.endedAt ?? one.startedAt) }));
    const undoable = isOurs(now().undoable) ? now().undoable : (done.at(-1)?.undoable ?? null);
    const left = found.filter((one) => !isEnded(one)).map(interruptedOf);
    change({ undoable, interrupted: [...left, ...now().interrupted.filter(isOurs)] });
    return done.map(({ id }) => id).filter((id) => id !== undoable?.id);
  };

  return { now, change, forget, take, keepText, end, onLeft, onDone, unitOf, offer };
};

export type Offers = ReturnType<typeof createOffers>;
