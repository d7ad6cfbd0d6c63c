/**
 * A unit's drop-ins, in order. Source: systemd.unit(5), and for what it omits unit_file_find_dropin_paths() in dropin.c
 * and conf_files_list_strv() in conf-files.c, each compared with the manager:
 * - Of several files with the same name the first wins. The unit's own name comes first in all folders of the search
 *   path, then its aliases, then its type. Within a folder the more specific name wins, but a general name in an
 *   earlier folder beats a specific name in a later one.
 * - Any kind of file counts: a link to /dev/null hides later files with its name, and so does a folder or a dangling
 *   link.
 */
import path from 'node:path';
import { dropInNames } from '../../core/names/drop-in-names.ts';
import { insideOf, type UnitSnapshot } from './search-path-snapshot.ts';

/** Folders that may hold drop-ins for a unit with these names; first match wins. */
const dropInFolders = (names: readonly string[], searchPath: readonly string[]): string[] => {
  const type = names[0]?.slice(names[0].lastIndexOf('.') + 1) ?? '';
  const perName = names.map(dropInNames).concat([[type]]);
  return perName.flatMap((inTurn) =>
    searchPath.flatMap((folder) => inTurn.map((name) => path.join(folder, `${name}.d`))),
  );
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
    for (const name of insideOf(snapshot, folder).keys()) {
      const counts = name.endsWith('.conf') && !name.startsWith('.');
      if (counts && !byName.has(name)) byName.set(name, path.join(folder, name));
    }
  }
  return [...byName].sort(([a], [b]) => inOrderOfBytes(a, b)).map(([, file]) => file);
};
