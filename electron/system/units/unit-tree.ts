/**
 * The search path in memory: reads everything once, then only changes.
 *
 * Measured with 1,000 files: reading them in sequence takes 20 ms, checking them all for changes 10 ms.
 */
import path from 'node:path';
import { isUnitName } from '../../core/names/unit-name.ts';
import { summaryOf, type Summary } from '../../core/units/file-summary.ts';
import {
  isPassedOver,
  kindOfFolder,
  leadsInside,
  type Entry,
  type SearchFolder,
} from '../../core/units/search-path.ts';
import type { HostFiles } from '../../host/host-files.ts';
import type {
  LinkEnd,
  Stamp,
  TreeEntry,
  TreeFolder as FolderRead,
  TreeWanted,
} from '../../host/tree.ts';

/** What may have changed: names per search path folder, null for all names. */
export type Changed = Map<string, Set<string> | null>;

/** A search path folder, with change times. */
export interface TreeFolder extends SearchFolder {
  /**
   * When a file, a link's target, or a drop-in folder with its contents last changed: its mtime, or when the change was
   * seen if that is later, as it may be removed or replaced by an older file. undefined if it never existed.
   */
  timeOf(name: string): number | undefined;
  /** The bytes of a file, of a link's target, or of all drop-ins in a folder. */
  sizeOf(name: string): number;
}

interface Folder extends TreeFolder {
  times: Map<string, number>;
  sizes: Map<string, number>;
  /** When changes were seen after the first reading. */
  seenToChange: Map<string, number>;
  entries: Map<string, Entry>;
  links: Map<string, string>;
  pulls: Map<string, string[]>;
  dropIns: Map<string, Map<string, Summary>>;
  stamps: Map<string, Stamp>;
}

const wanted: TreeWanted = {
  texts: [
    ...'service socket target timer path slice scope mount automount swap device'
      .split(' ')
      .map((type) => `.${type}`),
    '.conf',
  ],
  // Of a longer file, the list shows what its start says.
  bytesMax: 1024 * 1024,
  below: { '.d': 'texts', '.wants': 'names', '.requires': 'names', '.upholds': 'names' },
};

const isDropInFolder = (name: string): boolean => name.endsWith('.d');

const readSummary = (bytes: Uint8Array): Summary =>
  summaryOf(
    bytes,
    Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1'),
  );

const forget = (folder: Folder, name: string): void => {
  folder.entries.delete(name);
  folder.links.delete(name);
  folder.pulls.delete(name);
  folder.dropIns.delete(name);
  folder.stamps.delete(name);
  folder.times.delete(name);
  folder.sizes.delete(name);
};

const vanish = (folder: Folder, name: string): void => {
  const { entries, links, pulls, dropIns } = folder;
  if ([entries, links, pulls, dropIns].some((known) => known.has(name))) {
    folder.seenToChange.set(name, Date.now());
  }
  forget(folder, name);
};

/** A folder before its first reading. */
const emptyFolder = (at: string, kind: Pick<SearchFolder, 'kind' | 'runtime'>): Folder => {
  const times = new Map<string, number>();
  const sizes = new Map<string, number>();
  const seenToChange = new Map<string, number>();
  return {
    path: at,
    ...kind,
    entries: new Map(),
    times,
    sizes,
    seenToChange,
    links: new Map(),
    pulls: new Map(),
    dropIns: new Map(),
    stamps: new Map(),
    timeOf: (name) => {
      const [time, seen] = [times.get(name), seenToChange.get(name)];
      return seen === undefined ? time : Math.max(seen, time ?? 0);
    },
    sizeOf: (name) => sizes.get(name) ?? 0,
  };
};

/** A unit file that isn't a link. */
const fileEntry = ({ bytes, fault }: { bytes: Uint8Array | null; fault: string }): Entry => {
  if (bytes === null) {
    return { kind: ['EACCES', 'ENOENT', 'ENOTDIR'].includes(fault) ? 'hidden' : 'other' };
  }
  return { kind: 'file', masked: bytes.length === 0, facts: readSummary(bytes) };
};

/** /dev/null or an empty file: null_or_empty_path(). False if missing, null if unknown. */
const isEmpty = (end: LinkEnd | null): boolean | null => {
  switch (end?.kind) {
    case 'file':
      return end.stamp.size === 0;
    case 'folder':
      return false;
    case 'special':
      return end.what === 'device';
    case 'nowhere':
      return end.fault === 'ENOENT' ? false : null;
    case undefined:
      return null;
  }
};

/** A link's entry. Source: unit_file_resolve_symlink() in systemd's unit-file.c. */
const linkEntry = (
  { target, end }: Extract<TreeEntry, { kind: 'link' }>,
  searchPath: readonly string[],
): Entry => {
  const inside = leadsInside(target, searchPath);
  const masked = isEmpty(end);
  if (masked === null) return { kind: 'other' };
  const facts =
    inside || masked || end?.kind !== 'file' || end.bytes === null ? null : readSummary(end.bytes);
  const outside = facts === null || end?.kind !== 'file' ? null : { path: end.path, facts };
  return { kind: 'link', target, inside, masked, outside };
};

/** A drop-in's facts; null if systemd can't read it. */
const dropInFacts = (entry: TreeEntry): { facts: Summary; time: number; size: number } => {
  const file = entry.kind === 'link' ? entry.end : entry;
  // A link to /dev/null reads as empty and hides drop-ins of the same name in later folders.
  if (file?.kind === 'special' && file.what === 'device') return { facts: [], time: 0, size: 0 };
  if (file?.kind !== 'file' || file.bytes === null || file.stamp === null) {
    return { facts: null, time: 0, size: 0 };
  }
  const { mtimeMs: time, size } = file.stamp;
  return { facts: readSummary(file.bytes), time, size };
};

