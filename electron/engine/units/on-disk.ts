/** The unit files as they are now: read once, then followed. */
import type { Host } from '../../host/host.ts';
import { createUnitTree, type Changed } from '../../system/units/unit-tree.ts';
import { watchSearchPath } from '../../system/units/watch-search-path.ts';
import { unitFiles, type FilePrint, type FileRow, type UnitFiles } from './rows.ts';

export interface UnitDisk {
  /** Reads what is named, everything for null. Until the first reading there is nothing. */
  read(changed: Changed | null): Promise<void>;
  names(): ReadonlySet<string>;
  /** null for a name without a file. */
  row(name: string): FileRow | null;
  /** Other names of a unit. */
  aliasesOf(name: string): readonly string[];
  print: UnitFiles['print'];
  close(): void;
}

interface Options {
  host: Pick<Host, 'files' | 'watch'>;
  searchPath: readonly string[];
  unitFolder: string;
  runtimeFolder: string;
  /** systemd 254 or newer. */
  upholds: boolean;
  /** What to read, some time later. */
  onChange(changed: Changed | null): void;
}

export const openUnitDisk = (options: Options): UnitDisk => {
  const tree = createUnitTree({ ...options, files: options.host.files });
  const watch = watchSearchPath(options.host, options.searchPath, options.onChange);
  let files = unitFiles([], options);
  let rows = new Map<string, FileRow | null>();
  let aliases = new Map<string, string[]>();
  let prints = new Map<string, FilePrint>();

  const row = (name: string): FileRow | null => {
    const known = rows.get(name);
    if (known !== undefined) return known;
    const made = files.row(name);
    rows.set(name, made);
    return made;
  };

  return {
    read: async (changed) => {
      await tree.read(changed);
      files = unitFiles(tree.folders(), options);
      rows = new Map();
      aliases = new Map();
      prints = new Map();
      for (const name of files.names) {
        const of = row(name)?.aliasOf ?? null;
        if (of !== null) aliases.set(of, [...(aliases.get(of) ?? []), name]);
      }
      watch.follow(tree);
    },
    names: () => files.names,
    row,
    aliasesOf: (name) => aliases.get(name) ?? [],
    print: (name) => {
      const print = prints.get(name) ?? files.print(name);
      prints.set(name, print);
      return print;
    },
    close: watch.close,
  };
};
