/**
 * What a Hearth that was killed left in the middle, offered to be finished or undone; and the last deletion, which
 * can be undone. Nothing is decided without the person.
 */
import path from 'node:path';
import { realpath } from 'node:fs/promises';
import { fail, toProblem } from '../core/errors.ts';
import { interruptedOf, type Transaction, type Transactions } from '../core/transaction.ts';
import type { Store } from '../store.ts';
import { sweepTemporary } from '../system/beside.ts';
import type { History } from '../system/history.ts';
import { fromBase64 } from '../system/put-back.ts';
import type { Actions } from './actions.ts';
import type { Inventory } from './inventory.ts';
import type { RunningTransaction, TransactionWork } from './transaction.ts';

interface Deps {
  store: Store;
  transactions: TransactionWork;
  history: Pick<History, 'keep'>;
  actions: Pick<Actions, 'doing'>;
  inventory: Pick<Inventory, 'refresh'>;
  /** Does what is left of it. @throws what hindered it; what it did was then taken back, or is offered. */
  finish(transaction: RunningTransaction): Promise<void>;
  onBug(bug: unknown): void;
}

export interface Recovery {
  /** Once, at the start: what is there to be decided. Temporary files of those that were killed go. */
  look(): Promise<void>;
  /** @throws busy. Problems go into the state. */
  finish(id: string): Promise<void>;
  undo(id: string): Promise<void>;
  /** Leaves things as they are: what was done stays, what was not is given up. */
  dismiss(id: string): Promise<void>;
  dismissTold(): void;
  /** Of this process: could not be taken back as a whole. */
  onLeft(transaction: RunningTransaction): void;
  /** Of this process: went well, and can be undone. Takes the place of the one before. */
  onDeleted(transaction: RunningTransaction): Promise<void>;
}

/** The folders in which it wrote, also behind links. */
const foldersOf = async ({ undo, plan }: Transaction): Promise<string[]> => {
  const files = [
    ...undo.flatMap((one) => ('path' in one ? [one.path] : [])),
    ...(plan.kind === 'edit' ? [plan.file.path] : []),
  ];
  const real = await Promise.all(files.map((file) => realpath(file).catch(() => file)));
  return [...new Set([...files, ...real].map((file) => path.dirname(file)))];
};

export const createRecovery = (deps: Deps): Recovery => {
  const { store, transactions } = deps;
  /** Those of this process; the others are claimed when they are decided. */
  const ours = new Map<string, RunningTransaction>();

  const now = (): Transactions => store.state().transactions;
  const change = (part: Partial<Transactions>): void => {
    store.dispatch({ kind: 'transactions', change: part });
  };
  const forget = (id: string): void => {
    ours.delete(id);
    change({
      interrupted: now().interrupted.filter((one) => one.id !== id),
      ...(now().deleted?.id === id ? { deleted: null } : {}),
    });
  };

  const take = async (id: string): Promise<RunningTransaction | null> =>
    ours.get(id) ?? (await transactions.claim(id));

  const onLeft = (transaction: RunningTransaction): void => {
    ours.set(transaction.id, transaction);
    const others = now().interrupted.filter((one) => one.id !== transaction.id);
    change({ interrupted: [...others, interruptedOf(transaction.now())] });
  };

  const onDeleted = async (transaction: RunningTransaction): Promise<void> => {
    const before = now().deleted;
    ours.set(transaction.id, transaction);
    const { id, plan } = transaction;
    change({ deleted: { id, unit: plan.unit, at: Date.now() } });
    // One that is just being undone ends by itself.
    if (before !== null && before.id !== now().busy) await end(before.id).catch(deps.onBug);
  };

  const end = async (id: string): Promise<void> => {
    const transaction = await take(id);
    if (transaction === null) return;
    ours.set(id, transaction);
    if (!transaction.isDone('file')) await keepText(transaction);
    await transaction.end();
    ours.delete(id);
  };

  /** What it is about; null for one that is not on offer any more. */
  const unitOf = (id: string): string | null =>
    [...now().interrupted, ...(now().deleted === null ? [] : [now().deleted])].find(
      (one) => one?.id === id,
    )?.unit ?? null;

  /** One at a time, and not while something else is done to its unit. */
  const decide = async (
    id: string,
    work: (transaction: RunningTransaction) => Promise<void>,
  ): Promise<void> => {
    const unit = unitOf(id);
    if (unit === null) return;
    if (now().busy !== null) throw fail('busy', { doing: 'Another decision' });
    await deps.actions.doing(unit, 'recover', async () => {
      change({ busy: id, problem: null, undone: null });
      try {
        const transaction = await take(id);
        if (transaction === null) forget(id);
        else await work(transaction);
      } catch (thrown) {
        change({ problem: toProblem(thrown) });
      } finally {
        change({ busy: null });
        await deps.inventory.refresh().catch(deps.onBug);
      }
    });
  };

  /** What was typed is not lost, whatever becomes of its saving. */
  const keepText = async ({ plan }: RunningTransaction): Promise<void> => {
    if (plan.kind !== 'edit' || plan.bytes === null) return;
    const bytes = fromBase64(plan.bytes);
    await deps.history.keep({ ...plan.file, reason: 'undone', bytes, mode: plan.mode ?? 0o644 });
  };

  const undo = async (transaction: RunningTransaction): Promise<void> => {
    // Claimed by now: it is ours, even if what follows fails.
    ours.set(transaction.id, transaction);
    await keepText(transaction);
    const { words, problem } = await transaction.takeBack();
    if (problem === null) {
      forget(transaction.id);
      change({ undone: { unit: transaction.plan.unit, words } });
      return;
    }
    // It stays on offer: what hinders it may be mended.
    if (now().deleted?.id === transaction.id) change({ deleted: null });
    onLeft(transaction);
    change({ problem });
  };

  return {
    look: async () => {
      const { transactions: found, aside } = await transactions.found();
      const folders = new Set((await Promise.all(found.map(foldersOf))).flat());
      for (const folder of folders) await sweepTemporary(folder);
      // One whose undo came only half way is no deletion that went well.
      const isEnded = ({ endedAt, undoing }: Transaction): boolean => endedAt !== null && !undoing;
      const ended = found.filter(isEnded);
      const last = ended.at(-1);
      change({
        interrupted: found.filter((one) => !isEnded(one)).map(interruptedOf),
        deleted:
          last === undefined
            ? null
            : { id: last.id, unit: last.plan.unit, at: last.endedAt ?? last.startedAt },
        ...(aside[0] === undefined
          ? {}
          : { problem: toProblem(fail('journal-unreadable', { path: aside[0] })) }),
      });
      for (const { id } of ended.slice(0, -1)) await end(id).catch(deps.onBug);
    },
    finish: (id) =>
      decide(id, async (transaction) => {
        forget(id);
        await deps.finish(transaction).catch((thrown: unknown) => {
          // Not even begun: it stays on offer.
          if (toProblem(thrown).code === 'busy') onLeft(transaction);
          throw thrown;
        });
      }),
    undo: (id) => decide(id, undo),
    dismiss: async (id) => {
      if (now().busy !== null) throw fail('busy', { doing: 'Another decision' });
      await end(id);
      forget(id);
    },
    dismissTold: () => {
      change({ problem: null, undone: null });
    },
    onLeft,
    onDeleted,
  };
};
