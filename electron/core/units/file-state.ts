/**
 * What `systemctl list-unit-files` says about a name, from the folders of the search path alone.
 *
 * What systemd really does (unit_file_lookup_state() in install.c; each case compared with systemctl in a test):
 * - A link of the unit's name in any `*.wants` or `*.requires` folder counts as enabled, wherever it points, with or
 *   without an [Install] section: in the person's folder or /etc/systemd/user as `enabled`, below /run as
 *   `enabled-runtime`; in the folders of packages it is nobody's choice and does not count.
 * - So does an alias that the unit's [Install] section names; any other alias makes it `indirect`.
 * - A template is enabled by its DefaultInstance= only; any other instance makes it `indirect`.
 * - /dev/null and an empty file are `masked`. A link out of the search path is `linked`, unless it is enabled, and
 *   `alias` if the file has another name.
 * - [Install] in a drop-in counts, of `x.service.d` and of the template's only; an unreadable drop-in makes it `bad`.
 * - With [Install] it is otherwise `disabled`, with only Also= `indirect`, without it `static`.
 * - systemd knows `*.upholds` and UpheldBy= from 254 on.
 */
import { indexOf, stateByLinks } from './enabling-links.ts';
import { installOf } from './install-section.ts';
import { factsOfType } from './types.ts';
import { dropInsInOrder, type Entry, type SearchFolder } from './search-path.ts';
import type { SummaryItem } from './file-summary.ts';
import {
  instanceOf,
  isUnitName,
  templateOf,
  unitTypeOf,
  withInstance,
} from '../names/unit-name.ts';
import type { UnitFileState } from './unit.ts';
import { baseName, folderOf } from '../text/path.ts';

/** What a unit name leads to. */
export interface Found {
  /** The name it finally resolves to; its own unless it is an alias. */
  name: string;
  state: UnitFileState;
  /** The path of its file, or of the link that masks it; null if it is `bad`. */
  path: string | null;
  folder: SearchFolder | null;
  /** Of the file and the drop-ins of exactly this name: the state depends on them. */
  facts: readonly SummaryItem[];
}

interface Looking {
  name: string;
  mode: 'new' | 'file' | 'masked' | 'alias' | 'linked';
  path: string;
  folder: SearchFolder | null;
  target: string;
  entry: Entry | null;
  facts: SummaryItem[];
}

/** unit_validate_alias_symlink_or_warn() in unit-file.c. */
const isGoodAlias = (from: string, to: string): boolean => {
  if (!factsOfType(from).aliases || from === to || !isUnitName(to)) return false;
  const [source, target] = [instanceOf(from), instanceOf(to)];
  const sameKind = (source === null) === (target === null) && (source === '') === (target === '');
  const toTemplate = source !== null && source !== '' && target === '';
  if (!sameKind && !toTemplate) return false;
  if (target !== null && target !== '' && source !== target) return false;
  return unitTypeOf(from) === unitTypeOf(to);
};

/** UNIT_FILE_FOLLOW_SYMLINK_MAX in install.c. */
const mostLinks = 64;

const bad = (name: string): Found => ({ name, state: 'bad', path: null, folder: null, facts: [] });

/**
 * Looks up any name; null for a name without a file. Fast for many names: folders are indexed once.
 * @param options.upholds whether systemd is 254 or newer.
 */
