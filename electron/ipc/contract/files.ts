/** The files of units: read, checked, changed, deleted, brought back. */
import * as v from 'valibot';
import type { ConfigurationItems, ManualEntry } from '../../core/directives/types.ts';
import type { DeletionPlan } from '../../core/files/deletion.ts';
import type { Draft } from '../../core/files/draft.ts';
import {
  editableBytesMax,
  type HistoryEntry,
  type SaveOutcome,
  type UnitSource,
} from '../../core/files/unit-files.ts';
import type { Problem } from '../../core/problems/problem.ts';
import type { FileCheck } from '../../core/syntax/finding.ts';
import { byName, event, method, nothing, text, unitName } from './method.ts';

/** A drop-in's own name: `override.conf`. No folder, and not hidden. */
const dropInName = v.pipe(text(255), v.regex(/^[^/.\0][^/\0]*\.conf$/u));
const fileRef = v.variant('kind', [
  v.strictObject({ kind: v.literal('fragment') }),
  v.strictObject({ kind: v.literal('drop-in'), name: dropInName }),
]);
const version = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const bytes = v.pipe(
  v.instance(Uint8Array),
  v.check(({ length }) => length <= editableBytesMax, 'too large'),
);
const historyId = v.strictObject({ id: v.pipe(v.string(), v.regex(/^[0-9A-Za-z-]{1,100}$/)) });

export const filesMethods = {
  showUnitFile: method<void>()(byName),
  deletionPlan: method<DeletionPlan>()(byName),
  /** Answers why it failed, which the state shows as well; null when it went well. */
  deleteUnit: method<Problem | null>()(byName),
  /** The file and the drop-ins of a unit as they are on disk now. */
  unitSource: method<UnitSource>()(byName),
  /**
   * Writes one file of a unit into the person's own folder, then reloads the manager; `version` is what was read,
   * null for a file that must not exist yet. A unit of a distribution gets a copy of its own that way.
   */
  saveUnitFile: method<SaveOutcome>()(
    v.strictObject({ unit: unitName, file: fileRef, version: v.nullable(version), bytes }),
  ),
  /** `version` null: the file there is a mask. */
  removeDropIn: method<SaveOutcome>()(
    v.strictObject({ unit: unitName, name: dropInName, version: v.nullable(version) }),
  ),
  /** All findings about a text that is not saved, in place of the file. */
  checkUnitFile: method<FileCheck>()(v.strictObject({ unit: unitName, file: fileRef, bytes })),
  /** Newest first. */
  unitHistory: method<HistoryEntry[]>()(byName),
  historyBytes: method<Uint8Array>()(historyId),
  /** Puts a version back where it was; `version` is what is there now, null when nothing is. */
  restoreVersion: method<SaveOutcome>()(
    v.strictObject({ ...historyId.entries, version: v.nullable(version) }),
  ),
  /** The last version of each fragment that was deleted and is not there again. */
  deletedUnits: method<HistoryEntry[]>()(nothing),
  /**
   * Brings back one of them with all that went along; the state shows what came back and what did not. Answers why the
   * manager could not be reloaded; null when all went well.
   */
  restoreDeleted: method<Problem | null>()(historyId),
  configurationItems: method<ConfigurationItems>()(nothing),
  manualEntry: method<ManualEntry | null>()(v.strictObject({ section: text(100), key: text(100) })),
  /** Texts that are not saved, of all units; kept until they are dropped, also when Hearth ends. */
  drafts: method<Draft[]>()(nothing),
  keepDraft: method<void>()(
    v.strictObject({
      unit: unitName,
      file: fileRef,
      version: v.nullable(version),
      base: bytes,
      bytes,
    }),
  ),
  dropDraft: method<void>()(v.strictObject({ unit: unitName, file: fileRef })),
};

export const filesEvents = {
  /** Something in the person's unit folder changed, or the manager has re-read its files. */
  files: event<null>(),
};
