/** The fake's user manager has no io controller; a service has a limit of memory, and those that were held. */
import type { EffectiveLimits } from '../../../electron/core/fields/effective.ts';
import type { HandlersOf } from '../../../electron/ipc/contract/method.ts';
import type { unitsMethods } from '../../../electron/ipc/contract/units.ts';

const gibibyte = 2 ** 30;

type LimitMethods = Pick<typeof unitsMethods, 'controllers' | 'limitsInEffect' | 'holdLimit'>;

export const limitHandlers = (): HandlersOf<LimitMethods> => {
  let limits: EffectiveLimits = {
    MemoryHigh: null,
    MemoryMax: 2 * gibibyte,
    CPUQuota: null,
    CPUWeight: null,
    IOWeight: null,
    TasksMax: 4915,
    Nice: 0,
    LimitNOFILE: 524_288,
    LimitNOFILESoft: 1024,
  };
  return {
    controllers: () => ['cpu', 'memory', 'pids'],
    limitsInEffect: () => limits,
    holdLimit: ({ key }) => {
      limits = { ...limits, [key]: gibibyte };
    },
  };
};
