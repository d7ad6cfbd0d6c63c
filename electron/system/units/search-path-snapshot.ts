/**
 * A snapshot of the search path: all names, links and drop-ins, and the text of the requested units. Everything about a
 * unit's files comes from it, so a query costs one host call.
 */
import path from 'node:path';
import { templateOf } from '../../core/names/unit-name.ts';
import type { HostFiles } from '../../host/host-files.ts';
import type { LinkEnd, Tree, TreeEntry } from '../../host/tree.ts';

export interface UnitSnapshot {
  /** In systemd's order. */
  searchPath: readonly string[];
  tree: Tree;
}

const below = {
  '.d': 'texts',
  '.wants': 'links',
  '.requires': 'links',
  '.upholds': 'links',
} as const;

/**
 * @param units to read the text of.
 * @param options.stamps also find masks among the other files. A page opened while hundreds of units change can't wait
 * for a thousand stamps.
 */
export const lookAtUnits = async (
  files: Pick<HostFiles, 'readTree'>,
  searchPath: readonly string[],
  units: readonly string[],
  options: { stamps: boolean },
): Promise<UnitSnapshot> => {
  const names = units.flatMap((unit) => [unit, templateOf(unit) ?? unit]);
  const tree = await files.readTree(
    searchPath.map((folder) => ({ path: folder, names: null })),
    // The start of a larger file is of no use.
    { texts: [...new Set(names), '.conf'], below, wholeOnly: true, ...options },
  );
  return { searchPath, tree };
};

/** The entries of a search path folder. */
export const entriesOf = ({ tree }: UnitSnapshot, folder: string): ReadonlyMap<string, TreeEntry> =>
  tree.get(folder)?.entries ?? new Map<string, TreeEntry>();

/** The entries of a subfolder of a search path folder, even behind a link. */
export const insideOf = (
  snapshot: UnitSnapshot,
  folder: string,
): ReadonlyMap<string, TreeEntry> => {
  const entry = entriesOf(snapshot, path.dirname(folder)).get(path.basename(folder));
  const inside = entry?.kind === 'folder' || entry?.kind === 'link' ? entry.inside : null;
  return inside?.entries ?? new Map<string, TreeEntry>();
};

/** The entry at a path in a search path folder or its subfolder. */
export const entryAt = (snapshot: UnitSnapshot, at: string): TreeEntry | undefined => {
  const folder = path.dirname(at);
  const name = path.basename(at);
  return snapshot.tree.has(folder)
    ? entriesOf(snapshot, folder).get(name)
    : insideOf(snapshot, folder).get(name);
};

/** Whether the path exists; null if it is outside the search path. */
export const isThereIn = (snapshot: UnitSnapshot, at: string): boolean | null => {
  const known = snapshot.tree.get(at);
  if (known !== undefined) return known.modifiedAt > 0;
  const folder = path.dirname(at);
  const isNear = snapshot.tree.has(folder) || snapshot.tree.has(path.dirname(folder));
  return isNear ? entryAt(snapshot, at) !== undefined : null;
};

const folderBehindLinks = (snapshot: UnitSnapshot, folder: string): string => {
  const known = snapshot.tree.get(folder);
  if (known !== undefined) return known.realPath;
  const parent = snapshot.tree.get(path.dirname(folder));
  const entry = parent?.entries.get(path.basename(folder));
  if (entry?.kind === 'link' && entry.end?.kind === 'folder') return entry.end.path;
  return path.join(parent?.realPath ?? path.dirname(folder), path.basename(folder));
};

/** Whether a folder is writable, by its real path; null if it isn't in the snapshot. */
export const isWritableIn = ({ tree }: UnitSnapshot, realFolder: string): boolean | null => {
  for (const folder of tree.values()) {
    if (folder.realPath === realFolder) return folder.writable;
    const inside = folder.entries.get(path.basename(realFolder));
    const isIt = path.join(folder.realPath, path.basename(realFolder)) === realFolder;
    if (isIt && inside?.kind === 'folder' && inside.inside !== null) return inside.inside.writable;
  }
  return null;
};

/** Resolves links in a path's folders; the path need not exist. */
const placeIn = (snapshot: UnitSnapshot, at: string): string =>
  path.join(folderBehindLinks(snapshot, path.dirname(at)), path.basename(at));

/** Resolves all links; a dangling link or missing path keeps its own place. */
export const realPathIn = (snapshot: UnitSnapshot, at: string): string => {
  const entry = entryAt(snapshot, at);
  const end = entry?.kind === 'link' ? entry.end : null;
  return end === null || !('path' in end) ? placeIn(snapshot, at) : end.path;
};

/** Finds a file that wasn't read through a link to it, as an alias of a unit links to its file. */
const throughLink = (
  { tree }: UnitSnapshot,
  realPath: string,
): Extract<LinkEnd, { kind: 'file' }> | null => {
  for (const { entries } of tree.values()) {
    for (const entry of entries.values()) {
      if (entry.kind === 'link' && entry.end?.kind === 'file' && entry.end.path === realPath) {
        return entry.end;
      }
    }
  }
  return null;
};

/** The file at the end of links; null if it is no file, or the snapshot lacks its details. */
export const fileAt = (
  snapshot: UnitSnapshot,
  at: string,
): Extract<LinkEnd, { kind: 'file' }> | null => {
  const entry = entryAt(snapshot, at);
  if (entry?.kind === 'file') {
    const { stamp } = entry;
    const place = placeIn(snapshot, at);
    return stamp === null ? throughLink(snapshot, place) : { ...entry, stamp, path: place };
  }
  return entry?.kind === 'link' && entry.end?.kind === 'file' ? entry.end : null;
};

/** Whether there is a file that the snapshot knows only by name. */
export const isUnread = (snapshot: UnitSnapshot, at: string): boolean =>
  entryAt(snapshot, at)?.kind === 'file' && fileAt(snapshot, at) === null;

/** Whether a unit file is empty or a link to /dev/null: systemd then refuses to load the unit. systemd.unit(5). */
export const isMaskedIn = (snapshot: UnitSnapshot, at: string): boolean => {
  const file = fileAt(snapshot, at);
  if (file !== null) return file.fault === '' && file.stamp.size === 0;
  const entry = entryAt(snapshot, at);
  const special = entry?.kind === 'link' ? entry.end : entry;
  return special?.kind === 'special';
};
