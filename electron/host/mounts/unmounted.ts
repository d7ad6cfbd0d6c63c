/** What fstab(5) would mount, but nothing has. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { readMounts, unescapeMount } from './mount-table.ts';

/** The mount points a table names, in its order; swap has none. */
const pointsIn = (fstab: string): string[] =>
  fstab.split('\n').flatMap((line) => {
    const [source = '', point = '', type] = line.trim().split(/\s+/);
    const isMount = source !== '' && !source.startsWith('#') && point.startsWith('/');
    return isMount && type !== 'swap' ? [unescapeMount(point)] : [];
  });

/** Mount points of fstab(5) that are not mounted now; none without such a table. */
export const unmounted = async (): Promise<string[]> => {
  const fstab = await readFile('/etc/fstab', 'utf8').catch(() => ''); // Containers have none.
  const mounts = readMounts();
  return pointsIn(fstab).filter((point) => !mounts.has(path.resolve(point)));
};
