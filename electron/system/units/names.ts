/**
 * Which file a unit name leads to, and under which names the same unit is known.
 *
 * What systemd really does (unit_file_build_name_map() and unit_file_find_fragment() in unit-file.c; compared with the
 * manager's own FragmentPath, Names and DropInPaths, systemd 252, in a test):
 * - Of two folders of the search path the earlier one's entry counts.
 * - A link to a unit in the search path is another name of that unit, wherever in the path it lies. Its file is the
 *   unit's own, and the drop-ins of all names apply. A link out of the search path is a unit file itself.
 * - `a@b.service` has the file of its template where it has none of its own; other names of the template are other
 *   names of the instance. A link of an instance to its template is no other name.
 */
import path from 'node:path';
import {
  instanceOf,
  isUnitName,
  templateOf,
  unitNameKind,
  withInstance,
} from '../../core/names/unit-name.ts';
import type { TreeEntry } from '../../host/tree.ts';
import { entriesOf, entryAt, isMaskedIn, type UnitSnapshot } from './search-path-snapshot.ts';

/** What each name leads to: the path of a file (absolute), or another name. */
type NameMap = ReadonlyMap<string, string>;

export interface KnownUnit {
  /** The name of its file, for an instance with the instance in it; the name asked for where there is no file. */
  id: string;
  /** Null when no folder of the search path has a file for it. A link to /dev/null, and one that leads nowhere, counts. */
  fragment: string | null;
  /** All its names, `id` first. */
  names: string[];
}

/** Null for a link that systemd passes over: to itself in another folder of the search path. */
const linkLeadsTo = (
  at: string,
  { to, target }: Extract<TreeEntry, { kind: 'link' }>,
  searched: ReadonlySet<string>,
): string | null => {
  // It was removed while it was read.
  if (to === '') return null;
  if (!searched.has(path.dirname(target))) return at;
  const other = path.basename(target);
  return other === path.basename(at) || !isUnitName(other) ? null : other;
};

/** The names of units in all folders of the search path. */
export const namesIn = (snapshot: UnitSnapshot): NameMap => {
  const { searchPath, tree } = snapshot;
  // A folder may be given behind links or not.
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

/** Follows names to a file; null for a name without one, and for names that lead round in a circle. */
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

/** A template's name with the instance of `unit` in it; other names stay. */
const likeInstance = (name: string, unit: string): string =>
  unitNameKind(name) === 'template' ? withInstance(name, instanceOf(unit) ?? '') : name;

/** Finds a unit as the manager would after a reload. */
export const findUnit = (
  snapshot: UnitSnapshot,
  unit: string,
  names = namesIn(snapshot),
): KnownUnit => {
  const own = fileOf(names, unit);
  const found = own === null ? (templateOf(unit) ?? unit) : unit;
  const fragment = own ?? fileOf(names, found);
  if (fragment === null) return { id: unit, fragment, names: [unit] };
  const id = likeInstance(path.basename(fragment), unit);
  // What leads to /dev/null, to nothing or to an empty file has no other names for systemd.
  const entry = entryAt(snapshot, fragment);
  const isNowhere = entry?.kind === 'link' && entry.end?.kind === 'nowhere';
  const others =
    isNowhere || isMaskedIn(snapshot, fragment)
      ? []
      : [...names.keys()].filter((name) => fileOf(names, name) === fragment);
  const all = others
    .filter(
      (name) => unitNameKind(name) !== 'instance' || templateOf(name) !== path.basename(fragment),
    )
    .map((name) => likeInstance(name, unit));
  return { id, fragment, names: [...new Set([id, ...all])] };
};

/** Names in the search path that differ from this one in nothing but the case of their letters. */
export const namesLike = (snapshot: UnitSnapshot, unit: string): string[] => {
  const small = unit.toLowerCase();
  return [...namesIn(snapshot).keys()].filter(
    (name) => name !== unit && name.toLowerCase() === small,
  );
};
