/** Whether services keep running after logout, on the fake. */
import type { lingerMethods } from '../../../electron/ipc/contract/linger.ts';
import type { HandlersOf } from '../../../electron/ipc/contract/method.ts';
import type { FakeStore } from '../units.ts';
import { moment } from './moment.ts';

export const lingerHandlers = (store: FakeStore): HandlersOf<typeof lingerMethods> => ({
  setLinger: async ({ enable }) => {
    store.dispatch({ kind: 'linger-changing' });
    await moment();
    store.dispatch({ kind: 'linger', current: { linger: enable, state: 'active' } });
    store.dispatch({ kind: 'linger-changed', problem: null });
    return null;
  },
});
