/** The list of units as flat rows: groups by origin, and the units of those that are open. */
import { matcherOf } from '../../../electron/core/app/find-units.ts';
import { number } from '../../../electron/core/texts/counting.ts';
import { origins, type Origin } from '../../../electron/core/units/origin.ts';
import {
  inOrderOfNames,
  isEnabled,
  isFailed,
  isRunnable,
  isUp,
  type Unit,
} from '../../../electron/core/units/unit.ts';
import { unitsListTexts } from '../../../electron/core/texts/units/list.ts';
import { factsOfType, unitTypes } from '../../../electron/core/units/types.ts';

export type GroupId = 'pinned' | Origin;

type TypeFilter = keyof typeof unitsListTexts.types;
type StateFilter = keyof typeof unitsListTexts.states;
type Sorting = keyof typeof unitsListTexts.sortings;

interface Option<Id> {
  id: Id;
  label: string;
}

export const typeFilters = (): Option<TypeFilter>[] => {
  const ofTypes = new Set(Object.values(unitTypes).map(({ filter }) => filter));
  return [...ofTypes, 'template' as const, 'all' as const].map((id) => ({
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

export interface Group {
  id: GroupId;
  title: string;
  units: Unit[];
  failed: number;
}

export type ListRow =
  | { kind: 'group'; key: string; height: number; group: Group; open: boolean }
  | {
      kind: 'unit';
      key: string;
      height: number;
      unit: Unit;
      pinned: boolean;
      at: number;
      of: number;
    };

const groupHeight = 32;
const unitHeight = 44;

const isOfType = (unit: Unit, wanted: TypeFilter): boolean => {
  if (wanted === 'template') return !isRunnable(unit);
  if (!isRunnable(unit)) return false;
  const { filter } = factsOfType(unit.name);
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

const comparing = (
  sorting: Sorting,
  ranks: ReadonlyMap<string, number>,
): ((a: Unit, b: Unit) => number) => {
  const byName = (a: Unit, b: Unit): number => (ranks.get(a.name) ?? 0) - (ranks.get(b.name) ?? 0);
  switch (sorting) {
    case 'name':
      return (a, b) => Number(isFailed(b)) - Number(isFailed(a)) || byName(a, b);
    case 'state':
      return (a, b) => stateRank(a) - stateRank(b) || byName(a, b);
    case 'changed':
      return (a, b) => (b.changedAt ?? 0) - (a.changedAt ?? 0) || byName(a, b);
  }
};

export const groupsOf = (
  units: Readonly<Record<string, Unit>>,
  pins: readonly string[],
  view: View,
): Group[] => {
  const matches = matcherOf(view.query);
  const all = Object.values(units);
  const found = all
    .filter((unit) => isOfType(unit, view.type) && isInState(unit, view.state) && matches(unit))
    .sort(comparing(view.sorting, ranksOf(units)));
  const groups = new Map<GroupId, Unit[]>();
  for (const id of ['pinned', ...origins] as const) groups.set(id, []);
  const pinned = new Set(pins);
  for (const unit of found) {
    if (!pinned.has(unit.name)) groups.get(unit.origin)?.push(unit);
  }
  // Pinned units are shown whatever their type, in the order they were pinned.
  groups.set(
    'pinned',
    pins.flatMap((name) => {
      const unit = units[name];
      return unit !== undefined && isInState(unit, view.state) && matches(unit) ? [unit] : [];
    }),
  );
  // A new user should not take the distribution's services for their own.
  const isUsual = view.type === 'service' && view.state === 'any' && view.query.trim() === '';
  return [...groups]
    .filter(([id, inGroup]) => inGroup.length > 0 || (id === 'mine' && isUsual && found.length > 0))
    .map(([id, inGroup]) => ({
      id,
      title: unitsListTexts.groups[id],
      units: inGroup,
      failed: inGroup.filter(isFailed).length,
    }));
};

/** How many units a group has, and how many of them failed. */
export const countText = ({ units, failed }: Group): string =>
  failed === 0
    ? number(units.length)
    : unitsListTexts.failedInGroup({ units: units.length, failed });

export const rowsOf = (groups: readonly Group[], closed: ReadonlySet<GroupId>): ListRow[] =>
  groups.flatMap((group): ListRow[] => {
    const open = !closed.has(group.id);
    return [
      { kind: 'group', key: `group:${group.id}`, height: groupHeight, group, open },
      ...(open ? group.units : []).map((unit, index): ListRow => ({
        kind: 'unit',
        key: unit.name,
        height: unitHeight,
        unit,
        pinned: group.id === 'pinned',
        at: index + 1,
        of: group.units.length,
      })),
    ];
  });
