/**
 * One computer's files as one user sees them. Coarse on purpose: a thousand unit files take one call. Paths are
 * absolute. Every write is all or nothing and survives a power cut.
 */
import type { DiskLook } from '../core/diagnosis/symptoms.ts';
import type { FileVersion } from '../core/files/unit-files.ts';
import type { PathFact } from '../core/lint/toolkit/disk-facts.ts';
import type { ExportPlace } from '../core/logs/export.ts';
import type { UndoRecord } from '../core/transactions/transaction.ts';
import type { Tree, TreeFolderWanted, TreeWanted } from './tree.ts';

/** A file as read, behind links. */
export interface FileRead {
  bytes: Uint8Array;
  /** SHA-256 of the bytes, in hex. */
  version: FileVersion;
  /** Permission bits. */
  mode: number;
  owner: { uid: number; gid: number };
  /** Where the bytes are, behind links. */
  realPath: string;
}

/** The file differs from what was expected; null if it is missing. */
export interface Conflict {
  kind: 'conflict';
  theirs: Pick<FileRead, 'bytes' | 'version'> | null;
}

/** A path as stat(2) sees it, behind links. */
export interface Look {
  kind: 'file' | 'folder' | 'other';
  sizeBytes: number;
  /** Milliseconds since the epoch. */
  modifiedAt: number;
  /** What the user may do, by access(2). */
  readable: boolean;
  writable: boolean;
  executable: boolean;
}

/** The end of a file that may still be growing. */
export type Tail =
  | { kind: 'missing' | 'folder' | 'special' }
  /** A sentence why not. */
  | { kind: 'unreadable'; detail: string }
  /** `whole` is false if the start of the file was left out. */
  | { kind: 'file'; bytes: Uint8Array; whole: boolean; sizeBytes: number; modifiedAt: number };

