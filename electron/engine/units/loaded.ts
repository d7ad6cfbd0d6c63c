/** The units in the manager's memory, updated by its signals between lists, and when each last changed state. */
import type { ListedUnit } from '../../system/manager/manager.ts';

/** The state of a unit that is not in memory. */
const unloaded: Pick<ListedUnit, 'activeState' | 'subState'> = {
  activeState: 'inactive',
  subState: 'dead',
};

export const createUnitMemory = () => {
  let units = new Map<string, ListedUnit>();
  /** Milliseconds since the epoch, 0 for never. Includes unloaded units: systemd soon forgets a unit it stopped. */
  const times = new Map<string, number>();
  const isChanged = (name: string, next: ListedUnit | undefined): boolean => {
    const [old, now] = [units.get(name) ?? unloaded, next ?? unloaded];
    return old.activeState !== now.activeState || old.subState !== now.subState;
  };
  return {
    get: (name: string): ListedUnit | undefined => units.get(name),
    all: (): IterableIterator<ListedUnit> => units.values(),
    names: (): IterableIterator<string> => units.keys(),
    /** Takes a whole list. A change without a signal has no time. */
    take: (listed: readonly ListedUnit[]): void => {
      const next = new Map(listed.map((unit) => [unit.name, unit]));
      for (const name of [...units.keys(), ...next.keys()]) {
        if (isChanged(name, next.get(name))) times.delete(name);
      }
      units = next;
    },
    set: (unit: ListedUnit): void => {
      units.set(unit.name, unit);
    },
    delete: (name: string): void => {
      if (isChanged(name, undefined)) times.delete(name);
      units.delete(name);
    },
    clear: (): void => {
      units = new Map();
      times.clear();
    },
    /** null for a unit that never changed, or if unknown. */
    changedAt: (name: string): number | null => {
      const at = times.get(name) ?? 0;
      return at === 0 ? null : at;
    },
    /** Units in memory without a known time. */
    untimed: (): string[] => [...units.keys()].filter((name) => !times.has(name)),
    /** A signal and an answer may come in any order, so the later time wins. */
    takeTimes: (newTimes: ReadonlyMap<string, number>): void => {
      for (const [name, at] of newTimes) times.set(name, Math.max(at, times.get(name) ?? 0));
    },
    forgetTime: (name: string): void => {
      times.delete(name);
    },
  };
};
