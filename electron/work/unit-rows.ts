/** The rows of the list, from what lies on disk and what systemd has in memory. */
import { dropInFolders } from '../core/drop-in-folders.ts';
import { originOf } from '../core/origin.ts';
import { plainUnit } from '../core/plain-unit.ts';
import type { SearchFolder } from '../core/search-path.ts';
import { templateOf } from '../core/unit-name.ts';
import { allOf, lastOf, type Fact } from '../core/unit-facts.ts';
import { unitFileLookup, type Found } from '../core/unit-file-state.ts';
import type { Unit } from '../core/unit.ts';
import type { ListedUnit } from '../system/bus.ts';
import type { TreeFolder } from '../system/unit-tree.ts';

/** What the disk tells of a unit, all of it but the state. */
export type FileRow = Omit<
  Unit,
  'loadState' | 'activeState' | 'subState' | 'changedAt' | 'needDaemonReload'
>;

export interface UnitFiles {
  /** Every name that has a file or a link, and every instance that a link would start. */
  names: ReadonlySet<string>;
  /** null for a name without a file. */
  row(name: string): FileRow | null;
  /** When the newest of its files changed, in milliseconds since the epoch; 0 for one without. */
  changedAt(name: string): number;
}

const entriesIn = (folders: readonly TreeFolder[], name: string): TreeFolder[] =>
  folders.filter(({ entries }) => entries.has(name));

/** The folder that tells whose a unit is: what a mask hides, else where its file or link lies. */
const ownerOf = (
  folders: readonly TreeFolder[],
  name: string,
  found: Found,
): SearchFolder | null => {
  const [first = null, second] = entriesIn(folders, name);
  const masked = found.state === 'masked' || found.state === 'masked-runtime';
  return masked && second !== undefined ? second : (first ?? found.folder);
};

/** `%%` is `%`; other specifiers stay, as only systemd knows what they mean. */
const descriptionOf = (facts: readonly Fact[]): string =>
  lastOf(facts, 'Unit.Description').replaceAll('%%', '%');

const isYes = (value: string): boolean => /^(?:1|yes|y|true|t|on)$/i.test(value);

/** @param options.upholds whether systemd is 254 or newer. */
export const unitFiles = (
  folders: readonly TreeFolder[],
  options: { upholds: boolean },
): UnitFiles => {
  const lookup = unitFileLookup(folders, options);
  const used = folders.filter(({ entries, dropIns }) => entries.size > 0 || dropIns.size > 0);
  const dropInNames = new Set(
    used.flatMap(({ dropIns }) =>
      [...dropIns].flatMap(([name, files]) => (files.size > 0 ? [name] : [])),
    ),
  );

  const namesOf = function* (): Generator<string> {
    for (const { entries, pulls } of folders) {
      yield* entries.keys();
      for (const links of pulls.values())
        for (const link of links) if (link.includes('@')) yield link;
    }
  };

  const dropInsOf = (name: string): string[] =>
    dropInNames.size === 0 ? [] : dropInFolders(name).filter((one) => dropInNames.has(one));

  /** With what the drop-ins of all its folders add, in the order in which they apply. */
  const withDropIns = (facts: readonly Fact[], dropIns: readonly string[]): readonly Fact[] => {
    if (dropIns.length === 0) return facts;
    const files = new Map<string, readonly Fact[]>();
    for (const name of dropIns) {
      for (const folder of used) {
        for (const [file, more] of folder.dropIns.get(name) ?? []) {
          if (!files.has(file)) files.set(file, more ?? []);
        }
      }
    }
    const inOrder = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
    return [...facts, ...inOrder.flatMap(([, more]) => more)];
  };

  const timeOf = (name: string): number | undefined =>
    used.find(({ entries }) => entries.has(name))?.times.get(name);

  return {
    names: new Set(namesOf()),
    row: (name) => {
      const found = lookup(name);
      if (found === null) return null;
      const dropIns = dropInsOf(found.name);
      const facts = withDropIns(found.facts, dropIns);
      const owner = ownerOf(used, name, found);
      return {
        name,
        description: descriptionOf(facts),
        unitFileState: found.state,
        own: owner?.kind === 'config',
        origin: originOf(name, owner),
        aliasOf: found.name === name ? null : found.name,
        dropIns: dropIns.length > 0,
        command: allOf(facts, 'Service.ExecStart').join('\n'),
        refusesStart: isYes(lastOf(facts, 'Unit.RefuseManualStart')),
        refusesStop: isYes(lastOf(facts, 'Unit.RefuseManualStop')),
      };
    },
    changedAt: (name) => {
      const found = lookup(name);
      if (found === null) return 0;
      const template = templateOf(found.name);
      const time = timeOf(found.name) ?? (template === null ? 0 : timeOf(template)) ?? 0;
      const dropIns = dropInsOf(found.name).flatMap((one) =>
        used.map(({ times }) => times.get(one) ?? 0),
      );
      return Math.max(time, ...dropIns);
    },
  };
};

/** A row; null for what is only a name that others refer to. A file that is not in memory is a stopped unit. */
export const rowOf = (
  name: string,
  file: FileRow | null,
  listed: ListedUnit | undefined,
  needDaemonReload: boolean,
): Unit | null => {
  if (file === null) {
    if (listed === undefined) return null;
    if (listed.loadState === 'not-found' && listed.activeState === 'inactive') return null;
  }
  const masked = file?.unitFileState.startsWith('masked') === true;
  return {
    ...plainUnit(name),
    origin: originOf(name, null),
    ...file,
    description: listed?.description ?? file?.description ?? '',
    loadState: masked ? 'masked' : (listed?.loadState ?? 'loaded'),
    activeState: listed?.activeState ?? 'inactive',
    subState: listed?.subState ?? 'dead',
    changedAt: listed?.changedAt ?? null,
    needDaemonReload,
  };
};

const isSame = (a: Unit, b: Unit): boolean =>
  (Object.keys(a) as (keyof Unit)[]).every((key) => a[key] === b[key]);

/** What must be told to go from one set of rows to another. */
export const difference = (
  before: Readonly<Record<string, Unit>>,
  after: ReadonlyMap<string, Unit>,
): { changed: Unit[]; removed: string[] } => ({
  changed: [...after.values()].filter((unit) => {
    const old = before[unit.name];
    return old === undefined || !isSame(old, unit);
  }),
  removed: Object.keys(before).filter((name) => !after.has(name)),
});
