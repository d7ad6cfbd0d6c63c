/**
 * What the list of units does not show: which services keep crashing, which starts a condition prevented, and which
 * processes ended.
 */
import type { AccountStore } from '../../core/app/store.ts';
import { isRestarting, type EndedProcess, type ManagerDetails } from '../../core/units/unit.ts';
import type { ListedUnit, ManagerConnection } from '../../system/manager/manager.ts';
import type { Change } from '../../system/manager/signals.ts';
import { createCrashes } from './crashes.ts';

/** Of a service that keeps crashing, the newest are enough. */
const mostProcesses = 50;

/** Transient units have ever new names. */
const mostUnits = 500;

const withProcesses = (
  known: readonly EndedProcess[],
  more: readonly EndedProcess[],
): EndedProcess[] => {
  const all = new Map(
    [...known, ...more].map((one) => [`${String(one.pid)} ${String(one.from)}`, one]),
  );
  return [...all.values()].slice(-mostProcesses);
};

interface Deps {
  store: Pick<AccountStore, 'state'>;
  /** The connection now, null while there is none. */
  manager(): ManagerConnection | null;
  memory: { get(unit: string): ListedUnit | undefined };
  /** Called with services that began or ceased to crash. */
  onChange(units: readonly string[]): void;
}

export const createTrouble = ({ store, manager: connected, memory, onChange }: Deps) => {
  const crashes = createCrashes((unit) => {
    onChange([unit]);
  });
  /** When a condition last kept a unit from starting: systemd soon forgets a unit that did not start. */
  const skips = new Map<string, number>();
  /** systemd knows no earlier run than the last, and forgets that with the unit. Oldest first. */
  const ended = new Map<string, readonly EndedProcess[]>();

  /** Notes a unit about to be restarted by systemd, if it failed. */
  const noteRestart = async (manager: ManagerConnection, unit: string): Promise<void> => {
    const result = await manager.resultOf(unit);
    if (manager !== connected() || result === '' || result === 'success') return;
    crashes.crashed(unit, memory.get(unit));
    onChange([unit]);
  };
  const noteRestarts = (units: Iterable<string>): void => {
    const manager = connected();
    if (manager === null) return;
    for (const unit of units) {
      // A unit that is gone, or a manager that is, leaves nothing to note.
      noteRestart(manager, unit).catch(() => undefined);
    }
  };

  return {
    isCrashing: crashes.has,
    /** A unit in memory; a crashing service as waiting for its restart while that stops it for a moment. */
    shown: (name: string): ListedUnit | undefined => {
      const unit = memory.get(name);
      return unit?.activeState === 'inactive' && crashes.has(name)
        ? { ...unit, activeState: 'activating', subState: 'auto-restart' }
        : unit;
    },
    /** Takes what signals told. */
    take: ({ states, restarts, skips: skipped, ended: more }: Change): void => {
      for (const [name, state] of states) {
        const isStopped = state === null || state.activeState === 'inactive';
        const isWanted = store.state().actions[name]?.action === 'stop';
        if (isStopped && isWanted) crashes.forget(name);
        else crashes.follow(name, state);
      }
      noteRestarts(restarts);
      for (const [name, at] of skipped) {
        if (at === null) skips.delete(name);
        else skips.set(name, at);
      }
      for (const [name, processes] of more) {
        const known = ended.get(name) ?? [];
        ended.delete(name);
        ended.set(name, withProcesses(known, processes));
        const [oldest] = ended.keys();
        if (ended.size > mostUnits && oldest !== undefined) ended.delete(oldest);
      }
    },
    /** Takes the whole list. */
    takeList: (listed: readonly ListedUnit[]): void => {
      for (const unit of listed) crashes.follow(unit.name, unit);
      const restarting = listed.filter((unit) => isRestarting(unit) && !crashes.has(unit.name));
      noteRestarts(restarting.map(({ name }) => name));
    },
    /**
     * Adds what systemd forgot: earlier processes, and the skipped start of a unit that was loaded again only for these
     * details.
     */
    withForgotten: (details: ManagerDetails): ManagerDetails => {
      const isFresh = details.activeState === 'inactive' && details.stateSince === null;
      const skippedAt = details.skippedAt ?? (isFresh ? (skips.get(details.name) ?? null) : null);
      if (details.kind !== 'service') return { ...details, skippedAt };
      const earlier = ended.get(details.name) ?? [];
      const endedProcesses = withProcesses(earlier, details.endedProcesses);
      return { ...details, skippedAt, endedProcesses };
    },
    clear: (): void => {
      crashes.clear();
      skips.clear();
      ended.clear();
    },
  };
};
