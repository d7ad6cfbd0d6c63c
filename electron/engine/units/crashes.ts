/**
 * Which services keep crashing. systemd calls a crashing service `activating` while it waits and `active` while it tries
 * again, so the state alone looks healthy: a service counts as crashing from a failure until it has stayed up a while.
 */
import type { ActiveState } from '../../core/units/unit.ts';

/** How long a service must stay up to count as recovered. */
const steadyMs = 10_000;

type State = { activeState: ActiveState } | null | undefined;

/** @param onRecovered called when a service has stayed up long enough. */
export const createCrashes = (onRecovered: (unit: string) => void) => {
  /** Each with the timer that runs while it is up. */
  const crashing = new Map<string, NodeJS.Timeout | null>();

  const stopTimer = (unit: string): void => {
    const timer = crashing.get(unit);
    if (timer != null) clearTimeout(timer);
  };
  const forget = (unit: string): void => {
    stopTimer(unit);
    crashing.delete(unit);
  };

  /** Takes a new state; null for a unit that left memory. */
  const follow = (unit: string, state: State): void => {
    const timer = crashing.get(unit);
    if (timer === undefined) return;
    const now = state?.activeState ?? 'inactive';
    // Failed for good, or stopped: its own state is right again.
    if (now === 'failed' || now === 'inactive') forget(unit);
    else if (now !== 'active') {
      stopTimer(unit);
      crashing.set(unit, null);
    } else if (timer === null) {
      const recovered = (): void => {
        crashing.delete(unit);
        onRecovered(unit);
      };
      crashing.set(unit, setTimeout(recovered, steadyMs));
    }
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
    clear,
  };
};
