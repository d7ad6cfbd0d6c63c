/**
 * A unit's drop-ins, in order. Source: systemd.unit(5), and for what it omits unit_file_find_dropin_paths() in dropin.c
 * and conf_files_list_strv() in conf-files.c, each compared with the manager:
 * - Of several files with the same name the first wins. The unit's own name comes first in all folders of the search
 *   path, then its aliases, then its type. Within a folder the more specific name wins, but a general name in an
 *   earlier folder beats a specific name in a later one.
 * - Any kind of file counts: a link to /dev/null hides later files with its name, and so does a folder or a dangling
 *   link.
 * - systemd passes over a folder that is a link to an entry of the search path, but follows one to a subfolder there, or
 *   to a link elsewhere: tried on 252, 257 and 262.
 */
import path from 'node:path';
import { dropInNames } from '../../core/names/drop-in-names.ts';
import { unitNameKind, unitTypeOf } from '../../core/names/unit-name.ts';
import { isPassedOverLink } from '../../core/units/search-path.ts';
import { inOrderOfNames } from '../../core/units/unit.ts';
import { findUnit } from './names.ts';
import { entriesOf, entryAt, insideOf, type UnitSnapshot } from './search-path-snapshot.ts';

/** Folders that may hold drop-ins for a unit with these names; first match wins. */
const dropInFolders = (names: readonly string[], searchPath: readonly string[]): string[] => {
  const type = names[0]?.slice(names[0].lastIndexOf('.') + 1) ?? '';
  const perName = names.map(dropInNames).concat([[type]]);
  return perName.flatMap((inTurn) =>
    searchPath.flatMap((folder) => inTurn.map((name) => path.join(folder, `${name}.d`))),
  );
};

const isSkipped = (snapshot: UnitSnapshot, folder: string): boolean => {
  const entry = entryAt(snapshot, folder);
  return entry?.kind === 'link' && isPassedOverLink(entry.target, snapshot.searchPath);
};

const inOrderOfBytes = (a: string, b: string): number =>
  Buffer.compare(Buffer.from(a), Buffer.from(b));

/**
 * A unit's drop-ins in the order they apply, as paths in the search path.
 * @param names all its names, its own first.
 */
export const findDropIns = (snapshot: UnitSnapshot, names: readonly string[]): string[] => {
  const byName = new Map<string, string>();
  for (const folder of dropInFolders(names, snapshot.searchPath)) {
    if (isSkipped(snapshot, folder)) continue;
    for (const name of insideOf(snapshot, folder).keys()) {
      const counts = name.endsWith('.conf') && !name.startsWith('.');
      if (counts && !byName.has(name)) byName.set(name, path.join(folder, name));
    }
  }
  return [...byName].sort(([a], [b]) => inOrderOfBytes(a, b)).map(([, file]) => file);
};

/** How many folders of drop-ins have a file of this name. */
const namesakes = (snapshot: UnitSnapshot, name: string): number =>
  snapshot.searchPath.flatMap((folder) =>
    [...entriesOf(snapshot, folder).keys()].filter(
      (entry) => entry.endsWith('.d') && insideOf(snapshot, path.join(folder, entry)).has(name),
    ),
  ).length;

/**
 * Which of these units take a drop-in: it applies to them, and no other of its name comes first. Not templates, which
 * cannot run, and each unit under its own name alone.
 * @param file as `findDropIns` returns it.
 */
export const unitsWithDropIn = (
  snapshot: UnitSnapshot,
  file: string,
  units: readonly string[],
): string[] => {
  const holder = path.basename(path.dirname(file)).replace(/\.d$/, '');
  const isAlone = namesakes(snapshot, path.basename(file)) === 1;
  const taking = units.flatMap((unit) => {
    if (unitNameKind(unit) !== 'plain' && unitNameKind(unit) !== 'instance') return [];
    const { id, names } = findUnit(snapshot, unit);
    const applies =
      holder === unitTypeOf(unit) || names.some((name) => dropInNames(name).includes(holder));
    return applies && (isAlone || findDropIns(snapshot, names).includes(file)) ? [id] : [];
  });
  return [...new Set(taking)].sort(inOrderOfNames.compare);
};
