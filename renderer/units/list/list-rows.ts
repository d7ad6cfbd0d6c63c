/** The list of units as flat rows: groups by what people look for, and the units of those that are open. */
import { matcherOf } from '../../../electron/core/app/find-units.ts';
import { isTemplate, templateOf } from '../../../electron/core/names/unit-name.ts';
import { number } from '../../../electron/core/texts/counting.ts';
import { unitsListTexts } from '../../../electron/core/texts/units/list.ts';
import { origins, type Origin } from '../../../electron/core/units/origin.ts';
import { factsOfType, unitTypes } from '../../../electron/core/units/types.ts';
import {
  inOrderOfNames,
  isEnabled,
  isFailed,
  isRunnable,
  isUp,
  type Unit,
} from '../../../electron/core/units/unit.ts';
import { nested, withTriggersBeside, type Nested } from './row-order.ts';

/** What is not the person’s own, by origin, is within `system`. */
type GroupId = 'attention' | 'pinned' | 'system' | Origin;

type TypeFilter = keyof typeof unitsListTexts.types;
type StateFilter = keyof typeof unitsListTexts.states;
type Sorting = keyof typeof unitsListTexts.sortings;

interface Option<Id> {
  id: Id;
  label: string;
}

export const typeFilters = (): Option<TypeFilter>[] => {
  const ofTypes = new Set(Object.values(unitTypes).map(({ filter }) => filter));
  return (['usual', ...ofTypes, 'template', 'all'] as const).map((id) => ({
    id,
    label: unitsListTexts.types[id],
  }));
};

export const stateFilters = (): Option<StateFilter>[] =>
  (['any', 'up', 'failed', 'stopped', 'enabled', 'masked', 'changed'] as const).map((id) => ({
    id,
    label: unitsListTexts.states[id],
  }));

export const sortings = (): Option<Sorting>[] =>
  (['name', 'state', 'changed'] as const).map((id) => ({
    id,
    label: unitsListTexts.sortings[id],
  }));

/** What the list shows, as chosen by the person. */
export interface View {
  query: string;
  type: TypeFilter;
  state: StateFilter;
  sorting: Sorting;
}

export const usualView: View = { query: '', type: 'usual', state: 'any', sorting: 'name' };

/** Nothing is searched for, left out or sorted otherwise. */
export const isUsual = (view: View): boolean =>
  (Object.keys(usualView) as (keyof View)[]).every((key) => view[key].trim() === usualView[key]);

/** Nothing is searched for or left out. */
export const isWhole = (view: View): boolean => isUsual({ ...view, sorting: usualView.sorting });

export interface Group {
  id: GroupId;
  title: string;
  /** All of them, also those in `parts`. */
  units: Unit[];
  /** Groups within it, each with its own title; then none of its units is a row by itself. */
  parts: Group[];
  /** Its rows, with those below a template apart. */
  nested: Nested;
}

export type ListRow =
  | { kind: 'group'; key: string; height: number; group: Group; open: boolean; level: 1 | 2 }
  | {
      kind: 'unit';
      key: string;
      height: number;
      unit: Unit;
      pinned: boolean;
      level: 2 | 3 | 4;
      at: number;
      of: number;
      /** Of a template with instances in the list. */
      instances: { count: number; open: boolean } | null;
      /** The template that it is below; null for none. */
      template: string | null;
    };

const groupHeight = 32;
const partHeight = 28;
const unitHeight = 30;

/** More instances than this are folded until somebody wants to see them. */
const unfoldedInstances = 5;

const isOfType = (unit: Unit, wanted: TypeFilter): boolean => {
  if (wanted === 'template') return !isRunnable(unit);
  if (unit.aliasOf !== null) return false;
  const { filter, triggerKey } = factsOfType(unit.name);
  // A timer, path or socket is part of what it starts; those of the system are of interest to few.
  if (wanted === 'usual') return filter === 'service' || (triggerKey !== null && unit.own);
  // There are many devices, and nobody starts or stops them.
  return wanted === 'all' ? filter !== 'device' : filter === wanted;
};

const isInState = (unit: Unit, filter: StateFilter): boolean => {
  switch (filter) {
    case 'any':
      return true;
    case 'up':
      return isUp(unit);
    case 'failed':
      return isFailed(unit);
    case 'stopped':
      return unit.activeState === 'inactive';
    case 'enabled':
      return isEnabled(unit.unitFileState);
    case 'masked':
      return unit.loadState === 'masked';
    case 'changed':
      return unit.needDaemonReload;
  }
};

/** The rank of each name, cached because sorting thousands of names takes longer than a frame. */
let ranks: ReadonlyMap<string, number> = new Map();
export const ranksOf = (units: Readonly<Record<string, Unit>>): ReadonlyMap<string, number> => {
  const names = Object.keys(units);
  if (names.length !== ranks.size || names.some((name) => !ranks.has(name))) {
    names.sort(inOrderOfNames.compare);
    ranks = new Map(names.map((name, at) => [name, at]));
  }
  return ranks;
};

/** Failed units first, then running ones. */
const stateRank = (unit: Unit): number => (isFailed(unit) ? 0 : isUp(unit) ? 1 : 2);

