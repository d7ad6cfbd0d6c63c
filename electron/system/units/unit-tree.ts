/**
 * The search path in memory: reads everything once, then only changes.
 *
 * Measured with 1,000 files: reading them in sequence takes 20 ms, checking them all for changes 10 ms.
 */
import path from 'node:path';
import { isUnitName } from '../../core/names/unit-name.ts';
import type { Summary } from '../../core/units/file-summary.ts';
import { isPassedOver, isPassedOverLink, kindOfFolder } from '../../core/units/search-path.ts';
import { dropInFacts, fileEntry, linkEntry } from './tree-entries.ts';
import {
  emptyFolder,
  forget,
  isDropInFolder,
  vanish,
  type KnownFolder,
  type TreeFolder,
} from './tree-folder.ts';
import type { HostFiles } from '../../host/host-files.ts';
import type { Stamp, TreeEntry, TreeFolder as FolderRead, TreeWanted } from '../../host/tree.ts';

/** What may have changed: names per search path folder, null for all names. */
export type Changed = Map<string, Set<string> | null>;

const wanted: TreeWanted = {
  texts: [
    ...'service socket target timer path slice scope mount automount swap device'
      .split(' ')
      .map((type) => `.${type}`),
    '.conf',
  ],
  // Of a longer file, the list shows what its start says.
  bytesMax: 1024 * 1024,
  below: { '.d': 'texts', '.wants': 'links', '.requires': 'links', '.upholds': 'links' },
};

/** @param before the drop-ins as last read: what is known of one that can't be read now stays. */
const takeDropIns = (
  folder: KnownFolder,
  name: string,
  { inside, before }: { inside: FolderRead; before: ReadonlyMap<string, Summary> | undefined },
): void => {
  const read = [...inside.entries]
    .filter(([file]) => file.endsWith('.conf') && !isPassedOver(file))
    .map(([file, entry]) => {
      if (entry.kind !== 'link' || entry.end?.kind !== 'silent') {
        return [file, dropInFacts(entry)] as const;
      }
      folder.silent.set(name, { path: `${folder.path}/${name}/${file}`, mount: entry.end.mount });
      return [file, { facts: before?.get(file) ?? [], time: 0, size: 0 }] as const;
    });
  folder.dropIns.set(name, new Map(read.map(([file, { facts }]) => [file, facts])));
  folder.times.set(name, Math.max(inside.modifiedAt, ...read.map(([, { time }]) => time)));
  folder.sizes.set(
    name,
    read.reduce((sum, [, { size }]) => sum + size, 0),
  );
};

const takeFolder = (
  folder: KnownFolder,
  name: string,
  { inside, before }: { inside: FolderRead; before: ReadonlyMap<string, Summary> | undefined },
): void => {
  if (isDropInFolder(name)) {
    takeDropIns(folder, name, { inside, before });
    return;
  }
  const links = [...inside.entries].filter(
    ([link, entry]) => entry.kind === 'link' && !isPassedOver(link),
  );
  folder.pulls.set(
    name,
    links.map(([link]) => link),
  );
  const masks = links.filter(([, entry]) => entry.kind === 'link' && entry.target === '/dev/null');
  if (masks.length > 0) {
    folder.masks.set(
      name,
      masks.map(([link]) => link),
    );
  }
};

type Link = Extract<TreeEntry, { kind: 'link' }>;

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
    folder: KnownFolder,
    name: string,
    { link, before }: { link: Link; before: ReadonlyMap<string, Summary> | undefined },
  ): void => {
    // Removed while being read.
    if (link.to === '') return;
    folder.links.set(name, path.basename(link.to));
    if (link.end?.kind === 'silent') {
      folder.silent.set(name, { path: `${folder.path}/${name}`, mount: link.end.mount });
    }
    if (isUnitName(name)) {
      folder.entries.set(name, linkEntry(link, searchPath));
      if (link.end !== null && 'stamp' in link.end) {
        folder.times.set(name, link.end.stamp.mtimeMs);
        folder.sizes.set(name, link.end.stamp.size);
      }
    }
    // systemd follows a link to most drop-in folders, but to no folder of links.
    if (link.inside === null || !isDropInFolder(name)) return;
    if (!isPassedOverLink(link.target, searchPath)) {
      takeDropIns(folder, name, { inside: link.inside, before });
    }
  };

  /** What was known of a name that leads to a mount that doesn't answer; false if it now leads elsewhere. */
  const keepKnown = (folder: KnownFolder, name: string, entry: TreeEntry): boolean => {
    const at = `${folder.path}/${name}`;
    if (entry.kind === 'folder' && entry.inside?.silent != null) {
      folder.silent.set(name, { path: at, mount: entry.inside.silent });
      return folder.dropIns.has(name) || folder.pulls.has(name);
    }
    if (entry.kind !== 'link' || entry.end?.kind !== 'silent') return false;
    if (folder.links.get(name) !== path.basename(entry.to)) return false;
    folder.silent.set(name, { path: at, mount: entry.end.mount });
    const known = folder.entries.get(name);
    return known?.kind === 'link' ? known.target === entry.target : folder.dropIns.has(name);
  };

  const take = (folder: KnownFolder, name: string, entry: TreeEntry): void => {
    const stamp = entry.kind === 'file' ? entry.stamp : null;
    const isKnown = stamp !== null && isSame(stamp, folder.stamps.get(name));
    const isUnread = entry.kind === 'file' && entry.bytes === null;
    if (isKnown && isUnread && folder.entries.get(name)?.kind === 'file') return;
    if (keepKnown(folder, name, entry)) return;
    const before = folder.dropIns.get(name);
    forget(folder, name);
    if (isPassedOver(name)) return;
    if (entry.kind === 'link') takeLink(folder, name, { link: entry, before });
    if (entry.kind === 'folder' && entry.inside !== null) {
      takeFolder(folder, name, { inside: entry.inside, before });
    }
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

  const takeAll = (folder: KnownFolder, read: FolderRead): void => {
    for (const known of [
      folder.entries,
      folder.links,
      folder.pulls,
      folder.dropIns,
      folder.silent,
    ]) {
      for (const name of known.keys()) if (!read.entries.has(name)) vanish(folder, name);
    }
    for (const [name, entry] of read.entries) {
      // It was gone, and is back as it was.
      if (folder.seenToChange.has(name) && !folder.times.has(name)) {
        folder.seenToChange.set(name, Date.now());
      }
      take(folder, name, entry);
    }
  };

  /** Takes a name known to have changed; systemd may have read what came and went in between. */
  const takeNamed = (folder: KnownFolder, name: string, entry: TreeEntry | undefined): void => {
    if (entry === undefined) {
      if (isUnitName(name) || isDropInFolder(name)) vanish(folder, name);
      else forget(folder, name);
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
        if (read.silent !== null) {
          folder.silent.set('', { path: folder.path, mount: read.silent });
          continue;
        }
        folder.silent.delete('');
        folder.modifiedAt = read.modifiedAt;
        if (names === null) takeAll(folder, read);
        for (const name of names ?? []) takeNamed(folder, name, read.entries.get(name));
      }
    },
  };
};

export type UnitTree = ReturnType<typeof createUnitTree>;
