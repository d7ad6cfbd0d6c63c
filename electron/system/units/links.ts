/**
 * Links in systemd's search path: they show what starts what, and which links to remove with a unit. Each has its path
 * and whether it only masks another link.
 */
import path from 'node:path';
import { entriesOf, insideOf, type UnitSnapshot } from './search-path-snapshot.ts';

/** The kind of a search path folder, in systemd's terms: who chose the links in it. */
type FolderKind = 'config' | 'runtime' | 'vendor';

/** A link in a folder `TARGET.wants`, `TARGET.requires` or `TARGET.upholds`. */
interface PullLink {
  target: string;
  unit: string;
  path: string;
  /** A link to /dev/null: it masks the same link in later folders. */
  masks: boolean;
}

export interface SearchFolder {
  path: string;
  kind: FolderKind;
  pulls: PullLink[];
  /** Links to units directly in the folder: their name, and their target's name. */
  aliases: { name: string; of: string; path: string }[];
}

const pullFolder = /^(.+)\.(?:wants|requires|upholds)$/;

/** Folders for all users, where systemctl --global enable writes. systemd.unit(5), "User Unit Search Path". */
const globalFolders = ['/etc/xdg/systemd/user', '/etc/systemd/user'];

const pullsIn = (snapshot: UnitSnapshot, folder: string, name: string): PullLink[] => {
  const target = pullFolder.exec(name)?.[1];
  if (target === undefined) return [];
  return [...insideOf(snapshot, path.join(folder, name))].flatMap(([unit, entry]) =>
    entry.kind === 'link'
      ? [{ target, unit, path: path.join(folder, name, unit), masks: entry.to === '/dev/null' }]
      : [],
  );
};

const readFolder = (snapshot: UnitSnapshot, folder: string, kind: FolderKind): SearchFolder => {
  const entries = [...entriesOf(snapshot, folder)];
  return {
    path: folder,
    kind,
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

/**
 * The links of all folders of the search path, in order.
 * @param place the user's unit folder and runtime folder.
 */
export const searchFolders = (
  snapshot: UnitSnapshot,
  place: { unitFolder: string; runtimeFolder: string },
): SearchFolder[] => {
  const kindOf = (folder: string): FolderKind => {
    if (folder === place.unitFolder || globalFolders.includes(folder)) return 'config';
    const inRuntime = folder.startsWith(`${place.runtimeFolder}/`) || folder.startsWith('/run/');
    return inRuntime ? 'runtime' : 'vendor';
  };
  return withoutTwins(snapshot).map((folder) => readFolder(snapshot, folder, kindOf(folder)));
};
