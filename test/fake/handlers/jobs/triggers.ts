/** Every socket of the fake accepts. */
import type { HandlersOf } from '../../../../electron/ipc/contract/method.ts';
import type { triggersMethods } from '../../../../electron/ipc/contract/schedule.ts';
import { moment } from '../moment.ts';

export const triggersHandlers = (): HandlersOf<typeof triggersMethods> => ({
  heldPorts: () => [],
  tryConnection: async () => {
    await moment();
    return { kind: 'accepted', milliseconds: 2 };
  },
});
