/** Folders as plain data: what one call of a host brings of the whole search path. */
import type { SpecialFile } from '../core/problems/files.ts';

/** Tells whether a file was changed, without reading it. */
export interface Stamp {
  ino: number;
  size: number;
  mtimeMs: number;
  ctimeMs: number;
  /** Permission bits. */
  mode: number;
}

/** What could not be read, by the code of its error, such as EACCES; '' when it could. */
type Fault = string;

/** What is at the end of a link; `path` is without links. */
export type LinkEnd =
  | { kind: 'file'; path: string; stamp: Stamp; bytes: Uint8Array | null; fault: Fault }
  | { kind: 'folder'; path: string; stamp: Stamp }
  | { kind: 'special'; path: string; stamp: Stamp; what: SpecialFile }
  /** Nothing is there (ENOENT), a circle (ELOOP), a closed folder on the way (EACCES). */
  | { kind: 'nowhere'; fault: Fault };

export type TreeEntry =
  /**
   * `bytes` are the first of `bytesMax`; null for what was not wanted, is as it was known, or has a fault. `stamp` is null
   * for what was neither read nor wanted with its stamp.
   */
  | { kind: 'file'; stamp: Stamp | null; bytes: Uint8Array | null; fault: Fault }
  /**
   * `to` is what the link says; `target` is one step further, absolute, with the links in its folders resolved. `end` is
   * null below where it was not wanted; `inside` is what is in the folder at its end, if that was.
   */
  | { kind: 'link'; to: string; target: string; end: LinkEnd | null; inside: TreeFolder | null }
  | { kind: 'folder'; inside: TreeFolder | null }
  | { kind: 'special'; what: SpecialFile };

export interface TreeFolder {
  /** Behind links; as it was asked for when it does not exist. */
  realPath: string;
  /** Milliseconds since the epoch; 0 when it does not exist. */
  modifiedAt: number;
  /** Whether the person may make and remove names in it. */
  writable: boolean;
  /** Why its names could not be listed, though it exists: `entries` is empty then. */
  fault: Fault;
  entries: Map<string, TreeEntry>;
}

/** By the paths that were asked for. Folders that do not exist are empty. */
export type Tree = ReadonlyMap<string, TreeFolder>;

export interface TreeFolderWanted {
  path: string;
  /** Which names in it; all for null. */
  names: Iterable<string> | null;
  /** Of files read before: where the stamp is the same, the bytes are left out. */
  known?: ReadonlyMap<string, Stamp>;
}

/** How much of what is in a folder below: names and kinds, where links lead too, or files and links as `texts` says. */
export type Depth = 'names' | 'links' | 'texts';

export interface TreeWanted {
  /** Which files are read, also behind links, by the end of their name. */
  texts: readonly string[];
  /** Stamps of the files that are not read, too: one more call of the system for each. */
  stamps?: boolean;
  /** Which folders below are read, by the end of their name. One level deep. */
  below: Readonly<Record<string, Depth>>;
  /** Of a file as much is read; 4 MiB by default. */
  bytesMax?: number;
}
