/** What the person just did to a unit in Hearth: they know of its outcome, so it is no news. */
import type { ActionUnderWay, AppEvent } from '../../core/app/state.ts';

/** How long an outcome may take to show after the command has returned. */
const outcomeMs = 3000;

interface Act {
  action: ActionUnderWay['action'];
  /** null while it is under way. */
  endedAt: number | null;
  /** Hearth says that it failed. */
  failed: boolean;
}

/** A start that worked says nothing about a failure after it. */
const starts: readonly ActionUnderWay['action'][] = ['start', 'restart', 'reload'];

export const createPersonActs = (now: () => number) => {
  const acts = new Map<string, Act>();

  const recent = (unit: string): Act | null => {
    const act = acts.get(unit);
    if (act === undefined) return null;
    if (act.endedAt === null || now() - act.endedAt < outcomeMs) return act;
    acts.delete(unit);
    return null;
  };

  return {
    follow: (event: AppEvent): void => {
      if (event.kind === 'action-started') {
        acts.set(event.unit, { action: event.action, endedAt: null, failed: false });
      } else if (event.kind === 'action-ended') {
        const act = acts.get(event.unit);
        if (act === undefined) return;
        acts.set(event.unit, { ...act, endedAt: now(), failed: event.problem !== null });
      }
    },
    /** Whether a failure now is what they asked for, or is reported where they asked. */
    expectsFailure: (unit: string): boolean => {
      const act = recent(unit);
      return act !== null && (act.failed || !starts.includes(act.action));
    },
    /** Whether they started it just now. */
    hasStarted: (unit: string): boolean => {
      const act = recent(unit);
      return act !== null && starts.includes(act.action);
    },
  };
};
