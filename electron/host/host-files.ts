/**
 * The files of one computer as one person sees them. Coarse on purpose: a thousand unit files are one call. Paths are
 * absolute. Every call that writes does all of it or none of it, and what it did lasts through a power cut.
 */
import type { FileVersion } from '../core/files/unit-files.ts';
import type { PathFact } from '../core/lint/toolkit/disk-facts.ts';
import type { ExportPlace } from '../core/logs/export.ts';
import type { UndoRecord } from '../core/transactions/transaction.ts';
import type { Tree, TreeFolderWanted, TreeWanted } from './tree.ts';

/** A file behind its links, as it was read. */
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

/** What is there instead of what was expected; null for nothing. */
export interface Conflict {
  kind: 'conflict';
  theirs: Pick<FileRead, 'bytes' | 'version'> | null;
}

/** What is at a path, behind links. */
export interface Look {
  kind: 'file' | 'folder' | 'other';
  sizeBytes: number;
  /** Milliseconds since the epoch. */
  modifiedAt: number;
  /** Whether the person may, as access(2) says. */
  readable: boolean;
  writable: boolean;
  executable: boolean;
}

/** The end of a file that something keeps writing. */
export type Tail =
  | { kind: 'missing' | 'folder' | 'special' }
  /** A sentence why not. */
  | { kind: 'unreadable'; detail: string }
  /** `whole` is false when the bytes begin within the file. */
  | { kind: 'file'; bytes: Uint8Array; whole: boolean; sizeBytes: number; modifiedAt: number };

export interface HostFiles {
  /** Folders with their files, links and some subfolders. What cannot be read has its error in its place. */
  readTree(folders: readonly TreeFolderWanted[], wanted: TreeWanted): Promise<Tree>;
  /**
   * At most 4 MiB; null when there is no file, also for a link that leads nowhere. Never waits for a FIFO, never opens
   * a device. @throws file-special, file-unreadable, file-too-large, link-loop, file-failed.
   */
  read(path: string): Promise<FileRead | null>;
  /** null for what is not there or cannot be asked. */
  look(paths: readonly string[]): Promise<(Look | null)[]>;
  /** Which of them have anything of that name, also a link that leads nowhere. */
  areThere(paths: readonly string[]): Promise<boolean[]>;
  /** Behind links. What does not exist has its place in the real folder. */
  realPaths(paths: readonly string[]): Promise<string[]>;
  /** What systemd and the kernel could run or enter. A disk that does not answer within a second gives `unknown`. */
  inspect(paths: readonly string[]): Promise<Map<string, PathFact>>;
  /** Of each group whether any path of it exists, behind links; null where the disk does not answer within a second. */
  exist(groups: readonly (readonly string[])[]): Promise<(boolean | null)[]>;
  tail(path: string, bytes: number): Promise<Tail>;
  /**
   * Puts bytes in place of a file, through links, only while it still is what `expect` says; null for a file that must
   * not exist, left out for whatever is there. Mode and owner of an old file stay; `mode`, as chmod(1) takes it, is that
   * of a new one (0644 by default). Temporary files of killed saves beside it are removed.
   * @throws what `read` throws; disk-full, folder-not-writable, file-exists (a link that leads nowhere), file-failed.
   */
  put(
    path: string,
    bytes: Uint8Array,
    options: { expect?: FileVersion | null; mode?: number },
  ): Promise<{ kind: 'saved'; version: FileVersion } | Conflict>;
  /**
   * Private files (0600) in private folders (0700) from `root` on, made where they are missing. One after the other: a
   * later one is there only if the earlier are. `touch` leaves a file as it is that has these bytes already.
   * @throws file-exists where `isNew`, disk-full, folder-not-writable, file-failed.
   */
  putPrivate(
    root: string,
    files: readonly { path: string; bytes: Uint8Array; isNew?: boolean; touch?: boolean }[],
  ): Promise<void>;
  /**
   * Adds to the end of a file that exists; after a failure its end is as before. With `quick` it outlasts this process
   * only. @throws disk-full, folder-not-writable, file-failed.
   */
  append(path: string, bytes: Uint8Array, options?: { quick: boolean }): Promise<void>;
  /** Cuts the file to a length and gives it another name; false when it is gone. @throws file-failed. */
  take(path: string, to: string, length: number): Promise<boolean>;
  /**
   * Removes a name, of a link only the link, while what is there is what was read (`expect` left out: whatever is there, or nothing).
   * @throws what `read` throws; folder-not-writable, file-failed.
   */
  remove(path: string, options: { expect?: FileVersion }): Promise<{ kind: 'removed' } | Conflict>;
  /** Removes private files whatever is in them, and folders of them that are left empty. Never throws. */
  discard(paths: readonly string[]): Promise<void>;
  /** Where a link leads, as it says itself; null for what is none. */
  linkAt(path: string): Promise<string | null>;
  /** false when just this link is there. Makes parents. @throws file-failed when something else is there, disk-full, folder-not-writable. */
  link(path: string, to: string): Promise<boolean>;
  /** false when nothing is there. @throws file-failed when it leads elsewhere, folder-not-writable. */
  unlink(path: string, to: string): Promise<boolean>;
  /** Removes a link that ends at /dev/null; false when there is none. @throws folder-not-writable, file-failed. */
  unmask(path: string): Promise<boolean>;
  /** Makes folders and their parents. Answers those it made, parents first; after a failure none of them stays. @throws disk-full, folder-not-writable, file-failed. */
  makeFolders(folders: readonly string[]): Promise<string[]>;
  /** Makes one folder with this mode, and its parents; false when something is there. @throws as `makeFolders`. */
  makeFolder(folder: string, mode: number): Promise<boolean>;
  /** Which of these and their parents do not exist, parents first. */
  missingFolders(folders: readonly string[]): Promise<string[]>;
  /** Only an empty one; answers whether it did. @throws file-failed. */
  removeFolder(folder: string): Promise<boolean>;
  /** The mode of a file of the person's own; a link is refused. @throws file-failed. */
  setMode(path: string, mode: number): Promise<void>;
  /** What brings back all that is at these paths, folders with all in them unless `shallow`; in reverse order. */
  snapshot(paths: readonly string[], options?: { shallow: boolean }): Promise<UndoRecord[]>;
  /** Every link below a folder, with each step on its way and where it is itself behind links. */
  linksBelow(folder: string): Promise<{ path: string; place: string; steps: string[] }[]>;
  /** Removes temporary files that killed saves left in these folders. Answers how many. */
  sweep(folders: readonly string[]): Promise<number>;
  /** A folder that nobody else can look into, with these files, gone after `discardScratch`. */
  makeScratch(files: ReadonlyMap<string, Uint8Array>): Promise<string>;
  discardScratch(folder: string): Promise<void>;
  /**
   * Takes a file of the person's choice from a program or from here, beside its place first. @throws folder-not-writable,
   * file-failed.
   */
  receive(place: ExportPlace): Promise<Receiving>;
}

/** A file on its way: whole in its place after `commit`, without a trace after `discard`. */
export interface Receiving {
  /** Where a program may write it. */
  readonly path: string;
  /** Writes what arrives on a stream; resolves when all is written. @throws disk-full, folder-not-writable, file-failed. */
  write(source: AsyncIterable<Uint8Array>): Promise<void>;
  /** Answers the files made, all or none: a program may have made further ones. @throws file-exists, disk-full, folder-not-writable, file-failed. */
  commit(): Promise<string[]>;
  discard(): Promise<void>;
}
