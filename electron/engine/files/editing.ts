/** Saves, removes and restores files of a unit; each change is a transaction (write-file.ts). */
import path from 'node:path';
import { dropInNames } from '../../core/names/drop-in-names.ts';
import { isUnitName, templateOf, unitTypeOf } from '../../core/names/unit-name.ts';
import { fail, problem } from '../../core/problems/problem.ts';
import type { EditedFile } from '../../core/files/edited-file.ts';
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
import { versionOf } from '../../host/files/replace-file.ts';
import { placeOfScript } from '../../system/units/script-files.ts';
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
  /** Locks a unit by the name of its file. */
  lock: Pick<UnitLock, 'change'>;
  bugs: Bugs;
}

/** Where a link at `file` would lead. */
export const endOf = async (
  files: Pick<HostFiles, 'realPaths'>,
  file: string,
  link: string,
): Promise<string> => {
  const folder = path.dirname(file);
  const [real = folder] = await files.realPaths([folder]);
  return path.resolve(real, link);
};

/** The bytes a link at `file` would lead to; null if no readable file is there. */
export const behind = async (
  files: Pick<HostFiles, 'read' | 'realPaths'>,
  file: string,
  link: string,
): Promise<Uint8Array | null> =>
  // An unreadable file has no text to go back to.
  (await files.read(await endOf(files, file, link)).catch(() => null))?.bytes ?? null;

/** Of a script that is made anew, as when a service is created: everybody may run it. */
const scriptMode = 0o755;

/** The folders of drop-ins that a unit shares with others. */
const sharedBy = (unit: string): string[] => [...dropInNames(unit), unitTypeOf(unit)];

/**
 * A shared drop-in has its history under the name of its folder, where all units that take it find it; a script of all
 * instances has it with their template.
 * @throws script-unused for a script that the unit doesn’t run.
 */
const targetOf = async (
  look: UnitLook,
  source: UnitSource,
  ref: UnitFileRef,
): Promise<EditedFile> => {
  const at = ownPath(source, ref);
  if (ref.kind === 'fragment') return { unit: path.basename(at), ref, path: at };
  if (ref.kind === 'script') {
    const runs = ({ files }: UnitSource): boolean => files.some((file) => file.path === at);
    if (!runs(source)) throw fail('script-unused', { path: at, unit: source.unit });
    const template = templateOf(source.unit);
    const isOfAll = template !== null && runs(await look.source(template));
    return { unit: isOfAll ? template : source.unit, ref, path: at };
  }
  const { of = source.unit } = ref;
  if (!sharedBy(source.unit).includes(of)) throw new Error(`${source.unit} takes nothing of ${of}`);
  return { unit: isUnitName(of) ? of : source.unit, ref, path: at };
};

export const createEditing = (deps: Deps) => {
  const { store, unitStore, history, inventory } = deps;
  const lookBefore = createRestartNeeds(deps);

  /** Looks at the unit and at all running ones: any of them may use the file and need a restart. */
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
      if (target.ref.kind === 'script') await placeOfScript(deps.files, target.path);
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

  const save = async ({
    unit,
    file: ref,
    version,
    bytes,
  }: {
    unit: string;
    file: UnitFileRef;
    version: FileVersion | null;
    bytes: Uint8Array;
  }): Promise<SaveOutcome> => {
    const look = await lookAt(unit);
    const source = await look.source(unit);
    const target = await targetOf(look, source, ref);
    const there = source.files.find((file) => file.path === target.path);
    if (there?.content.kind === 'masked') {
      const why = there.readOnly ?? '';
      throw fail('file-not-editable', { path: target.path, why, command: there.command });
    }
    const mode = ref.kind === 'script' ? { mode: scriptMode } : {};
    return put(look, source.unit, target, { version, bytes, ...mode, reason: 'saved' });
  };

  const removeDropIn = async ({
    unit,
    version,
    ...file
  }: {
    unit: string;
    name: string;
    of?: string;
    version: FileVersion | null;
  }): Promise<SaveOutcome> => {
    const look = await lookAt(unit);
    const source = await look.source(unit);
    const target = await targetOf(look, source, { kind: 'drop-in', ...file });
    return put(look, source.unit, target, { version, bytes: null, reason: 'drop-in-removed' });
  };

  const restore = async ({
    id,
    version,
  }: {
    id: string;
    version: FileVersion | null;
  }): Promise<SaveOutcome> => {
    const { unit, ref, path: oldPath, mode, link } = await history.find(id);
    const bytes = await history.bytes(id);
    const look = await lookAt(unit);
    if (ref.kind === 'script') {
      const source = await look.source(unit);
      const change: Change = { version, bytes, mode, reason: 'restored' };
      return put(look, source.unit, await targetOf(look, source, ref), change);
    }
    const { unitFolder } = store.state().person;
    const inFolder =
      ref.kind === 'fragment' ? [unit] : [path.basename(path.dirname(oldPath)), ref.name];
    const file = path.join(unitFolder, ...inFolder);
    const target: EditedFile = { unit, ref, path: file };
    const asFile: Change = { version, bytes, mode, reason: 'restored' };
    if (link === null || version !== null) return put(look, unit, target, asFile);
    const linked = await behind(deps.files, file, link);
    if (linked !== null) return put(look, unit, target, { ...asFile, bytes: linked, link });
    const outcome = await put(look, unit, target, asFile);
    if (outcome.kind === 'saved') {
      const gone = problem('link-gone', { path: file, to: await endOf(deps.files, file, link) });
      store.dispatch({ kind: 'transactions', change: { problem: gone } });
    }
    return outcome;
  };

  return {
    /** @throws file-not-editable, script-unused, busy, and what the host's `put` throws. */
    save,
    /** Removes the folder with its last drop-in. `version` null: a mask, which has no text to keep. */
    removeDropIn,
    /** Restores a single file, or the link it was. @throws version-gone, script-unused. */
    restore,
    /** History of the unit, of the template its file is, and of the drop-ins that it shares. Newest first. */
    history: async (unit: string): Promise<HistoryEntry[]> => {
      const source = await unitStore.source(unit);
      const names = new Set([
        ...[unit, path.basename(source.ownFragment)],
        ...dropInNames(source.unit),
      ]);
      const lists = await Promise.all([...names].map(history.list));
      return lists.flat().sort((a, b) => (a.id < b.id ? 1 : -1));
    },
  };
};

export type Editing = ReturnType<typeof createEditing>;
