/**
 * What a Hearth that was killed left in the middle, offered to be finished or undone; and the last deletion, which
 * can be undone. Nothing is decided without the person.
 */
import path from 'node:path';
import { fail, problem, toProblem } from '../../core/problems/problem.ts';
import {
  interruptedOf,
  type Transaction,
  type Transactions,
} from '../../core/transactions/transaction.ts';
import type { Store } from '../../core/app/store.ts';
import type { HostFiles } from '../../host/host-files.ts';
import type { History } from '../../system/storage/history.ts';
import { fromBase64 } from '../../system/files/version.ts';
import type { Turns } from '../../host/async/keyed-mutex.ts';
import type { Actions } from '../units/actions.ts';
import type { Inventory } from '../units/inventory.ts';
import { turnOf, type RunningTransaction, type TransactionWork } from './transaction.ts';

interface Deps {
  files: Pick<HostFiles, 'realPaths' | 'sweep'>;
  store: Store;
  transactions: TransactionWork;
  history: Pick<History, 'keep'>;
  actions: Pick<Actions, 'doing'>;
  /** A save that is under way ends first. */
  turns: Turns;
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
const foldersOf = async (
  host: Pick<HostFiles, 'realPaths'>,
  { undo, plan }: Transaction,
): Promise<string[]> => {
  const files = [
    ...undo.flatMap((one) => ('path' in one ? [one.path] : [])),
    ...(plan.kind === 'edit' ? [plan.file.path] : []),
  ];
  const real = await host.realPaths(files);
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

  const take = async (id: string): Promise<RunningTransaction | null> => {
    const transaction = ours.get(id) ?? (await transactions.claim(id));
    if (transaction !== null) ours.set(id, transaction);
    return transaction;
  };

  const onLeft = (transaction: RunningTransaction): void => {
    ours.set(transaction.id, transaction);
    const others = now().interrupted.filter((one) => one.id !== transaction.id);
    change({ interrupted: [...others, interruptedOf(transaction.now())] });
  };

  const onDeleted = async (transaction: RunningTransaction): Promise<void> => {
    const before = now().deleted;
    ours.set(transaction.id, transaction);
    const { id, plan } = transaction;
    const { undone, restored } = now();
    change({
      deleted: { id, unit: plan.unit, at: Date.now() },
      // It is not so any more.
      undone: undone?.unit === plan.unit ? null : undone,
      restored: restored?.unit === plan.unit ? null : restored,
    });
    // One that is just being undone ends by itself.
    if (before !== null && before.id !== now().busy) await end(before.id).catch(deps.onBug);
  };

  const end = async (id: string): Promise<void> => {
    const transaction = await take(id);
    if (transaction === null) return;
    if (!transaction.isDone('file')) await keepText(transaction);
    await transaction.end();
    ours.delete(id);
  };

  /** What it is about; null for one that is not on offer any more. */
  const unitOf = (id: string): string | null =>
    [...now().interrupted, ...(now().deleted === null ? [] : [now().deleted])].find(
      (one) => one?.id === id,
    )?.unit ?? null;

  const mustBeFree = (): void => {
    if (now().busy !== null) throw fail('busy', { doing: 'Another decision' });
  };

  /** One at a time, and not while something else is done to its unit. */
  const decide = async (
    id: string,
    work: (transaction: RunningTransaction) => Promise<void>,
  ): Promise<void> => {
    const unit = unitOf(id);
    if (unit === null) return;
    mustBeFree();
    await deps.actions.doing(unit, 'recover', async () => {
      change({ busy: id, problem: null, undone: null, restored: null });
      try {
        const transaction = await take(id);
        if (transaction === null) forget(id);
        else await deps.turns.take(turnOf(transaction), () => work(transaction));
      } catch (thrown) {
        change({ problem: toProblem(thrown) });
      } finally {
        change({ busy: null });
        await deps.inventory.refresh().catch(deps.onBug);
      }
    });
  };

  /** What was typed is not lost, whatever becomes of its saving. A step, so that it is kept once however often one tries. */
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

  const undo = async (transaction: RunningTransaction): Promise<void> => {
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

  /** Offers what was found, beside what this process has put on offer meanwhile. */
  const offer = (found: readonly Transaction[]): string[] => {
    // One whose undo came only half way is no deletion that went well.
    const isEnded = ({ endedAt, undoing }: Transaction): boolean => endedAt !== null && !undoing;
    const isOurs = (one: { id: string } | null): boolean => one !== null && ours.has(one.id);
    const deletions = found.filter(isEnded).map(({ id, plan, endedAt, startedAt }) => ({
      id,
      unit: plan.unit,
      at: endedAt ?? startedAt,
    }));
    const deleted = isOurs(now().deleted) ? now().deleted : (deletions.at(-1) ?? null);
    const left = found.filter((one) => !isEnded(one)).map(interruptedOf);
    change({ deleted, interrupted: [...left, ...now().interrupted.filter(isOurs)] });
    return deletions.map(({ id }) => id).filter((id) => id !== deleted?.id);
  };

  const look = async (): Promise<void> => {
    const { transactions: found, aside, stay } = await transactions.found();
    if (aside.length + stay.length > 0) {
      change({ problem: problem('journal-unreadable', { aside, stay }) });
    }
    const folders = await Promise.all(found.map((one) => foldersOf(deps.files, one)));
    await deps.files.sweep([...new Set(folders.flat())]);
    // Only the last deletion is offered.
    for (const id of offer(found)) await end(id).catch(deps.onBug);
  };

  return {
    look: () =>
      look().catch((thrown: unknown) => {
        change({ problem: toProblem(thrown) });
      }),
    finish: (id) =>
      decide(id, async (transaction) => {
        const { unit } = transaction.plan;
        if (transaction.now().undoing) throw fail('undo-begun', { unit });
        forget(id);
        await deps.finish(transaction).catch((thrown: unknown) => {
          // Not even begun: it stays on offer.
          if (toProblem(thrown).code === 'busy') onLeft(transaction);
          throw thrown;
        });
      }),
    undo: (id) => decide(id, undo),
    dismiss: async (id) => {
      mustBeFree();
      change({ busy: id });
      try {
        await end(id);
        forget(id);
      } finally {
        change({ busy: null });
      }
    },
    dismissTold: () => {
      change({ problem: null, undone: null, restored: null });
    },
    onLeft,
    onDeleted,
  };
};
