/**
 * The search path as it is at one moment: every name in it, links and drop-ins, and the text of the units asked for. All
 * that is to be known of a unit's files is read off it, so that one question costs one call of the host.
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
 * @param units whose text is wanted.
 * @param options.stamps whether the other files may be asked for masks, too: a page that is opened while hundreds of units
 * change cannot wait for a thousand stamps.
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
    { texts: [...new Set(names), '.conf'], below, ...options },
  );
  return { searchPath, tree };
};

/** The names in a folder of the search path. */
export const entriesOf = ({ tree }: UnitSnapshot, folder: string): ReadonlyMap<string, TreeEntry> =>
  tree.get(folder)?.entries ?? new Map<string, TreeEntry>();

/** What is in a folder within one of the search path, also one behind a link. */
export const insideOf = (
  snapshot: UnitSnapshot,
  folder: string,
): ReadonlyMap<string, TreeEntry> => {
  const entry = entriesOf(snapshot, path.dirname(folder)).get(path.basename(folder));
  const inside = entry?.kind === 'folder' || entry?.kind === 'link' ? entry.inside : null;
  return inside?.entries ?? new Map<string, TreeEntry>();
};

/** What is at a path in a folder of the search path, or in one within it. */
export const entryAt = (snapshot: UnitSnapshot, at: string): TreeEntry | undefined => {
  const folder = path.dirname(at);
  const name = path.basename(at);
  return snapshot.tree.has(folder)
    ? entriesOf(snapshot, folder).get(name)
    : insideOf(snapshot, folder).get(name);
};

/** Whether there is anything of that name; null for what is not in the search path. */
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

/** Whether names can be made in a folder, by its path behind links; null for one that was not looked at. */
export const isWritableIn = ({ tree }: UnitSnapshot, realFolder: string): boolean | null => {
  for (const folder of tree.values()) {
    if (folder.realPath === realFolder) return folder.writable;
    const inside = folder.entries.get(path.basename(realFolder));
    const isIt = path.join(folder.realPath, path.basename(realFolder)) === realFolder;
    if (isIt && inside?.kind === 'folder' && inside.inside !== null) return inside.inside.writable;
  }
  return null;
};

/** Where a name is behind the links in its folders; it need not exist. */
const placeIn = (snapshot: UnitSnapshot, at: string): string =>
  path.join(folderBehindLinks(snapshot, path.dirname(at)), path.basename(at));

/** Behind all links; of a link that leads nowhere, and of what does not exist, its own place. */
export const realPathIn = (snapshot: UnitSnapshot, at: string): string => {
  const entry = entryAt(snapshot, at);
  const end = entry?.kind === 'link' ? entry.end : null;
  return end === null || end.kind === 'nowhere' ? placeIn(snapshot, at) : end.path;
};

/** A file that was not read, as a link to it found it: that is how another name of a unit leads to its file. */
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

/** The file at the end of links; null for what is none, or is not known more closely. */
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

/** True for a unit file that is a link to /dev/null, or empty: systemd then refuses to load the unit. systemd.unit(5). */
export const isMaskedIn = (snapshot: UnitSnapshot, at: string): boolean => {
  const file = fileAt(snapshot, at);
  if (file !== null) return file.fault === '' && file.stamp.size === 0;
  const entry = entryAt(snapshot, at);
  const special = entry?.kind === 'link' ? entry.end : entry;
  return special?.kind === 'special';
};
