/**
 * Offers to finish or undo what a killed Hearth left half done, and to undo the last change that can be
 * undone. Nothing is decided without the person.
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
  /** Does the remaining steps. @throws what stopped it; what it did is then undone or on offer. */
  finish(transaction: RunningTransaction): Promise<unknown>;
  bugs: Bugs;
}

/** The folders it wrote to, also behind links. */
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

  /** One decision at a time, and none while something else is done to its unit. */
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
      // The file may belong to a template, to the unit this one is an alias of, or to the new name.
      return of === unit ? work(transaction) : deps.lock.change(of, () => work(transaction));
    };
    let problem: Problem | null = null;
    await deps.lock.whole(unit, 'recover', async () => {
      change({ busy: id, problem: null, undone: null, restored: null });
      problem = await decideNow().catch(deps.bugs.toProblem);
      if (problem !== null) change({ problem });
      change({ busy: null });
      await deps.inventory.refresh().catch(deps.bugs.report);
      // Show the problem where the person asked, not on the unit's page.
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
    // Keep it on offer: what blocks it may be fixed.
    if (now().undoable?.id === transaction.id) change({ undoable: null });
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
    // Only the last of those that are done is offered.
    for (const id of offer(found)) await end(id).catch(deps.bugs.report);
  };

  return {
    /** Call once at startup: finds what needs a decision, and removes temporary files of killed processes. */
    look: (): Promise<void> =>
      look().catch((thrown: unknown) => {
        change({ problem: deps.bugs.toProblem(thrown) });
      }),
    /** Returns the problem, which the state shows as well; null on success. @throws busy. */
    finish: (id: string): Promise<Problem | null> =>
      decide(id, async (transaction) => {
        const { unit } = transaction.plan;
        if (transaction.now().undoing) throw fail('undo-begun', { unit });
        forget(id);
        await deps.finish(transaction).catch((thrown: unknown) => {
          // Never started: keep it on offer.
          if (problemCodeOf(thrown) === 'busy') onLeft(transaction);
          throw thrown;
        });
        return null;
      }),
    /** As `finish`. */
    undo: (id: string): Promise<Problem | null> => decide(id, undo),
    /** Leaves things as they are: what was done stays, the rest is given up. */
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
