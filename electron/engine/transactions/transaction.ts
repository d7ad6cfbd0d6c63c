/**
 * Steps with their undo. What takes a step back is on the disk before the step begins; a step that fails stops the
 * rest, and what was done is taken back in reverse: at once, or when a person asks for it, also by the next process.
 */
import { fail, ProblemError, toProblem, type Problem } from '../../core/problems/problem.ts';
import {
  withTakenBack,
  type JournalLine,
  type Plan,
  type TakenBack,
  type Transaction,
  type UndoRecord,
} from '../../core/transactions/transaction.ts';
import type { HostFiles } from '../../host/host-files.ts';
import { transactionsTexts } from '../../core/texts/transactions.ts';
import type { TransactionLog, TransactionLogs } from '../../system/storage/transaction-log.ts';
import type { Bugs } from '../app/bugs.ts';
import { undoOne, type UndoDeps } from './undo.ts';

export interface Step {
  /** Those that core/transactions/transaction.ts lists for the plan are shown. */
  id: string;
  /** Looked at before the step begins: what will take it back. */
  undo?(): Promise<UndoRecord[]> | UndoRecord[];
  /** Doing it twice is the same as once: that it was begun or done is noted with the next line. */
  isRepeatable?: true;
  /** @param again it was begun before, and may be half done or done. */
  run(again: boolean): Promise<void>;
}

export interface RunningTransaction {
  id: string;
  plan: Plan;
  /** Milliseconds since the epoch. */
  startedAt: number;
  /** How far it came. */
  now(): Transaction;
  /** Files that it made: they do not count as taken when the same is tried again. */
  files(): string[];
  /** Does one step that is not done yet. @throws what hinders it; then its undo stays to be done. */
  step(step: Step): Promise<void>;
  isDone(step: string): boolean;
  /** What could not be taken back stays, to be tried again. */
  takeBack(): Promise<TakenBack>;
  /** All is well: nothing is to be taken back any more. */
  end(): Promise<void>;
  /** All is well, and it can still be undone, also by the next process. */
  endUndoable(): Promise<void>;
}

/** The unit whose file it changes. */
export const fileUnitOf = ({ plan }: Pick<RunningTransaction, 'plan'>): string =>
  plan.kind === 'edit' ? plan.file.unit : plan.unit;

export interface TransactionWork {
  /** It is on the disk with its first step: before that nothing is done. */
  begin(plan: Plan): Promise<RunningTransaction>;
  /** One of a process that is gone; null when somebody else was quicker. */
  claim(id: string): Promise<RunningTransaction | null>;
  found: TransactionLogs['found'];
}

interface Deps extends UndoDeps {
  journals: TransactionLogs;
  bugs: Bugs;
}

const running = (deps: Deps, journal: TransactionLog, found: Transaction): RunningTransaction => {
  const { id, plan, startedAt } = found;
  let { undo, undoing } = found;
  const begun = new Set(found.begun);
  const done = new Set(found.done);

  /** What was done is done, even if it cannot be noted: the journal then offers it once more, without harm. */
  const note = (work: Promise<void>): Promise<void> => work.catch(deps.bugs.report);

  const takeBack = async (): Promise<TakenBack> => {
    undoing = true;
    await note(journal.append({ kind: 'undoing' }));
    const words: string[] = [];
    const left: UndoRecord[] = [];
    let problem: Problem | null = null;
    for (const record of [...undo].reverse()) {
      try {
        const said = await undoOne(deps, record);
        if (said !== null) words.push(said);
      } catch (thrown) {
        const hindrance = deps.bugs.toProblem(thrown);
        problem ??= hindrance;
        words.push(transactionsTexts.undone.notDone(hindrance));
        left.unshift(record);
      }
    }
    // Whatever is taken back later is followed by another reload.
    undo = left.length === 0 ? [] : undo.filter((one) => one.do === 'reload' || left.includes(one));
    if (problem === null) await note(journal.remove());
    return { words, problem };
  };

  return {
    id,
    plan,
    startedAt,
    now: () => ({ ...found, undo, undoing, begun: [...begun], done: [...done] }),
    files: () => undo.flatMap((one) => (one.do === 'remove-file' ? [one.path] : [])),
    isDone: (step) => done.has(step),
    step: async (step) => {
      if (done.has(step.id)) return;
      const again = begun.has(step.id);
      if (!again) {
        const records = (await step.undo?.()) ?? [];
        const line: JournalLine = { kind: 'step', step: step.id, undo: records };
        // Where nothing is to be taken back, a full disk is no reason to stop half way.
        if (records.length > 0) await journal.append(line);
        else if (step.isRepeatable === true) journal.later(line);
        else await note(journal.append(line));
        begun.add(step.id);
        undo = [...undo, ...records];
      }
      await step.run(again);
      done.add(step.id);
      const line: JournalLine = { kind: 'done', step: step.id };
      if (step.isRepeatable === true) journal.later(line);
      else await note(journal.append(line, { quick: true }));
    },
    takeBack,
    end: () => note(journal.remove()),
    endUndoable: () => note(journal.append({ kind: 'ended', at: Date.now() })),
  };
};

export const createTransactions = (deps: Deps): TransactionWork => ({
  begin: async (plan) => {
    const { journal, transaction } = await deps.journals.begin(plan, { later: true });
    return running(deps, journal, transaction);
  },
  claim: async (id) => {
    const claimed = await deps.journals.claim(id);
    return claimed === null ? null : running(deps, claimed.journal, claimed.transaction);
  },
  found: () => deps.journals.found(),
});

/** Does all steps. @throws what hindered one, told with what was taken back. */
export const doAll = async (
  transaction: RunningTransaction,
  steps: readonly Step[],
  onLeft: (transaction: RunningTransaction) => void,
): Promise<void> => {
  try {
    for (const step of steps) await transaction.step(step);
  } catch (thrown) {
    const takenBack = await transaction.takeBack();
    if (takenBack.problem !== null) onLeft(transaction);
    throw new ProblemError(withTakenBack(toProblem(thrown), takenBack));
  }
};

/** @throws file-exists: what is there was made by somebody else, and is never overwritten. */
export const refuseExisting = async (
  files: Pick<HostFiles, 'areThere'>,
  path: string,
): Promise<void> => {
  const [there] = await files.areThere([path]);
  if (there === true) throw fail('file-exists', { path });
};
