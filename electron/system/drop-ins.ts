/** Which drop-ins belong to a unit, and in which order. Source: systemd.unit(5), "Drop-in". */
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { dropInFolders } from '../core/drop-in-folders.ts';

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
