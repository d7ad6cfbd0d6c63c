/** What an action does to a unit, as far as the window can see. */
import { reduce, type AppEvent, type AppState } from '../../electron/core/app/state.ts';
import { fail } from '../../electron/core/problems/problem.ts';
import type { Unit, UnitAction } from '../../electron/core/units/unit.ts';
import { stopped } from './makers.ts';

const up: Partial<Unit> = { activeState: 'active', subState: 'running' };

const effects: Record<UnitAction, Partial<Unit>> = {
  start: up,
  restart: up,
  reload: {},
  stop: stopped,
  kill: { activeState: 'failed', subState: 'failed' },
  'reset-failed': stopped,
  enable: { unitFileState: 'enabled' },
  disable: { unitFileState: 'disabled' },
  mask: { unitFileState: 'masked', loadState: 'masked' },
  unmask: { unitFileState: 'disabled', loadState: 'loaded' },
};

export const after = (unit: Unit, action: UnitAction): Unit => ({
  ...unit,
  ...effects[action],
  changedAt: Date.now(),
});

type Listener = (change: { sequence: number; event: AppEvent }) => void;

/** The main process's state, updated by the app's own reducer. Emits each change with its number. */
export const createFakeStore = (initial: AppState, tell: Listener) => {
  let state = initial;
  return {
    state: (): AppState => state,
    /** @throws no-such-unit */
    unit: (name: string): Unit => {
      const unit = state.account.units[name];
      if (unit === undefined) throw fail('no-such-unit', { unit: name });
      return unit;
    },
    dispatch: (event: AppEvent): void => {
      state = reduce(state, event);
      tell({ sequence: state.sequence, event });
    },
  };
};

export type FakeStore = ReturnType<typeof createFakeStore>;
