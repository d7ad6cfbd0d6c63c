/**
 * Keeps deleted files in the history, and restores them as one transaction, the unit's own file last. What cannot
 * be restored is reported with its reason and blocks nothing else.
 */
import path from 'node:path';
import type { Problem } from '../../core/problems/problem.ts';
import { transactionsTexts } from '../../core/texts/transactions.ts';
import type { Plan, PutBack, UndoRecord } from '../../core/transactions/transaction.ts';
import type { HistoryEntry } from '../../core/files/unit-files.ts';
import type { AccountStore } from '../../core/app/store.ts';
import type { HostFiles } from '../../host/host-files.ts';
import type { History, KeptVersion, WentAlong } from '../../system/storage/history.ts';
import { toBase64 } from '../../system/files/base64.ts';
import type { TreeEntry } from '../../host/tree.ts';
import type { Bugs } from '../app/bugs.ts';
import type { UnitLock } from '../transactions/unit-lock.ts';
import { behind, endOf } from './editing.ts';
import type { Inventory } from '../units/inventory.ts';
import {
  doAll,
  type RunningTransaction,
  type TransactionWork,
} from '../transactions/transaction.ts';
import { undoOf, undoOne, type UndoDeps } from '../transactions/undo.ts';

interface Deps extends UndoDeps {
  store: AccountStore;
  history: History;
  transactions: Pick<TransactionWork, 'begin'>;
  inventory: Pick<Inventory, 'refresh'>;
  lock: Pick<UnitLock, 'change'>;
  /** Called with a restore that could not be fully rolled back. */
  onLeft(transaction: RunningTransaction): void;
  bugs: Bugs;
}

type RestorePlan = Extract<Plan, { kind: 'restore' }>;
type Back = Pick<RestorePlan, 'records' | 'left'>;

const isFolder = async (files: Pick<HostFiles, 'look'>, at: string): Promise<boolean> => {
  const [look] = await files.look([at]);
  return look?.kind === 'folder';
};

