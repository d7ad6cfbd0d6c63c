/** The units in the manager's memory, kept by its signals between two lists, and when each last changed its state. */
import type { ListedUnit } from '../../system/manager/manager.ts';

/** What a unit is that is not in memory. */
const unloaded: Pick<ListedUnit, 'activeState' | 'subState'> = {
  activeState: 'inactive',
  subState: 'dead',
};

export const createUnitMemory = () => {
  let units = new Map<string, ListedUnit>();
  /** Milliseconds since the epoch, 0 for never. Also of what was unloaded: systemd soon forgets a unit that it stopped. */
  const times = new Map<string, number>();
  const isChanged = (name: string, next: ListedUnit | undefined): boolean => {
    const [old, now] = [units.get(name) ?? unloaded, next ?? unloaded];
    return old.activeState !== now.activeState || old.subState !== now.subState;
  };
  return {
    get: (name: string): ListedUnit | undefined => units.get(name),
    all: (): IterableIterator<ListedUnit> => units.values(),
    names: (): IterableIterator<string> => units.keys(),
    /** Takes a whole list. A change that it tells and no signal has told has no time. */
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
    /** null for one that never changed, or of which it is not known. */
    changedAt: (name: string): number | null => {
      const at = times.get(name) ?? 0;
      return at === 0 ? null : at;
    },
    /** Those in memory of which it is not known. */
    untimed: (): string[] => [...units.keys()].filter((name) => !times.has(name)),
    /** Of a signal and an answer, which may come in any order, the later time counts. */
    takeTimes: (told: ReadonlyMap<string, number>): void => {
      for (const [name, at] of told) times.set(name, Math.max(at, times.get(name) ?? 0));
    },
    forgetTime: (name: string): void => {
      times.delete(name);
    },
  };
};
