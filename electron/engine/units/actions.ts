/** What is done to one unit: one action at a time, seen by tray and window alike. */
import { fail, toProblem, type Problem } from '../../core/problems/problem.ts';
import { allowedNow, verbUnderWay, type ActionUnderWay } from '../../core/app/state.ts';
import { transactionsTexts } from '../../core/texts/transactions.ts';
import type { UnitAction } from '../../core/units/unit.ts';
import type { Store } from '../../core/app/store.ts';
import type { Systemctl } from '../../system/manager/systemctl.ts';

export interface Actions {
  /** Ends when the action has ended; a problem goes into the state. @throws busy. */
  act(unit: string, action: UnitAction): Promise<void>;
  /** A wait for what is done to whole units, null when nothing is: it must not be left half done. */
  transacting(): Promise<void> | null;
  /** Runs longer work on a unit under the same rule. @throws busy. */
  doing(unit: string, action: ActionUnderWay['action'], work: () => Promise<void>): Promise<void>;
}

export const createActions = (store: Store, systemctl: Systemctl): Actions => {
  /** The newest action of each unit: an older one that it overtook ends without a word. */
  const newest = new Map<string, symbol>();
  const transacting = new Set<Promise<void>>();

  /** Whether an action may begin now: over nothing, or over what it gives up or forces. */
  const mayBegin = (unit: string, action: ActionUnderWay['action']): boolean => {
    if (store.state().actions[unit] === undefined) return true;
    const row = store.state().units[unit];
    const verb = verbUnderWay({ action, since: 0 });
    if (verb === null || row === undefined) return false;
    return allowedNow(row, store.state().actions[unit]).has(verb);
  };

  const doing: Actions['doing'] = async (unit, action, work) => {
    if (!mayBegin(unit, action)) {
      throw fail('busy', { doing: transactionsTexts.underWay.action(unit) });
    }
    const mark = Symbol(unit);
    newest.set(unit, mark);
    store.dispatch({ kind: 'action-started', unit, action, at: Date.now() });
    let problem: Problem | null = null;
    const running = work().catch((thrown: unknown) => {
      problem = toProblem(thrown);
    });
    if (verbUnderWay({ action, since: 0 }) === null) transacting.add(running);
    await running;
    transacting.delete(running);
    if (newest.get(unit) !== mark) return;
    newest.delete(unit);
    store.dispatch({ kind: 'action-ended', unit, problem });
  };

  return {
    doing,
    transacting: () =>
      transacting.size === 0 ? null : Promise.all(transacting).then(() => undefined),
    act: (unit, action) =>
      doing(unit, action, async () => {
        const fileState = store.state().units[unit]?.unitFileState ?? '';
        await systemctl.act(unit, action, { fileState });
      }),
  };
};
