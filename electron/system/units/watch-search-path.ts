/** Watches all search path folders, even before they exist, and their subfolders of links and drop-ins. */
import path from 'node:path';
import { lastItem } from '../../core/units/file-summary.ts';
import type { Entry, SearchFolder } from '../../core/units/search-path.ts';
import { coalesce } from '../../host/async/coalesce.ts';
import type { Changed, UnitTree } from './unit-tree.ts';
import type { Host } from '../../host/host.ts';

const quietMs = 40;
const maxMs = 100;

/** With this many events at once the kernel may have dropped some: its queue holds 16,384. */
const tooMany = 8_000;

/** What an entry depends on elsewhere: the target of a link, and what a generator made a file from. */
const dependsOn = ({ kind }: SearchFolder, entry: Entry): string | null => {
  if (entry.kind === 'link') return entry.target === '/dev/null' ? null : entry.target;
  if (kind !== 'generator' || entry.kind !== 'file') return null;
  const source = lastItem(entry.facts ?? [], 'Unit.SourcePath');
  return path.isAbsolute(source) ? source : null;
};

/**
 * For each folder with files that entries of the search path depend on: which entries may change with which file. An
 * alias is masked when its target is, through any number of links; a generated file is out of date with its source.
 */
const linkedFolders = (
  tree: UnitTree,
): Map<string, { file: string; folder: string; name: string }[]> => {
  const found = new Map<string, { file: string; folder: string; name: string }[]>();
  const add = (at: string, link: { file: string; folder: string; name: string }): void => {
    const links = found.get(at) ?? [];
    links.push(link);
    found.set(at, links);
  };
  for (const folder of tree.folders()) {
    for (const [name, entry] of folder.entries) {
      const other = dependsOn(folder, entry);
      if (other === null) continue;
      add(path.dirname(other), { file: path.basename(other), folder: folder.path, name });
    }
    // Whatever leads to a mount that doesn't answer is read again once it does.
    for (const [name, { mount }] of folder.silent) {
      if (name !== '') add(mount.point, { file: '', folder: folder.path, name });
    }
  }
  return found;
};

const subfoldersOf = (tree: UnitTree): Map<string, { folder: string; name: string }> =>
  new Map(
    tree
      .folders()
      .flatMap(({ path: folder, pulls, dropIns }) =>
        [...pulls.keys(), ...dropIns.keys()].map(
          (name) => [path.join(folder, name), { folder, name }] as const,
        ),
      ),
  );

/** Reports at most ten times a second what may have changed; null for everything. */
export const watchSearchPath = (
  host: Pick<Host, 'watch'>,
  searchPath: readonly string[],
  onChange: (changed: Changed | null) => void,
) => {
  let changed: Changed = new Map();
  let count = 0;
  const notify = coalesce(
    () => {
      const all = count > tooMany;
      const change = changed;
      changed = new Map();
      count = 0;
      onChange(all ? null : change);
    },
    { quietMs, maxMs },
  );

  /** @param name null for anything in the folder. */
  const note = (folder: string, name: string | null): void => {
    count += 1;
    const names = changed.get(folder);
    if (name === null) changed.set(folder, null);
    else if (names === undefined) changed.set(folder, new Set([name]));
    else names?.add(name);
    notify.call();
  };

  let targets: ReturnType<typeof linkedFolders> = new Map();
  /** Notes links to a changed file, and links to those links. */
  const noteLinksTo = (at: string, file: string | null, seen = new Set<string>()): void => {
    for (const link of targets.get(at) ?? []) {
      const place = path.join(link.folder, link.name);
      if ((file !== null && file !== link.file) || seen.has(place)) continue;
      note(link.folder, link.name);
      noteLinksTo(link.folder, link.name, seen.add(place));
    }
  };

  const outer = new Set(searchPath);
  let subfolders: ReturnType<typeof subfoldersOf> = new Map();
  const watch = host.watch(outer, (at, file) => {
    if (outer.has(at)) note(at, file);
    const subfolder = subfolders.get(at);
    if (subfolder !== undefined) note(subfolder.folder, subfolder.name);
    noteLinksTo(at, file);
  });

  let followed = outer;
  return {
    /**
     * Also watches the subfolders found by a reading, and folders with files linked from the search path, or from
     * which generators made others. Reports
     * a newly watched subfolder as changed, as it may have changed since it was read.
     */
    follow: (tree: UnitTree): void => {
      const before = subfolders;
      subfolders = subfoldersOf(tree);
      targets = linkedFolders(tree);
      const wanted = new Set([...outer, ...subfolders.keys(), ...targets.keys()]);
      const isSame = wanted.size === followed.size && [...wanted].every((at) => followed.has(at));
      if (!isSame) watch.follow(wanted);
      followed = wanted;
      for (const [at, { folder, name }] of subfolders) if (!before.has(at)) note(folder, name);
    },
    close: (): void => {
      notify.cancel();
      watch.close();
    },
  };
};
