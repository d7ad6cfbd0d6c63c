/** A unit as it is on disk: its file and its drop-ins, each with its origin. */
import type { Problem } from '../problems/problem.ts';
import { folderOf } from '../text/path.ts';

/** Larger files are listed, but neither read nor edited here. */
export const editableBytesMax = 4 * 1024 * 1024;

/** A drop-in's file name, such as `override.conf`: no folder, not hidden. */
export const dropInNamePattern = /^[^/.\0][^/\0]*\.conf$/u;
/** A version of a file: the SHA-256 of its bytes. */
export const versionPattern = /^[0-9a-f]{64}$/;
export const historyIdPattern = /^[0-9A-Za-z-]{1,100}$/;

/**
 * Which file of a unit, without a path: the fragment, or a drop-in in the person's own folder of one of its names, or
 * in the folder `of` that it shares with others: `foo@.service`, `foo-.service`, `service`. A script that it runs is
 * in the folder where Hearth writes them: core/names/script-names.ts.
 */
export type UnitFileRef =
  | { kind: 'fragment' }
  | { kind: 'drop-in'; name: string; of?: string }
  | { kind: 'script'; name: string };

/** Where a file comes from, by the folder of the search path in which systemd finds it. */
export type FileOrigin =
  'mine' | 'administrator' | 'distribution' | 'runtime' | 'generated' | 'transient' | 'control';

/** SHA-256 of the bytes, in hex: shows whether a file is still what was read. */
export type FileVersion = string;

export type FileContent =
  | { kind: 'text'; bytes: Uint8Array; version: FileVersion }
  /** A link to /dev/null, or an empty fragment. */
  | { kind: 'masked' }
  /** A folder, a FIFO, unreadable, too large, a link loop, removed in the meantime. */
  | { kind: 'problem'; problem: Problem };

export interface SourceFile {
  ref: UnitFileRef;
  /** As systemd finds it. */
  path: string;
  /** Where its bytes are, behind links; equal to `path` without any. */
  realPath: string;
  origin: FileOrigin;
  /** Of a drop-in in a shared folder: the units that it changes, this one included, in order. Else empty. */
  changes: string[];
  content: FileContent;
  /** Of a generated file: what it was made from, its SourcePath=. Null for any other file. */
  madeFrom: string | null;
  /** Why it cannot be edited where it is; null if it can. */
  readOnly: string | null;
  /** The command to change it by hand if Hearth does not; null if it can be edited, or nothing would help. */
  command: string | null;
}

export interface UnitSource {
  unit: string;
  /** The fragment first, if any, then the drop-ins in the order in which they take effect, then scripts, even missing. */
  files: SourceFile[];
  /** The better way to change this unit, and why: an override, or the file itself. */
  advice: { suits: 'override' | 'full'; why: string };
  /** Where a copy of the fragment would be, to be edited in full, and where new drop-ins are written. */
  ownFragment: string;
  ownDropIns: string;
  /** The folder of scripts. */
  ownScripts: string;
}

/** Where your own file is, or else would be created: for this unit alone, or in a folder that it shares. */
export const ownPath = (
  source: Pick<UnitSource, 'files' | 'ownFragment' | 'ownDropIns' | 'ownScripts'>,
  file: UnitFileRef,
): string => {
  if (file.kind === 'fragment') return source.ownFragment;
  if (file.kind === 'script') return `${source.ownScripts}/${file.name}`;
  if (file.of !== undefined) {
    const folder = folderOf(source.ownDropIns);
    return `${folder}/${file.of}.d/${file.name}`;
  }
  // It may be under another name of the unit.
  const there = source.files.find(
    ({ ref, origin }) =>
      ref.kind === 'drop-in' && ref.name === file.name && ref.of === undefined && origin === 'mine',
  );
  return there?.path ?? `${source.ownDropIns}/${file.name}`;
};

/** A running unit, and what takes effect only after a restart. */
export interface RestartNeed {
  unit: string;
  keys: string[];
  /** The names of the scripts that it still runs as they were. */
  scripts?: string[];
}

export type SaveOutcome =
  | {
      kind: 'saved';
      version: FileVersion;
      /** This unit and all others that use the file; empty if none of them runs. */
      restartFor: RestartNeed[];
      /** Why the manager could not reload: the file is saved, but the old version still in use. Null if it did. */
      reloadProblem: Problem | null;
    }
  /** The file is no longer what was read, and nothing was written. null: it is gone. */
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
