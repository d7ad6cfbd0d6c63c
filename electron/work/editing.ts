/** Changing the files of a unit: history first, then the file whole, then the manager reloads. */
import { lstat, readdir } from 'node:fs/promises';
import path from 'node:path';
import { fail, toProblem, type Problem } from '../core/errors.ts';
import { restartKeys } from '../core/restart-keys.ts';
import { isUp } from '../core/unit.ts';
import type {
  FileVersion,
  HistoryEntry,
  SaveOutcome,
  UnitFileRef,
  UnitSource,
} from '../core/unit-source.ts';
import type { Store } from '../store.ts';
import type { History } from '../system/history.ts';
import { readVersioned } from '../system/replace-file.ts';
import type { Systemctl } from '../system/systemctl.ts';
import type { UnitStore } from '../system/unit-store.ts';
import type { Inventory } from './inventory.ts';

interface Deps {
  store: Store;
  unitStore: Pick<
    UnitStore,
    'source' | 'replaceFile' | 'removeFile' | 'makeFolders' | 'removeFolderIfEmpty'
  >;
  history: History;
  systemctl: Pick<Systemctl, 'daemonReload'>;
  inventory: Pick<Inventory, 'refresh'>;
  onBug(bug: unknown): void;
}

export interface Editing {
  /** @throws file-not-editable, busy, and what `replaceFile` throws. */
  save(request: {
    unit: string;
    file: UnitFileRef;
    version: FileVersion | null;
    bytes: Uint8Array;
  }): Promise<SaveOutcome>;
  /** Its folder goes with the last one. */
  removeDropIn(request: { unit: string; name: string; version: FileVersion }): Promise<SaveOutcome>;
  /** Of the unit, and of the template that its file is. Newest first. */
  history(unit: string): Promise<HistoryEntry[]>;
  /** Of a unit that was deleted its file comes back, but not its links: it is not enabled again. @throws version-gone. */
  restore(request: { id: string; version: FileVersion | null }): Promise<SaveOutcome>;
  /** The last version of each fragment that was deleted and is not there again. Newest first. */
  deleted(): Promise<HistoryEntry[]>;
  /** Keeps every file of the person's own that makes up a unit, before all of them are deleted. */
  keepDeleted(unit: string): Promise<void>;
}

/** One file of a unit in the person's own folder. */
interface Target {
  /** By which its history goes: a template's, for the file of an instance. */
  unit: string;
  ref: UnitFileRef;
  path: string;
}

const nothing = new Uint8Array();

const targetOf = (source: UnitSource, ref: UnitFileRef): Target =>
  ref.kind === 'fragment'
    ? { unit: path.basename(source.ownFragment), ref, path: source.ownFragment }
    : { unit: source.unit, ref, path: path.join(source.ownDropIns, ref.name) };

const isThere = (file: string): Promise<boolean> =>
  lstat(file).then(
    () => true,
    () => false,
  );

