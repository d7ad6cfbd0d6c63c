/**
 * The folders in which systemd looks for units, as they are on disk: system/units/unit-tree.ts reads them, and
 * file-state.ts judges them. Source: systemd.unit(5), "User Unit Search Path"; path-lookup.c.
 */
import { folderOf } from '../text/path.ts';
import type { SummaryItem, Summary } from './file-summary.ts';

/** Who a folder belongs to, in systemd's words where it has any. */
type FolderKind =
  | 'config'
  | 'runtime-config'
  | 'control'
  | 'runtime-control'
  | 'transient'
  | 'generator'
  | 'global'
  | 'vendor';

/** A folder's entry with a unit's name. */
export type Entry =
  | { kind: 'file'; masked: boolean; facts: Summary }
  | {
      kind: 'link';
      /** Where it leads, absolute, without following the last link. */
      target: string;
      /** The target is below a folder of the search path: another name, not another file. */
      inside: boolean;
      /** It finally leads to /dev/null or an empty file. */
      masked: boolean;
      /** The final path of a target outside, with its facts; null if unreadable. */
      outside: { path: string; facts: readonly SummaryItem[] } | null;
    }
  /** A folder or device: systemd refuses the name. */
  | { kind: 'other' }
  /** Not readable by this person: systemd looks in the next folder. */
  | { kind: 'hidden' };

export interface SearchFolder {
  path: string;
  kind: FolderKind;
  /** In /run: its contents are gone after the next boot. */
  runtime: boolean;
  entries: ReadonlyMap<string, Entry>;
  /** All links in it, whatever their names, with the last name of their target. */
  links: ReadonlyMap<string, string>;
  /** By the name of the subfolder, such as `x.target.wants`: the names of the links in it. */
  pulls: ReadonlyMap<string, readonly string[]>;
  /** Of those links, the ones to /dev/null: they start nothing, and hide links of the same name in later folders. */
  masks?: ReadonlyMap<string, readonly string[]>;
  /** By the name of the subfolder, such as `x.service.d`: its `.conf` files, null if systemd cannot read it. */
  dropIns: ReadonlyMap<string, ReadonlyMap<string, Summary>>;
}

/** Folders for all users, where `systemctl --global enable` writes. */
const globalFolders = ['/etc/systemd/user'];

/** @param place the person's unit folder, and $XDG_RUNTIME_DIR. */
export const kindOfFolder = (
  folder: string,
  place: { unitFolder: string; runtimeFolder: string },
): Pick<SearchFolder, 'kind' | 'runtime'> => {
  const below = `${place.runtimeFolder}/systemd/`;
  const names: Record<string, FolderKind> = {
    [place.unitFolder]: 'config',
    [`${place.unitFolder}.control`]: 'control',
    [`${below}user`]: 'runtime-config',
    [`${below}user.control`]: 'runtime-control',
    [`${below}transient`]: 'transient',
    [`${below}generator`]: 'generator',
    [`${below}generator.early`]: 'generator',
    [`${below}generator.late`]: 'generator',
  };
  return {
    kind: names[folder] ?? (globalFolders.includes(folder) ? 'global' : 'vendor'),
    runtime: folder.startsWith('/run/') || folder.startsWith(below),
  };
};

/** Whether a link's target is in a folder of the search path, or below one: then systemd takes its name for an alias. */
export const leadsInside = (target: string, searchPath: readonly string[]): boolean =>
  searchPath.some((folder) => target.startsWith(`${folder}/`));

/** Whether systemd passes over a drop-in folder that is a link: to an entry of the search path, but none further below. */
export const isPassedOverLink = (target: string, searchPath: readonly string[]): boolean =>
  searchPath.includes(folderOf(target));

/** Folders for all users of this machine that no package of the distribution fills. */
export const isOfAdministrator = (folder: string): boolean =>
  /^\/(?:etc|run|usr\/local)\//.test(folder);

/** The facts of the drop-ins in these subfolders, in the order they apply: of two with one name, the first counts. */
export const dropInsInOrder = (
  folders: readonly Pick<SearchFolder, 'dropIns'>[],
  subfolders: readonly string[],
): Summary[] => {
  const files = new Map<string, Summary>();
  for (const one of subfolders) {
    for (const { dropIns } of folders) {
      for (const [file, facts] of dropIns.get(one) ?? []) {
        if (!files.has(file)) files.set(file, facts);
      }
    }
  }
  return [...files].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, facts]) => facts);
};

/** Names that systemd skips in any folder. Source: hidden_or_backup_file() in path-util.c. */
export const isPassedOver = (name: string): boolean =>
  name.startsWith('.') ||
  name.endsWith('~') ||
  /\.(?:rpmnew|rpmsave|rpmorig|dpkg-\w+|ucf-\w+|swp|bak|old|new)$/.test(name);
