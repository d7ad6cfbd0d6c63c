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
import { readdir, readlink, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import {
  instanceOf,
  isUnitName,
  templateOf,
  unitNameKind,
  withInstance,
} from '../../core/names/unit-name.ts';
import { placeOf } from '../fs/place.ts';

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

/** The folders with what they are behind links: one may be given in either form. */
const withReal = async (folders: readonly string[]): Promise<Set<string>> => {
  const real = await Promise.all(folders.map((one) => realpath(one).catch(() => one)));
  return new Set([...folders, ...real]);
};

const targetOf = async (folder: string, name: string): Promise<string> =>
  placeOf(path.resolve(folder, await readlink(path.join(folder, name))));

/** Null for a link that systemd passes over: to itself in another folder of the search path. */
const linkLeadsTo = async (
  folder: string,
  name: string,
  searched: ReadonlySet<string>,
): Promise<string | null> => {
  const to = await targetOf(folder, name).catch(() => null);
  if (to === null) return null;
  if (!searched.has(path.dirname(to))) return path.join(folder, name);
  const other = path.basename(to);
  return other === name || !isUnitName(other) ? null : other;
};

const readNames = async (searchPath: readonly string[]): Promise<Map<string, string>> => {
  const searched = await withReal(searchPath);
  const perFolder = await Promise.all(
    searchPath.map(async (folder) => {
      const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
      const units = entries.filter(({ name }) => isUnitName(name));
      return Promise.all(
        units.map(async (entry): Promise<[string, string | null]> => {
          if (entry.isFile()) return [entry.name, path.join(folder, entry.name)];
          if (!entry.isSymbolicLink()) return [entry.name, null];
          return [entry.name, await linkLeadsTo(folder, entry.name, searched)];
        }),
      );
    }),
  );
  const names = new Map<string, string>();
  for (const [name, to] of perFolder.flat()) {
    if (to !== null && !names.has(name)) names.set(name, to);
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

const isEmpty = async (file: string): Promise<boolean> => {
  const facts = await stat(file).catch(() => null);
  return facts === null || (!facts.isDirectory() && facts.size === 0);
};

/** A template's name with the instance of `unit` in it; other names stay. */
const likeInstance = (name: string, unit: string): string =>
  unitNameKind(name) === 'template' ? withInstance(name, instanceOf(unit) ?? '') : name;

/** Finds units as the manager would after a reload. Reads the names in all folders of the search path: 6 ms with 1,000. */
export const knownUnits = async (
  searchPath: readonly string[],
): Promise<(unit: string) => Promise<KnownUnit>> => {
  const names = await readNames(searchPath);
  return (unit) => findIn(names, unit);
};

const findIn = async (names: NameMap, unit: string): Promise<KnownUnit> => {
  const own = fileOf(names, unit);
  const found = own === null ? (templateOf(unit) ?? unit) : unit;
  const fragment = own ?? fileOf(names, found);
  if (fragment === null) return { id: unit, fragment, names: [unit] };
  const id = likeInstance(path.basename(fragment), unit);
  // A link to /dev/null or an empty file masks the unit: systemd then knows of no other names.
  const others = (await isEmpty(fragment))
    ? []
    : [...names.keys()].filter((name) => fileOf(names, name) === fragment);
  const all = others
    .filter(
      (name) => unitNameKind(name) !== 'instance' || templateOf(name) !== path.basename(fragment),
    )
    .map((name) => likeInstance(name, unit));
  return { id, fragment, names: [...new Set([id, ...all])] };
};

export const findUnit = async (unit: string, searchPath: readonly string[]): Promise<KnownUnit> =>
  (await knownUnits(searchPath))(unit);

/** Names in the search path that differ from this one in nothing but the case of their letters. */
export const namesLike = async (unit: string, searchPath: readonly string[]): Promise<string[]> => {
  const names = await readNames(searchPath);
  const small = unit.toLowerCase();
  return [...names.keys()].filter((name) => name !== unit && name.toLowerCase() === small);
};
