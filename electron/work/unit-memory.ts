/** The units in the manager's memory, kept by its signals between two lists. */
import type { ListedUnit } from '../system/bus.ts';

export const createUnitMemory = () => {
  let units = new Map<string, ListedUnit>();
  return {
    get: (name: string): ListedUnit | undefined => units.get(name),
    all: (): IterableIterator<ListedUnit> => units.values(),
    names: (): IterableIterator<string> => units.keys(),
    /** Takes a whole list, which does not tell when a state began. */
    take: (listed: readonly ListedUnit[]): void => {
      units = new Map(
        listed.map((unit) => {
          const old = units.get(unit.name);
          const same = old?.activeState === unit.activeState && old.subState === unit.subState;
          return [unit.name, same ? { ...unit, changedAt: old.changedAt } : unit];
        }),
      );
    },
    set: (unit: ListedUnit): void => {
      units.set(unit.name, unit);
    },
    delete: (name: string): void => {
      units.delete(name);
    },
    clear: (): void => {
      units = new Map();
    },
  };
};
