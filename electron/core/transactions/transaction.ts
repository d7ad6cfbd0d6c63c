/**
 * Creating, editing and deleting a unit as transactions: what is done, step by step, and how each step is undone.
 * Plain data throughout: what is on disk can be undone by the next process, whatever happened to this one.
 */
import { creationSteps, type CreationPaths } from '../create/steps.ts';
import { transactionsTexts } from '../texts/transactions.ts';
import type { Problem } from '../problems/problem.ts';
import { importSteps, type ImportPlan } from './import-plan.ts';
import { renamedParts, type RenamedPart } from './renamed-part.ts';
import { remedyStepId, remedyTitle, type RemedyStep } from './remedy-step.ts';
import { currentForm } from '../create/kept-form.ts';
import type { ServiceForm } from '../create/service-form.ts';
import type { EditedFile } from '../files/edited-file.ts';
import type { FileVersion, HistoryEntry } from '../files/unit-files.ts';

/**
 * How one step is undone. Written before the step begins, so each must do no harm when the step was not done yet, or
 * was undone already. Paths are absolute; `bytes` are base64.
 */
export type UndoRecord =
  /** A file that was made: it is removed, unless it was changed since. */
  | { do: 'remove-file'; path: string; version: FileVersion }
  /** A link that was made: it is removed, unless it leads elsewhere now. */
  | { do: 'remove-link'; path: string; to: string }
  /** A folder that was made: it is removed when empty. */
  | { do: 'remove-folder'; path: string }
  /** A file that was replaced: the old text comes back, unless the new one was changed since. */
  | { do: 'restore-file'; path: string; ours: FileVersion; before: FileVersion; bytes: string }
  /** Something that was removed: it comes back, unless something else is there by now. */
  | { do: 'put-file'; path: string; mode: number; bytes: string }
  | { do: 'put-link'; path: string; to: string }
  | { do: 'put-folder'; path: string; mode: number }
  /** What cannot be kept (too large, unreadable, no file): only its place is reported. */
  | { do: 'tell-trashed'; path: string }
  | { do: 'start' | 'stop' | 'disable' | 'reset-failed' | 'reload'; unit: string }
  /** Permission bits that were added: they are removed, unless the mode was changed since. */
  | { do: 'set-mode'; path: string; mode: number; ours: number }
  /** Lines of the crontab that were commented out, in base64: they come back, wherever they are by now. */
  | { do: 'put-back-crontab'; numbers: number[]; lines: string[] }
  /** Kept versions that were moved to another name: they go back. */
  | { do: 'move-history'; from: string; to: string; ids: string[] }
  /** Moves a pin, or the mute of its notifications, back to the old name. */
  | { do: 'move-pin' | 'move-mute'; from: string; to: string }
  /** When a timer last ran, moved to another name: moves back. */
  | { do: 'move-stamp'; from: string; to: string };

/** What brings something back. */
export type PutBack = Extract<UndoRecord, { do: 'put-file' | 'put-link' | 'put-folder' }>;

/** The unit that the manager itself runs in: what concerns all services is done to it. */
export const managerUnit = 'init.scope';

/** What to do, with all that is needed to continue later. */
export type Plan =
  | { kind: 'create'; unit: string; form: ServiceForm; paths: CreationPaths }
  | {
      kind: 'edit';
      unit: string;
      file: EditedFile;
      /** What was read; null for a file that did not exist. */
      before: FileVersion | null;
      /** What to write, in base64; null to remove the file. */
      bytes: string | null;
      /** Of a new file; null for the usual mode. */
      mode: number | null;
      /** The target, which holds the bytes, of a link made instead of a file; missing in older journals. */
      link?: string | null;
      reason: HistoryEntry['reason'];
    }
  | {
      kind: 'delete';
      unit: string;
      /** To the trash. */
      files: string[];
      wasUp: boolean;
      wasFailed: boolean;
      /** A masked unit, or an alias, has no file of its own to disable. */
      masked: boolean;
      /** Only disables it, which also removes the link to its file, the only one of `files`; missing in older journals. */
      unlinks?: boolean;
    }
  | {
      kind: 'rename' | 'duplicate';
      unit: string;
      /** The new name. */
      to: string;
      /** Everything that has an old name, in reverse. */
      records: PutBack[];
      wasUp: boolean;
      wasFailed: boolean;
      /** The other units of the same job; missing in older journals. */
      others?: RenamedPart[];
      /** Files of units that start these, as they were; missing in older journals. */
      follow?: PutBack[];
    }
  | {
      kind: 'restore';
      unit: string;
      /** The unit's own file last. */
      records: PutBack[];
      /** Sentences about what cannot be restored as it was. */
      left: string[];
    }
  | {
      kind: 'environment';
      /** The manager’s own. */
      unit: typeof managerUnit;
      /** Hearth’s file of environment.d. */
      path: string;
      /** What was read; null for a file that did not exist. */
      before: FileVersion | null;
      /** What to write, in base64. */
      bytes: string;
      /** The variables that change. */
      names: string[];
    }
  | ImportPlan
  | {
      kind: 'remedy';
      unit: string;
      /** What its button says. */
      label: string;
      steps: RemedyStep[];
    };

