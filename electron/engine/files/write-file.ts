/**
 * Changes one file of a unit as a transaction: the history first, then the whole file, then a reload.
 * Verify is not a step: it informs while you type and before you save, and refuses nothing systemd accepts.
 */
import path from 'node:path';
import { fail, ProblemError, type Problem } from '../../core/problems/problem.ts';
import { problemsFilesTexts } from '../../core/texts/problems/files.ts';
import { undoableOf } from '../../core/transactions/shown.ts';
import { needsReload, type Plan, type UndoRecord } from '../../core/transactions/transaction.ts';
import type { EditedFile } from '../../core/files/edited-file.ts';
import type { FileVersion, HistoryEntry } from '../../core/files/unit-files.ts';
import type { History } from '../../system/storage/history.ts';
import type { Conflict, HostFiles } from '../../host/host-files.ts';
import { versionOf } from '../../host/files/replace-file.ts';
import { fromBase64, toBase64 } from '../../system/files/base64.ts';
import { placeOfScript } from '../../system/units/script-files.ts';
import type { ReadFile } from '../../system/units/read-files.ts';
import type { Systemctl } from '../../system/manager/systemctl.ts';
import type { Bugs } from '../app/bugs.ts';
import type { RunningTransaction, Step, TransactionWork } from '../transactions/transaction.ts';
import { undoOfWrite } from '../transactions/undo.ts';

interface Deps {
  files: HostFiles;
  transactions: Pick<TransactionWork, 'begin'>;
  history: Pick<History, 'keep' | 'forget'>;
  systemctl: Pick<Systemctl, 'daemonReload'>;
  /** Called with an interrupted change that could not be finished now either. */
  onLeft(transaction: RunningTransaction): void;
  /** Called with a change that can be undone as a whole. */
  onDone(transaction: RunningTransaction): Promise<void>;
  bugs: Pick<Bugs, 'toProblem'>;
}

export interface Change {
  /** The version read; null for a file that must not exist yet, and for a mask to remove. */
  version: FileVersion | null;
  /** null removes the file, and the folder with a unit's last drop-in. */
  bytes: Uint8Array | null;
  mode?: number;
  /** Makes a link to this path, which holds `bytes`, instead of a file. */
  link?: string;
  reason: HistoryEntry['reason'];
}

type Theirs = Conflict['theirs'];

/** What is at the path of a file now, links followed. */
interface Before {
  old: ReadFile | null;
  /** The folders above it that do not exist, parents first; null if unknown. */
  missing: readonly string[] | null;
}
type Outcome =
  /** Even with a `reloadProblem`, the file is as intended. */
  { kind: 'changed'; reloadProblem: Problem | null } | { kind: 'conflict'; theirs: Theirs };

type EditPlan = Extract<Plan, { kind: 'edit' }>;

/** Undoes the change. In reverse: the file, its folder, then a reload. */
const undoOf = async (
  files: HostFiles,
  plan: EditPlan,
  { old, missing }: Before,
): Promise<UndoRecord[]> => {
  const { unit, file, bytes, link } = plan;
  const at = file.path;
  const reload: UndoRecord[] = needsReload(plan) ? [{ do: 'reload', unit }] : [];
  if (bytes === null) {
    const inFolder =
      file.ref.kind === 'drop-in'
        ? await files.snapshot([path.dirname(at)], { shallow: true })
        : [];
    return [...reload, ...(await files.snapshot([at])), ...inFolder];
  }
  const written = { path: at, bytes: fromBase64(bytes), old, missing, link: link ?? null };
  return [...reload, ...(await undoOfWrite(files, written))];
};

