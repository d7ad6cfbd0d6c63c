/**
 * Reads folders in one pass: opens and reads each file once, through one buffer. Synchronous in slices, because a
 * promise for each of a thousand files takes five times as long; other work runs between slices.
 */
import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readlinkSync,
  readSync,
  realpathSync,
  statSync,
  type Dirent,
  type Stats,
} from 'node:fs';
import path from 'node:path';
import type { SpecialFile } from '../../core/problems/files.ts';
import { ProblemError } from '../../core/problems/problem.ts';
import type { HostFiles } from '../host-files.ts';
import type { Depth, LinkEnd, Stamp, TreeEntry, TreeFolder, TreeWanted } from '../tree.ts';
import { createPace } from '../async/pace.ts';
import { throwIfUsedUp } from '../proc/descriptors.ts';
import { isNear, silentOn } from '../mounts/reach.ts';
import { codeOf, isMissing } from './errors.ts';
import { isWritable, listed, modifiedAt, nothingIn, realPathOf } from './folder-facts.ts';

const usualSize = 64 * 1024;
/** Reads no more than this of a file; nobody writes longer ones by hand. */
const usualMost = 4 * 1024 * 1024;
const usual = Buffer.allocUnsafeSlow(usualSize);

/** O_NOFOLLOW: don't follow a file that became a link since it was listed. */
const flags = constants.O_RDONLY | constants.O_NOCTTY | constants.O_NONBLOCK | constants.O_NOFOLLOW;

const bytesOf = (handle: number, size: number, most: number): Buffer => {
  const length = readSync(handle, usual, 0, usualSize, null);
  // Copy into Node's pool: the buffer is reused.
  if (length < usualSize) return Buffer.from(usual.subarray(0, length));
  // Read a growing file only up to its earlier size.
  const large = Buffer.allocUnsafe(Math.min(most, Math.max(size, length)));
  usual.copy(large);
  let end = length;
  for (let more = 1; more > 0 && end < large.length; end += more) {
    more = readSync(handle, large, end, large.length - end, null);
  }
  return large.subarray(0, end);
};

const stampOf = ({ ino, size, mtimeMs, ctimeMs, mode }: Stats): Stamp => ({
  ino,
  size,
  mtimeMs,
  ctimeMs,
  mode: mode & 0o7777,
});

const noStamp: Stamp = { ino: 0, size: 0, mtimeMs: 0, ctimeMs: 0, mode: 0 };

const isSame = (a: Stamp, b: Stamp | undefined): boolean =>
  a.ino === b?.ino && a.size === b.size && a.mtimeMs === b.mtimeMs && a.ctimeMs === b.ctimeMs;

const specialOf = (entry: Dirent | Stats): SpecialFile =>
  entry.isFIFO() ? 'fifo' : entry.isSocket() ? 'socket' : 'device';

/** A file that was read always has a stamp. */
type FileEntry = Extract<TreeEntry, { kind: 'file' }> & { stamp: Stamp };

/** Takes the stamp before reading, so a change in between is re-read next time. */
const readFile = (
  at: string,
  { known, wanted = {} }: { known?: Stamp | undefined; wanted?: Partial<TreeWanted> },
): FileEntry | null => {
  let handle: number;
  try {
    handle = openSync(at, flags);
  } catch (thrown) {
    throwIfUsedUp(thrown);
    return { kind: 'file', stamp: noStamp, bytes: null, fault: codeOf(thrown) };
  }
  try {
    const facts = fstatSync(handle);
    if (!facts.isFile()) return null;
    const stamp = stampOf(facts);
    const { bytesMax: most = usualMost, wholeOnly = false } = wanted;
    if (wholeOnly && stamp.size > most) return { kind: 'file', stamp, bytes: null, fault: 'EFBIG' };
    const bytes = isSame(stamp, known) ? null : bytesOf(handle, stamp.size, most);
    return { kind: 'file', stamp, bytes, fault: '' };
  } catch (thrown) {
    return { kind: 'file', stamp: noStamp, bytes: null, fault: codeOf(thrown) };
  } finally {
    closeSync(handle);
  }
};

/** Resolves links in the path's folders but not its last name. The path need not exist. */
const placeOf = (at: string): string => {
  try {
    return path.join(realpathSync.native(path.dirname(at)), path.basename(at));
  } catch {
    // A missing folder has no other place.
    return path.normalize(at);
  }
};

const endOf = (link: string, withBytes: boolean): LinkEnd => {
  try {
    const facts = statSync(link);
    const at = realpathSync.native(link);
    const stamp = stampOf(facts);
    if (facts.isDirectory()) return { kind: 'folder', path: at, stamp };
    if (!facts.isFile()) return { kind: 'special', path: at, stamp, what: specialOf(facts) };
    if (!withBytes) return { kind: 'file', path: at, stamp, bytes: null, fault: '' };
    const read = readFile(at, {});
    // It changed its kind in between.
    if (read === null) return { kind: 'nowhere', fault: 'ENOENT' };
    // An unreadable file still has a size.
    return { ...read, stamp: read.fault === '' ? read.stamp : stamp, path: at };
  } catch (thrown) {
    if (thrown instanceof ProblemError) throw thrown;
    return { kind: 'nowhere', fault: codeOf(thrown) };
  }
};

const hasEnd = (name: string, ends: readonly string[]): boolean =>
  ends.some((end) => name.endsWith(end));

/** The context of one tree read. */
interface Reading {
  pace(): Promise<void>;
  wanted: TreeWanted;
}

