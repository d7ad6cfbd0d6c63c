/**
 * What starts what, from the files and links of the search path alone. systemd.unit(5), systemd.special(7); dropin.c.
 *
 * A unit that starts also starts what its Wants=, Requires=, BindsTo= and Upholds= name, and what its `.wants`,
 * `.requires` and `.upholds` folders link, those of its other names, its template and its prefixes included. A timer, a
 * socket or a path starts its unit later, on its own occasion.
 */
import { dropInNames } from '../names/drop-in-names.ts';
import { isTemplate, templateOf, unitTypeOf } from '../names/unit-name.ts';
import type { SummaryItem } from '../units/file-summary.ts';
import type { SearchFolder } from '../units/search-path.ts';
import { factsOfType } from '../units/types.ts';
import type { UnitFileState } from '../units/unit.ts';
import { holderOf, instanceFor, namedIn, triggeredBy } from './named-units.ts';

/** On which occasion: together with the other, or when that one ends. */
export type StartOccasion = 'together' | 'timer' | 'socket' | 'path' | 'ending';

/** When a file or a link is gone: $XDG_RUNTIME_DIR ends with the last session, /run with the boot. */
type Lasting = 'for-good' | 'until-boot' | 'until-logout';

export interface GraphUnit {
  /** Its own name, if it was asked for by an alias. */
  name: string;
  state: UnitFileState;
  lasts: Lasting;
  /** Its file is in the person's unit folder. */
  own: boolean;
  facts: readonly SummaryItem[];
}

/** `to` is started by `from`. */
interface StartEdge {
  from: string;
  to: string;
  occasion: StartOccasion;
  lasts: Lasting;
}

/** A link in a `.wants`, `.requires` or `.upholds` folder. */
interface PullLink {
  /** What the folder belongs to: a unit, a template, or a prefix such as `foo-.service`. */
  holder: string;
  /** Its own name: a template for the instances of a template, or of a unit. */
  unit: string;
  /** The kind of the search path folder: who made the link. */
  by: SearchFolder['kind'];
  lasts: Lasting;
}

/** Only such a link does disabling its unit remove for good; that of a template stays while an instance is disabled. */
export const isOwnLink = ({ by, unit }: PullLink): boolean => by === 'config' && !isTemplate(unit);

/** How a unit is reached: the step before it; null for a root. */
type Step = Pick<StartEdge, 'from' | 'occasion'> | null;
export type Reached = ReadonlyMap<string, Step>;

export interface StartGraph {
  /** null for a name without a file. */
  unit(name: string): GraphUnit | null;
  names(): Iterable<string>;
  /** The links that start a unit directly, under any of its names. */
  links(unit: string): readonly PullLink[];
  /** A link to /dev/null keeps a link of the unit from starting it. */
  isUnlinked(unit: string): boolean;
  /** The timers, sockets and paths that start a unit. */
  triggers(unit: string): readonly string[];
  /**
   * All that starts once the roots do, with the step before. Masked, refused and missing units start nothing.
   * @param lasts what has to last at least that long.
   */
  reach(roots: readonly string[], lasts: Lasting): Reached;
  /** Whether the unit stops with any of these: PartOf=, BindsTo= and Requires=, as far as they lead. */
  stopsWith(unit: string, others: readonly string[]): boolean;
}

interface Found {
  name: string;
  state: UnitFileState;
  folder: Pick<SearchFolder, 'kind' | 'runtime'> | null;
  facts: readonly SummaryItem[];
}

interface Source {
  folders: readonly Pick<SearchFolder, 'kind' | 'runtime' | 'pulls' | 'masks'>[];
  names: Iterable<string>;
  /** With the facts of all drop-ins. */
  find(name: string): Found | null;
  /** Other names of a unit. */
  aliasesOf(name: string): readonly string[];
  /** systemd is 254 or newer. */
  upholds: boolean;
}

const order: readonly Lasting[] = ['until-logout', 'until-boot', 'for-good'];
const lastsAsLong = (one: Lasting, other: Lasting): boolean =>
  order.indexOf(one) >= order.indexOf(other);

/** Generators run again with each manager. */
const lastingOf = ({ kind, runtime }: Pick<SearchFolder, 'kind' | 'runtime'>): Lasting => {
  if (!runtime || kind === 'generator') return 'for-good';
  return kind === 'vendor' ? 'until-boot' : 'until-logout';
};

/** A root without a file. */
const bare = (name: string): GraphUnit => ({
  name,
  state: '',
  lasts: 'for-good',
  own: false,
  facts: [],
});

const append = <Item>(lists: Map<string, Item[]>, key: string, item: Item): void => {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [item]);
  else list.push(item);
};

const pullSuffix = /\.(wants|requires|upholds)$/;

