/** Folders as plain data: what one call of a host brings of the whole search path. */

/** Tells whether a file was changed, without reading it. */
export interface Stamp {
  ino: number;
  size: number;
  mtimeMs: number;
  ctimeMs: number;
}

/** What could not be read, by the code of its error, such as EACCES; '' when it could. */
type Fault = string;

/** What is at the end of a link. */
export type LinkEnd =
  | { kind: 'file'; path: string; stamp: Stamp; bytes: Uint8Array | null; fault: Fault }
  | { kind: 'folder'; path: string }
  | { kind: 'special'; path: string; what: 'device' | 'fifo' | 'socket' }
  /** Nothing is there (ENOENT), a circle (ELOOP), a closed folder on the way (EACCES). */
  | { kind: 'nowhere'; fault: Fault };

export type TreeEntry =
  /** `bytes` is null for what was not wanted, is as it was known, is larger than 4 MiB or has a fault. */
  | { kind: 'file'; stamp: Stamp; bytes: Uint8Array | null; fault: Fault }
  /**
   * `to` is what the link says; `target` is one step further, absolute, with the links in its folders resolved. `end` is
   * null where only links were wanted; `inside` is what is in the folder at its end, if that was wanted.
   */
  | { kind: 'link'; to: string; target: string; end: LinkEnd | null; inside: TreeFolder | null }
  | { kind: 'folder'; inside: TreeFolder | null }
  | { kind: 'special'; what: 'device' | 'fifo' | 'socket' };

export interface TreeFolder {
  /** Behind links; as it was asked for when it does not exist. */
  realPath: string;
  /** Milliseconds since the epoch; 0 when it was not asked for, or does not exist. */
  modifiedAt: number;
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

/** How much of what is below a folder is wanted: nothing but names, links as they are, or all with their text. */
export type Depth = 'names' | 'links' | 'texts';

export interface TreeWanted {
  /** Which files are read, and links to the end, by the end of their name. */
  texts: readonly string[];
  /** Which folders below are read, by the end of their name. One level deep. */
  below: Readonly<Record<string, Depth>>;
}