const takeDropIns = (folder: Folder, name: string, inside: FolderRead): void => {
  const read = [...inside.entries]
    .filter(([file]) => file.endsWith('.conf') && !isPassedOver(file))
    .map(([file, entry]) => [file, dropInFacts(entry)] as const);
  folder.dropIns.set(name, new Map(read.map(([file, { facts }]) => [file, facts])));
  folder.times.set(name, Math.max(inside.modifiedAt, ...read.map(([, { time }]) => time)));
  folder.sizes.set(
    name,
    read.reduce((sum, [, { size }]) => sum + size, 0),
  );
};

const takeFolder = (folder: Folder, name: string, inside: FolderRead | null): void => {
  if (inside === null) return;
  if (isDropInFolder(name)) {
    takeDropIns(folder, name, inside);
    return;
  }
  const links = [...inside.entries].filter(
    ([link, entry]) => entry.kind === 'link' && !isPassedOver(link),
  );
  folder.pulls.set(
    name,
    links.map(([link]) => link),
  );
};

const isSame = (a: Stamp, b: Stamp | undefined): boolean =>
  a.ino === b?.ino && a.size === b.size && a.mtimeMs === b.mtimeMs && a.ctimeMs === b.ctimeMs;

/**
 * @param options.searchPath in systemd's order.
 * @param options.unitFolder, options.runtimeFolder the user's folders; see kindOfFolder.
 */
export const createUnitTree = (options: {
  files: Pick<HostFiles, 'readTree'>;
  searchPath: readonly string[];
  unitFolder: string;
  runtimeFolder: string;
}) => {
  const { files, searchPath } = options;
  const folders = searchPath.map((at) => emptyFolder(at, kindOfFolder(at, options)));

  const takeLink = (
    folder: Folder,
    name: string,
    link: Extract<TreeEntry, { kind: 'link' }>,
  ): void => {
    // Removed while being read.
    if (link.to === '') return;
    folder.links.set(name, path.basename(link.to));
    if (isUnitName(name)) {
      folder.entries.set(name, linkEntry(link, searchPath));
      if (link.end !== null && link.end.kind !== 'nowhere') {
        folder.times.set(name, link.end.stamp.mtimeMs);
        folder.sizes.set(name, link.end.stamp.size);
      }
    }
    // systemd follows a link to a drop-in folder outside the search path, but none within it or to a folder of links.
    if (link.inside === null || !isDropInFolder(name)) return;
    if (!leadsInside(link.target, searchPath)) takeDropIns(folder, name, link.inside);
  };

  const take = (folder: Folder, name: string, entry: TreeEntry): void => {
    const stamp = entry.kind === 'file' ? entry.stamp : null;
    const isKnown = stamp !== null && isSame(stamp, folder.stamps.get(name));
    const isUnread = entry.kind === 'file' && entry.bytes === null;
    if (isKnown && isUnread && folder.entries.get(name)?.kind === 'file') return;
    forget(folder, name);
    if (isPassedOver(name)) return;
    if (entry.kind === 'link') takeLink(folder, name, entry);
    if (entry.kind === 'folder') takeFolder(folder, name, entry.inside);
    if (!isUnitName(name) || entry.kind === 'link') return;
    // Every file with a unit name was read.
    if (entry.kind === 'file' && stamp !== null) {
      folder.entries.set(name, fileEntry(entry));
      folder.stamps.set(name, stamp);
      folder.times.set(name, stamp.mtimeMs);
      folder.sizes.set(name, stamp.size);
    } else {
      folder.entries.set(name, { kind: 'other' });
      folder.times.set(name, 0);
    }
  };

  const takeAll = (folder: Folder, read: FolderRead): void => {
    for (const known of [folder.entries, folder.links, folder.pulls, folder.dropIns]) {
      for (const name of known.keys()) if (!read.entries.has(name)) vanish(folder, name);
    }
    for (const [name, entry] of read.entries) take(folder, name, entry);
  };

  /** Takes a name known to have changed. */
  const takeNamed = (folder: Folder, name: string, entry: TreeEntry | undefined): void => {
    if (entry === undefined) {
      vanish(folder, name);
      return;
    }
    folder.stamps.delete(name);
    folder.seenToChange.set(name, Date.now());
    take(folder, name, entry);
  };

  return {
    /** As last read, in search path order. */
    folders: (): readonly TreeFolder[] => folders,
    /** Reads everything, or only `changed`; yields to other work every few milliseconds. */
    read: async (changed: Changed | null): Promise<void> => {
      const asked = folders.flatMap((folder) => {
        const names = changed === null ? null : changed.get(folder.path);
        return names === undefined ? [] : [{ folder, names }];
      });
      if (asked.length === 0) return;
      const tree = await files.readTree(
        asked.map(({ folder, names }) => ({
          path: folder.path,
          names,
          // Read names known to have changed regardless of their stamp.
          ...(names === null ? { known: folder.stamps } : {}),
        })),
        wanted,
      );
      for (const { folder, names } of asked) {
        const read = tree.get(folder.path);
        if (read === undefined) continue;
        if (names === null) takeAll(folder, read);
        for (const name of names ?? []) takeNamed(folder, name, read.entries.get(name));
      }
    },
  };
};

export type UnitTree = ReturnType<typeof createUnitTree>;
