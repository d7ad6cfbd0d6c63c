/** Following all folders of the search path, those that come later too, with the folders in them that hold links and drop-ins. */
import path from 'node:path';
import { coalesce } from '../../host/async/coalesce.ts';
import type { Changed, UnitTree } from './unit-tree.ts';
import type { Host } from '../../host/host.ts';

const quietMs = 40;
const maxMs = 100;

/** Where so much comes at once the kernel may have dropped some of it: its queue holds 16,384. */
const tooMany = 8_000;

export interface SearchPathWatch {
  /**
   * Follows also what a reading has found: subfolders, and the folders of files that are linked from elsewhere.
   * What is followed for the first time is told as changed: it may have changed since it was read.
   */
  follow(tree: UnitTree): void;
  close(): void;
}

/**
 * Of each folder that links lead to from the search path: which links may change with what file in it. A link to another
 * name is masked when that is, whatever links lie between.
 */
const linkedFolders = (
  tree: UnitTree,
): Map<string, { file: string; folder: string; name: string }[]> => {
  const found = new Map<string, { file: string; folder: string; name: string }[]>();
  for (const folder of tree.folders()) {
    for (const [name, entry] of folder.entries) {
      if (entry.kind !== 'link' || entry.target === '/dev/null') continue;
      const at = path.dirname(entry.target);
      const links = found.get(at) ?? [];
      links.push({ file: path.basename(entry.target), folder: folder.path, name });
      found.set(at, links);
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

/** Tells at most ten times a second what may have changed; null for everything. */
export const watchSearchPath = (
  host: Pick<Host, 'watch'>,
  searchPath: readonly string[],
  onChange: (changed: Changed | null) => void,
): SearchPathWatch => {
  let changed: Changed = new Map();
  let count = 0;
  const told = coalesce(
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
    told.call();
  };

  let targets: ReturnType<typeof linkedFolders> = new Map();
  /** The links that lead to what has changed, and those that lead to them. */
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
    follow: (tree) => {
      const before = subfolders;
      subfolders = subfoldersOf(tree);
      targets = linkedFolders(tree);
      const wanted = new Set([...outer, ...subfolders.keys(), ...targets.keys()]);
      const isSame = wanted.size === followed.size && [...wanted].every((at) => followed.has(at));
      if (!isSame) watch.follow(wanted);
      followed = wanted;
      for (const [at, { folder, name }] of subfolders) if (!before.has(at)) note(folder, name);
    },
    close: () => {
      told.cancel();
      watch.close();
    },
  };
};
