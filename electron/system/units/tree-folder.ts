/** A folder of the search path as unit-tree.ts knows it, with change times. */
import type { SilentMount } from '../../core/problems/files.ts';
import type { Summary } from '../../core/units/file-summary.ts';
import type { Entry, SearchFolder } from '../../core/units/search-path.ts';
import type { Stamp } from '../../host/tree.ts';

/** What leads to a mount that doesn't answer. */
export interface SilentPath {
  path: string;
  mount: SilentMount;
}

/** A search path folder, with change times. */
export interface TreeFolder extends SearchFolder {
  /** By the name of the entry that couldn't be read: what was known of it stays. '' for the folder itself. */
  silent: ReadonlyMap<string, SilentPath>;
  /** When names in it last changed, as of the last reading; 0 if it doesn't exist. */
  modifiedAt: number;
  /** When changes of names were seen after the first reading, also of names that are gone. */
  seenToChange: ReadonlyMap<string, number>;
  /**
   * When a file, a link's target, or a drop-in folder with its contents last changed: its mtime, or when the change was
   * seen if that is later, as it may be removed or replaced by an older file. undefined if it never existed.
   */
  timeOf(name: string): number | undefined;
  /** The bytes of a file, of a link's target, or of all drop-ins in a folder. */
  sizeOf(name: string): number;
}

/** What is known of it, to be changed by the next reading. */
export interface KnownFolder extends TreeFolder {
  silent: Map<string, SilentPath>;
  times: Map<string, number>;
  sizes: Map<string, number>;
  seenToChange: Map<string, number>;
  entries: Map<string, Entry>;
  links: Map<string, string>;
  pulls: Map<string, string[]>;
  masks: Map<string, string[]>;
  dropIns: Map<string, Map<string, Summary>>;
  stamps: Map<string, Stamp>;
}

export const isDropInFolder = (name: string): boolean => name.endsWith('.d');

export const forget = (folder: KnownFolder, name: string): void => {
  folder.entries.delete(name);
  folder.links.delete(name);
  folder.pulls.delete(name);
  folder.masks.delete(name);
  folder.dropIns.delete(name);
  folder.stamps.delete(name);
  folder.times.delete(name);
  folder.sizes.delete(name);
  folder.silent.delete(name);
};

/** Forgets a name that is gone. */
export const vanish = (folder: KnownFolder, name: string): void => {
  folder.seenToChange.set(name, Date.now());
  forget(folder, name);
};

/** A folder before its first reading. */
export const emptyFolder = (
  at: string,
  kind: Pick<SearchFolder, 'kind' | 'runtime'>,
): KnownFolder => {
  const times = new Map<string, number>();
  const sizes = new Map<string, number>();
  const seenToChange = new Map<string, number>();
  return {
    path: at,
    ...kind,
    silent: new Map(),
    modifiedAt: 0,
    entries: new Map(),
    times,
    sizes,
    seenToChange,
    links: new Map(),
    pulls: new Map(),
    masks: new Map(),
    dropIns: new Map(),
    stamps: new Map(),
    timeOf: (name) => {
      const [time, seen] = [times.get(name), seenToChange.get(name)];
      return seen === undefined ? time : Math.max(seen, time ?? 0);
    },
    sizeOf: (name) => sizes.get(name) ?? 0,
  };
};
