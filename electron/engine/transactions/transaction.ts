/**
 * Steps with their undo. The undo of a step is on disk before the step begins. A failing step stops the rest, and what
 * was done is undone in reverse: at once, or when the person asks for it, also by the next process.
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
import { placeOfScript } from '../../system/units/script-files.ts';
import type { Bugs } from '../app/bugs.ts';
import { undoOne, type UndoDeps } from './undo.ts';

export interface Step {
  /** Shown if core/transactions/transaction.ts lists it for the plan. */
  id: string;
  /** Called before the step begins: returns what will undo it. */
  undo?(): Promise<UndoRecord[]> | UndoRecord[];
  /** Safe to do twice, so noting that it was begun or done can wait for the next line. */
  isRepeatable?: true;
  /** @param again already begun before; may be half done or done. */
  run(again: boolean): Promise<void>;
}

interface Deps extends UndoDeps {
  journals: TransactionLogs;
  bugs: Bugs;
}

const running = (deps: Deps, journal: TransactionLog, found: Transaction) => {
  const { id, plan, startedAt } = found;
  let { undo, undoing } = found;
  const begun = new Set(found.begun);
  const done = new Set(found.done);

  /** A step counts even if the journal can’t record it: repeating it later does no harm. */
  const note = (work: Promise<void>): Promise<void> => work.catch(deps.bugs.report);

  const undoRecord = async (record: UndoRecord): Promise<string | null> => {
    // A link put in its place since would lead out of the folder.
    if (plan.kind === 'edit' && plan.file.ref.kind === 'script')
      await placeOfScript(deps.files, plan.file.path);
    return undoOne(deps, record);
  };

  const takeBack = async (): Promise<TakenBack> => {
    undoing = true;
    await note(journal.append({ kind: 'undoing' }));
    const words: string[] = [];
    const left: UndoRecord[] = [];
    let problem: Problem | null = null;
    for (const record of [...undo].reverse()) {
      try {
        const word = await undoRecord(record);
        if (word !== null) words.push(word);
      } catch (thrown) {
        const hindrance = deps.bugs.toProblem(thrown);
        problem ??= hindrance;
        words.push(transactionsTexts.undone.notDone(hindrance));
        left.unshift(record);
      }
    }
    // Anything undone later needs another reload after it.
    undo = left.length === 0 ? [] : undo.filter((one) => one.do === 'reload' || left.includes(one));
    if (problem === null) await note(journal.remove());
    return { words, problem };
  };

  return {
    id,
    plan,
    /** Milliseconds since the epoch. */
    startedAt,
    /** How far it got. */
    now: (): Transaction => ({ ...found, undo, undoing, begun: [...begun], done: [...done] }),
    /** Files it made: they do not count as taken on the next try. */
    files: (): string[] => undo.flatMap((one) => (one.do === 'remove-file' ? [one.path] : [])),
    isDone: (step: string): boolean => done.has(step),
    /** Runs a step unless it is done. @throws what stopped it; its undo is then still to be done. */
    step: async (step: Step): Promise<void> => {
      if (done.has(step.id)) return;
      const again = begun.has(step.id);
      if (!again) {
        const records = (await step.undo?.()) ?? [];
        const line: JournalLine = { kind: 'step', step: step.id, undo: records };
        // With nothing to undo, a full disk is no reason to stop halfway.
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
    /** Undoes what was done. What could not be undone stays, to be tried again. */
    takeBack,
    /** Ends it for good: nothing can be undone any more. */
    end: (): Promise<void> => note(journal.remove()),
    /** Ends it, but leaves it undoable, also by the next process. */
    endUndoable: (): Promise<void> => note(journal.append({ kind: 'ended', at: Date.now() })),
  };
};

export type RunningTransaction = ReturnType<typeof running>;

/** The unit that owns the changed files. */
export const fileUnitOf = ({ plan }: Pick<RunningTransaction, 'plan'>): string => {
  if (plan.kind === 'edit') return plan.file.unit;
  return plan.kind === 'rename' || plan.kind === 'duplicate' ? plan.to : plan.unit;
};

export const createTransactions = (deps: Deps) => ({
  /** Goes to disk with its first step; before that, nothing is done. */
  begin: async (plan: Plan): Promise<RunningTransaction> => {
    const { journal, transaction } = await deps.journals.begin(plan, { later: true });
    return running(deps, journal, transaction);
  },
  /** Takes over the transaction of a dead process; null if another process was faster. */
  claim: async (id: string): Promise<RunningTransaction | null> => {
    const claimed = await deps.journals.claim(id);
    return claimed === null ? null : running(deps, claimed.journal, claimed.transaction);
  },
  found: () => deps.journals.found(),
});

export type TransactionWork = ReturnType<typeof createTransactions>;

/** Runs all steps. @throws what stopped one, with what was undone. */
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

/** @throws file-exists: somebody else made that file, so never overwrite it. */
export const refuseExisting = async (
  files: Pick<HostFiles, 'areThere'>,
  path: string,
): Promise<void> => {
  const [there] = await files.areThere([path]);
  if (there === true) throw fail('file-exists', { path });
};
