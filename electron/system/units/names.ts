/**
 * Which file a unit name resolves to, and a unit's aliases.
 *
 * systemd (unit_file_build_name_map() and unit_file_find_fragment() in unit-file.c; a test compares with the manager's
 * FragmentPath, Names and DropInPaths, systemd 252):
 * - The earlier folder in the search path wins.
 * - A link to a unit anywhere in the search path is an alias of that unit. Its file is the unit's file, and drop-ins of
 *   all names apply. A link out of the search path is a unit file itself.
 * - `a@b.service` uses its template's file unless it has its own; the template's aliases are also the instance's. A
 *   link from an instance to its template is no alias.
 */
import path from 'node:path';
import {
  instanceOf,
  isUnitName,
  templateOf,
  unitNameKind,
  withInstance,
} from '../../core/names/unit-name.ts';
import { leadsInside } from '../../core/units/search-path.ts';
import type { HostFiles } from '../../host/host-files.ts';
import type { TreeEntry } from '../../host/tree.ts';
import {
  entriesOf,
  entryAt,
  isMaskedIn,
  isUnread,
  lookAtUnits,
  type UnitSnapshot,
} from './search-path-snapshot.ts';

/** What each name resolves to: a file's absolute path, or another name. */
type NameMap = ReadonlyMap<string, string>;

export interface KnownUnit {
  /** Its file's name, with the instance filled in; the requested name if there is no file. */
  id: string;
  /** Null if the search path has no file for it. A link to /dev/null or a dangling link counts as a file. */
  fragment: string | null;
  /** All names, `id` first. */
  names: string[];
}

/** Null for a link that systemd skips: to the same name in another folder of the search path, or to a subfolder. */
const linkLeadsTo = (
  at: string,
  { to, target }: Extract<TreeEntry, { kind: 'link' }>,
  searched: ReadonlySet<string>,
): string | null => {
  // Removed while being read.
  if (to === '') return null;
  if (!searched.has(path.dirname(target))) return leadsInside(target, [...searched]) ? null : at;
  const other = path.basename(target);
  return other === path.basename(at) || !isUnitName(other) ? null : other;
};

const readNames = (snapshot: UnitSnapshot): NameMap => {
  const { searchPath, tree } = snapshot;
  // A target may use a folder's path or its real path.
  const real = searchPath.map((folder) => tree.get(folder)?.realPath ?? folder);
  const searched = new Set([...searchPath, ...real]);
  const names = new Map<string, string>();
  for (const folder of searchPath) {
    for (const [name, entry] of entriesOf(snapshot, folder)) {
      if (names.has(name) || !isUnitName(name)) continue;
      const at = path.join(folder, name);
      const to =
        entry.kind === 'file'
          ? at
          : entry.kind === 'link'
            ? linkLeadsTo(at, entry, searched)
            : null;
      if (to !== null) names.set(name, to);
    }
  }
  return names;
};

const known = new WeakMap<UnitSnapshot, NameMap>();
/** Only the names that are links to other names: few, even among many files. */
const linked = new WeakMap<NameMap, string[]>();

const linksAmong = (names: NameMap): string[] => {
  const links =
    linked.get(names) ?? [...names].flatMap(([name, to]) => (to.startsWith('/') ? [] : [name]));
  linked.set(names, links);
  return links;
};

/** All unit names in the search path, read once per snapshot. */
export const namesIn = (snapshot: UnitSnapshot): NameMap => {
  const names = known.get(snapshot) ?? readNames(snapshot);
  known.set(snapshot, names);
  return names;
};

/** Follows names to a file; null if there is none, or the names form a loop. */
const fileOf = (names: NameMap, unit: string): string | null => {
  const seen = new Set<string>();
  for (let at = unit; !seen.has(at);) {
    seen.add(at);
    const to = names.get(at);
    if (to === undefined) return null;
    if (to.startsWith('/')) return to;
    at = to;
  }
  return null;
};

/** The file of a unit; of an instance without its own, its template's. */
const fragmentOf = (names: NameMap, unit: string): string | null =>
  fileOf(names, unit) ?? fileOf(names, templateOf(unit) ?? unit);

/** Fills `unit`'s instance into a template's name; other names stay. */
const likeInstance = (name: string, unit: string): string =>
  unitNameKind(name) === 'template' ? withInstance(name, instanceOf(unit) ?? '') : name;

/** Finds a unit as the manager would after a reload. */
export const findUnit = (
  snapshot: UnitSnapshot,
  unit: string,
  names = namesIn(snapshot),
): KnownUnit => {
  const fragment = fragmentOf(names, unit);
  if (fragment === null) return { id: unit, fragment, names: [unit] };
  const id = likeInstance(path.basename(fragment), unit);
  // For systemd, a link to /dev/null, a dangling link or an empty file has no aliases.
  const entry = entryAt(snapshot, fragment);
  const isNowhere = entry?.kind === 'link' && entry.end?.kind === 'nowhere';
  const others =
    isNowhere || isMaskedIn(snapshot, fragment)
      ? []
      : [path.basename(fragment), ...linksAmong(names)].filter(
          (name) => fileOf(names, name) === fragment,
        );
  const all = others
    .filter(
      (name) => unitNameKind(name) !== 'instance' || templateOf(name) !== path.basename(fragment),
    )
    .map((name) => likeInstance(name, unit));
  return { id, fragment, names: [...new Set([id, ...all])] };
};

/** A snapshot with the text of units, each by any of its names. */
export const lookUpUnits = async (
  files: Pick<HostFiles, 'readTree'>,
  searchPath: readonly string[],
  units: readonly string[],
): Promise<UnitSnapshot> => {
  const snapshot = await lookAtUnits(files, searchPath, units, { stamps: false });
  const names = namesIn(snapshot);
  // The file of an alias has another name, and whether it is empty decides which drop-ins count.
  const others = units.flatMap((unit) => {
    const fragment = fragmentOf(names, unit);
    return fragment !== null && isUnread(snapshot, fragment) ? [path.basename(fragment)] : [];
  });
  if (others.length === 0) return snapshot;
  return lookAtUnits(files, searchPath, [...units, ...others], { stamps: false });
};

/** Names in the search path that differ from this one only in case. */
export const namesLike = (snapshot: UnitSnapshot, unit: string): string[] => {
  const small = unit.toLowerCase();
  return [...namesIn(snapshot).keys()].filter(
    (name) => name !== unit && name.toLowerCase() === small,
  );
};
