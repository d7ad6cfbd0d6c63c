/** Links in systemd's search path that lead to a unit: which to remove with it. core/survival/ says what starts what. */
import path from 'node:path';
import { entriesOf, insideOf, type UnitSnapshot } from './search-path-snapshot.ts';

/** A link in a folder `TARGET.wants`, `TARGET.requires` or `TARGET.upholds`. */
interface PullLink {
  unit: string;
  path: string;
}

export interface SearchFolder {
  path: string;
  pulls: PullLink[];
  /** Links to units directly in the folder: their name, and their target's name. */
  aliases: { name: string; of: string; path: string }[];
}

const pullFolder = /^.+\.(?:wants|requires|upholds)$/;

const pullsIn = (snapshot: UnitSnapshot, folder: string, name: string): PullLink[] =>
  pullFolder.test(name)
    ? [...insideOf(snapshot, path.join(folder, name))].flatMap(([unit, entry]) =>
        entry.kind === 'link' ? [{ unit, path: path.join(folder, name, unit) }] : [],
      )
    : [];

const readFolder = (snapshot: UnitSnapshot, folder: string): SearchFolder => {
  const entries = [...entriesOf(snapshot, folder)];
  return {
    path: folder,
    pulls: entries.flatMap(([name, entry]) =>
      // systemd doesn't follow a link to a folder of links.
      entry.kind === 'folder' ? pullsIn(snapshot, folder, name) : [],
    ),
    aliases: entries.flatMap(([name, entry]) => {
      if (entry.kind !== 'link' || !name.includes('.')) return [];
      const of = path.basename(entry.to);
      return entry.to === '' || entry.to === '/dev/null' || of === name
        ? []
        : [{ name, of, path: path.join(folder, name) }];
    }),
  };
};

/** Skips a folder that is a link to another in the list, as /etc/xdg/systemd/user usually is. */
const withoutTwins = ({ searchPath, tree }: UnitSnapshot): string[] =>
  searchPath.filter((folder) => {
    const leadsTo = tree.get(folder)?.realPath ?? folder;
    return leadsTo === folder || !searchPath.includes(leadsTo);
  });

/** The links of all folders of the search path, in order. */
export const searchFolders = (snapshot: UnitSnapshot): SearchFolder[] =>
  withoutTwins(snapshot).map((folder) => readFolder(snapshot, folder));
