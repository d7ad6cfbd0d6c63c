/** What starts a unit by links in the search path, and whether these are the links that its [Install] section makes. */
import { isTemplate } from '../names/unit-name.ts';
import type { SummaryItem } from './file-summary.ts';
import { installOf } from './install-section.ts';
import type { SearchFolder } from './search-path.ts';

export interface Enabling {
  /** Units that start it when they start, by a link in a `.wants`, `.requires` or `.upholds` folder. */
  by: string[];
  /** Units and aliases that [Install] names, without their link though others are there: a half-done enable. */
  missing: string[];
  /** Units that start it by a link of the person’s that [Install] doesn’t name, as from an earlier version of it. */
  extra: string[];
  /** The link in the person’s unit folder through which systemd finds the unit: disabling it removes the link too. */
  link: { path: string; to: string } | null;
}

/** A unit in memory only, or a template. */
export const noEnabling: Enabling = { by: [], missing: [], extra: [], link: null };

/** Folders in which a person or the administrator enables units; in those of packages it is nobody’s choice. */
const isChosen = ({ kind }: SearchFolder): boolean =>
  ['config', 'global', 'runtime-config'].includes(kind);

const suffixes = { WantedBy: 'wants', RequiredBy: 'requires', UpheldBy: 'upholds' };

const holderOf = (subfolder: string): string => subfolder.slice(0, subfolder.lastIndexOf('.'));

const unique = (names: readonly string[]): string[] => [...new Set(names)];

/**
 * @param facts of the unit’s file and its drop-ins.
 * @param options.upholds whether systemd is 254 or newer.
 */
export const enablingOf = (
  folders: readonly SearchFolder[],
  unit: string,
  facts: readonly SummaryItem[],
  options: { upholds: boolean },
): Enabling => {
  if (isTemplate(unit)) return noEnabling;
  const pulling = (some: readonly SearchFolder[]): string[] =>
    unique(
      some.flatMap(({ pulls }) =>
        [...pulls].flatMap(([subfolder, links]) => (links.includes(unit) ? [subfolder] : [])),
      ),
    );
  const chosen = folders.filter(isChosen);
  const [all, own] = [pulling(folders), pulling(chosen)];
  const install = installOf(unit, facts, options);
  const named = Object.entries(suffixes).flatMap(([key, suffix]) =>
    (install?.lists[key] ?? []).map((name) => `${name}.${suffix}`),
  );
  // Only systemd knows all specifiers.
  const known = named.filter((subfolder) => !subfolder.includes('%'));
  const aliases = (install?.aliases ?? []).filter((alias) => !alias.includes('%'));
  const aliased = aliases.filter((alias) => chosen.some(({ links }) => links.has(alias)));
  const isEnabled = own.length > 0 || aliased.length > 0;
  const missing = [
    ...known.filter((subfolder) => !all.includes(subfolder)).map(holderOf),
    ...aliases.filter((alias) => !aliased.includes(alias)),
  ];
  const config = folders.find(({ kind }) => kind === 'config');
  const entry = config?.entries.get(unit);
  return {
    by: unique(all.map(holderOf)),
    missing: isEnabled ? unique(missing) : [],
    extra:
      known.length < named.length
        ? []
        : unique(own.filter((subfolder) => !named.includes(subfolder)).map(holderOf)),
    link:
      config !== undefined && entry?.kind === 'link' && !entry.inside && !entry.masked
        ? { path: `${config.path}/${unit}`, to: entry.target }
        : null,
  };
};
