/** Incidents over a store in memory, for tests with fake timers. */
import { initialState } from '../../../electron/core/app/state.ts';
import { createStore } from '../../../electron/core/app/store.ts';
import type { Incident } from '../../../electron/core/incidents/incident.ts';
import { plainUnit, type Unit } from '../../../electron/core/units/unit.ts';
import type { Explanation } from '../../../electron/engine/incidents/explain.ts';
import {
  createIncidents,
  type IncidentChange,
} from '../../../electron/engine/incidents/incidents.ts';

const person = {
  name: 'a',
  uid: 1,
  home: '/home/a',
  runtimeFolder: '/run/user/1',
  unitFolder: '/home/a/.config/systemd/user',
  timerFolder: '/home/a/.local/share/systemd/timers',
  configFolder: '/home/a/.config',
};
export const name = 'x.service';
export const row = (change: Partial<Unit> = {}): Unit => ({
  ...plainUnit(name),
  own: true,
  ...change,
});
export const failed = { activeState: 'failed', subState: 'failed' } as const;
export const up = { activeState: 'active', subState: 'running' } as const;

export const nothing: Explanation = {
  short: null,
  sentence: null,
  lastLine: null,
  isKilledOnRequest: false,
};

/** Incidents over a store in which the manager runs, and everything they told. */
export const open = (options: { explain?: Explanation; last?: Incident[] } = {}) => {
  const store = createStore(initialState(person, { hearth: '0', electron: '0' }));
  const changes: IncidentChange[] = [];
  const incidents = createIncidents({
    store: store.account,
    explain: () => Promise.resolve(options.explain ?? nothing),
    onChange: (change) => changes.push(change),
    bugs: {
      report: (bug) => {
        throw bug;
      },
    },
  });
  let known = store.account.state().incidents;
  store.subscribe((_, event) => {
    const before = known;
    known = store.account.state().incidents;
    incidents.follow(event, before);
  });
  const dispatch = store.account.dispatch;
  const rows = (...changed: Unit[]): void => {
    dispatch({ kind: 'units', changed, removed: [] });
  };
  const now = (): Incident | undefined => store.account.state().incidents[name];
  incidents.begin(new Map((options.last ?? []).map((one) => [one.unit, one])));
  return { incidents, changes, dispatch, rows, now };
};
