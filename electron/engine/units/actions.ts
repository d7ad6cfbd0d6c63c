/** systemctl's verbs on one unit: one at a time, shown by tray and window alike. */
import type { AccountStore } from '../../core/app/store.ts';
import type { Problem } from '../../core/problems/problem.ts';
import type { UnitAction } from '../../core/units/unit.ts';
import type { Systemctl } from '../../system/manager/systemctl.ts';
import type { UnitLock } from '../transactions/unit-lock.ts';

export const createActions = (store: AccountStore, systemctl: Systemctl, lock: UnitLock) => ({
  /** Resolves when the action has ended. Returns the problem, or null on success. @throws busy. */
  act: ({ unit, action }: { unit: string; action: UnitAction }): Promise<Problem | null> =>
    lock.act(unit, action, () => {
      const fileState = store.state().units[unit]?.unitFileState ?? '';
      return systemctl.act(unit, action, { fileState });
    }),
});

export type Actions = ReturnType<typeof createActions>;
