/** The files of a unit as people change them: saved, removed, restored; each change is a transaction (edits.ts). */
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { fail } from '../core/errors.ts';
import { restartKeys } from '../core/restart-keys.ts';
import type { EditedFile } from '../core/transaction.ts';
import { isUp } from '../core/unit.ts';
import type {
  FileVersion,
  HistoryEntry,
  SaveOutcome,
  UnitFileRef,
  UnitSource,
} from '../core/unit-source.ts';
import type { Store } from '../store.ts';
import { isThere } from '../system/access.ts';
import type { History } from '../system/history.ts';
import { readVersioned, versionOf } from '../system/replace-file.ts';
import type { UnitStore } from '../system/unit-store.ts';
import type { Change, Edits } from './edits.ts';
import type { Inventory } from './inventory.ts';

interface Deps {
  store: Store;
  unitStore: Pick<UnitStore, 'source'>;
  history: History;
  edits: Pick<Edits, 'change'>;
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
  /** Its folder goes with the last one. `version` null: it is a mask, without text to be kept. */
  removeDropIn(request: {
    unit: string;
    name: string;
    version: FileVersion | null;
  }): Promise<SaveOutcome>;
  /** Of the unit, and of the template that its file is. Newest first. */
  history(unit: string): Promise<HistoryEntry[]>;
  /** Of a unit that was deleted its file comes back, but not its links: it is not enabled again. @throws version-gone. */
  restore(request: { id: string; version: FileVersion | null }): Promise<SaveOutcome>;
  /** The last version of each fragment that was deleted and is not there again. Newest first. */
  deleted(): Promise<HistoryEntry[]>;
  /** A wait for the changes that are under way, null when none is. */
  saving(): Promise<void> | null;
  /** Keeps every file of the person's own that makes up a unit, before all of them are deleted. */
  keepDeleted(unit: string): Promise<void>;
}

const nothing = new Uint8Array();

const targetOf = (source: UnitSource, ref: UnitFileRef): EditedFile =>
  ref.kind === 'fragment'
    ? { unit: path.basename(source.ownFragment), ref, path: source.ownFragment }
    : { unit: source.unit, ref, path: path.join(source.ownDropIns, ref.name) };

export const createEditing = (deps: Deps): Editing => {
  const { store, unitStore, history, inventory } = deps;
  const underWay = new Set<Promise<unknown>>();

  const tracked = async <Value>(work: Promise<Value>): Promise<Value> => {
    const ended = work.catch(() => undefined);
    underWay.add(ended);
    try {
      return await work;
    } finally {
      underWay.delete(ended);
    }
  };

  /** Only a running unit needs a restart. */
  const restartsOf = (unit: string, before: Uint8Array, after: Uint8Array): string[] => {
    const row = store.state().units[unit];
    return row !== undefined && isUp(row) ? restartKeys(before, after) : [];
  };

  const keeper =
    ({ unit, ref, path: file }: EditedFile, reason: HistoryEntry['reason']) =>
    async ({ bytes, mode }: { bytes: Uint8Array; mode: number }): Promise<void> => {
      await history.keep({ unit, ref, path: file, reason, bytes, mode });
    };

  const mustBeFree = (unit: string): void => {
    const doing = { delete: 'The deletion', recover: 'The putting right' };
    const action = store.state().actions[unit]?.action;
    if (action === 'delete' || action === 'recover') {
      throw fail('busy', { doing: `${doing[action]} of ${unit}` });
    }
  };

  const put = async (unit: string, target: EditedFile, change: Change): Promise<SaveOutcome> => {
    mustBeFree(unit);
    const outcome = await tracked(deps.edits.change(unit, target, change));
    if (outcome.kind === 'conflict') {
      const { theirs } = outcome;
      return {
        kind: 'conflict',
        theirs: theirs === null ? null : { bytes: theirs.bytes, version: theirs.version },
      };
    }
    await inventory.refresh().catch(deps.onBug);
    const { old, reloadProblem } = outcome;
    const after = change.bytes ?? nothing;
    const version = change.bytes === null ? (change.version ?? '') : versionOf(after);
    return { kind: 'saved', version, restartFor: restartsOf(unit, old, after), reloadProblem };
  };

  const save: Editing['save'] = async ({ unit, file: ref, version, bytes }) => {
    const source = await unitStore.source(unit);
    const target = targetOf(source, ref);
    const there = source.files.find((file) => file.path === target.path);
    if (there?.content.kind === 'masked') {
      const why = there.readOnly ?? '';
      throw fail('file-not-editable', { path: target.path, why, command: there.command });
    }
    return put(source.unit, target, { version, bytes, reason: 'saved' });
  };

  const removeDropIn: Editing['removeDropIn'] = async ({ unit, name, version }) => {
    const source = await unitStore.source(unit);
    const target = targetOf(source, { kind: 'drop-in', name });
    return put(source.unit, target, { version, bytes: null, reason: 'drop-in-removed' });
  };

  const restore: Editing['restore'] = async ({ id, version }) => {
    const { unit, ref, mode } = await history.find(id);
    const bytes = await history.bytes(id);
    const { unitFolder } = store.state().person;
    const file = path.join(unitFolder, ref.kind === 'fragment' ? unit : `${unit}.d/${ref.name}`);
    return put(unit, { unit, ref, path: file }, { version, bytes, mode, reason: 'restored' });
  };

  return {
    save,
    removeDropIn,
    restore,
    saving: () => (underWay.size === 0 ? null : Promise.all(underWay).then(() => undefined)),
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
        .map((name): EditedFile => ({
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
