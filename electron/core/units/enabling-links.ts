/** What systemd makes of the links in the search path that enable units; see file-state.ts. */
import { isKnownLink, type Install } from './install-section.ts';
import type { SearchFolder } from './search-path.ts';
import { instanceOf, templateOf } from '../names/unit-name.ts';
import type { UnitFileState } from './unit.ts';

/** A folder with its links, indexed for lookups. */
export interface Indexed {
  folder: SearchFolder;
  pulled: ReadonlySet<string>;
  /** Links in `*.wants` folders: the names of instances, by template. */
  instances: ReadonlyMap<string, readonly string[]>;
  /** Links next to the units: their names, by the last name of the target. */
  links: ReadonlyMap<string, readonly string[]>;
}

const grouped = (pairs: Iterable<readonly [string, string]>): Map<string, string[]> => {
  const groups = new Map<string, string[]>();
  for (const [key, value] of pairs) {
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [value]);
    else group.push(value);
  }
  return groups;
};

export const indexOf = (folder: SearchFolder, upholds: boolean): Indexed => {
  const suffix = upholds ? /\.(?:wants|requires|upholds)$/ : /\.(?:wants|requires)$/;
  const pulled = new Set(
    [...folder.pulls].flatMap(([name, links]) => (suffix.test(name) ? links : [])),
  );
  const instances = grouped(
    [...pulled].flatMap((name): [string, string][] => {
      const template = templateOf(name);
      return template === null ? [] : [[template, name]];
    }),
  );
  const links = grouped([...folder.links].map(([name, to]) => [to, name] as const));
  return { folder, pulled, instances, links };
};

/** Whether a folder has a link that counts; a link of the unit's own name may only make it `linked`. */
const linkIn = (
  { folder, pulled, instances, links }: Indexed,
  unit: { name: string; path: string },
  /** null: any link counts, not only those that enabling the unit makes. */
  install: Install | null,
  ignoreName: boolean,
): 'counts' | 'same-name' | null => {
  const { name } = unit;
  const counts = (link: string): boolean => install === null || isKnownLink(name, install, link);
  if (pulled.has(name) || instances.get(name)?.some(counts)) return 'counts';
  const pointing = links.get(name) ?? [];
  const named = !ignoreName && folder.links.has(name);
  if (named && folder.links.get(name) !== name) return 'counts';
  if (pointing.some((link) => (link !== name || ignoreName) && counts(link))) return 'counts';
  return named ? 'same-name' : null;
};

/**
 * The state that links give a unit, or null. Source: find_symlinks_in_scope() in install.c.
 * @param install as in `linkIn`.
 */
export const stateByLinks = (
  folders: readonly Indexed[],
  unit: { name: string; path: string },
  install: Install | null,
): UnitFileState | null => {
  let runtime = false;
  let elsewhere = false;
  let linked: UnitFileState | null = null;
  let ignoreName = false;
  for (const indexed of folders) {
    const { folder } = indexed;
    const found = linkIn(indexed, unit, install, ignoreName);
    if (found === 'counts') {
      if (folder.kind === 'config' || folder.kind === 'global') return 'enabled';
      if (folder.runtime) runtime = true;
      else elsewhere = true;
    } else if (found === 'same-name') {
      if (folder.kind === 'config') linked = 'linked';
      else if (folder.runtime) linked ??= 'linked-runtime';
    }
    // Folders after the file's own have no say about its name.
    ignoreName ||= unit.path.startsWith(`${folder.path}/`);
  }
  if (runtime) return 'enabled-runtime';
  const instance = instanceOf(unit.name);
  if (elsewhere && instance !== null && instance !== '') return 'static';
  return linked;
};
