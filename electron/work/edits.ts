/** One file of a unit changed as a transaction: the history first, then the file whole, then the manager reloads. */
import path from 'node:path';
import { fail, ProblemError, toProblem, type Problem } from '../core/errors.ts';
import { withTakenBack, type EditedFile, type Plan, type UndoRecord } from '../core/transaction.ts';
import type { FileVersion, HistoryEntry } from '../core/unit-source.ts';
import type { History } from '../system/history.ts';
import { removeMask } from '../system/mask.ts';
import { makeFolders, missingFolders, removeFolderIfEmpty } from '../system/new-file.ts';
import { fromBase64, snapshot, snapshotOfFolder, toBase64 } from '../system/put-back.ts';
import {
  readVersioned,
  removeFile,
  replaceFile,
  versionOf,
  type VersionedFile,
} from '../system/replace-file.ts';
import type { Systemctl } from '../system/systemctl.ts';
import type { RunningTransaction, TransactionWork } from './transaction.ts';

interface Deps {
  transactions: Pick<TransactionWork, 'begin'>;
  history: Pick<History, 'keep'>;
  systemctl: Pick<Systemctl, 'daemonReload'>;
  /** Told of one that could not be taken back as a whole. */
  onLeft(transaction: RunningTransaction): void;
}

export interface Change {
  /** What was read; null for a file that must not exist yet, and for a mask that is to go. */
  version: FileVersion | null;
  /** null: the file is to go, and its folder with the last one of a unit's drop-ins. */
  bytes: Uint8Array | null;
  mode?: number;
  reason: HistoryEntry['reason'];
}

type Theirs = Pick<VersionedFile, 'bytes' | 'version'> | null;
type Outcome =
  /** `reloadProblem`: the file is as it is meant to be all the same. */
  | { kind: 'changed'; old: Uint8Array; reloadProblem: Problem | null }
  | { kind: 'conflict'; theirs: Theirs };

export interface Edits {
  /** @throws what `replaceFile` and `removeFile` throw; then everything is as before. */
  change(unit: string, file: EditedFile, change: Change): Promise<Outcome>;
  /** Goes on with one that was interrupted. @throws as `change`, also for a conflict. */
  resume(transaction: RunningTransaction): Promise<void>;
}

type EditPlan = Extract<Plan, { kind: 'edit' }>;

/** What takes the change back. In reverse: the file, its folder, then the manager hears of it. */
const undoOf = async (
  { unit, file, bytes }: EditPlan,
  old: VersionedFile | null,
): Promise<UndoRecord[]> => {
  const at = file.path;
  const folder = path.dirname(at);
  const reload: UndoRecord = { do: 'reload', unit };
  if (bytes === null) {
    const inFolder = file.ref.kind === 'drop-in' ? await snapshotOfFolder(folder) : [];
    return [reload, ...(await snapshot(at)), ...inFolder];
  }
  const ours = versionOf(fromBase64(bytes));
  const folders = await missingFolders([folder]);
  return [
    reload,
    ...folders.map((one): UndoRecord => ({ do: 'remove-folder', path: one })),
    old === null
      ? { do: 'remove-file', path: at, version: ours }
      : { do: 'restore-file', path: at, ours, before: old.version, bytes: toBase64(old.bytes) },
  ];
};

export const createEdits = (deps: Deps): Edits => {
  /** Answers what is there instead of what was read; undefined when all went well. */
  const write = async ({
    file,
    before,
    bytes,
    mode,
    reason,
  }: EditPlan): Promise<Theirs | undefined> => {
    const { unit, ref, path: at } = file;
    const keep = async (old: VersionedFile): Promise<void> => {
      await deps.history.keep({ unit, ref, path: at, reason, bytes: old.bytes, mode: old.mode });
    };
    if (bytes === null) {
      const wasMask = before === null && (await removeMask(at));
      const isGone = !wasMask && (await readVersioned(at)) === null;
      const outcome = wasMask || isGone ? null : await removeFile(at, before ?? '', keep);
      if (outcome?.kind === 'conflict') return outcome.theirs;
      if (ref.kind === 'drop-in') await removeFolderIfEmpty(path.dirname(at));
      return isGone ? null : undefined;
    }
    await makeFolders([path.dirname(at)]);
    const outcome = await replaceFile(at, {
      ...{ version: before, bytes: fromBase64(bytes), keep },
      ...(mode === null ? {} : { mode }),
    });
    return outcome.kind === 'conflict' ? outcome.theirs : undefined;
  };

  /** A manager that does not answer is no reason to lose what was typed: the file stays, and the reason is told. */
  const reload = async (transaction: RunningTransaction): Promise<Problem | null> => {
    let problem: Problem | null = null;
    await transaction.step({
      id: 'reload',
      run: async () => {
        await deps.systemctl.daemonReload(transaction.plan.unit).catch((thrown: unknown) => {
          problem = toProblem(thrown);
        });
      },
    });
    await transaction.end();
    return problem;
  };

  const takenBack = async (transaction: RunningTransaction, thrown: unknown): Promise<unknown> => {
    const result = await transaction.takeBack();
    if (result.problem === null) return thrown;
    deps.onLeft(transaction);
    return new ProblemError(withTakenBack(toProblem(thrown), result));
  };

  const change: Edits['change'] = async (unit, file, { version, bytes, mode, reason }) => {
    const isMask = version === null && bytes === null;
    const old = isMask ? null : await readVersioned(file.path);
    if ((old?.version ?? null) !== version) return { kind: 'conflict', theirs: old };
    const plan: EditPlan = {
      ...{ kind: 'edit', unit, file, before: version, reason, mode: mode ?? null },
      bytes: bytes === null ? null : toBase64(bytes),
    };
    const transaction = await deps.transactions.begin(plan);
    let theirs: Theirs | undefined;
    try {
      await transaction.step({
        id: 'file',
        undo: () => undoOf(plan, old),
        run: async () => {
          theirs = await write(plan);
        },
      });
    } catch (thrown) {
      throw await takenBack(transaction, thrown);
    }
    if (theirs !== undefined) {
      await transaction.end();
      return { kind: 'conflict', theirs };
    }
    const reloadProblem = await reload(transaction);
    return { kind: 'changed', old: old?.bytes ?? new Uint8Array(), reloadProblem };
  };

  const goOn = async (transaction: RunningTransaction, plan: EditPlan): Promise<void> => {
    const wanted = plan.bytes === null ? null : versionOf(fromBase64(plan.bytes));
    await transaction.step({
      id: 'file',
      undo: async () =>
        undoOf(plan, plan.bytes === null ? null : await readVersioned(plan.file.path)),
      run: async () => {
        const theirs = await write(plan);
        if (theirs === undefined || (theirs?.version ?? null) === wanted) return;
        throw fail('file-failed', {
          path: plan.file.path,
          detail: 'It was changed meanwhile, so it was left as it is.',
        });
      },
    });
    const problem = await reload(transaction);
    if (problem !== null) throw new ProblemError(problem);
  };

  return {
    change,
    resume: async (transaction) => {
      const { plan } = transaction;
      if (plan.kind !== 'edit') return;
      await goOn(transaction, plan).catch((thrown: unknown) => {
        deps.onLeft(transaction);
        throw thrown;
      });
    },
  };
};
