/** Folders as plain data: the whole search path in one host call. */
import type { SilentMount, SpecialFile } from '../core/problems/files.ts';

/** Shows whether a file changed, without reading it. */
export interface Stamp {
  ino: number;
  size: number;
  mtimeMs: number;
  ctimeMs: number;
  /** Permission bits. */
  mode: number;
}

/** The error code of a failed read, such as EACCES; '' if it succeeded. */
type Fault = string;

/** A link's final target; `path` has no links. */
export type LinkEnd =
  | { kind: 'file'; path: string; stamp: Stamp; bytes: Uint8Array | null; fault: Fault }
  | { kind: 'folder'; path: string; stamp: Stamp }
  | { kind: 'special'; path: string; stamp: Stamp; what: SpecialFile }
  /** Nothing there (ENOENT), a loop (ELOOP), or an inaccessible folder on the way (EACCES). */
  | { kind: 'nowhere'; fault: Fault }
  /** On a mount that doesn't answer, which was left alone. */
  | { kind: 'silent'; mount: SilentMount };

export type TreeEntry =
  /**
   * `bytes` has at most `bytesMax`; null if not wanted, unchanged since `known`, or faulty. `stamp` is null if neither
   * bytes nor stamp were wanted.
   */
  | { kind: 'file'; stamp: Stamp | null; bytes: Uint8Array | null; fault: Fault }
  /**
   * `to` is the literal target; `target` is the same, absolute, with links in its folders resolved. `end` is null if
   * not wanted; `inside` has the contents of the folder at its end, if wanted.
   */
  | { kind: 'link'; to: string; target: string; end: LinkEnd | null; inside: TreeFolder | null }
  | { kind: 'folder'; inside: TreeFolder | null }
  | { kind: 'special'; what: SpecialFile };

export interface TreeFolder {
  /** Without links; the requested path if it doesn't exist. */
  realPath: string;
  /** Milliseconds since the epoch; 0 if it doesn't exist. */
  modifiedAt: number;
  /** Whether the user may create and remove names in it. */
  writable: boolean;
  /** Why an existing folder couldn't be listed; `entries` is empty then. */
  fault: Fault;
  /** The folder is on a mount that doesn't answer: it was left alone, and looks as if it didn't exist. */
  silent: SilentMount | null;
  entries: Map<string, TreeEntry>;
}

/** Keyed by requested path. Missing folders are empty. */
export type Tree = ReadonlyMap<string, TreeFolder>;

export interface TreeFolderWanted {
  path: string;
  /** Which names to read; null for all. */
  names: Iterable<string> | null;
  /** Stamps from an earlier read: unchanged files come without bytes. */
  known?: ReadonlyMap<string, Stamp>;
}

/** How much of a subfolder to read: names and kinds; link targets as well; or also the files matching `texts`. */
export type Depth = 'names' | 'links' | 'texts';

export interface TreeWanted {
  /** Read files with these suffixes, even behind links. */
  texts: readonly string[];
  /** Also stamp files that aren't read, at one more system call each. */
  stamps?: boolean;
  /** Read subfolders with these suffixes, one level deep. */
  below: Readonly<Record<string, Depth>>;
  /** Bytes to read per file; 4 MiB by default. */
  bytesMax?: number;
  /** Don't read the start of a larger file: its fault is EFBIG. */
  wholeOnly?: boolean;
}
