/** A unit as it stands on disk: its file and its drop-ins, each told for what it is. */
import type { Problem } from '../problems/problem.ts';

/** Larger files are told of, but neither read nor edited here. */
export const editableBytesMax = 4 * 1024 * 1024;

/** Which file of a unit, without a path: the fragment, or a drop-in in the person's own folder of one of its names. */
export type UnitFileRef = { kind: 'fragment' } | { kind: 'drop-in'; name: string };

/** Whose file it is, by the folder of the search path in which systemd finds it. */
export type FileOrigin =
  'mine' | 'administrator' | 'distribution' | 'runtime' | 'generated' | 'transient' | 'control';

/** SHA-256 of the bytes, in hex: what was read is what is there. */
export type FileVersion = string;

export type FileContent =
  | { kind: 'text'; bytes: Uint8Array; version: FileVersion }
  /** A link to /dev/null, or an empty fragment. */
  | { kind: 'masked' }
  /** A folder, a FIFO, unreadable, too large, a link loop, gone meanwhile. */
  | { kind: 'problem'; problem: Problem };

export interface SourceFile {
  ref: UnitFileRef;
  /** As systemd finds it. */
  path: string;
  /** Where its bytes lie, behind links; equal to `path` without any. */
  realPath: string;
  origin: FileOrigin;
  /** A drop-in that changes other units as well, for its folder is named after a template, a prefix or a type. */
  shared: boolean;
  content: FileContent;
  /** Why it cannot be edited where it lies; null when it can. */
  readOnly: string | null;
  /** What changes it by hand where Hearth does not; null when it can be edited, or nothing would help. */
  command: string | null;
}

export interface UnitSource {
  unit: string;
  /** The fragment first, then the drop-ins in the order in which they take effect. Without fragment: drop-ins alone. */
  files: SourceFile[];
  /** What suits to change this unit, and why: an override, or the file itself. */
  advice: { suits: 'override' | 'full'; why: string };
  /** Where the fragment would lie if it was copied to be edited in full, and where new drop-ins go. */
  ownFragment: string;
  ownDropIns: string;
}

/** Where a file of this name is the person's own and of this unit alone: where it lies, else where it would be made. */
export const ownPath = (
  source: Pick<UnitSource, 'files' | 'ownFragment' | 'ownDropIns'>,
  file: UnitFileRef,
): string => {
  if (file.kind === 'fragment') return source.ownFragment;
  // It may lie under another name of the unit.
  const there = source.files.find(
    ({ ref, origin, shared }) =>
      ref.kind === 'drop-in' && ref.name === file.name && origin === 'mine' && !shared,
  );
  return there?.path ?? `${source.ownDropIns}/${file.name}`;
};

/** A running unit with the keys whose new value it has only after a restart. */
export interface RestartNeed {
  unit: string;
  keys: string[];
}

export type SaveOutcome =
  | {
      kind: 'saved';
      version: FileVersion;
      /** Of this unit and of all others that have the file; empty when none of them runs. */
      restartFor: RestartNeed[];
      /** The file is saved, but the manager could not reload: it still goes by the old one. Null when it has. */
      reloadProblem: Problem | null;
    }
  /** The file is no longer what was read. Nothing was written. null: it is gone. */
  | { kind: 'conflict'; theirs: { bytes: Uint8Array; version: FileVersion } | null };

/** One version of a file that Hearth replaced or removed. */
export interface HistoryEntry {
  id: string;
  unit: string;
  ref: UnitFileRef;
  path: string;
  /** Milliseconds since the epoch: when it was replaced. */
  at: number;
  reason: 'saved' | 'restored' | 'drop-in-removed' | 'deleted' | 'undone';
  sizeBytes: number;
  version: FileVersion;
}
