/**
 * The search path in memory: read whole at first, then only what has changed.
 *
 * What it costs, measured with 1,000 files: reading them one after another 20 ms, looking again whether any has changed
 * 10 ms.
 */
import path from 'node:path';
import { isUnitName } from '../../core/names/unit-name.ts';
import { summaryOf, type Summary } from '../../core/units/file-summary.ts';
import {
  isPassedOver,
  kindOfFolder,
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

/** What may have changed: for a folder of the search path the names in it, null for all of them. */
export type Changed = Map<string, Set<string> | null>;

export interface UnitTree {
  /** As last read, in the order of the search path. */
  folders(): readonly TreeFolder[];
  /** Reads everything, or what is named; lets other work through every few milliseconds. */
  read(changed: Changed | null): Promise<void>;
}

/** A folder of the search path, with what else is known of what is in it. */
export interface TreeFolder extends SearchFolder {
  /**
   * When a file, what a link leads to, or a folder with drop-ins and all in it last changed: as mtime has it, or when it
   * was seen to change if that is later, as an older file may take its place, or none. undefined for what never was
   * there.
   */
  timeOf(name: string): number | undefined;
}

interface Folder extends TreeFolder {
  times: Map<string, number>;
  /** Since the first reading. */
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
};

const vanish = (folder: Folder, name: string): void => {
  const { entries, links, pulls, dropIns } = folder;
  if ([entries, links, pulls, dropIns].some((known) => known.has(name))) {
    folder.seenToChange.set(name, Date.now());
  }
  forget(folder, name);
};

/** A folder as it is before it was read. */
const emptyFolder = (at: string, kind: Pick<SearchFolder, 'kind' | 'runtime'>): Folder => {
  const times = new Map<string, number>();
  const seenToChange = new Map<string, number>();
  return {
    path: at,
    ...kind,
    entries: new Map(),
    times,
    seenToChange,
    links: new Map(),
    pulls: new Map(),
    dropIns: new Map(),
    stamps: new Map(),
    timeOf: (name) => {
      const [time, seen] = [times.get(name), seenToChange.get(name)];
      return seen === undefined ? time : Math.max(seen, time ?? 0);
    },
  };
};

/** A unit's own file, which is no link. */
const fileEntry = ({ bytes, fault }: { bytes: Uint8Array | null; fault: string }): Entry => {
  if (bytes === null) {
    return { kind: ['EACCES', 'ENOENT', 'ENOTDIR'].includes(fault) ? 'hidden' : 'other' };
  }
  return { kind: 'file', masked: bytes.length === 0, facts: readSummary(bytes) };
};

/** /dev/null or an empty file: null_or_empty_path(). False for what is not there, null for what cannot be told. */
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

/** Where a link leads. Source: unit_file_resolve_symlink() in systemd's unit-file.c. */
const linkEntry = (
  { target, end }: Extract<TreeEntry, { kind: 'link' }>,
  searchPath: readonly string[],
): Entry => {
  const inside = searchPath.some((folder) => target.startsWith(`${folder}/`));
  const masked = isEmpty(end);
  if (masked === null) return { kind: 'other' };
  const facts =
    inside || masked || end?.kind !== 'file' || end.bytes === null ? null : readSummary(end.bytes);
  const outside = facts === null || end?.kind !== 'file' ? null : { path: end.path, facts };
  return { kind: 'link', target, inside, masked, outside };
};

/** No facts of a drop-in that systemd cannot read. */
const dropInFacts = (entry: TreeEntry): { facts: Summary; time: number } => {
  const file = entry.kind === 'link' ? entry.end : entry;
  // A link to /dev/null reads as empty: it hides what has its name in later folders.
  if (file?.kind === 'special' && file.what === 'device') return { facts: [], time: 0 };
  if (file?.kind !== 'file' || file.bytes === null || file.stamp === null) {
    return { facts: null, time: 0 };
  }
  return { facts: readSummary(file.bytes), time: file.stamp.mtimeMs };
};

const takeDropIns = (folder: Folder, name: string, inside: FolderRead): void => {
  const read = [...inside.entries]
    .filter(([file]) => file.endsWith('.conf') && !isPassedOver(file))
    .map(([file, entry]) => [file, dropInFacts(entry)] as const);
  folder.dropIns.set(name, new Map(read.map(([file, { facts }]) => [file, facts])));
  folder.times.set(name, Math.max(inside.modifiedAt, ...read.map(([, { time }]) => time)));
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
 * @param options.unitFolder, options.runtimeFolder the person's own; see kindOfFolder.
 */
export const createUnitTree = (options: {
  files: Pick<HostFiles, 'readTree'>;
  searchPath: readonly string[];
  unitFolder: string;
  runtimeFolder: string;
}): UnitTree => {
  const { files, searchPath } = options;
  const folders = searchPath.map((at) => emptyFolder(at, kindOfFolder(at, options)));

  const takeLink = (
    folder: Folder,
    name: string,
    link: Extract<TreeEntry, { kind: 'link' }>,
  ): void => {
    // It was removed while it was read.
    if (link.to === '') return;
    folder.links.set(name, path.basename(link.to));
    if (isUnitName(name)) {
      folder.entries.set(name, linkEntry(link, searchPath));
      if (link.end !== null && link.end.kind !== 'nowhere') {
        folder.times.set(name, link.end.stamp.mtimeMs);
      }
    }
    // systemd follows a link to a folder of drop-ins, not one to a folder of links.
    if (link.inside !== null && isDropInFolder(name)) takeDropIns(folder, name, link.inside);
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
    // Every file with the name of a unit is read.
    if (entry.kind === 'file' && stamp !== null) {
      folder.entries.set(name, fileEntry(entry));
      folder.stamps.set(name, stamp);
      folder.times.set(name, stamp.mtimeMs);
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

  /** Of what has changed for sure. */
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
    folders: () => folders,
    read: async (changed) => {
      const asked = folders.flatMap((folder) => {
        const names = changed === null ? null : changed.get(folder.path);
        return names === undefined ? [] : [{ folder, names }];
      });
      if (asked.length === 0) return;
      const tree = await files.readTree(
        asked.map(({ folder, names }) => ({
          path: folder.path,
          names,
          // What has changed for sure is read whatever its stamp says.
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