export interface HostFiles {
  /** Folders with their files, links and some subfolders. An unreadable entry holds its error. @throws descriptors-used-up. */
  readTree(folders: readonly TreeFolderWanted[], wanted: TreeWanted): Promise<Tree>;
  /**
   * At most 4 MiB; null if there is no file or the link is dangling. Never waits for a FIFO, never opens a device.
   * @throws file-special, file-unreadable, file-too-large, link-loop, file-failed.
   */
  read(path: string): Promise<FileRead | null>;
  /** null if it's missing or out of reach. */
  look(paths: readonly string[]): Promise<(Look | null)[]>;
  /** Whether anything has that name, even a dangling link. @throws mount-silent. */
  areThere(paths: readonly string[]): Promise<boolean[]>;
  /** Resolves links. For a missing path, its place in the real folder. */
  realPaths(paths: readonly string[]): Promise<string[]>;
  /** What systemd and the kernel can execute or enter. `unknown` if the disk takes longer than a second. */
  inspect(paths: readonly string[]): Promise<Map<string, PathFact>>;
  /** All that a diagnosis wants to know of these paths. `unknown` if the disk takes longer than half a second. */
  examine(paths: readonly string[]): Promise<Map<string, DiskLook>>;
  /** Per group, whether any path exists behind links; null if the disk takes longer than a second. */
  exist(groups: readonly (readonly string[])[]): Promise<(boolean | null)[]>;
  tail(path: string, bytes: number): Promise<Tail>;
  /**
   * Creates or replaces a file, through links, if it still matches `expect`: null for a file that must not exist,
   * omitted for any. An old file keeps its mode and owner; `mode`, as for chmod(1), applies to a new one (0644 by
   * default). Removes leftovers of killed saves beside it.
   * @throws as `read`; disk-full, folder-not-writable, file-exists (a dangling link), file-failed.
   */
  put(
    path: string,
    bytes: Uint8Array,
    options: { expect?: FileVersion | null; mode?: number },
  ): Promise<{ kind: 'saved'; version: FileVersion } | Conflict>;
  /**
   * Writes private files (0600) in private folders (0700) from `root` on, creating missing folders. In order: a later
   * file exists only if the earlier ones do. `touch` leaves a file that already has these bytes.
   * @throws file-exists if `isNew`, disk-full, folder-not-writable, file-failed.
   */
  putPrivate(
    root: string,
    files: readonly { path: string; bytes: Uint8Array; isNew?: boolean; touch?: boolean }[],
  ): Promise<void>;
  /**
   * Appends to an existing file; after a failure its end is as before. With `quick` the data survives this process but
   * not a power cut. @throws disk-full, folder-not-writable, file-failed.
   */
  append(path: string, bytes: Uint8Array, options?: { quick: boolean }): Promise<void>;
  /** Truncates and renames a file; false if it is gone. @throws file-failed. */
  take(path: string, to: string, length: number): Promise<boolean>;
  /** Renames a file within its folder, keeping its time, over what has the name; false if it is gone. @throws file-failed. */
  move(path: string, to: string): Promise<boolean>;
  /**
   * Removes a file, or a link but not its target, if it still matches `expect` (omitted: anything, even nothing).
   * @throws as `read`; folder-not-writable, file-failed.
   */
  remove(path: string, options: { expect?: FileVersion }): Promise<{ kind: 'removed' } | Conflict>;
  /** Removes private files and their folders if empty. Never throws. */
  discard(paths: readonly string[]): Promise<void>;
  /** A link's literal target; null if it is no link. */
  linkAt(path: string): Promise<string | null>;
  /**
   * false if this very link exists. Creates parents.
   * @throws file-failed if something else is there, disk-full, folder-not-writable.
   */
  link(path: string, to: string): Promise<boolean>;
  /** false if it is gone. @throws file-failed if it points elsewhere, folder-not-writable. */
  unlink(path: string, to: string): Promise<boolean>;
  /** Removes a link that resolves to /dev/null; false if there is none. @throws folder-not-writable, file-failed. */
  unmask(path: string): Promise<boolean>;
  /**
   * Creates folders and their parents. Returns those it created, parents first; after a failure none of them stays.
   * @throws disk-full, folder-not-writable, file-failed.
   */
  makeFolders(folders: readonly string[]): Promise<string[]>;
  /** Creates a folder with this mode, and its parents; false if the name is taken. @throws as `makeFolders`. */
  makeFolder(folder: string, mode: number): Promise<boolean>;
  /** Which of the folders and their parents are missing, parents first. */
  missingFolders(folders: readonly string[]): Promise<string[]>;
  /** Removes an empty folder; returns whether it did. @throws file-failed. */
  removeFolder(folder: string): Promise<boolean>;
  /** Sets the mode of a file the user owns; refuses a link. @throws file-failed. */
  setMode(path: string, mode: number): Promise<void>;
  /** Records to restore these paths, folders with their contents unless `shallow`; in reverse order. */
  snapshot(paths: readonly string[], options?: { shallow: boolean }): Promise<UndoRecord[]>;
  /** Every link below a folder, with each step to its target and its place behind links. */
  linksBelow(folder: string): Promise<{ path: string; place: string; steps: string[] }[]>;
  /** Removes temporary files that killed saves left in these folders. Returns how many. */
  sweep(folders: readonly string[]): Promise<number>;
  /** Creates a private folder with these files; remove it with `discardScratch`. */
  makeScratch(files: ReadonlyMap<string, Uint8Array>): Promise<string>;
  discardScratch(folder: string): Promise<void>;
  /**
   * Starts a file the user chose, written beside its place first, by a program or from here.
   * @throws folder-not-writable, file-failed.
   */
  receive(place: ExportPlace): Promise<Receiving>;
}

/** A file in progress: in place after `commit`, without a trace after `discard`. */
export interface Receiving {
  /** Where a program may write it. */
  readonly path: string;
  /** Writes a stream to its end. @throws disk-full, folder-not-writable, file-failed. */
  write(source: AsyncIterable<Uint8Array>): Promise<void>;
  /**
   * Returns the files created, all or none: a program may have written more than one.
   * @throws file-exists, disk-full, folder-not-writable, file-failed.
   */
  commit(): Promise<string[]>;
  discard(): Promise<void>;
}
