/**
 * Which services keep crashing. systemd calls a crashing service `activating` while it waits and `active` while it tries
 * again, so the state alone looks healthy: a service counts as crashing from a failure until it has stayed up a while.
 */
import type { ActiveState } from '../../core/units/unit.ts';

/** How long a service must stay up to count as recovered. */
const steadyMs = 10_000;
/** How long it must be stopped to count as stopped: systemd stops it for a moment on each restart (252, measured). */
const stoppedMs = 500;

type State = { activeState: ActiveState } | null | undefined;

/** @param onOver called when a service has stayed up, or stopped, long enough. */
export const createCrashes = (onOver: (unit: string) => void) => {
  /** The crashing services. While one is up or stopped: the timer after which it no longer counts as crashing. */
  const crashing = new Map<
    string,
    { state: 'active' | 'inactive'; timer: NodeJS.Timeout } | null
  >();

  const stopTimer = (unit: string): void => {
    clearTimeout(crashing.get(unit)?.timer);
  };
  const forget = (unit: string): void => {
    stopTimer(unit);
    crashing.delete(unit);
  };

  /** Takes a new state; null for a unit that left memory. */
  const follow = (unit: string, state: State): void => {
    const waiting = crashing.get(unit);
    if (waiting === undefined) return;
    const now = state?.activeState ?? 'inactive';
    if (waiting?.state === now) return;
    stopTimer(unit);
    crashing.set(unit, null);
    // systemd gave up: its own state is right again.
    if (now === 'failed') crashing.delete(unit);
    if (now !== 'active' && now !== 'inactive') return;
    const over = (): void => {
      crashing.delete(unit);
      onOver(unit);
    };
    const timer = setTimeout(over, now === 'active' ? steadyMs : stoppedMs);
    crashing.set(unit, { state: now, timer });
  };

  const clear = (): void => {
    for (const unit of [...crashing.keys()]) forget(unit);
  };

  return {
    has: (unit: string): boolean => crashing.has(unit),
    /** Takes a failure after which systemd restarts the service, and its state by now. */
    crashed: (unit: string, state: State): void => {
      stopTimer(unit);
      crashing.set(unit, null);
      follow(unit, state);
    },
    follow,
    forget,
    clear,
  };
};