const depthOf = ({ below }: TreeWanted, name: string): Depth | null =>
  Object.entries(below).find(([end]) => name.endsWith(end))?.[1] ?? null;

/** Returns an empty link, which no file system has, if it was removed in between. */
const linkAt = async (
  at: string,
  follow: { end: boolean; bytes: boolean },
): Promise<Extract<TreeEntry, { kind: 'link' }>> => {
  let to = '';
  try {
    to = readlinkSync(at);
  } catch {
    // No longer a link: it leads nowhere.
    const end = { kind: 'nowhere', fault: 'ENOENT' } as const;
    return { kind: 'link', to, target: '', end, inside: null };
  }
  const stated = path.resolve(path.dirname(at), to);
  // Also a link that isn't followed to its end leads through the folders of its target.
  const mount = isNear(at) ? null : await silentOn(at);
  if (mount !== null) {
    return { kind: 'link', to, target: stated, end: { kind: 'silent', mount }, inside: null };
  }
  const target = placeOf(stated);
  return {
    kind: 'link',
    to,
    target,
    end: follow.end ? endOf(at, follow.bytes) : null,
    inside: null,
  };
};

const specialAt = (entry: Dirent | Stats): TreeEntry => ({
  kind: 'special',
  what: specialOf(entry),
});

/** A file that isn't read. */
const unread = (at: string, { stamps = false }: TreeWanted): TreeEntry => {
  if (!stamps) return { kind: 'file', stamp: null, bytes: null, fault: '' };
  try {
    return { kind: 'file', stamp: stampOf(lstatSync(at)), bytes: null, fault: '' };
  } catch (thrown) {
    return { kind: 'file', stamp: noStamp, bytes: null, fault: codeOf(thrown) };
  }
};
const unfollowed: TreeEntry = { kind: 'link', to: '', target: '', end: null, inside: null };

const insideEntry = async (
  at: string,
  entry: Dirent,
  depth: Depth,
  wanted: TreeWanted,
): Promise<TreeEntry> => {
  const isWanted = depth === 'texts' && hasEnd(entry.name, wanted.texts);
  if (entry.isFile()) {
    return isWanted ? (readFile(at, { wanted }) ?? specialAt(entry)) : unread(at, wanted);
  }
  if (entry.isSymbolicLink()) {
    return depth === 'names' ? unfollowed : linkAt(at, { end: isWanted, bytes: isWanted });
  }
  return entry.isDirectory() ? { kind: 'folder', inside: null } : specialAt(entry);
};

const insideOf = async (
  { pace, wanted }: Reading,
  at: string,
  depth: Depth,
): Promise<TreeFolder> => {
  const silent = isNear(at) ? null : await silentOn(at);
  if (silent !== null) return nothingIn(at, silent);
  const entries = new Map<string, TreeEntry>();
  const { found, fault } = listed(at);
  for (const entry of found) {
    const inside = path.join(at, entry.name);
    entries.set(entry.name, await insideEntry(inside, entry, depth, wanted));
    await pace();
  }
  return {
    realPath: at,
    modifiedAt: modifiedAt(at) ?? 0,
    writable: isWritable(at),
    fault,
    silent: null,
    entries,
  };
};

const entryAt = async (
  reading: Reading,
  at: string,
  entry: Dirent | Stats,
  known: Stamp | undefined,
): Promise<TreeEntry> => {
  const name = path.basename(at);
  const { texts } = reading.wanted;
  if (entry.isFile()) {
    return hasEnd(name, texts)
      ? (readFile(at, { known, wanted: reading.wanted }) ?? specialAt(entry))
      : unread(at, reading.wanted);
  }
  const depth = depthOf(reading.wanted, name);
  if (entry.isSymbolicLink()) {
    const link = await linkAt(at, { end: true, bytes: hasEnd(name, texts) });
    if (depth === null || link.end?.kind !== 'folder') return link;
    return { ...link, inside: await insideOf(reading, at, depth) };
  }
  if (!entry.isDirectory()) return specialAt(entry);
  return { kind: 'folder', inside: depth === null ? null : await insideOf(reading, at, depth) };
};

/** null if it's gone. @throws any other lstat(2) error. */
const lookAt = (at: string): Stats | null => {
  try {
    return lstatSync(at);
  } catch (thrown) {
    if (isMissing(thrown)) return null;
    throw thrown;
  }
};

export const readTree: HostFiles['readTree'] = async (folders, wanted) => {
  const reading = { pace: createPace(), wanted };
  const tree = new Map<string, TreeFolder>();
  for (const { path: folder, names, known } of folders) {
    const entries = new Map<string, TreeEntry>();
    const silent = isNear(folder) ? null : await silentOn(folder);
    // Before the listing: a change meanwhile makes it out of date.
    const modified = silent === null ? modifiedAt(folder) : null;
    if (modified === null) {
      tree.set(folder, nothingIn(folder, silent));
      continue;
    }
    const { found: all, fault } = names === null ? listed(folder) : { found: [], fault: '' };
    const found: Iterable<readonly [string, Dirent | Stats | null]> =
      names === null
        ? all.map((entry) => [entry.name, entry] as const)
        : Array.from(names, (name) => [name, lookAt(path.join(folder, name))] as const);
    for (const [name, entry] of found) {
      if (entry === null) continue;
      entries.set(name, await entryAt(reading, path.join(folder, name), entry, known?.get(name)));
      await reading.pace();
    }
    tree.set(folder, {
      realPath: realPathOf(folder),
      modifiedAt: modified,
      writable: isWritable(folder),
      fault,
      silent: null,
      entries,
    });
  }
  return tree;
};
