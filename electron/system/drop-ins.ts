/** Which drop-ins belong to a unit, and in which order. Source: systemd.unit(5), "Drop-in". */
import { readdir } from 'node:fs/promises';
import path from 'node:path';

/**
 * The names of the folders that hold drop-ins for a unit, the most particular first: for
 * `a-b@x.service` they are `a-b@x.service.d`, `a-b@.service.d`, `a-.service.d`, `service.d`.
 */
export const dropInFolders = (unit: string): string[] => {
  const at = unit.lastIndexOf('.');
  const [prefix, type] = [unit.slice(0, at), unit.slice(at + 1)];
  const template = /^([^@]+@)./.exec(prefix)?.[1];
  const stem = prefix.split('@')[0] ?? prefix;
  const dashes = [...stem.matchAll(/-/g)].map(({ index }) => stem.slice(0, index + 1)).reverse();
  // `foo-.service` itself is its own first truncation.
  const truncated = dashes.filter((one) => one !== prefix);
  return [prefix, ...(template === undefined ? [] : [template]), ...truncated]
    .map((one) => `${one}.${type}.d`)
    .concat(`${type}.d`);
};

/**
 * The drop-ins of a unit in the order in which they apply. Of two with the same file name the one in the more
 * particular folder counts, then the one in the earlier folder of the search path.
 */
export const findDropIns = async (
  unit: string,
  searchPath: readonly string[],
): Promise<string[]> => {
  const candidates = dropInFolders(unit).flatMap((name) =>
    searchPath.map((folder) => path.join(folder, name)),
  );
  const listed = await Promise.all(
    candidates.map(async (folder) => {
      const names = await readdir(folder).catch(() => []);
      return names.filter((name) => name.endsWith('.conf')).map((name) => ({ folder, name }));
    }),
  );
  const byName = new Map<string, string>();
  for (const { folder, name } of listed.flat()) {
    if (!byName.has(name)) byName.set(name, path.join(folder, name));
  }
  return [...byName].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, file]) => file);
};