/** A line of the journal of a transaction. */
export type JournalLine =
  | { kind: 'begin'; id: string; at: number; plan: Plan }
  /** Written before the step is done. */
  | { kind: 'step'; step: string; undo: UndoRecord[] }
  | { kind: 'done'; step: string }
  | { kind: 'undoing' }
  /** Everything is done, and may still be undone. */
  | { kind: 'ended'; at: number };

export interface Transaction {
  id: string;
  plan: Plan;
  /** Milliseconds since the epoch. */
  startedAt: number;
  /** In the order in which the steps were begun; undone in reverse. */
  undo: UndoRecord[];
  begun: string[];
  done: string[];
  undoing: boolean;
  endedAt: number | null;
}

const follow = (transaction: Transaction, line: JournalLine): Transaction => {
  switch (line.kind) {
    case 'begin':
      return transaction;
    case 'step':
      return {
        ...transaction,
        begun: [...transaction.begun, line.step],
        undo: [...transaction.undo, ...line.undo],
      };
    case 'done':
      return { ...transaction, done: [...transaction.done, line.step] };
    case 'undoing':
      return { ...transaction, undoing: true };
    case 'ended':
      return { ...transaction, endedAt: line.at };
  }
};

/** How far a transaction got, by its journal; null if the lines do not begin a transaction. */
export const replay = (lines: readonly JournalLine[]): Transaction | null => {
  const [first, ...rest] = lines;
  if (first?.kind !== 'begin' || rest.some(({ kind }) => kind === 'begin')) return null;
  const { id, at: startedAt, plan: written } = first;
  const plan =
    written.kind === 'create'
      ? { ...written, form: currentForm(written.form) as ServiceForm }
      : written;
  return rest.reduce(follow, {
    id,
    plan,
    startedAt,
    undo: [],
    begun: [],
    done: [],
    undoing: false,
    endedAt: null,
  });
};

/** The manager reads no scripts. */
export const needsReload = ({ file }: Extract<Plan, { kind: 'edit' }>): boolean =>
  file.ref.kind !== 'script';

const editSteps = (plan: Extract<Plan, { kind: 'edit' }>): { id: string; title: string }[] => [
  plan.bytes === null
    ? { id: 'file', title: transactionsTexts.steps.remove(plan.file.path) }
    : { id: 'file', title: transactionsTexts.steps.write(plan.file.path) },
  ...(needsReload(plan) ? [{ id: 'reload', title: transactionsTexts.steps.reload }] : []),
];

const deletionSteps = (
  plan: Extract<Plan, { kind: 'delete' }>,
): { id: string; title: string }[] => [
  ...(plan.unlinks === true ? unlinkingSteps() : removalSteps(plan)),
  { id: 'reload', title: transactionsTexts.steps.reload },
];

const unlinkingSteps = (): { id: string; title: string }[] => [
  { id: 'disable', title: transactionsTexts.steps.disable },
];

