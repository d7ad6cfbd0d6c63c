/** The unit files as they are now: read once, then watched. */
import type { Host } from '../../host/host.ts';
import { createUnitTree, type Changed } from '../../system/units/unit-tree.ts';
import { watchSearchPath } from '../../system/units/watch-search-path.ts';
import { editableBytesMax } from '../../core/files/unit-files.ts';
import { fail } from '../../core/problems/problem.ts';
import type { ProofItem } from '../../core/proof/proof-settings.ts';
import type { StartGraph } from '../../core/survival/start-graph.ts';
import type { Enabling } from '../../core/units/enabling.ts';
import { silencesIn } from './silence.ts';
import { unitFiles, type FilePrint, type FileRow } from './rows.ts';

interface Options {
  host: Pick<Host, 'files' | 'watch'>;
  searchPath: readonly string[];
  unitFolder: string;
  runtimeFolder: string;
  /** systemd 254 or newer. */
  upholds: boolean;
  /** Passes on what to read, some time later. */
  onChange(changed: Changed | null): void;
}

export const openUnitDisk = (options: Options) => {
  const tree = createUnitTree({ ...options, files: options.host.files });
  const watch = watchSearchPath(options.host, options.searchPath, options.onChange);
  let files = unitFiles([], options);
  let silences = silencesIn([]);
  let rows = new Map<string, FileRow | null>();
  let aliases = new Map<string, string[]>();
  let prints = new Map<string, FilePrint>();
  let graph: StartGraph | null = null;

  const row = (name: string): FileRow | null => {
    const known = rows.get(name);
    if (known !== undefined) return known;
    const made = files.row(name);
    rows.set(name, made);
    return made;
  };

  const print = (name: string): FilePrint => {
    const made = prints.get(name) ?? files.print(name);
    prints.set(name, made);
    return made;
  };

  return {
    /** Reads what `changed` names, everything for null. Empty until the first reading. */
    read: async (changed: Changed | null): Promise<void> => {
      await tree.read(changed);
      files = unitFiles(tree.folders(), options);
      silences = silencesIn(tree.folders());
      rows = new Map();
      aliases = new Map();
      prints = new Map();
      graph = null;
      for (const name of files.names) {
        const of = row(name)?.aliasOf ?? null;
        if (of !== null) aliases.set(of, [...(aliases.get(of) ?? []), name]);
      }
      for (const [of, names] of aliases) {
        const made = row(of);
        if (made === null) continue;
        const all = new Set([...made.aliases.split(' '), ...names]);
        all.delete('');
        rows.set(of, { ...made, aliases: [...all].join(' ') });
      }
      watch.follow(tree);
    },
    names: (): ReadonlySet<string> => files.names,
    /** null for a name without a file. */
    row,
    /** Other names of a unit. */
    aliasesOf: (name: string): readonly string[] => aliases.get(name) ?? [],
    enabling: (name: string): Enabling => files.enabling(name),
    proofItems: (name: string): ProofItem[] => files.proofItems(name),
    /** Made when somebody asks, and kept until the next reading. */
    graph: (): StartGraph => (graph ??= files.graph((name) => aliases.get(name) ?? [])),
    print,
    /** systemd reads the files of a unit that isn’t in memory for each question, 50 MB for seconds. @throws file-too-large. */
    refuseHuge: (name: string): void => {
      const { largest } = print(name);
      if (largest !== null && largest.sizeBytes > editableBytesMax)
        throw fail('file-too-large', { ...largest, maxBytes: editableBytesMax });
    },
    /** Whether systemd would hang over a unit's files; see `silencesIn`. */
    isSilent: (name: string): boolean => silences.ofUnit(name, row(name)?.aliasOf ?? name) !== null,
    /** See `silencesIn`. @throws mount-silent, reload-would-hang. */
    refuseSilent: (name: string, loadedAt: number | null): void => {
      silences.refuseUnit(name, row(name)?.aliasOf ?? name, loadedAt);
    },
    /** @throws reload-would-hang. */
    refuseReload: (): void => {
      silences.refuseReload();
    },
    close: watch.close,
  };
};

export type UnitDisk = ReturnType<typeof openUnitDisk>;

/** What to read from disk: some of it, all of it (null), nothing. */
export type Wish = Changed | null | 'nothing';

/** Combines two requests. */
export const bothWishes = (a: Wish, b: Wish): Wish => {
  if (a === null || b === null) return null;
  if (a === 'nothing') return b;
  if (b === 'nothing') return a;
  const both: Changed = new Map(a);
  for (const [folder, names] of b) {
    const others = both.get(folder);
    const all = names === null || others === null;
    both.set(folder, all ? null : new Set([...(others ?? []), ...names]));
  }
  return both;
};
