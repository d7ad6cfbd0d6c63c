/** The files of a unit as people change them: saved, removed, restored; each change is a transaction (edits.ts). */
import path from 'node:path';
import { fail, problem } from '../../core/problems/problem.ts';
import type { EditedFile } from '../../core/transactions/transaction.ts';
import {
  ownPath,
  type FileVersion,
  type HistoryEntry,
  type SaveOutcome,
  type UnitFileRef,
  type UnitSource,
} from '../../core/files/unit-files.ts';
import type { AccountStore } from '../../core/app/store.ts';
import type { History } from '../../system/storage/history.ts';
import type { HostFiles } from '../../host/host-files.ts';
import { versionOf } from '../../system/files/version.ts';
import type { UnitLook, UnitStore } from '../../system/units/unit-store.ts';
import { isUp } from '../../core/units/unit.ts';
import type { Change, Edits } from './write-file.ts';
import type { Inventory } from '../units/inventory.ts';
import { createRestartNeeds } from './restart-need.ts';
import type { Bugs } from '../app/bugs.ts';
import type { UnitLock } from '../transactions/unit-lock.ts';

interface Deps {
  files: Pick<HostFiles, 'read' | 'realPaths'>;
  store: AccountStore;
  unitStore: Pick<UnitStore, 'source' | 'look'>;
  history: History;
  edits: Pick<Edits, 'change'>;
  inventory: Pick<Inventory, 'refresh'>;
  /** Of each unit, by the name of the file that makes it up. */
  lock: Pick<UnitLock, 'change'>;
  bugs: Bugs;
}

export interface Editing {
  /** @throws file-not-editable, busy, and what `put` of the host throws. */
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
  /** One file alone, or the link that it was. @throws version-gone. */
  restore(request: { id: string; version: FileVersion | null }): Promise<SaveOutcome>;
}

/** Where a link at `file` would lead to. */
export const endOf = async (
  files: Pick<HostFiles, 'realPaths'>,
  file: string,
  link: string,
): Promise<string> => {
  const folder = path.dirname(file);
  const [real = folder] = await files.realPaths([folder]);
  return path.resolve(real, link);
};

/** What a link at `file` would lead to; null for no file that can be read. */
export const behind = async (
  files: Pick<HostFiles, 'read' | 'realPaths'>,
  file: string,
  link: string,
): Promise<Uint8Array | null> =>
  // What cannot be read is no text to go back to.
  (await files.read(await endOf(files, file, link)).catch(() => null))?.bytes ?? null;

const targetOf = (source: UnitSource, ref: UnitFileRef): EditedFile => {
  const at = ownPath(source, ref);
  return { unit: ref.kind === 'fragment' ? path.basename(at) : source.unit, ref, path: at };
};

export const createEditing = (deps: Deps): Editing => {
  const { store, unitStore, history, inventory } = deps;
  const lookBefore = createRestartNeeds(deps);

  /** The files of a unit, and of all that run: whatever belongs to the file may need a restart. */
  const lookAt = (unit: string): Promise<UnitLook> => {
    const running = Object.values(store.state().units).filter(isUp);
    return unitStore.look([unit, ...running.map(({ name }) => name)]);
  };

  const put = async (
    look: UnitLook,
    unit: string,
    target: EditedFile,
    change: Change,
  ): Promise<SaveOutcome> => {
    const { outcome, restartsAfter } = await deps.lock.change(target.unit, async () => {
      const isMask = change.version === null && change.bytes === null;
      const before = {
        old: isMask ? null : await look.file(target.path),
        missing: look.missingFolders(path.dirname(target.path)),
      };
      return {
        restartsAfter: await lookBefore(look, target),
        outcome: await deps.edits.change(unit, target, change, before),
      };
    });
    if (outcome.kind === 'conflict') {
      const { theirs } = outcome;
      return {
        kind: 'conflict',
        theirs: theirs === null ? null : { bytes: theirs.bytes, version: theirs.version },
      };
    }
    await inventory.refresh().catch(deps.bugs.report);
    const { reloadProblem } = outcome;
    const version = change.bytes === null ? (change.version ?? '') : versionOf(change.bytes);
    return { kind: 'saved', version, restartFor: await restartsAfter(), reloadProblem };
  };

  const save: Editing['save'] = async ({ unit, file: ref, version, bytes }) => {
    const look = await lookAt(unit);
    const source = await look.source(unit);
    const target = targetOf(source, ref);
    const there = source.files.find((file) => file.path === target.path);
    if (there?.content.kind === 'masked') {
      const why = there.readOnly ?? '';
      throw fail('file-not-editable', { path: target.path, why, command: there.command });
    }
    return put(look, source.unit, target, { version, bytes, reason: 'saved' });
  };

  const removeDropIn: Editing['removeDropIn'] = async ({ unit, name, version }) => {
    const look = await lookAt(unit);
    const source = await look.source(unit);
    const target = targetOf(source, { kind: 'drop-in', name });
    return put(look, source.unit, target, { version, bytes: null, reason: 'drop-in-removed' });
  };

  const restore: Editing['restore'] = async ({ id, version }) => {
    const { unit, ref, path: lay, mode, link } = await history.find(id);
    const bytes = await history.bytes(id);
    const { unitFolder } = store.state().person;
    const inFolder =
      ref.kind === 'fragment' ? [unit] : [path.basename(path.dirname(lay)), ref.name];
    const file = path.join(unitFolder, ...inFolder);
    const target: EditedFile = { unit, ref, path: file };
    const asFile: Change = { version, bytes, mode, reason: 'restored' };
    const look = await lookAt(unit);
    if (link === null || version !== null) return put(look, unit, target, asFile);
    const linked = await behind(deps.files, file, link);
    if (linked !== null) return put(look, unit, target, { ...asFile, bytes: linked, link });
    const outcome = await put(look, unit, target, asFile);
    if (outcome.kind === 'saved') {
      const told = problem('link-gone', { path: file, to: await endOf(deps.files, file, link) });
      store.dispatch({ kind: 'transactions', change: { problem: told } });
    }
    return outcome;
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
  };
};
