/** The list of services as flat rows: groups, and the units of those that are open. */
import { compareUnits, isFailed, matchesQuery, type Unit } from '../../electron/core/unit.ts';
import { isServiceName } from '../../electron/core/unit-name.ts';

export type GroupId = 'own' | 'others';

export interface Group {
  id: GroupId;
  title: string;
  units: Unit[];
  failed: number;
}

export type ListRow =
  | { kind: 'group'; key: string; height: number; group: Group; open: boolean }
  | { kind: 'unit'; key: string; height: number; unit: Unit; at: number; of: number };

const groupHeight = 32;
const unitHeight = 44;

export const groupsOf = (units: Readonly<Record<string, Unit>>, query: string): Group[] => {
  const found = Object.values(units)
    .filter((unit) => isServiceName(unit.name) && matchesQuery(unit, query))
    .sort(compareUnits);
  const group = (id: GroupId, title: string, of: Unit[]): Group => ({
    id,
    title,
    units: of,
    failed: of.filter(isFailed).length,
  });
  return [
    group(
      'own',
      'Your services',
      found.filter((unit) => unit.own),
    ),
    group(
      'others',
      'Other services',
      found.filter((unit) => !unit.own),
    ),
  ].filter(({ units: inGroup }) => inGroup.length > 0);
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
        at: index + 1,
        of: group.units.length,
      })),
    ];
  });
