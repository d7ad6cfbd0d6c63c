/**
 * The links in the folders in which systemd looks for units: what starts what, and what is removed with a unit. Each with
 * where it is and whether it only takes another one back.
 */
import path from 'node:path';
import { entriesOf, insideOf, type UnitSnapshot } from './search-path-snapshot.ts';

/** A folder of the search path, in systemd's words: whose choice a link in it is. */
type FolderKind = 'config' | 'runtime' | 'vendor';

/** A link in a folder `TARGET.wants`, `TARGET.requires` or `TARGET.upholds`. */
interface PullLink {
  target: string;
  unit: string;
  path: string;
  /** A link to /dev/null: it takes back the same link of a later folder. */
  masks: boolean;
}

export interface SearchFolder {
  path: string;
  kind: FolderKind;
  pulls: PullLink[];
  /** Links to units in the folder itself: their name, and the name of what they point to. */
  aliases: { name: string; of: string; path: string }[];
}

const pullFolder = /^(.+)\.(?:wants|requires|upholds)$/;

/** Folders for all people, where systemctl --global enable writes. systemd.unit(5), "User Unit Search Path". */
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
      // systemd follows no link to a folder of links.
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

/** Leaves out a folder that is a link to another one of the list: /etc/xdg/systemd/user mostly is. */
const withoutTwins = ({ searchPath, tree }: UnitSnapshot): string[] =>
  searchPath.filter((folder) => {
    const leadsTo = tree.get(folder)?.realPath ?? folder;
    return leadsTo === folder || !searchPath.includes(leadsTo);
  });

/**
 * The links of all folders of the search path, in its order.
 * @param place the person's own folders: where their units and their runtime files are.
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
