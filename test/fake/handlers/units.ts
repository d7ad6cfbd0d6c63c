/** Acts on, watches and pins the fake's units. */
import { templateOf } from '../../../electron/core/names/unit-name.ts';
import type { Emit } from '../../../electron/ipc/contract/index.ts';
import type { HandlersOf, InputOf } from '../../../electron/ipc/contract/method.ts';
import type { unitsMethods } from '../../../electron/ipc/contract/units.ts';
import type { Disk } from '../files.ts';
import { detailsOf } from '../makers.ts';
import type { Scene } from '../scene.ts';
import { after, type FakeStore } from '../units.ts';
import { limitHandlers } from './limits.ts';
import { moment } from './moment.ts';

interface Deps {
  scene: Scene;
  store: FakeStore;
  disk: Disk;
  emit: Emit;
}

export const unitsHandlers = ({
  scene,
  store,
  disk,
  emit,
}: Deps): HandlersOf<typeof unitsMethods> => {
  const act = async ({
    unit: name,
    action,
  }: InputOf<typeof unitsMethods.actOnUnit>): Promise<null> => {
    // The first start of an instance makes its unit.
    const template = templateOf(name);
    const unit =
      template !== null && store.state().account.units[name] === undefined
        ? { ...store.unit(template), name }
        : store.unit(name);
    store.dispatch({ kind: 'action-started', unit: name, action, at: Date.now() });
    await moment();
    store.dispatch({ kind: 'units', changed: [after(unit, action)], removed: [] });
    store.dispatch({ kind: 'action-ended', unit: name, problem: null });
    return null;
  };

  return {
    ...limitHandlers(),
    actOnUnit: act,
    actFromPanel: async (asked) => {
      await act(asked);
    },
    dismissProblem: ({ unit }) => {
      store.dispatch({ kind: 'problem-dismissed', unit });
    },
    unitDetails: ({ unit: name }) =>
      detailsOf(store.unit(name), disk.text(name), scene.details?.[name]),
    commands: ({ unit }) => (scene.commands ?? []).filter((one) => one.unit === unit),
    watchNumbers: ({ unit }) => {
      setTimeout(() => {
        const at = Date.now();
        const reading = { at, cpuPercent: 2.5, memoryFrom: 'unit', tasks: 3 } as const;
        emit('numbers', {
          unit,
          reading: { ...reading, cpuNanoseconds: 4.2e9, memoryBytes: 24 * 1024 * 1024 },
        });
      });
    },
    unwatchNumbers: () => undefined,
    watchTimes: () => undefined,
    unwatchTimes: () => undefined,
    pinUnit: ({ unit, pinned }) => {
      const others = store.state().account.pins.filter((name) => name !== unit);
      store.dispatch({ kind: 'pins', pins: pinned ? [...others, unit] : others });
    },
    reloadManager: async ({ unit: name }) => {
      await moment();
      const changed = [{ ...store.unit(name), needDaemonReload: false }];
      store.dispatch({ kind: 'units', changed, removed: [] });
    },
  };
};
