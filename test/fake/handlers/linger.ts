/** Whether services keep running after logout, on the fake. */
import type { lingerMethods } from '../../../electron/ipc/contract/linger.ts';
import type { HandlersOf } from '../../../electron/ipc/contract/method.ts';
import type { Scene } from '../scene.ts';
import type { FakeStore } from '../units.ts';
import { moment } from './moment.ts';

export const lingerHandlers = (
  scene: Scene,
  store: FakeStore,
): HandlersOf<typeof lingerMethods> => ({
  lingerCandidates: () =>
    scene.units
      .filter(({ unitFileState }) => unitFileState === 'enabled')
      .map(({ name, own }) => ({ unit: name, wantedBy: 'default.target', own })),
  setLinger: async ({ enable }) => {
    store.dispatch({ kind: 'linger-changing' });
    await moment();
    store.dispatch({ kind: 'linger', current: { linger: enable, state: 'active' } });
    store.dispatch({ kind: 'linger-changed', problem: null });
    return null;
  },
});
