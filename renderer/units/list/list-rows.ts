/** The list of units as flat rows: groups by what people look for, and the units of those that are open. */
import { matcherOf } from '../../../electron/core/app/find-units.ts';
import { prefixOf } from '../../../electron/core/names/unit-name.ts';
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

/** What is not the person’s own, by origin, is within `system`. */
export type GroupId = 'attention' | 'pinned' | 'system' | Origin;

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
}

export type ListRow =
  | { kind: 'group'; key: string; height: number; group: Group; open: boolean; level: 1 | 2 }
  | {
      kind: 'unit';
      key: string;
      height: number;
      unit: Unit;
      pinned: boolean;
      level: 2 | 3;
      at: number;
      of: number;
    };

const groupHeight = 32;
const partHeight = 28;
const unitHeight = 30;

const isOfType = (unit: Unit, wanted: TypeFilter): boolean => {
  if (wanted === 'template') return !isRunnable(unit);
  if (!isRunnable(unit)) return false;
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

/** Puts each timer, path and socket after the service of its name, whatever the order. */
const withTriggersBeside = (units: readonly Unit[]): Unit[] => {
  const names = new Set(units.map(({ name }) => name));
  const triggers = new Map<string, Unit[]>();
  for (const unit of units) {
    const service = `${prefixOf(unit.name)}.service`;
    if (factsOfType(unit.name).triggerKey !== null && names.has(service))
      triggers.set(service, [...(triggers.get(service) ?? []), unit]);
  }
  if (triggers.size === 0) return [...units];
  const beside = new Set([...triggers.values()].flat());
  return units
    .filter((unit) => !beside.has(unit))
    .flatMap((unit) => [unit, ...(triggers.get(unit.name) ?? [])]);
};

const groupOf = (id: GroupId, units: Unit[], parts: Group[] = []): Group => ({
  id,
  title: unitsListTexts.groups[id],
  units,
  parts,
});

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
  const found = sorted(byName, view.sorting);
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

/** @param closed the groups whose units are not shown. */
export const rowsOf = (groups: readonly Group[], closed: ReadonlySet<GroupId>): ListRow[] => {
  const unitRows = (group: Group, level: 2 | 3): ListRow[] =>
    group.units.map((unit, index) => ({
      kind: 'unit',
      key: unit.name,
      height: unitHeight,
      unit,
      pinned: group.id === 'pinned',
      level,
      at: index + 1,
      of: group.units.length,
    }));
  const groupRow = (group: Group, level: 1 | 2): ListRow & { kind: 'group' } => ({
    kind: 'group',
    key: `group:${group.id}`,
    height: level === 1 ? groupHeight : partHeight,
    group,
    open: !closed.has(group.id),
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
