/**
 * The search path in memory: read whole at first, then only what has changed.
 *
 * What it costs, measured with 1,000 files: reading them one after another through one buffer 20 ms, as 1,000
 * promises 110 ms; looking again whether any has changed 10 ms.
 */
import { lstatSync, readdirSync, statSync, type Dirent, type Stats } from 'node:fs';
import path from 'node:path';
import {
  isPassedOver,
  kindOfFolder,
  type Entry,
  type SearchFolder,
} from '../../core/units/search-path.ts';
import type { Summary } from '../../core/units/file-summary.ts';
import { isUnitName } from '../../core/names/unit-name.ts';
import { isMissing } from '../fs/errors.ts';
import { createFileReader, type FileReader } from './summary-reader.ts';
import { readLinkEntry } from './link-reader.ts';

/** What may have changed: for a folder of the search path the names in it, null for all of them. */
export type Changed = Map<string, Set<string> | null>;

export interface UnitTree {
  /** As last read, in the order of the search path. */
  folders(): readonly TreeFolder[];
  /** Reads everything, or what is named; lets other work through every few milliseconds. */
  read(changed: Changed | null): Promise<void>;
}

interface Stamp {
  ino: number;
  size: number;
  mtimeMs: number;
  ctimeMs: number;
}

/** A folder of the search path, with what else is known of what lies in it. */
export interface TreeFolder extends SearchFolder {
  /**
   * When a file, what a link leads to, or a folder with drop-ins and all in it last changed: as mtime has it, or when it
   * was seen to change if that is later, as an older file may take its place, or none. undefined for what never was
   * there. Asked for few: so only then is the file.
   */
  timeOf(name: string): number | undefined;
}

interface Folder extends TreeFolder {
  times: Map<string, number>;
  /** Since the first reading. */
  seenToChange: Map<string, number>;
  entries: Map<string, Entry>;
  links: Map<string, string>;
  pulls: Map<string, string[]>;
  dropIns: Map<string, Map<string, Summary>>;
  stamps: Map<string, Stamp>;
}

const isPullFolder = (name: string): boolean => /\.(?:wants|requires|upholds)$/.test(name);
const isDropInFolder = (name: string): boolean => name.endsWith('.d');

const isSame = (a: Stamp, b: Stamp): boolean =>
  a.ino === b.ino && a.size === b.size && a.mtimeMs === b.mtimeMs && a.ctimeMs === b.ctimeMs;

const entriesOf = (folder: string): Dirent[] => {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
};

const readPulls = (folder: string): string[] =>
  entriesOf(folder)
    .filter((entry) => entry.isSymbolicLink() && !isPassedOver(entry.name))
    .map(({ name }) => name);

/** The drop-ins of a folder, and when the last of them or the folder changed. */
const readDropIns = (
  folder: string,
  files: FileReader,
): { dropIns: Map<string, Summary>; time: number } => {
  const names = entriesOf(folder)
    .map(({ name }) => name)
    .filter((name) => name.endsWith('.conf') && !isPassedOver(name));
  const read = names.map((name) => [name, files.dropIn(path.join(folder, name))] as const);
  return {
    dropIns: new Map(read.map(([name, { facts }]) => [name, facts])),
    time: Math.max(timeOf(folder), ...read.map(([, { time }]) => time)),
  };
};

/** 0 for what is not there. */
const timeOf = (file: string): number => {
  try {
    return statSync(file).mtimeMs;
  } catch {
    return 0;
  }
};

/** Longer than this nothing else waits for a reading. */
const sliceMs = 8;

const createPace = () => {
  let began = performance.now();
  return async (): Promise<void> => {
    if (performance.now() - began < sliceMs) return;
    await new Promise((resolve) => setImmediate(resolve));
    began = performance.now();
  };
};

const forget = (folder: Folder, name: string): void => {
  folder.entries.delete(name);
  folder.links.delete(name);
  folder.pulls.delete(name);
  folder.dropIns.delete(name);
  folder.stamps.delete(name);
  folder.times.delete(name);
};

const isKnown = ({ entries, links, pulls, dropIns }: Folder, name: string): boolean =>
  [entries, links, pulls, dropIns].some((known) => known.has(name));

type Kind = 'file' | 'link' | 'folder' | 'other';

const kindOf = (entry: Dirent | Stats): Kind =>
  entry.isFile()
    ? 'file'
    : entry.isSymbolicLink()
      ? 'link'
      : entry.isDirectory()
        ? 'folder'
        : 'other';

const vanish = (folder: Folder, name: string): void => {
  if (isKnown(folder, name)) folder.seenToChange.set(name, Date.now());
  forget(folder, name);
};