/** @param byName units in the order of their names, which those keep that are equal otherwise. */
const sorted = (byName: Unit[], sorting: Sorting): Unit[] => {
  switch (sorting) {
    case 'name':
      return byName;
    case 'state':
      return byName.sort((a, b) => stateRank(a) - stateRank(b));
    case 'changed':
      return byName.sort((a, b) => (b.changedAt ?? 0) - (a.changedAt ?? 0));
  }
};

/** What needs the person, and what they pinned, is never folded away. */
const keepsOrder: ReadonlySet<GroupId> = new Set(['attention', 'pinned']);

const groupOf = (id: GroupId, units: Unit[], parts: Group[] = []): Group => ({
  id,
  title: unitsListTexts.groups[id],
  units,
  parts,
  nested: keepsOrder.has(id) ? { units, below: new Map() } : nested(units),
});

/** Without templates that are neither the person’s own nor used by a unit of the list. */
const withoutUnused = (units: readonly Unit[]): Unit[] => {
  const used = new Set(
    units.flatMap(({ name }) => (isTemplate(name) ? [] : (templateOf(name) ?? []))),
  );
  return units.filter(({ name, own }) => own || !isTemplate(name) || used.has(name));
};

/** @param attention the names of units that need the person. */
export const groupsOf = (
  units: Readonly<Record<string, Unit>>,
  pins: readonly string[],
  view: View,
  attention: ReadonlySet<string>,
): Group[] => {
  const matches = matcherOf(view.query);
  const whole = isWhole(view);
  const isFound = (unit: Unit): boolean =>
    // What needs the person is shown whatever its type.
    (isOfType(unit, view.type) || (whole && attention.has(unit.name))) &&
    isInState(unit, view.state) &&
    matches(unit);
  const byName: Unit[] = [];
  for (const name of ranksOf(units).keys()) {
    const unit = units[name];
    if (unit !== undefined && isFound(unit)) byName.push(unit);
  }
  const found = sorted(view.type === 'template' ? byName : withoutUnused(byName), view.sorting);
  const pinned = new Set(pins);
  const byOrigin = new Map<Origin, Unit[]>(origins.map((origin) => [origin, []]));
  for (const unit of found)
    if (!attention.has(unit.name) && !pinned.has(unit.name)) byOrigin.get(unit.origin)?.push(unit);
  // Pinned units are shown whatever their type, in the order they were pinned.
  const ofPins = pins.flatMap((name) => {
    const unit = units[name];
    const isShown =
      unit !== undefined && !attention.has(name) && isInState(unit, view.state) && matches(unit);
    return isShown ? [unit] : [];
  });
  const mine = byOrigin.get('mine') ?? [];
  const parts = origins
    .filter((origin) => origin !== 'mine')
    .map((origin) => groupOf(origin, byOrigin.get(origin) ?? []))
    .filter((part) => part.units.length > 0);
  const groups = [
    groupOf(
      'attention',
      found.filter(({ name }) => attention.has(name)),
    ),
    groupOf('pinned', ofPins),
    groupOf('mine', withTriggersBeside(mine)),
    groupOf(
      'system',
      parts.flatMap((part) => part.units),
      parts,
    ),
  ];
  // A new user should not take the distribution's services for their own.
  const keepsMine = whole && found.length > 0 && ofPins.length === 0;
  return groups.filter(
    ({ id, units: inGroup }) =>
      inGroup.length > 0 || (id === 'mine' && keepsMine && groups[0]?.units.length === 0),
  );
};

export const countText = ({ units }: Group): string => number(units.length);

/**
 * @param isOpen whether what is below a group or a template is shown, by the id or the name; `usual` if nobody has
 *   chosen.
 */
export const rowsOf = (
  groups: readonly Group[],
  isOpen: (id: string, usual: boolean) => boolean,
): ListRow[] => {
  const unitRows = (group: Group, level: 2 | 3): ListRow[] => {
    const { units, below } = group.nested;
    const rowOf = (unit: Unit, index: number, { length: of }: readonly Unit[]) => ({
      kind: 'unit' as const,
      key: unit.name,
      height: unitHeight,
      unit,
      pinned: group.id === 'pinned',
      level,
      at: index + 1,
      of,
      instances: null,
      template: null,
    });
    return units.flatMap((unit, index): ListRow[] => {
      const row = rowOf(unit, index, units);
      const instances = below.get(unit.name);
      if (instances === undefined) return [row];
      const count = instances.length;
      const open = isOpen(unit.name, count <= unfoldedInstances);
      const deeper = { level: level === 2 ? 3 : 4, template: unit.name } as const;
      const inner = open
        ? instances.map((one, at, all): ListRow => ({ ...rowOf(one, at, all), ...deeper }))
        : [];
      return [{ ...row, instances: { count, open } }, ...inner];
    });
  };
  const groupRow = (group: Group, level: 1 | 2): ListRow & { kind: 'group' } => ({
    kind: 'group',
    key: `group:${group.id}`,
    height: level === 1 ? groupHeight : partHeight,
    group,
    open: isOpen(group.id, group.id !== 'system'),
    level,
  });
  return groups.flatMap((group): ListRow[] => {
    const row = groupRow(group, 1);
    if (!row.open) return [row];
    if (group.parts.length === 0) return [row, ...unitRows(group, 2)];
    const parts = group.parts.flatMap((part): ListRow[] => {
      const head = groupRow(part, 2);
      return head.open ? [head, ...unitRows(part, 3)] : [head];
    });
    return [row, ...parts];
  });
};