export const createRestoring = (deps: Deps) => {
  const { files: hostFiles, store, history } = deps;
  const pathOf = (unit: string): string => path.join(store.state().person.unitFolder, unit);

  /** Null for anything without text: a mask, a FIFO, a file that is too large. */
  const keep = async (
    target: Pick<KeptVersion, 'unit' | 'ref' | 'path'>,
    along: WentAlong | null,
  ): Promise<string | null> => {
    // Unreadable as a file, so there is no text to keep: the trash has it.
    const old = await hostFiles.read(target.path).catch(() => null);
    if (old === null) return null;
    const { bytes, mode } = old;
    const link = await hostFiles.linkAt(target.path);
    const kept = { ...target, reason: 'deleted', bytes, mode, link, along } as const;
    return (await history.keep(kept)).id;
  };

  const keepFolder = async (unit: string): Promise<WentAlong | null> => {
    const folder = `${pathOf(unit)}.d`;
    const [facts] = await hostFiles.snapshot([folder], { shallow: true });
    if (facts === undefined) return null;
    const tree = await hostFiles.readTree([{ path: folder, names: null }], {
      texts: [],
      below: {},
    });
    const entries = tree.get(folder)?.entries ?? new Map<string, TreeEntry>();
    const files: WentAlong['files'] = [];
    for (const [name, entry] of [...entries].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const at = path.join(folder, name);
      const target = { unit, ref: { kind: 'drop-in', name }, path: at } as const;
      const id = name.endsWith('.conf') ? await keep(target, null) : null;
      files.push({ name, id, link: entry.kind === 'link' ? entry.to : null });
    }
    return facts.do === 'put-folder'
      ? { mode: facts.mode, link: null, files }
      : { mode: 0o755, link: await hostFiles.linkAt(folder), files };
  };

  /** For entries older than `along`: what was kept just before the file. */
  const keptBefore = async ({ id, unit }: KeptVersion): Promise<WentAlong> => {
    const older = (await history.list(unit)).filter((entry) => entry.id < id);
    const end = older.findIndex(
      ({ reason, ref }) => reason !== 'deleted' || ref.kind !== 'drop-in',
    );
    const files = (end < 0 ? older : older.slice(0, end)).flatMap(({ ref, ...entry }) =>
      ref.kind === 'drop-in' ? [{ name: ref.name, id: entry.id, link: entry.link }] : [],
    );
    return { mode: 0o755, link: null, files };
  };

  /** A version as it was, or as a regular file if its link now leads nowhere. */
  const version = async (id: string, at: string): Promise<Back> => {
    const { mode, link } = await history.find(id);
    if (link !== null && (await behind(hostFiles, at, link)) !== null) {
      return { records: [{ do: 'put-link', path: at, to: link }], left: [] };
    }
    const bytes = toBase64(await history.bytes(id));
    return {
      records: [{ do: 'put-file', path: at, mode, bytes }],
      left: link === null ? [] : [transactionsTexts.left.linkToFile(at, link)],
    };
  };

  const fileOf = async (at: string, { id, link }: WentAlong['files'][number]): Promise<Back> => {
    if (id === null) {
      return link === null
        ? {
            records: [],
            left: [transactionsTexts.left.noText(at)],
          }
        : { records: [{ do: 'put-link', path: at, to: link }], left: [] };
    }
    return version(id, at).catch((thrown: unknown) => ({
      records: [],
      left: [transactionsTexts.left.hindered(at, deps.bugs.toProblem(thrown))],
    }));
  };

  const folderOf = async (at: string, { link, mode, files }: WentAlong): Promise<Back> => {
    // The link's target was never deleted.
    if (link !== null && (await isFolder(hostFiles, await endOf(hostFiles, at, link)))) {
      return { records: [{ do: 'put-link', path: at, to: link }], left: [] };
    }
    const backs = await Promise.all(files.map((file) => fileOf(path.join(at, file.name), file)));
    const records = backs.flatMap((back) => back.records);
    return {
      records: records.length === 0 ? [] : [{ do: 'put-folder', path: at, mode }, ...records],
      left: [
        ...(link === null ? [] : [transactionsTexts.left.linkToFolder(at, link)]),
        ...backs.flatMap((back) => back.left),
      ],
    };
  };

  const planOf = async (id: string): Promise<RestorePlan> => {
    const entry = await history.find(id);
    const at = pathOf(entry.unit);
    const own = await version(id, at);
    const folder = await folderOf(`${at}.d`, entry.along ?? (await keptBefore(entry)));
    return {
      kind: 'restore',
      unit: entry.unit,
      records: [...folder.records, ...own.records],
      left: [...own.left, ...folder.left],
    };
  };

  const resume = async (transaction: RunningTransaction): Promise<Problem | null> => {
    const { plan } = transaction;
    if (plan.kind !== 'restore') return null;
    const { unit, records } = plan;
    const words: string[] = [];
    const left = [...plan.left];
    let problem: Problem | null = null;
    const put = async (record: PutBack): Promise<void> => {
      const word = await undoOne(deps, record).catch((thrown: unknown) => {
        if (record === records.at(-1)) throw thrown;
        left.push(transactionsTexts.left.hindered(record.path, deps.bugs.toProblem(thrown)));
        return null;
      });
      if (word !== null) words.push(word);
    };
    const undo = async (): Promise<UndoRecord[]> => {
      const folders = await hostFiles.missingFolders([path.dirname(pathOf(unit))]);
      const there = await hostFiles.areThere(records.map((record) => record.path));
      return [
        { do: 'reload', unit },
        ...folders.map((one): UndoRecord => ({ do: 'remove-folder', path: one })),
        ...records.filter((_, index) => there[index] !== true).flatMap(undoOf),
      ];
    };
    const files = async (): Promise<void> => {
      for (const record of records) await put(record);
    };
    // As after a save: what was restored stays, and the problem is reported.
    const reload = async (): Promise<void> => {
      await deps.systemctl.daemonReload(unit).catch((thrown: unknown) => {
        problem = deps.bugs.toProblem(thrown);
      });
    };
    const steps = [
      { id: 'files', undo, run: files },
      { id: 'reload', run: reload },
    ];
    await doAll(transaction, steps, deps.onLeft);
    await transaction.end();
    await deps.inventory.refresh().catch(deps.bugs.report);
    store.dispatch({
      kind: 'transactions',
      change: { restored: { unit, words, left }, undone: null, problem },
    });
    return problem;
  };

  return {
    /** Continues an interrupted restore. @throws what stopped it, with what was undone. */
    resume,
    /** Keeps the person's own files of a unit before they are deleted. */
    keepDeleted: async (unit: string): Promise<void> => {
      const along = await keepFolder(unit);
      // Last, so that it is the newest.
      await keep({ unit, ref: { kind: 'fragment' }, path: pathOf(unit) }, along);
    },
    /** The last version of each deleted fragment that does not exist again. Newest first. */
    deleted: async (): Promise<HistoryEntry[]> => {
      const entries = await history.deleted();
      const there = await hostFiles.areThere(entries.map(({ unit }) => pathOf(unit)));
      return entries.filter((_, index) => there[index] === false);
    },
    /**
     * Restores everything deleted with a fragment. Does not enable it again: links outside its own folder stay removed.
     * The state lists what was restored and what was not. Returns why the manager could not reload, or null on success.
     * @throws version-gone, busy, and what blocks its own file; then nothing was restored.
     */
    restoreDeleted: async (id: string): Promise<Problem | null> => {
      const { unit } = await history.find(id);
      return deps.lock.change(unit, async () =>
        resume(await deps.transactions.begin(await planOf(id))),
      );
    },
  };
};

export type Restoring = ReturnType<typeof createRestoring>;