/** A folder as it is before it was read. */
const emptyFolder = (at: string, kind: Pick<SearchFolder, 'kind' | 'runtime'>): Folder => {
  const entries = new Map<string, Entry>();
  const times = new Map<string, number>();
  const seenToChange = new Map<string, number>();
  return {
    path: at,
    ...kind,
    entries,
    times,
    seenToChange,
    links: new Map(),
    pulls: new Map(),
    dropIns: new Map(),
    stamps: new Map(),
    timeOf: (name) => {
      if (!times.has(name) && entries.has(name)) times.set(name, timeOf(path.join(at, name)));
      const [time, seen] = [times.get(name), seenToChange.get(name)];
      return seen === undefined ? time : Math.max(seen, time ?? 0);
    },
  };
};

/**
 * @param options.searchPath in systemd's order.
 * @param options.unitFolder, options.runtimeFolder the person's own; see kindOfFolder.
 */
export const createUnitTree = (options: {
  searchPath: readonly string[];
  unitFolder: string;
  runtimeFolder: string;
}): UnitTree => {
  const { searchPath } = options;
  const files = createFileReader();
  const folders = searchPath.map((at) => emptyFolder(at, kindOfFolder(at, options)));

  const readFile = (folder: Folder, name: string, stamp: Stamp | null): void => {
    if (!isUnitName(name)) return;
    const known = folder.stamps.get(name);
    if (stamp !== null && known !== undefined && isSame(stamp, known)) return;
    folder.entries.set(name, files.unit(path.join(folder.path, name)));
    folder.times.delete(name);
    if (stamp === null) folder.stamps.delete(name);
    else folder.stamps.set(name, stamp);
  };

  const takeDropIns = (folder: Folder, name: string): void => {
    const { dropIns, time } = readDropIns(path.join(folder.path, name), files);
    folder.dropIns.set(name, dropIns);
    folder.times.set(name, time);
  };

  const readLink = (folder: Folder, name: string): void => {
    folder.stamps.delete(name);
    const { lastName, entry } = readLinkEntry(path.join(folder.path, name), searchPath, files);
    if (lastName === null) return;
    folder.links.set(name, lastName);
    if (isUnitName(name)) folder.entries.set(name, entry);
    // systemd follows a link to a folder of drop-ins, not one to a folder of links.
    if (isDropInFolder(name)) takeDropIns(folder, name);
  };

  const readFolder = (folder: Folder, name: string): void => {
    const at = path.join(folder.path, name);
    if (isPullFolder(name)) folder.pulls.set(name, readPulls(at));
    else if (isDropInFolder(name)) takeDropIns(folder, name);
  };

  /** @param stamp of the file, taken before it is read; null where it was not asked. */
  const readName = (folder: Folder, name: string, kind: Kind, stamp: Stamp | null): void => {
    if (kind === 'file' && folder.entries.get(name)?.kind === 'file') {
      readFile(folder, name, stamp);
      return;
    }
    forget(folder, name);
    if (isPassedOver(name)) return;
    if (kind === 'file') readFile(folder, name, stamp);
    else if (kind === 'link') readLink(folder, name);
    else if (kind === 'folder') readFolder(folder, name);
    if (kind !== 'link' && kind !== 'file' && isUnitName(name)) {
      folder.entries.set(name, { kind: 'other' });
    }
  };

  /** @param anew whether it has changed for sure; else only a file whose stamp did is read. */
  const readNamed = (folder: Folder, name: string, anew: boolean): void => {
    try {
      const stats = lstatSync(path.join(folder.path, name));
      if (anew) {
        folder.stamps.delete(name);
        folder.seenToChange.set(name, Date.now());
      }
      readName(folder, name, kindOf(stats), stats);
    } catch (thrown) {
      if (!isMissing(thrown)) throw thrown;
      vanish(folder, name);
    }
  };

  const readAll = async (folder: Folder, pace: () => Promise<void>): Promise<void> => {
    const found = entriesOf(folder.path);
    const there = new Set(found.map(({ name }) => name));
    for (const known of [folder.entries, folder.links, folder.pulls, folder.dropIns]) {
      for (const name of known.keys()) if (!there.has(name)) vanish(folder, name);
    }
    for (const entry of found) {
      if (folder.entries.has(entry.name)) readNamed(folder, entry.name, false);
      else readName(folder, entry.name, kindOf(entry), null);
      await pace();
    }
  };

  return {
    folders: () => folders,
    read: async (changed) => {
      const pace = createPace();
      for (const folder of folders) {
        const names = changed === null ? null : changed.get(folder.path);
        if (names === undefined) continue;
        if (names === null) await readAll(folder, pace);
        for (const name of names ?? []) {
          readNamed(folder, name, true);
          await pace();
        }
      }
    },
  };
};
