/** What is done to one unit: one action at a time, seen by tray and window alike. */
import { fail, toProblem, type Problem } from '../core/errors.ts';
import type { ActionUnderWay } from '../core/state.ts';
import { allowedActions, type UnitAction } from '../core/unit.ts';
import type { Store } from '../store.ts';
import type { Systemctl } from '../system/systemctl.ts';

export interface Actions {
  /** Ends when the action has ended; a problem goes into the state. @throws busy. */
  act(unit: string, action: UnitAction): Promise<void>;
  /** A wait for the deletion that is under way, null when none is: it must not be left half done. */
  deleting(): Promise<void> | null;
  /** Runs longer work on a unit under the same rule. @throws busy. */
  doing(unit: string, action: ActionUnderWay['action'], work: () => Promise<void>): Promise<void>;
}

export const createActions = (store: Store, systemctl: Systemctl): Actions => {
  /** The newest action of each unit: an older one that it overtook ends without a word. */
  const newest = new Map<string, symbol>();
  const deletions = new Set<Promise<void>>();

  /** Whether an action may begin now: over nothing, or over what it gives up or forces. */
  const mayBegin = (unit: string, action: ActionUnderWay['action']): boolean => {
    const underWay = store.state().actions[unit]?.action ?? null;
    if (underWay === null) return true;
    const row = store.state().units[unit];
    if (underWay === 'delete' || action === 'delete' || row === undefined) return false;
    return allowedActions(row, underWay).has(action);
  };

  const doing: Actions['doing'] = async (unit, action, work) => {
    if (!mayBegin(unit, action)) {
      throw fail('busy', { doing: `Another action on ${unit}` });
    }
    const mark = Symbol(unit);
    newest.set(unit, mark);
    store.dispatch({ kind: 'action-started', unit, action, at: Date.now() });
    let problem: Problem | null = null;
    const running = work().catch((thrown: unknown) => {
      problem = toProblem(thrown);
    });
    if (action === 'delete') deletions.add(running);
    await running;
    deletions.delete(running);
    if (newest.get(unit) !== mark) return;
    newest.delete(unit);
    store.dispatch({ kind: 'action-ended', unit, problem });
  };

  return {
    doing,
    deleting: () => (deletions.size === 0 ? null : Promise.all(deletions).then(() => undefined)),
    act: (unit, action) =>
      doing(unit, action, async () => {
        await systemctl.act(unit, action);
      }),
  };
};
