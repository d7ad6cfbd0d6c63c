/**
 * One file of a unit changed as a transaction: the history first, then the file whole, then the manager reloads.
 * Verify is no step of it: it informs while one types and before the save, and refuses nothing that systemd takes.
 */
import path from 'node:path';
import { fail, ProblemError, toProblem, type Problem } from '../../core/problems/problem.ts';
import { problemsFilesTexts } from '../../core/texts/problems/files.ts';
import type { EditedFile, Plan, UndoRecord } from '../../core/transactions/transaction.ts';
import type { FileVersion, HistoryEntry } from '../../core/files/unit-files.ts';
import type { History } from '../../system/storage/history.ts';
import { removeMask } from '../../system/fs/mask.ts';
import { makeFolders, missingFolders, removeFolderIfEmpty } from '../../system/fs/new-file.ts';
import {
  fromBase64,
  linkAt,
  putLink,
  snapshot,
  snapshotOfFolder,
  toBase64,
} from '../../system/fs/snapshot.ts';
import {
  readVersioned,
  removeFile,
  replaceFile,
  versionOf,
  type VersionedFile,
} from '../../system/fs/replace-file.ts';
import type { Systemctl } from '../../system/manager/systemctl.ts';
import type { RunningTransaction, TransactionWork } from '../transactions/transaction.ts';

interface Deps {
  transactions: Pick<TransactionWork, 'begin'>;
  history: Pick<History, 'keep'>;
  systemctl: Pick<Systemctl, 'daemonReload'>;
  /** Told of one that was interrupted and could not be finished now either. */
  onLeft(transaction: RunningTransaction): void;
}

export interface Change {
  /** What was read; null for a file that must not exist yet, and for a mask that is to go. */
  version: FileVersion | null;
  /** null: the file is to go, and its folder with the last one of a unit's drop-ins. */
  bytes: Uint8Array | null;
  mode?: number;
  /** What is made is a link that leads there, where `bytes` lie. */
  link?: string;
  reason: HistoryEntry['reason'];
}

type Theirs = Pick<VersionedFile, 'bytes' | 'version'> | null;
type Outcome =
  /** `reloadProblem`: the file is as it is meant to be all the same. */
  { kind: 'changed'; reloadProblem: Problem | null } | { kind: 'conflict'; theirs: Theirs };

export interface Edits {
  /** @throws what `replaceFile`, `removeFile` and `putLink` throw; then everything is as before. */
  change(unit: string, file: EditedFile, change: Change): Promise<Outcome>;
  /**
   * Goes on with one that was interrupted. @throws as `change`, also for a conflict; and what hinders the manager, when
   * the file is as it is meant to be all the same.
   */
  resume(transaction: RunningTransaction): Promise<void>;
}

type EditPlan = Extract<Plan, { kind: 'edit' }>;

/** What takes the change back. In reverse: the file, its folder, then the manager hears of it. */
const undoOf = async (
  { unit, file, bytes, link }: EditPlan,
  old: VersionedFile | null,
): Promise<UndoRecord[]> => {
  const at = file.path;
  const folder = path.dirname(at);
  const reload: UndoRecord = { do: 'reload', unit };
  if (bytes === null) {
    const inFolder = file.ref.kind === 'drop-in' ? await snapshotOfFolder(folder) : [];
    return [reload, ...(await snapshot(at)), ...inFolder];
  }
  const folders = await missingFolders([folder]);
  const ours = versionOf(fromBase64(bytes));
  const made: UndoRecord =
    link == null
      ? { do: 'remove-file', path: at, version: ours }
      : { do: 'remove-link', path: at, to: link };
  return [
    reload,
    ...folders.map((one): UndoRecord => ({ do: 'remove-folder', path: one })),
    old === null
      ? made
      : { do: 'restore-file', path: at, ours, before: old.version, bytes: toBase64(old.bytes) },
  ];
};

/** Those that hold nothing go. One that cannot is harmless: an empty folder changes no unit. */
const removeEmpty = async (folders: readonly string[]): Promise<void> => {
  for (const folder of [...folders].reverse()) await removeFolderIfEmpty(folder).catch(() => false);
};

export const createEdits = (deps: Deps): Edits => {
  const keeperOf =
    ({ file, bytes, reason }: EditPlan) =>
    async (old: VersionedFile): Promise<void> => {
      const link = bytes === null ? await linkAt(file.path) : null;
      await deps.history.keep({ ...file, reason, bytes: old.bytes, mode: old.mode, link });
    };

  const remove = async (plan: EditPlan): Promise<Theirs | undefined> => {
    const { ref, path: at } = plan.file;
    const wasMask = plan.before === null && (await removeMask(at));
    const isGone = !wasMask && (await readVersioned(at)) === null;
    const outcome =
      wasMask || isGone ? null : await removeFile(at, plan.before ?? '', keeperOf(plan));
    if (outcome?.kind === 'conflict') return outcome.theirs;
    if (ref.kind === 'drop-in') await removeEmpty([path.dirname(at)]);
    return isGone ? null : undefined;
  };

  const put = async (plan: EditPlan, bytes: Uint8Array): Promise<Theirs | undefined> => {
    const { file, before, mode, link } = plan;
    if (link != null) {
      await putLink(file.path, link);
      return undefined;
    }
    const outcome = await replaceFile(file.path, {
      version: before,
      bytes,
      keep: keeperOf(plan),
      ...(mode === null ? {} : { mode }),
    });
    return outcome.kind === 'conflict' ? outcome.theirs : undefined;
  };

  /** Answers what is there instead of what was read; undefined when all went well, else nothing was done. */
  const write = async (plan: EditPlan): Promise<Theirs | undefined> => {
    if (plan.bytes === null) return remove(plan);
    const made = await makeFolders([path.dirname(plan.file.path)]);
    let isPut = false;
    try {
      const theirs = await put(plan, fromBase64(plan.bytes));
      isPut = theirs === undefined;
      return theirs;
    } finally {
      if (!isPut) await removeEmpty(made);
    }
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

  const change: Edits['change'] = async (unit, file, { version, bytes, mode, link, reason }) => {
    const isMask = version === null && bytes === null;
    const old = isMask ? null : await readVersioned(file.path);
    if ((old?.version ?? null) !== version) return { kind: 'conflict', theirs: old };
    const plan: EditPlan = {
      kind: 'edit',
      unit,
      file,
      before: version,
      reason,
      mode: mode ?? null,
      link: link ?? null,
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
      // Nothing was done, so nothing is to be taken back.
      await transaction.end();
      throw thrown;
    }
    if (theirs !== undefined) {
      await transaction.end();
      return { kind: 'conflict', theirs };
    }
    const reloadProblem = await reload(transaction);
    return { kind: 'changed', reloadProblem };
  };

  const writeOn = async (transaction: RunningTransaction, plan: EditPlan): Promise<void> => {
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
          detail: problemsFilesTexts.changedMeanwhile,
        });
      },
    });
  };

  return {
    change,
    resume: async (transaction) => {
      const { plan } = transaction;
      if (plan.kind !== 'edit') return;
      await writeOn(transaction, plan).catch((thrown: unknown) => {
        deps.onLeft(transaction);
        throw thrown;
      });
      const problem = await reload(transaction);
      if (problem !== null) throw new ProblemError(problem);
    },
  };
};
