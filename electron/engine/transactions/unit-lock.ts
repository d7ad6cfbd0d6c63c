/**
 * One mutex per unit: a file change waits for the previous change, work on the unit as a whole excludes everything
 * else, and a verb may overtake only what it gives up on or forces. The state shows what is under way.
 */
import { allowedNow, isWhole, type ActionUnderWay, type WholeUnit } from '../../core/app/state.ts';
import type { AccountStore } from '../../core/app/store.ts';
import { fail, type Problem } from '../../core/problems/problem.ts';
import { transactionsTexts } from '../../core/texts/transactions.ts';
import type { UnitAction } from '../../core/units/unit.ts';
import { createTurns } from '../../host/async/keyed-mutex.ts';
import type { Bugs } from '../app/bugs.ts';

export const createUnitLock = (store: AccountStore, bugs: Pick<Bugs, 'toProblem'>) => {
  const turns = createTurns();
  /** The newest action of each unit: an action that it overtook ends silently. */
  const newest = new Map<string, symbol>();
  /** The action under way for each unit; a second request for the same one joins it. */
  const verbs = new Map<string, { action: UnitAction; outcome: Promise<Problem | null> }>();
  const wholes = new Set<Promise<unknown>>();

  /** Shows the action until its work ends. Returns the problem, or null on success. */
  const shown = async (
    unit: string,
    action: ActionUnderWay['action'],
    work: () => Promise<Problem | null>,
  ): Promise<Problem | null> => {
    const mark = Symbol(unit);
    newest.set(unit, mark);
    store.dispatch({ kind: 'action-started', unit, action, at: Date.now() });
    const problem = await work().catch(bugs.toProblem);
    if (newest.get(unit) !== mark) return null;
    newest.delete(unit);
    store.dispatch({ kind: 'action-ended', unit, problem });
    return problem;
  };

  const refuse = (unit: string): never => {
    throw fail('busy', { doing: transactionsTexts.underWay.action(unit) });
  };

  return {
    /** Runs a verb. Returns the problem, or null on success. @throws busy. */
    act: async (
      unit: string,
      action: UnitAction,
      work: () => Promise<unknown>,
    ): Promise<Problem | null> => {
      const { actions, units } = store.state();
      const underWay = actions[unit];
      const same = verbs.get(unit);
      if (underWay !== undefined && same?.action === action) return same.outcome;
      const row = units[unit];
      const mayBegin =
        underWay === undefined || (row !== undefined && allowedNow(row, underWay).has(action));
      if (!mayBegin) return refuse(unit);
      const outcome = shown(unit, action, () => work().then(() => null));
      const verb = { action, outcome };
      verbs.set(unit, verb);
      return outcome.finally(() => {
        if (verbs.get(unit) === verb) verbs.delete(unit);
      });
    },
    /**
     * Works on the unit as a whole, once a change under way has ended. Returns the problem, or null on success.
     * @throws busy.
     */
    whole: async (
      unit: string,
      action: WholeUnit,
      work: () => Promise<Problem | null>,
    ): Promise<Problem | null> => {
      if (store.state().actions[unit] !== undefined) return refuse(unit);
      const running = shown(unit, action, () => turns.take(unit, work));
      wholes.add(running);
      return running.finally(() => {
        wholes.delete(running);
      });
    },
    /** Changes files of the unit. @throws busy at once, rather than wait for a deletion; and what `work` throws. */
    change: async <Value>(unit: string, work: () => Promise<Value>): Promise<Value> => {
      const action = store.state().actions[unit]?.action;
      if (action !== undefined && isWhole(action)) {
        throw fail('busy', { doing: transactionsTexts.underWay[action](unit) });
      }
      return turns.take(unit, work);
    },
    /** Waits for what must not be left half done; null when there is nothing. */
    underWay: (): Promise<unknown> | null =>
      wholes.size > 0 ? Promise.allSettled(wholes) : turns.underWay(),
  };
};

export type UnitLock = ReturnType<typeof createUnitLock>;