const removalSteps = (plan: Extract<Plan, { kind: 'delete' }>): { id: string; title: string }[] => [
  ...(plan.wasUp ? [{ id: 'stop', title: transactionsTexts.steps.stop }] : []),
  { id: 'keep', title: transactionsTexts.steps.keep },
  ...(plan.masked ? [] : [{ id: 'disable', title: transactionsTexts.steps.disable }]),
  { id: 'trash', title: transactionsTexts.steps.trash },
];

const namingSteps = (
  plan: Extract<Plan, { kind: 'rename' | 'duplicate' }>,
): { id: string; title: string }[] => {
  const { kind, to } = plan;
  const wasUp = renamedParts(plan).some((part) => part.wasUp);
  const { stop, rename, copy, reload, history, start } = transactionsTexts.steps;
  if (kind === 'duplicate')
    return [
      { id: 'files', title: copy(to) },
      { id: 'reload', title: reload },
    ];
  return [
    ...(wasUp ? [{ id: 'stop', title: stop }] : []),
    { id: 'files', title: rename(to) },
    { id: 'reload', title: reload },
    { id: 'history', title: history },
    ...(wasUp ? [{ id: 'start', title: start }] : []),
  ];
};

/** The steps of a plan, in their order. */
const stepsOf = (plan: Plan): { id: string; title: string }[] => {
  switch (plan.kind) {
    case 'create':
      return creationSteps(plan.form, plan.paths).map(({ id, title }) => ({ id, title }));
    case 'edit':
      return editSteps(plan);
    case 'delete':
      return deletionSteps(plan);
    case 'rename':
    case 'duplicate':
      return namingSteps(plan);
    case 'restore':
      return [
        { id: 'files', title: transactionsTexts.steps.restore },
        { id: 'reload', title: transactionsTexts.steps.reload },
      ];
    case 'environment':
      return [
        { id: 'file', title: transactionsTexts.steps.write(plan.path) },
        { id: 'reload', title: transactionsTexts.steps.reload },
      ];
    case 'import':
      return importSteps(plan);
    case 'remedy':
      return plan.steps.map((step, at) => ({ id: remedyStepId(at), title: remedyTitle(step) }));
  }
};

/** A transaction that neither ended nor was undone: Hearth was killed, or could not undo it. */
export interface Interrupted {
  id: string;
  kind: Plan['kind'] | 'disable';
  unit: string;
  /** Milliseconds since the epoch. */
  at: number;
  /** `begun`: whether it was done is not known. */
  steps: { title: string; state: 'done' | 'begun' | 'waiting' }[];
  /** A partly undone transaction can only be undone further. */
  canFinish: boolean;
}

/** What a person would call it. */
const kindOf = (plan: Plan): Interrupted['kind'] =>
  plan.kind === 'delete' && plan.unlinks === true ? 'disable' : plan.kind;

export const interruptedOf = (transaction: Transaction): Interrupted => {
  const { id, plan, startedAt, begun, done, undoing } = transaction;
  const stateOf = (step: string): Interrupted['steps'][number]['state'] => {
    if (done.includes(step)) return 'done';
    return begun.includes(step) ? 'begun' : 'waiting';
  };
  return {
    id,
    kind: kindOf(plan),
    unit: plan.unit,
    at: startedAt,
    steps: stepsOf(plan).map((step) => ({ title: step.title, state: stateOf(step.id) })),
    canFinish: !undoing,
  };
};

/** What undoing a creation does, in words; null for what only tidies up. */
export const undoWord = (record: UndoRecord): string | null => {
  const toUndo = transactionsTexts.toUndo;
  if (record.do === 'stop' || record.do === 'disable') return toUndo[record.do];
  return record.do === 'remove-file' ? toUndo.remove(record.path) : null;
};

/** The result of undoing a transaction. */
export interface TakenBack {
  /** One part of a sentence for each change, such as `removed /a/b`. */
  words: string[];
  /** The first reason why something could not be undone. */
  problem: Problem | null;
}

/** The problem that stopped a transaction, with what was undone in place of advice that no longer holds. */
export const withTakenBack = (why: Problem, { words, problem }: TakenBack): Problem => ({
  ...why,
  next:
    problem !== null
      ? transactionsTexts.notAllUndone(problem)
      : words.length === 0
        ? transactionsTexts.nothingChanged
        : transactionsTexts.allUndone(words),
});
