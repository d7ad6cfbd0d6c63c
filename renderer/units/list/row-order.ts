/** What is next to what in a group of the list: triggers beside their service, instances below their template. */
import { isTemplate, prefixOf, templateOf } from '../../../electron/core/names/unit-name.ts';
import { factsOfType } from '../../../electron/core/units/types.ts';
import type { Unit } from '../../../electron/core/units/unit.ts';

const isTrigger = (name: string): boolean => factsOfType(name).triggerKey !== null;

/** Puts each timer, path and socket after the service of its name, whatever the order. */
export const withTriggersBeside = (units: readonly Unit[]): Unit[] => {
  const names = new Set(units.map(({ name }) => name));
  const triggers = new Map<string, Unit[]>();
  for (const unit of units) {
    const service = `${prefixOf(unit.name)}.service`;
    if (isTrigger(unit.name) && names.has(service))
      triggers.set(service, [...(triggers.get(service) ?? []), unit]);
  }
  if (triggers.size === 0) return [...units];
  const beside = new Set([...triggers.values()].flat());
  return units
    .filter((unit) => !beside.has(unit))
    .flatMap((unit) => [unit, ...(triggers.get(unit.name) ?? [])]);
};

/** The template that a unit is below, if it is there: that of the service it starts, or its own. null for none. */
const hostOf = (name: string, names: ReadonlySet<string>): string | null => {
  if (isTemplate(name)) return null;
  const started = isTrigger(name) ? templateOf(`${prefixOf(name)}.service`) : null;
  return [started, templateOf(name)].find((host) => host !== null && names.has(host)) ?? null;
};

/** Units of the list, and below each template what belongs there; by templates, for those that have something. */
export interface Nested {
  units: Unit[];
  below: ReadonlyMap<string, readonly Unit[]>;
}

/** Takes instances out of the order and puts them below their template, which is where the first of them was. */
export const nested = (units: readonly Unit[]): Nested => {
  const below = new Map<string, Unit[]>();
  if (!units.some(({ name }) => isTemplate(name))) return { units: [...units], below };
  const names = new Set(units.map(({ name }) => name));
  const byName = new Map(units.map((unit) => [unit.name, unit]));
  const top = new Set<Unit>();
  for (const unit of units) {
    const host = hostOf(unit.name, names);
    const shown = host === null ? unit : byName.get(host);
    if (shown !== undefined) top.add(shown);
    if (host === null) continue;
    const others = below.get(host);
    if (others === undefined) below.set(host, [unit]);
    else others.push(unit);
  }
  return { units: [...top], below };
};