export const unitFileLookup = (
  searchPath: readonly SearchFolder[],
  options: { upholds: boolean },
): ((name: string) => Found | null) => {
  const filled = searchPath.filter(({ entries, dropIns }) => entries.size > 0 || dropIns.size > 0);
  const indexed = searchPath.map((folder) => indexOf(folder, options.upholds));
  const linking = indexed.filter(
    ({ folder, pulled }) => pulled.size > 0 || folder.links.size > 0 || folder.entries.size > 0,
  );

  const someDropIns = filled.some(({ dropIns }) => dropIns.size > 0);
  /** Names that some link has or leads to: most units have none. */
  const linked = new Set(
    linking.flatMap(({ folder, pulled, instances, links }) => [
      ...[...pulled, ...instances.keys(), ...links.keys(), ...folder.links.keys()],
    ]),
  );

  /** The `.conf` files of a unit and of its template, in the order of their names; null if any is unreadable. */
  const dropInFacts = (name: string): readonly SummaryItem[] | null => {
    if (!someDropIns) return [];
    const template = templateOf(name);
    const names = template === null || template === name ? [name] : [name, template];
    const inOrder = dropInsInOrder(
      filled,
      names.map((one) => `${one}.d`),
    );
    return inOrder.some((facts) => facts === null) ? null : inOrder.flatMap((facts) => facts ?? []);
  };

  /** Takes what an entry says; false where systemd gives up on the name. */
  const take = (looking: Looking, path: string, entry: Entry): boolean => {
    looking.entry = entry;
    looking.path = path;
    if (instanceOf(looking.name) !== null && !factsOfType(looking.name).templates) return false;
    if (entry.kind === 'file') {
      looking.mode = entry.masked ? 'masked' : 'file';
      if (entry.facts !== null) looking.facts.push(...entry.facts);
      return entry.masked || entry.facts !== null;
    }
    if (entry.kind !== 'link') return false;
    if (entry.inside && !isGoodAlias(baseName(path), baseName(entry.target))) return false;
    looking.mode = entry.masked ? 'masked' : entry.inside ? 'alias' : 'linked';
    looking.target = entry.target;
    return true;
  };

  /** unit_file_search(): false where systemd gives up, null where there is no such file. */
  const search = (looking: Looking): boolean | null => {
    const template = templateOf(looking.name);
    for (const name of [looking.name, ...(template === null ? [] : [template])]) {
      for (const folder of filled) {
        const entry = folder.entries.get(name);
        if (entry === undefined || entry.kind === 'hidden') continue;
        looking.folder = folder;
        if (!take(looking, `${folder.path}/${name}`, entry)) return false;
        if (looking.mode === 'masked') return true;
        const added = dropInFacts(looking.name);
        if (added !== null) looking.facts.push(...added);
        return added !== null;
      }
    }
    return null;
  };

  const begin = (name: string): Looking => ({
    name,
    mode: 'new',
    path: '',
    folder: null,
    target: '',
    entry: null,
    facts: [],
  });

  /** install_info_follow(): reads the target under the name that was looked for. */
  const follow = (looking: Looking): boolean => {
    const { target, entry } = looking;
    if (entry?.kind === 'link' && entry.outside !== null) {
      looking.mode = 'file';
      looking.path = entry.outside.path;
      looking.facts.push(...entry.outside.facts);
      return true;
    }
    const folder = filled.find(({ path }) => path === folderOf(target));
    const next = folder?.entries.get(baseName(target));
    if (folder === undefined || next === undefined) return false;
    looking.folder = folder;
    return take(looking, target, next);
  };

  /** Resolves an alias to a name; an instance linked to a template gives that template's instance. */
  const aliased = (looking: Looking): string => {
    const to = baseName(looking.target);
    const instance = instanceOf(looking.name);
    return instance !== null && instance !== '' && instanceOf(to) === ''
      ? withInstance(to, instance)
      : to;
  };

  const discover = (name: string): Looking | false | null => {
    const known = new Map<string, Looking>();
    let looking = begin(name);
    known.set(name, looking);
    const found = search(looking);
    if (found !== true) return found;
    for (let links = 0; looking.mode === 'alias' || looking.mode === 'linked'; links += 1) {
      if (links >= mostLinks) return false;
      const next = looking.mode === 'linked' ? looking.name : aliased(looking);
      if (next === looking.name) {
        if (!follow(looking)) return false;
        continue;
      }
      looking = known.get(next) ?? begin(next);
      known.set(next, looking);
      if (looking.mode === 'new' && search(looking) !== true) return false;
    }
    return looking;
  };

  const stateOf = (name: string, looking: Looking): UnitFileState => {
    const { folder, path } = looking;
    const instance = instanceOf(looking.name);
    if (looking.mode === 'masked') return folder?.runtime ? 'masked-runtime' : 'masked';
    const install = installOf(looking.name, looking.facts, options);
    if (install === null) return 'bad';
    if (name !== baseName(path) && (instance === null || instance === '')) return 'alias';
    if (folder?.path === folderOf(path) && folder.kind === 'generator') return 'generated';
    if (folder?.path === folderOf(path) && folder.kind === 'transient') return 'transient';
    if (linked.has(looking.name)) {
      const byChoice = stateByLinks(linking, looking, install);
      if (byChoice !== null) return byChoice;
      if (stateByLinks(linking, looking, null) !== null) return 'indirect';
    }
    if (install.pulled || install.aliases.length > 0) return 'disabled';
    return install.also ? 'indirect' : 'static';
  };

  return (name) => {
    const looking = discover(name);
    if (looking === null) return null;
    if (looking === false) return bad(name);
    const { path, folder, facts } = looking;
    return { name: looking.name, state: stateOf(name, looking), path, folder, facts };
  };
};
