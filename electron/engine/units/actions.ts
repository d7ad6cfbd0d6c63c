/** systemctl's verbs on one unit: one at a time, shown by tray and window alike. */
import { setTimeout as pause } from 'node:timers/promises';
import type { AccountStore } from '../../core/app/store.ts';
import { problem, problemCodeOf, type Problem } from '../../core/problems/problem.ts';
import { isServiceName } from '../../core/names/unit-name.ts';
import type { UnitAction } from '../../core/units/unit.ts';
import type { Systemctl } from '../../system/manager/systemctl.ts';
import type { Bugs } from '../app/bugs.ts';
import type { Deletion } from '../files/deletion.ts';
import type { UnitLock } from '../transactions/unit-lock.ts';
import type { Inventory } from './inventory.ts';

/** systemctl calls a start successful once the program runs: how long to wait for one that ends at once. */
const settleMs = 300;

interface Deps {
  store: AccountStore;
  systemctl: Systemctl;
  lock: UnitLock;
  inventory: Pick<Inventory, 'details' | 'enabling'>;
  deletion: Pick<Deletion, 'unlink'>;
  bugs: Pick<Bugs, 'report'>;
}

export const createActions = ({ store, systemctl, lock, inventory, deletion, bugs }: Deps) => {
  /** Whether a service that was just started has ended without an error, though it should keep running. */
  const hasEnded = async (unit: string): Promise<boolean> => {
    const details = await inventory.details(unit);
    return (
      details.kind === 'service' &&
      details.activeState === 'inactive' &&
      details.type !== 'oneshot' &&
      details.result === 'success' &&
      details.skippedAt === null
    );
  };
  /** Reports a program that ends right after its start: otherwise the start seems to have done nothing. */
  const watchStart = async (unit: string): Promise<void> => {
    const ended = (await hasEnded(unit)) || (await pause(settleMs).then(() => hasEnded(unit)));
    if (!ended || store.state().actions[unit] !== undefined) return;
    store.dispatch({ kind: 'action-ended', unit, problem: problem('ended-at-once', { unit }) });
  };

  return {
    /** Resolves when the action has ended. Returns the problem, or null on success. @throws busy. */
    act: async ({
      unit,
      action,
    }: {
      unit: string;
      action: UnitAction;
    }): Promise<Problem | null> => {
      const failed = await lock.act(unit, action, () => {
        const link = action === 'disable' ? inventory.enabling(unit).link : null;
        if (link !== null) return deletion.unlink(unit, link.path);
        const fileState = store.state().units[unit]?.unitFileState ?? '';
        return systemctl.act(unit, action, { fileState });
      });
      if (failed === null && isServiceName(unit) && (action === 'start' || action === 'restart')) {
        watchStart(unit).catch((thrown: unknown) => {
          // Deleted meanwhile, or the manager is gone: then nothing is left to report.
          if (problemCodeOf(thrown) === null) bugs.report(thrown);
        });
      }
      return failed;
    },
  };
};

export type Actions = ReturnType<typeof createActions>;
