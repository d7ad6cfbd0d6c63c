import { ProblemError, type Problem } from '../../core/problems/problem.ts';
import { noEnabling } from '../../core/units/enabling.ts';
import type { Inventory } from './inventory.ts';

/** For when Hearth refuses to work: asks systemd nothing, and answers every caller with the reason. */
export const refusedInventory = (why: Problem): Inventory => ({
  refresh: () => Promise.reject(new ProblemError(why)),
  details: () => Promise.reject(new ProblemError(why)),
  managerEnvironment: () => Promise.reject(new ProblemError(why)),
  wholeDetails: () => Promise.reject(new ProblemError(why)),
  connection: () => {
    throw new ProblemError(why);
  },
  guard: { unit: () => undefined, reload: () => undefined },
  enabling: () => noEnabling,
  proofItems: () => [],
  startGraph: () => null,
  running: () => Promise.reject(new ProblemError(why)),
  watchTimes: () => Promise.reject(new ProblemError(why)),
  unwatchTimes: () => undefined,
  close: () => undefined,
});
