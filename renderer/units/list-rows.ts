/** The list of units as flat rows: groups by origin, and the units of those that are open. */
import { origins, type Origin } from '../../electron/core/units/origin.ts';
import {
  inOrderOfNames,
  isFailed,
  isRunnable,
  isUp,
  matchesQuery,
  type Unit,
} from '../../electron/core/units/unit.ts';
import { unitTypes } from '../../electron/core/units/types.ts';
import { unitTypeOf, type UnitType } from '../../electron/core/names/unit-name.ts';

export type GroupId = 'pinned' | Origin;

const titles: Record<GroupId, string> = {
  pinned: 'Pinned',
  mine: 'Yours',
  application: 'Applications',
  administrator: 'Administrator',
  distribution: 'Distribution',
  generated: 'Generated',
  transient: 'Transient',
};

interface TypeChoice {
  id: TypeFilter;
  label: string;
  types: UnitType[];
}

/** Types with the same words are one choice. */
const isAlike = (a: UnitType, b: UnitType): boolean => unitTypes[a].plural === unitTypes[b].plural;
const types = Object.keys(unitTypes) as UnitType[];
const byWords = types
  .filter((type, at) => types.findIndex((one) => isAlike(one, type)) === at)
  .map((id): TypeChoice => ({
    id,
    label: unitTypes[id].plural,
    types: types.filter((type) => isAlike(type, id)),
  }));

export const typeFilters: readonly TypeChoice[] = [
  ...byWords,
  { id: 'template', label: 'Templates, aliases', types: [] },
  { id: 'all', label: 'All types', types: [] },
];
/** A type of units, the first of those that are shown together. */
type TypeFilter = UnitType | 'template' | 'all';

export const stateFilters = [
  { id: 'any', label: 'Any state' },
  { id: 'up', label: 'Running' },
  { id: 'failed', label: 'Failed' },
  { id: 'stopped', label: 'Stopped' },
  { id: 'enabled', label: 'Starts by itself' },
  { id: 'masked', label: 'Masked' },
  { id: 'changed', label: 'Changed on disk' },
] as const;
type StateFilter = (typeof stateFilters)[number]['id'];

export const sortings = [
  { id: 'name', label: 'By name' },
  { id: 'state', label: 'By state' },
  { id: 'changed', label: 'Last changed' },
] as const;
type Sorting = (typeof sortings)[number]['id'];

/** What a person chose to see. */
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

const isOfType = (unit: Unit, filter: TypeFilter): boolean => {
  if (filter === 'template') return !isRunnable(unit);
  if (!isRunnable(unit)) return false;
  const type = unitTypeOf(unit.name);
  // Devices are many, and nobody's to start or stop.
  if (filter === 'all') return type !== 'device';
  const types: readonly UnitType[] = typeFilters.find(({ id }) => id === filter)?.types ?? [];
  return types.includes(type);
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
      return unit.unitFileState.startsWith('enabled');
    case 'masked':
      return unit.loadState === 'masked';
    case 'changed':
      return unit.needDaemonReload;
  }
};

/**
 * The place of each name in the order of names. Comparing thousands of names takes longer than a frame, and the names
 * seldom change: so it is kept.
 */
let ranks: ReadonlyMap<string, number> = new Map();
const ranksOf = (units: Readonly<Record<string, Unit>>): ReadonlyMap<string, number> => {
  const names = Object.keys(units);
  if (names.length !== ranks.size || names.some((name) => !ranks.has(name))) {
    names.sort(inOrderOfNames.compare);
    ranks = new Map(names.map((name, at) => [name, at]));
  }
  return ranks;
};

/** Failed ones first, then what runs. */
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
  const all = Object.values(units);
  const found = all
    .filter(
      (unit) =>
        isOfType(unit, view.type) && isInState(unit, view.state) && matchesQuery(unit, view.query),
    )
    .sort(comparing(view.sorting, ranksOf(units)));
  const groups = new Map<GroupId, Unit[]>();
  for (const id of ['pinned', ...origins] as const) groups.set(id, []);
  const pinned = new Set(pins);
  for (const unit of found) {
    if (!pinned.has(unit.name)) groups.get(unit.origin)?.push(unit);
  }
  // A pinned unit is wanted whatever its type, and it stands where it was put.
  groups.set(
    'pinned',
    pins.flatMap((name) => {
      const unit = units[name];
      return unit !== undefined && isInState(unit, view.state) && matchesQuery(unit, view.query)
        ? [unit]
        : [];
    }),
  );
  return [...groups]
    .filter(([, inGroup]) => inGroup.length > 0)
    .map(([id, inGroup]) => ({
      id,
      title: titles[id],
      units: inGroup,
      failed: inGroup.filter(isFailed).length,
    }));
};

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
