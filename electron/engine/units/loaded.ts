/** The units in the manager's memory, updated by its signals between lists, and when each last changed state. */
import type { ListedUnit, ManagerConnection } from '../../system/manager/manager.ts';
import type { Change } from '../../system/manager/signals.ts';

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
    /** Takes the states that came with signals; false if nothing else is known about one of the units. */
    takeStates: (
      states: Change['states'],
      other: { onGone(name: string): void; descriptionOf(name: string): string | undefined },
    ): boolean => {
      let known = true;
      for (const [name, state] of states) {
        if (state === null) {
          if (isChanged(name, undefined)) times.delete(name);
          units.delete(name);
          other.onGone(name);
          continue;
        }
        const unit = units.get(name);
        const description = other.descriptionOf(name);
        if (unit !== undefined) units.set(name, { ...unit, ...state });
        else if (description !== undefined) {
          units.set(name, { name, description, loadState: 'loaded', ...state });
        } else known = false;
      }
      return known;
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

interface Deps {
  memory: Pick<ReturnType<typeof createUnitMemory>, 'untimed' | 'takeTimes'>;
  isCurrent(manager: ManagerConnection): boolean;
  showAll(): void;
}

/** Reads when units last changed, while somebody looks at that: 300 units take 50 ms. */
export const createTimes = ({ memory, isCurrent, showAll }: Deps) => {
  let isWanted = false;
  return {
    want: (wanted: boolean): void => {
      isWanted = wanted;
    },
    /** Asks only about units without a time from a signal. */
    read: async (manager: ManagerConnection): Promise<void> => {
      const untimed = isWanted ? memory.untimed() : [];
      if (untimed.length === 0) return;
      const times = await manager.changeTimes(untimed);
      if (!isCurrent(manager)) return;
      memory.takeTimes(times);
      showAll();
    },
  };
};
