/**
 * The links in the folders in which systemd looks for units: what starts what, and what goes with a unit. unit-tree.ts
 * reads the same folders for the list: every file of them, kept in memory, and of links no more than their names. Here
 * nothing but links is read, anew for each question, with where each lies and whether it only takes another one back.
 */
import { readdir, readlink, realpath, stat } from 'node:fs/promises';
import path from 'node:path';

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

/** True for a unit file that is a link to /dev/null, or empty: systemd then refuses to load the unit. */
export const isMasked = async (file: string): Promise<boolean> => {
  const facts = await stat(file).catch(() => null);
  // /dev/null is a device, and its size is 0 as well.
  return facts !== null && !facts.isDirectory() && facts.size === 0;
};

/** Folder entries; none for a folder that does not exist or cannot be read. */
const entriesOf = (folder: string) => readdir(folder, { withFileTypes: true }).catch(() => []);

const pullsIn = async (folder: string, name: string): Promise<PullLink[]> => {
  const target = pullFolder.exec(name)?.[1];
  if (target === undefined) return [];
  const entries = await entriesOf(path.join(folder, name));
  return Promise.all(
    entries
      .filter((entry) => entry.isSymbolicLink())
      .map(async (entry) => {
        const link = path.join(folder, name, entry.name);
        const masks = (await readlink(link).catch(() => '')) === '/dev/null';
        return { target, unit: entry.name, path: link, masks };
      }),
  );
};

const aliasOf = async (folder: string, name: string): Promise<SearchFolder['aliases']> => {
  const link = path.join(folder, name);
  const to = await readlink(link).catch(() => '');
  const of = path.basename(to);
  return to === '' || to === '/dev/null' || of === name ? [] : [{ name, of, path: link }];
};

const readFolder = async (folder: string, kind: FolderKind): Promise<SearchFolder> => {
  const entries = await entriesOf(folder);
  const pulls = entries
    .filter((entry) => entry.isDirectory() && pullFolder.test(entry.name))
    .map((entry) => pullsIn(folder, entry.name));
  const aliases = entries
    .filter((entry) => entry.isSymbolicLink() && entry.name.includes('.'))
    .map((entry) => aliasOf(folder, entry.name));
  return {
    path: folder,
    kind,
    pulls: (await Promise.all(pulls)).flat(),
    aliases: (await Promise.all(aliases)).flat(),
  };
};

/** Leaves out a folder that is a link to another one of the list: /etc/xdg/systemd/user mostly is. */
const withoutTwins = async (folders: readonly string[]): Promise<string[]> => {
  const real = await Promise.all(folders.map((folder) => realpath(folder).catch(() => folder)));
  return folders.filter((folder, index) => {
    const leadsTo = real[index] ?? folder;
    return leadsTo === folder || !folders.includes(leadsTo);
  });
};

/**
 * Reads the links of all folders of the search path, in its order. About 5 ms.
 * @param place the person's own folders: where their units and their runtime files lie.
 */
export const readSearchFolders = async (
  folders: readonly string[],
  place: { unitFolder: string; runtimeFolder: string },
): Promise<SearchFolder[]> => {
  const kindOf = (folder: string): FolderKind => {
    if (folder === place.unitFolder || globalFolders.includes(folder)) return 'config';
    const inRuntime = folder.startsWith(`${place.runtimeFolder}/`) || folder.startsWith('/run/');
    return inRuntime ? 'runtime' : 'vendor';
  };
  const different = await withoutTwins(folders);
  return Promise.all(different.map((folder) => readFolder(folder, kindOf(folder))));
};
