/**
 * What a Hearth that was killed left in the middle, offered to be finished or undone; and the last deletion, which
 * can be undone. Nothing is decided without the person.
 */
import path from 'node:path';
import { fail, problem, problemCodeOf, type Problem } from '../../core/problems/problem.ts';
import type { Transaction } from '../../core/transactions/transaction.ts';
import type { HostFiles } from '../../host/host-files.ts';
import type { Bugs } from '../app/bugs.ts';
import { transactionsTexts } from '../../core/texts/transactions.ts';
import type { Inventory } from '../units/inventory.ts';
import type { Offers } from './offers.ts';
import { fileUnitOf, type RunningTransaction, type TransactionWork } from './transaction.ts';
import type { UnitLock } from './unit-lock.ts';

interface Deps {
  files: Pick<HostFiles, 'realPaths' | 'sweep'>;
  offers: Offers;
  transactions: Pick<TransactionWork, 'found'>;
  lock: Pick<UnitLock, 'change' | 'whole'>;
  inventory: Pick<Inventory, 'refresh'>;
  /** Does what is left of it. @throws what hindered it; what it did was then undone, or is offered. */
  finish(transaction: RunningTransaction): Promise<unknown>;
  bugs: Bugs;
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

export const createRecovery = (deps: Deps) => {
  const { now, change, forget, take, keepText, end, onLeft, unitOf, offer } = deps.offers;

  const mustBeFree = (): void => {
    if (now().busy !== null) throw fail('busy', { doing: transactionsTexts.underWay.recovery });
  };

  /** One at a time, and not while something else is done to its unit. */
  const decide = async (
    id: string,
    work: (transaction: RunningTransaction) => Promise<Problem | null>,
  ): Promise<Problem | null> => {
    const unit = unitOf(id);
    if (unit === null) return null;
    mustBeFree();
    const decideNow = async (): Promise<Problem | null> => {
      const transaction = await take(id);
      if (transaction === null) {
        forget(id);
        return null;
      }
      const of = fileUnitOf(transaction);
      // It may have been the file of a template, or of a unit that this one is another name of.
      return of === unit ? work(transaction) : deps.lock.change(of, () => work(transaction));
    };
    let problem: Problem | null = null;
    await deps.lock.whole(unit, 'recover', async () => {
      change({ busy: id, problem: null, undone: null, restored: null });
      problem = await decideNow().catch(deps.bugs.toProblem);
      if (problem !== null) change({ problem });
      change({ busy: null });
      await deps.inventory.refresh().catch(deps.bugs.report);
      // It is shown where it was asked for, not on the page of the unit.
      return null;
    });
    return problem;
  };

  const undo = async (transaction: RunningTransaction): Promise<Problem | null> => {
    await keepText(transaction);
    const { words, problem } = await transaction.takeBack();
    if (problem === null) {
      forget(transaction.id);
      change({ undone: { unit: transaction.plan.unit, words } });
      return null;
    }
    // It stays on offer: what hinders it may be mended.
    if (now().deleted?.id === transaction.id) change({ deleted: null });
    onLeft(transaction);
    return problem;
  };

  const look = async (): Promise<void> => {
    const { transactions: found, aside, stay } = await deps.transactions.found();
    if (aside.length + stay.length > 0) {
      change({ problem: problem('journal-unreadable', { aside, stay }) });
    }
    const folders = await Promise.all(found.map((one) => foldersOf(deps.files, one)));
    await deps.files.sweep([...new Set(folders.flat())]);
    // Only the last deletion is offered.
    for (const id of offer(found)) await end(id).catch(deps.bugs.report);
  };

  return {
    /** Once, at the start: what is there to be decided. Temporary files of those that were killed go. */
    look: (): Promise<void> =>
      look().catch((thrown: unknown) => {
        change({ problem: deps.bugs.toProblem(thrown) });
      }),
    /** Answers why it failed, which the state shows as well; null when it went well. @throws busy. */
    finish: (id: string): Promise<Problem | null> =>
      decide(id, async (transaction) => {
        const { unit } = transaction.plan;
        if (transaction.now().undoing) throw fail('undo-begun', { unit });
        forget(id);
        await deps.finish(transaction).catch((thrown: unknown) => {
          // Not even begun: it stays on offer.
          if (problemCodeOf(thrown) === 'busy') onLeft(transaction);
          throw thrown;
        });
        return null;
      }),
    /** As `finish`. */
    undo: (id: string): Promise<Problem | null> => decide(id, undo),
    /** Leaves things as they are: what was done stays, what was not is given up. */
    dismiss: async (id: string): Promise<void> => {
      mustBeFree();
      change({ busy: id });
      try {
        await end(id);
        forget(id);
      } finally {
        change({ busy: null });
      }
    },
    dismissTold: (): void => {
      change({ problem: null, undone: null, restored: null });
    },
  };
};

export type Recovery = ReturnType<typeof createRecovery>;
