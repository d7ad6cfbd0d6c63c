/** Unit files: read, check, change, delete, restore. */
import * as v from 'valibot';
import type { ConfigurationItems, ManualEntry } from '../../core/directives/types.ts';
import type { DeletionPlan } from '../../core/files/deletion.ts';
import type { Draft } from '../../core/files/draft.ts';
import {
  dropInNamePattern,
  editableBytesMax,
  historyIdPattern,
  versionPattern,
  type HistoryEntry,
  type SaveOutcome,
  type UnitSource,
} from '../../core/files/unit-files.ts';
import type { Problem } from '../../core/problems/problem.ts';
import type { FileCheck } from '../../core/syntax/finding.ts';
import type { RenamePlan } from '../../core/files/renaming.ts';
import { unitNameKind, unitTypeOf } from '../../core/names/unit-name.ts';
import { scriptNamePattern } from '../../core/names/script-names.ts';
import { byName, event, method, nothing, text, unitName } from './method.ts';

const dropInName = v.pipe(text(255), v.regex(dropInNamePattern));
/** What a shared folder of drop-ins is named after: `foo@.service`, `foo-.service`, `service`. */
const sharedName = v.pipe(text(255), v.regex(/^(?!\.)[A-Za-z0-9:_.\\@-]+$/));
const scriptName = v.pipe(text(255), v.regex(scriptNamePattern));
export const fileRef = v.variant('kind', [
  v.strictObject({ kind: v.literal('fragment') }),
  v.strictObject({
    kind: v.literal('drop-in'),
    name: dropInName,
    of: v.exactOptional(sharedName),
  }),
  v.strictObject({ kind: v.literal('script'), name: scriptName }),
]);
const version = v.pipe(v.string(), v.regex(versionPattern));
export const fileBytes = v.pipe(
  v.instance(Uint8Array),
  v.check(({ length }) => length <= editableBytesMax, 'too large'),
);
const historyId = v.strictObject({ id: v.pipe(v.string(), v.regex(historyIdPattern)) });

const isPlain = (name: string): boolean => unitNameKind(name) === 'plain';
const newName = v.pipe(
  v.strictObject({ unit: unitName, to: unitName }),
  v.check(({ unit, to }) => unitTypeOf(unit) === unitTypeOf(to), 'another type'),
  v.check((names) => Object.values(names).every(isPlain), 'a template or an instance'),
);

export const filesMethods = {
  showUnitFile: method<void>()(byName),
  /** Shows what a generated unit file was made from. */
  showUnitSource: method<void>()(byName),
  deletionPlan: method<DeletionPlan>()(byName),
  /** Returns why it failed, as the state also shows; null on success. */
  deleteUnit: method<Problem | null>()(byName),
  /** What names this unit, and would still name it after a rename. */
  renamePlan: method<RenamePlan>()(byName),
  /** Returns why it failed, as the state also shows; null on success. The new name has the same type; neither is a template or an instance. */
  renameUnit: method<Problem | null>()(newName),
  /** As `renameUnit`; the new unit is neither enabled nor started. */
  duplicateUnit: method<Problem | null>()(newName),
  /** A unit's file, drop-ins and scripts as they are on disk now. */
  unitSource: method<UnitSource>()(byName),
  /**
   * Writes a unit's file in the user's unit folder, then reloads the manager; or a script that it runs. `version` is the
   * one that was read, null if the file must not exist yet. Editing a distribution's unit creates a copy.
   */
  saveUnitFile: method<SaveOutcome>()(
    v.strictObject({
      unit: unitName,
      file: fileRef,
      version: v.nullable(version),
      bytes: fileBytes,
    }),
  ),
  /** A null `version` means the file is a mask. */
  removeDropIn: method<SaveOutcome>()(
    v.strictObject({
      unit: unitName,
      name: dropInName,
      of: v.exactOptional(sharedName),
      version: v.nullable(version),
    }),
  ),
  /** All findings about unsaved text, checked in place of the file. */
  checkUnitFile: method<FileCheck>()(
    v.strictObject({ unit: unitName, file: fileRef, bytes: fileBytes }),
  ),
  /** Newest first. */
  unitHistory: method<HistoryEntry[]>()(byName),
  historyBytes: method<Uint8Array>()(historyId),
  /** Restores an old version in place; `version` is the current one, null if the file is gone. */
  restoreVersion: method<SaveOutcome>()(
    v.strictObject({ ...historyId.entries, version: v.nullable(version) }),
  ),
  /** The last version of each deleted fragment that doesn't exist again. */
  deletedUnits: method<HistoryEntry[]>()(nothing),
  /**
   * Restores a deleted unit with everything removed along with it; the state shows what was and wasn't restored.
   * Returns why the manager couldn't be reloaded; null on success.
   */
  restoreDeleted: method<Problem | null>()(historyId),
  configurationItems: method<ConfigurationItems>()(nothing),
  manualEntry: method<ManualEntry | null>()(v.strictObject({ section: text(100), key: text(100) })),
  /** Unsaved texts of all units; kept until dropped, even after Hearth quits. */
  drafts: method<Draft[]>()(nothing),
  keepDraft: method<void>()(
    v.strictObject({
      unit: unitName,
      file: fileRef,
      version: v.nullable(version),
      base: fileBytes,
      bytes: fileBytes,
    }),
  ),
  dropDraft: method<void>()(v.strictObject({ unit: unitName, file: fileRef })),
};

export const filesEvents = {
  /** The user's unit folder changed, or the manager reloaded. */
  files: event<null>(),
};
