/**
 * The folders in which systemd looks for units, as they stand on disk: what system/units/tree.ts reads, and what
 * unit-file-state.ts judges. Source: systemd.unit(5), "User Unit Search Path"; path-lookup.c.
 */
import type { SummaryItem, Summary } from './file-summary.ts';

/** Whose folder it is, in systemd's words where it has one. */
type FolderKind =
  | 'config'
  | 'runtime-config'
  | 'control'
  | 'runtime-control'
  | 'transient'
  | 'generator'
  | 'global'
  | 'vendor';

/** An entry of a folder whose name is a unit's. */
export type Entry =
  | { kind: 'file'; masked: boolean; facts: Summary }
  | {
      kind: 'link';
      /** Where it leads, absolute, its last link not followed. */
      target: string;
      /** The target lies somewhere below a folder of the search path: another name, not another file. */
      inside: boolean;
      /** What it leads to in the end is /dev/null or empty. */
      masked: boolean;
      /** The last name of a target outside, with its facts; null where it cannot be read. */
      outside: { path: string; facts: readonly SummaryItem[] } | null;
    }
  /** A folder or device: systemd refuses the name. */
  | { kind: 'other' }
  /** Not readable for this person: systemd looks in the next folder. */
  | { kind: 'hidden' };

export interface SearchFolder {
  path: string;
  kind: FolderKind;
  /** In /run: what it holds is gone after the next boot. */
  runtime: boolean;
  entries: ReadonlyMap<string, Entry>;
  /** All links in it, whatever their names, with the last name of what they point to. */
  links: ReadonlyMap<string, string>;
  /** By the name of the subfolder, `x.target.wants`: the names of the links in it. */
  pulls: ReadonlyMap<string, readonly string[]>;
  /** By the name of the subfolder, `x.service.d`: its `.conf` files, null for one that systemd cannot read. */
  dropIns: ReadonlyMap<string, ReadonlyMap<string, Summary>>;
}

/** Folders for all people, where `systemctl --global enable` writes. */
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

/** Folders for all people of this machine that no package of the distribution fills. */
export const isOfAdministrator = (folder: string): boolean =>
  /^\/(?:etc|run|usr\/local)\//.test(folder);

/** The facts of the drop-ins in these subfolders, in the order in which they apply: of two of one name the first found counts. */
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

/** Names that systemd passes over in any folder. Source: hidden_or_backup_file() in path-util.c. */
export const isPassedOver = (name: string): boolean =>
  name.startsWith('.') ||
  name.endsWith('~') ||
  /\.(?:rpmnew|rpmsave|rpmorig|dpkg-\w+|ucf-\w+|swp|bak|old|new)$/.test(name);
