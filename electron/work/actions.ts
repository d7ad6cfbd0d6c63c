/** What is done to one unit: one action at a time, seen by tray and window alike. */
import { fail, toProblem } from '../core/errors.ts';
import type { ActionUnderWay } from '../core/state.ts';
import { allowedActions, type UnitAction } from '../core/unit.ts';
import type { Store } from '../store.ts';
import type { Systemctl } from '../system/systemctl.ts';

export interface Actions {
  /** Ends when the action has ended; a problem goes into the state. */
  act(unit: string, action: UnitAction): Promise<void>;
  /** Runs longer work on a unit under the same rule. */
  doing(unit: string, action: ActionUnderWay['action'], work: () => Promise<void>): Promise<void>;
}

export const createActions = (store: Store, systemctl: Systemctl): Actions => {
  /** The newest action of each unit: an older one that it overtook ends without a word. */
  const newest = new Map<string, symbol>();

  const doing: Actions['doing'] = async (unit, action, work) => {
    const mark = Symbol(unit);
    newest.set(unit, mark);
    store.dispatch({ kind: 'action-started', unit, action, at: Date.now() });
    const problem = await work().then(
      () => null,
      (thrown: unknown) => toProblem(thrown),
    );
    if (newest.get(unit) !== mark) return;
    newest.delete(unit);
    store.dispatch({ kind: 'action-ended', unit, problem });
  };

  return {
    doing,
    act: async (unit, action) => {
      const underWay = store.state().actions[unit]?.action ?? null;
      const row = store.state().units[unit];
      const allowed =
        underWay === null ||
        (underWay !== 'delete' && row !== undefined && allowedActions(row, underWay).has(action));
      if (!allowed) throw fail('busy', { doing: `The ${underWay} of ${unit}` });
      await doing(unit, action, async () => {
        await systemctl.act(unit, action);
      });
    },
  };
};