export const createEdits = (deps: Deps) => {
  const { files, history } = deps;

  /** Removes the empty folders. A failure is harmless: an empty folder changes no unit. */
  const removeEmpty = async (folders: readonly string[]): Promise<void> => {
    for (const folder of [...folders].reverse()) {
      // An empty folder changes no unit.
      await files.removeFolder(folder).catch(() => false);
    }
  };

  /** Keeps the old version in the history first; forgets it if the change is not made. */
  const keeping = async (
    { file, bytes, reason }: EditPlan,
    old: ReadFile,
    change: () => Promise<Theirs | undefined>,
  ): Promise<Theirs | undefined> => {
    const link = bytes === null ? await files.linkAt(file.path) : null;
    const kept = await history.keep({ ...file, reason, bytes: old.bytes, mode: old.mode, link });
    let isMade = false;
    try {
      const theirs = await change();
      isMade = theirs === undefined;
      return theirs;
    } finally {
      if (!isMade) await history.forget(kept);
    }
  };

  const remove = async (plan: EditPlan, old: ReadFile | null): Promise<Theirs | undefined> => {
    const { ref, path: at } = plan.file;
    const wasMask = plan.before === null && (await files.unmask(at));
    // What replaced the mask stays, as a conflict.
    if (plan.before === null && !wasMask) {
      const now = await files.read(at);
      if (now !== null) return now;
    }
    const isGone = !wasMask && old === null;
    if (old !== null) {
      const version = plan.before;
      if (version !== old.version) return old;
      const theirs = await keeping(plan, old, async () => {
        const outcome = await files.remove(at, { expect: version });
        return outcome.kind === 'conflict' ? outcome.theirs : undefined;
      });
      if (theirs !== undefined) return theirs;
    }
    if (ref.kind === 'drop-in') await removeEmpty([path.dirname(at)]);
    return isGone ? null : undefined;
  };

  const put = async (
    { file, before, mode }: EditPlan,
    bytes: Uint8Array,
  ): Promise<Theirs | undefined> => {
    const outcome = await files.put(file.path, bytes, {
      expect: before,
      ...(mode === null ? {} : { mode }),
    });
    return outcome.kind === 'conflict' ? outcome.theirs : undefined;
  };

  const putOrLink = async (plan: EditPlan, old: ReadFile | null): Promise<Theirs | undefined> => {
    const { before, link } = plan;
    if (link != null) {
      await files.link(plan.file.path, link);
      return undefined;
    }
    if ((old?.version ?? null) !== before) return old;
    const bytes = fromBase64(plan.bytes ?? '');
    const isSame = old === null || old.version === versionOf(bytes);
    return isSame ? put(plan, bytes) : keeping(plan, old, () => put(plan, bytes));
  };

  /** Returns what is there instead of what was read, having done nothing; undefined on success. */
  const write = async (plan: EditPlan, { old }: Before): Promise<Theirs | undefined> => {
    if (plan.file.ref.kind === 'script') await placeOfScript(files, plan.file.path);
    if (plan.bytes === null) return remove(plan, old);
    // Even if it existed before: something may have removed it meanwhile.
    const made = await files.makeFolders([path.dirname(plan.file.path)]);
    let isPut = false;
    try {
      const theirs = await putOrLink(plan, old);
      isPut = theirs === undefined;
      return theirs;
    } finally {
      if (!isPut) await removeEmpty(made);
    }
  };

  /** A manager that does not answer is no reason to lose what was typed: keep the file, return the problem. */
  const reload = async (
    transaction: RunningTransaction,
    plan: EditPlan,
  ): Promise<Problem | null> => {
    let problem: Problem | null = null;
    const step: Step = {
      id: 'reload',
      isRepeatable: true,
      run: async () => {
        await deps.systemctl.daemonReload(plan.unit).catch((thrown: unknown) => {
          problem = deps.bugs.toProblem(thrown);
        });
      },
    };
    if (needsReload(plan)) await transaction.step(step);
    if (undoableOf(transaction, Date.now()) === null) await transaction.end();
    else {
      await transaction.endUndoable();
      await deps.onDone(transaction);
    }
    return problem;
  };

  const change = async (
    unit: string,
    file: EditedFile,
    wanted: Change,
    before: Before,
  ): Promise<Outcome> => {
    const { version, bytes, mode, link, reason } = wanted;
    const isMask = version === null && bytes === null;
    const old = isMask ? null : before.old;
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
        isRepeatable: true,
        undo: () => undoOf(files, plan, { ...before, old }),
        run: async () => {
          theirs = await write(plan, { ...before, old });
        },
      });
    } catch (thrown) {
      // Nothing was done, so there is nothing to undo.
      await transaction.end();
      throw thrown;
    }
    if (theirs !== undefined) {
      await transaction.end();
      return { kind: 'conflict', theirs };
    }
    const reloadProblem = await reload(transaction, plan);
    return { kind: 'changed', reloadProblem };
  };

  const writeOn = async (transaction: RunningTransaction, plan: EditPlan): Promise<void> => {
    const wanted = plan.bytes === null ? null : versionOf(fromBase64(plan.bytes));
    const isMask = plan.before === null && plan.bytes === null;
    const before: Before = {
      old: isMask ? null : await files.read(plan.file.path),
      missing: null,
    };
    await transaction.step({
      id: 'file',
      isRepeatable: true,
      undo: () => undoOf(files, plan, { ...before, old: plan.bytes === null ? null : before.old }),
      run: async () => {
        const theirs = await write(plan, before);
        if (theirs === undefined || (theirs?.version ?? null) === wanted) return;
        throw fail('file-failed', {
          path: plan.file.path,
          detail: problemsFilesTexts.changedMeanwhile,
        });
      },
    });
  };

  return {
    /** @throws what the host's `put`, `remove` and `link` throw; then nothing has changed. */
    change,
    /**
     * Continues an interrupted change. @throws as `change`, also for a conflict; and why the manager could not reload,
     * though the file is as intended.
     */
    resume: async (transaction: RunningTransaction): Promise<void> => {
      const { plan } = transaction;
      if (plan.kind !== 'edit') return;
      await writeOn(transaction, plan).catch((thrown: unknown) => {
        deps.onLeft(transaction);
        throw thrown;
      });
      const problem = await reload(transaction, plan);
      if (problem !== null) throw new ProblemError(problem);
    },
  };
};

export type Edits = ReturnType<typeof createEdits>;