export const createStartGraph = (source: Source): StartGraph => {
  const known = new Map<string, GraphUnit | null>();
  const unit = (name: string): GraphUnit | null => {
    const before = known.get(name);
    if (before !== undefined) return before;
    const found = source.find(name);
    let made: GraphUnit | null = null;
    // What holds for an alias, its state above all, doesn’t hold for the unit.
    if (found !== null && found.name !== name) made = unit(found.name);
    else if (found !== null) {
      const { state, facts, folder } = found;
      const lasts = folder === null ? 'for-good' : lastingOf(folder);
      made = { name, state, facts, own: folder?.kind === 'config', lasts };
    }
    known.set(name, made);
    return made;
  };

  const byHolder = new Map<string, PullLink[]>();
  const byUnit = new Map<string, PullLink[]>();
  const hidden = new Set<string>();
  const unlinked = new Set<string>();
  for (const folder of source.folders) {
    for (const [subfolder, names] of folder.pulls) {
      const suffix = pullSuffix.exec(subfolder)?.[1];
      if (suffix === undefined || (suffix === 'upholds' && !source.upholds)) continue;
      const holder = subfolder.replace(pullSuffix, '');
      const masks = folder.masks?.get(subfolder) ?? [];
      for (const name of names) {
        const key = `${subfolder}/${name}`;
        if (hidden.has(key)) continue;
        if (masks.includes(name)) {
          hidden.add(key);
          unlinked.add(name);
          continue;
        }
        const link = { holder, unit: name, by: folder.kind, lasts: lastingOf(folder) };
        append(byHolder, holder, link);
        append(byUnit, name, link);
      }
    }
  }

  const allNamesOf = (name: string): string[] => [name, ...source.aliasesOf(name)];

  const together = ['Wants', 'Requires', 'BindsTo', ...(source.upholds ? ['Upholds'] : [])].map(
    (key) => `Unit.${key}`,
  );
  const followFrom = (from: GraphUnit): StartEdge[] => {
    const { name, lasts } = from;
    const holders = new Set(allNamesOf(name).flatMap(dropInNames));
    const edge = (to: string, occasion: StartOccasion): StartEdge => ({
      from: name,
      to,
      occasion,
      lasts,
    });
    const triggered = triggeredBy(from);
    return [
      ...[...holders]
        .flatMap((holder) => byHolder.get(holder) ?? [])
        .map((link) => ({
          ...edge(instanceFor(name, link.unit), 'together'),
          lasts: link.lasts,
        })),
      ...namedIn(from, together).map((to) => edge(to, 'together')),
      ...(triggered === null ? [] : [edge(triggered, unitTypeOf(name) as 'timer')]),
      ...namedIn(from, ['Unit.OnFailure', 'Unit.OnSuccess']).map((to) => edge(to, 'ending')),
    ];
  };

  const edges = new Map<string, StartEdge[]>();
  const edgesFrom = (name: string): StartEdge[] => {
    const followed = edges.get(name) ?? followFrom(unit(name) ?? bare(name));
    edges.set(name, followed);
    return followed;
  };

  /** The links of an instance, and those of its template that stand for it. */
  const linksOf = (name: string): PullLink[] => {
    const template = isTemplate(name) ? null : templateOf(name);
    const ofTemplate = template === null ? [] : (byUnit.get(template) ?? []);
    return [
      ...(byUnit.get(name) ?? []),
      ...ofTemplate
        .map((link) => ({ ...link, holder: holderOf(name, link.holder) }))
        .filter(({ holder, unit: linked }) => instanceFor(holder, linked) === name),
    ];
  };

  let triggers: Map<string, string[]> | null = null;
  const allTriggers = (): Map<string, string[]> => {
    const found = new Map<string, string[]>();
    for (const name of source.names) {
      const one = factsOfType(name).triggerKey === null ? null : unit(name);
      const named = one?.name === name ? triggeredBy(one) : null;
      if (named === null) continue;
      const started = unit(named)?.name ?? named;
      append(found, started, name);
    }
    return found;
  };

  const canStart = ({ state }: GraphUnit): boolean =>
    !state.startsWith('masked') && state !== 'bad';

  const follow = (roots: readonly string[], lasts: Lasting): Reached => {
    const reached = new Map<string, Step>();
    for (const root of roots) {
      const found = unit(root);
      if (found === null || canStart(found)) reached.set(found?.name ?? root, null);
    }
    // Iterating a Map also visits what is added on the way.
    for (const [name] of reached) {
      for (const edge of edgesFrom(name)) {
        const to = unit(edge.to);
        if (to === null || reached.has(to.name) || !canStart(to)) continue;
        if (!lastsAsLong(edge.lasts, lasts) || !lastsAsLong(to.lasts, lasts)) continue;
        reached.set(to.name, { from: name, occasion: edge.occasion });
      }
    }
    return reached;
  };
  /** Nothing on disk changes while a graph is there, and each unit asks for the same. */
  const reachedFrom = new Map<string, Reached>();

  return {
    unit,
    names: () => source.names,
    links: (name) => allNamesOf(unit(name)?.name ?? name).flatMap(linksOf),
    isUnlinked: (name) => unlinked.has(unit(name)?.name ?? name),
    triggers: (name) => (triggers ??= allTriggers()).get(unit(name)?.name ?? name) ?? [],
    reach: (roots, lasts) => {
      const key = [lasts, ...roots].join(' ');
      const reached = reachedFrom.get(key) ?? follow(roots, lasts);
      reachedFrom.set(key, reached);
      return reached;
    },
    stopsWith: (name, others) => {
      const seen = new Set([name]);
      for (const one of seen) {
        const facts = unit(one);
        if (facts === null) continue;
        const stoppers = namedIn(facts, ['Unit.PartOf', 'Unit.BindsTo', 'Unit.Requires']);
        for (const stopper of stoppers) seen.add(unit(stopper)?.name ?? stopper);
      }
      return others.some((other) => other !== name && seen.has(other));
    },
  };
};

/** The way from the root to the unit: each with the occasion on which it starts the next. Empty if it isn't reached. */
export const wayTo = (
  reached: Reached,
  unit: string,
): { unit: string; occasion: StartOccasion }[] => {
  const way: { unit: string; occasion: StartOccasion }[] = [];
  for (let step = reached.get(unit); step != null; step = reached.get(step.from)) {
    way.unshift({ unit: step.from, occasion: step.occasion });
  }
  return way;
};
