/** The rows of the list, from what is on disk and what systemd has in memory. */
import { dropInNames } from '../../core/names/drop-in-names.ts';
import { enablingOf, noEnabling, type Enabling } from '../../core/units/enabling.ts';
import { originOf } from '../../core/units/origin.ts';
import { dropInsInOrder, type SearchFolder } from '../../core/units/search-path.ts';
import { templateOf, unitTypeOf } from '../../core/names/unit-name.ts';
import { allItems, lastItem, type SummaryItem } from '../../core/units/file-summary.ts';
import { unitFileLookup, type Found } from '../../core/units/file-state.ts';
import { readBoolean } from '../../core/syntax/boolean.ts';
import { sameFields } from '../../core/text/look-up.ts';
import { createStartGraph, type StartGraph } from '../../core/survival/start-graph.ts';
import { plainUnit, type Unit } from '../../core/units/unit.ts';
import { proofSection } from '../../core/proof/proof.ts';
import type { ProofItem } from '../../core/proof/proof-settings.ts';
import type { ListedUnit } from '../../system/manager/manager.ts';
import { isDropInFolder, type TreeFolder } from '../../system/units/tree-folder.ts';

/** What the disk shows of a unit: everything but its state. */
export type FileRow = Omit<
  Unit,
  'loadState' | 'activeState' | 'subState' | 'changedAt' | 'needDaemonReload' | 'crashing'
>;

/** Differs whenever a file of the unit was changed, added, replaced or removed. */
export interface FilePrint {
  /** When the newest file changed, in milliseconds since the epoch; 0 for a unit without files. */
  newest: number;
  text: string;
  /** The largest file, or folder of drop-ins; null for a unit without files. */
  largest: { path: string; sizeBytes: number } | null;
}

/** A line of a unit file may have a megabyte; every row is sent to the page. */
const cut = (text: string, most: number): string =>
  text.length <= most ? text : `${text.slice(0, most)}…`;

const entriesIn = (folders: readonly TreeFolder[], name: string): TreeFolder[] =>
  folders.filter(({ entries }) => entries.has(name));

/** The folder that decides who owns a unit: the one a mask hides, else the one with its file or link. */
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
const descriptionOf = (facts: readonly SummaryItem[]): string =>
  lastItem(facts, 'Unit.Description').replaceAll('%%', '%');

/** @param options.upholds whether systemd is 254 or newer. */
export const unitFiles = (folders: readonly TreeFolder[], options: { upholds: boolean }) => {
  const lookup = unitFileLookup(folders, options);
  const used = folders.filter(({ entries, dropIns }) => entries.size > 0 || dropIns.size > 0);
  const foldersThere = new Set(
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
  const allNames: ReadonlySet<string> = new Set(namesOf());

  const dropInsOf = (name: string, among: ReadonlySet<string> = foldersThere): string[] =>
    among.size === 0
      ? []
      : [...dropInNames(name), unitTypeOf(name)]
          .map((one) => `${one}.d`)
          .filter((one) => among.has(one));

  /** The folders of drop-ins that systemd may have read. */
  const foldersSeen = new Set([
    ...foldersThere,
    ...folders.flatMap(({ seenToChange }) => [...seenToChange.keys()].filter(isDropInFolder)),
  ]);

  /**
   * Adds the facts of the drop-ins in all folders, in the order they apply. `facts` already holds those that decide
   * the state, but before the facts of a linked file, so append them once more.
   */
  const withDropIns = (
    facts: readonly SummaryItem[],
    dropIns: readonly string[],
  ): readonly SummaryItem[] => {
    if (dropIns.length === 0) return facts;
    return [...facts, ...dropInsInOrder(used, dropIns).flatMap((more) => more ?? [])];
  };

  return {
    /** Every name with a file or a link, and every instance that a link would start. */
    names: allNames,
    /** null for a name without a file. */
    row: (name: string): FileRow | null => {
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
        command: cut(allItems(facts, 'Service.ExecStart').join('\n'), 10_000),
        aliases: allItems(facts, 'Install.Alias').join(' '),
        refusesStart: readBoolean(lastItem(facts, 'Unit.RefuseManualStart')) === true,
        refusesStop: readBoolean(lastItem(facts, 'Unit.RefuseManualStop')) === true,
      };
    },
    enabling: (name: string): Enabling => {
      const found = lookup(name);
      return found === null ? noEnabling : enablingOf(folders, found.name, found.facts, options);
    },
    /** What [X-Hearth] of its files sets, in order; drop-ins may come twice. */
    proofItems: (name: string): ProofItem[] => {
      const found = lookup(name);
      if (found === null) return [];
      return withDropIns(found.facts, dropInsOf(found.name)).flatMap(({ key, value }) =>
        key.startsWith(`${proofSection}.`)
          ? [{ section: proofSection, key: key.slice(proofSection.length + 1), value }]
          : [],
      );
    },
    /** @param aliasesOf other names of a unit. */
    graph: (aliasesOf: (name: string) => readonly string[]): StartGraph =>
      createStartGraph({
        folders,
        names: allNames,
        aliasesOf,
        upholds: options.upholds,
        find: (name) => {
          const found = lookup(name);
          return found === null
            ? null
            : { ...found, facts: withDropIns(found.facts, dropInsOf(found.name)) };
        },
      }),
    print: (name: string): FilePrint => {
      const of = lookup(name)?.name ?? name;
      // systemd skips what it cannot load, so any file of the name may be the one it uses.
      const names = new Set([name, of, templateOf(of) ?? of, ...dropInsOf(of, foldersSeen)]);
      const parts = [...names].flatMap((one) =>
        // An empty folder may have lost the file.
        folders.flatMap(({ path, timeOf, sizeOf }) => {
          const time = timeOf(one);
          return time === undefined ? [] : [{ at: `${path}/${one}`, time, size: sizeOf(one) }];
        }),
      );
      return {
        newest: Math.max(0, ...parts.map(({ time }) => time)),
        text: parts.map(({ at, time }) => `${at} ${String(time)}`).join('\n'),
        largest: parts.reduce<FilePrint['largest']>(
          (most, { at, size }) =>
            size > (most?.sizeBytes ?? -1) ? { path: at, sizeBytes: size } : most,
          null,
        ),
      };
    },
  };
};

/** A row; null for a name that others only refer to. A file that is not in memory is a stopped unit. */
export const rowOf = (
  name: string,
  file: FileRow | null,
  listed: ListedUnit | undefined,
  own: Pick<Unit, 'needDaemonReload' | 'changedAt' | 'crashing'>,
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
    description: cut(listed?.description ?? file?.description ?? '', 1000),
    loadState: masked ? 'masked' : (listed?.loadState ?? 'loaded'),
    activeState: listed?.activeState ?? 'inactive',
    subState: listed?.subState ?? 'dead',
    ...own,
  };
};

/** The changes that lead from one set of rows to another. */
export const difference = (
  before: Readonly<Record<string, Unit>>,
  after: ReadonlyMap<string, Unit>,
): { changed: Unit[]; removed: string[] } => ({
  changed: [...after.values()].filter((unit) => {
    const old = before[unit.name];
    return old === undefined || !sameFields(old, unit);
  }),
  removed: Object.keys(before).filter((name) => !after.has(name)),
});