export const createEditing = (deps: Deps): Editing => {
  const { store, unitStore, history, systemctl, inventory } = deps;

  /** Only a running unit needs a restart. */
  const restartsOf = (unit: string, before: Uint8Array, after: Uint8Array): string[] => {
    const row = store.state().units[unit];
    return row !== undefined && isUp(row) ? restartKeys(before, after) : [];
  };

  /** Answers why not; the file is as it is meant to be all the same. */
  const reload = async (unit: string): Promise<Problem | null> => {
    try {
      await systemctl.daemonReload(unit);
      await inventory.refresh().catch(deps.onBug);
      return null;
    } catch (thrown) {
      return toProblem(thrown);
    }
  };

  const keeper =
    ({ unit, ref, path: file }: Target, reason: HistoryEntry['reason']) =>
    async ({ bytes, mode }: { bytes: Uint8Array; mode: number }): Promise<void> => {
      await history.keep({ unit, ref, path: file, reason, bytes, mode });
    };

  const mustBeFree = (unit: string): void => {
    if (store.state().actions[unit]?.action === 'delete') {
      throw fail('busy', { doing: `The deletion of ${unit}` });
    }
  };

  const put = async (
    unit: string,
    target: Target,
    reason: HistoryEntry['reason'],
    next: { version: FileVersion | null; bytes: Uint8Array; mode?: number },
  ): Promise<SaveOutcome> => {
    mustBeFree(unit);
    let before: Uint8Array = nothing;
    const keepOld = keeper(target, reason);
    const made = await unitStore.makeFolders([path.dirname(target.path)]);
    const takeBack = async (): Promise<void> => {
      for (const folder of made.reverse()) await unitStore.removeFolderIfEmpty(folder);
    };
    try {
      const outcome = await unitStore.replaceFile(target.path, {
        ...next,
        keep: (old) => {
          before = old.bytes;
          return keepOld(old);
        },
      });
      if (outcome.kind === 'conflict') {
        await takeBack();
        return outcome;
      }
      const restartFor = restartsOf(unit, before, next.bytes);
      return { ...outcome, restartFor, reloadProblem: await reload(unit) };
    } catch (thrown) {
      await takeBack();
      throw thrown;
    }
  };

  const save: Editing['save'] = async ({ unit, file: ref, version, bytes }) => {
    const source = await unitStore.source(unit);
    const target = targetOf(source, ref);
    const there = source.files.find((file) => file.path === target.path);
    if (there?.content.kind === 'masked') {
      const why = there.readOnly ?? '';
      throw fail('file-not-editable', { path: target.path, why, command: there.command });
    }
    return put(source.unit, target, 'saved', { version, bytes });
  };

  const removeDropIn: Editing['removeDropIn'] = async ({ unit, name, version }) => {
    const source = await unitStore.source(unit);
    mustBeFree(source.unit);
    const target = targetOf(source, { kind: 'drop-in', name });
    let before: Uint8Array = nothing;
    const keepOld = keeper(target, 'drop-in-removed');
    const outcome = await unitStore.removeFile(target.path, version, (old) => {
      before = old.bytes;
      return keepOld(old);
    });
    if (outcome.kind === 'conflict') return outcome;
    await unitStore.removeFolderIfEmpty(source.ownDropIns);
    const restartFor = restartsOf(source.unit, before, nothing);
    return { kind: 'saved', version, restartFor, reloadProblem: await reload(source.unit) };
  };

  const restore: Editing['restore'] = async ({ id, version }) => {
    const { unit, ref, mode } = await history.find(id);
    const bytes = await history.bytes(id);
    const { unitFolder } = store.state().person;
    const file = path.join(unitFolder, ref.kind === 'fragment' ? unit : `${unit}.d/${ref.name}`);
    return put(unit, { unit, ref, path: file }, 'restored', { version, bytes, mode });
  };

  return {
    save,
    removeDropIn,
    restore,
    history: async (unit) => {
      const source = await unitStore.source(unit);
      const names = new Set([unit, source.unit, path.basename(source.ownFragment)]);
      const lists = await Promise.all([...names].map(history.list));
      return lists.flat().sort((a, b) => (a.id < b.id ? 1 : -1));
    },
    deleted: async () => {
      const entries = await history.deleted();
      const { unitFolder } = store.state().person;
      const there = await Promise.all(
        entries.map(({ unit }) => isThere(path.join(unitFolder, unit))),
      );
      return entries.filter((_, index) => there[index] === false);
    },
    keepDeleted: async (unit) => {
      const fragment = path.join(store.state().person.unitFolder, unit);
      const names = await readdir(`${fragment}.d`).catch(() => []);
      const dropIns = names
        .filter((name) => name.endsWith('.conf'))
        .map((name): Target => ({
          unit,
          ref: { kind: 'drop-in', name },
          path: `${fragment}.d/${name}`,
        }));
      // The fragment last, so that it is the newest.
      for (const target of [
        ...dropIns,
        { unit, ref: { kind: 'fragment' }, path: fragment } as const,
      ]) {
        // A mask, a FIFO or what is too large has no text to keep; it goes to the trash as it is.
        const old = await readVersioned(target.path).catch(() => null);
        if (old !== null) await keeper(target, 'deleted')(old);
      }
    },
  };
};
