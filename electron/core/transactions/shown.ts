/** What the window shows of transactions: which can be finished, and which can be undone. */
import type { Problem } from '../problems/problem.ts';
import { importedCount } from './import-plan.ts';
import type { Interrupted, Transaction } from './transaction.ts';

/** A change that is done, and can be undone as a whole. */
export type Undoable = { id: string; unit: string; at: number } & (
  | { kind: 'delete' | 'disable' }
  /** `to` is the new name. */
  | { kind: 'rename' | 'duplicate'; to: string }
  /** A drop-in, by its file name. */
  | { kind: 'remove'; file: string }
  /** Variables in Hearth’s file of environment.d. */
  | { kind: 'environment'; names: readonly string[] }
  /** How many jobs of a crontab, or services of autostart entries. */
  | { kind: 'import'; count: number; from: 'cron' | 'autostart' }
  /** By what its button said. */
  | { kind: 'remedy'; label: string }
);

/** null for what is not offered: a creation has its own page, a saved file its history. */
export const undoableOf = (
  { id, plan }: Pick<Transaction, 'id' | 'plan'>,
  at: number,
): Undoable | null => {
  const facts = { id, unit: plan.unit, at };
  switch (plan.kind) {
    case 'delete':
      return { ...facts, kind: plan.unlinks === true ? 'disable' : 'delete' };
    case 'rename':
    case 'duplicate':
      return { ...facts, kind: plan.kind, to: plan.to };
    case 'edit':
      return plan.bytes === null && plan.file.ref.kind === 'drop-in'
        ? { ...facts, kind: 'remove', file: plan.file.ref.name }
        : null;
    case 'environment':
      return { ...facts, kind: 'environment', names: plan.names };
    case 'import':
      return {
        ...facts,
        kind: 'import',
        count: importedCount(plan),
        from: plan.autostart === undefined ? 'cron' : 'autostart',
      };
    case 'remedy':
      return { ...facts, kind: 'remedy', label: plan.label };
    case 'create':
    case 'restore':
      return null;
  }
};

/** What the window shows of transactions. */
export interface Transactions {
  interrupted: readonly Interrupted[];
  /** The last change that can be undone; null once that is dismissed. */
  undoable: Undoable | null;
  /** The transaction being finished or undone now. */
  busy: string | null;
  /** What was undone last; null once that is dismissed. */
  undone: { unit: string; words: string[] } | null;
  /** What was last restored of a unit, and sentences about what was not; null once that is dismissed. */
  restored: { unit: string; words: string[]; left: string[] } | null;
  problem: Problem | null;
}

export const noTransactions: Transactions = {
  interrupted: [],
  undoable: null,
  busy: null,
  undone: null,
  restored: null,
  problem: null,
};
