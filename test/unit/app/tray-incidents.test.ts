import { expect, test } from 'vitest';
import {
  initialState,
  reduce,
  type AppEvent,
  type AppState,
} from '../../../electron/core/app/state.ts';
import { trayView, type TrayView } from '../../../electron/core/app/tray-view.ts';
import type { Incident } from '../../../electron/core/incidents/incident.ts';
import { plainUnit, type Unit } from '../../../electron/core/units/unit.ts';
import { person } from './person.ts';

const unit = (change: Partial<Unit>): Unit => ({
  ...plainUnit('x.service'),
  own: true,
  ...change,
});
const incident = (differs: Partial<Incident> = {}): Incident => ({
  unit: 'x.service',
  kind: 'failed',
  since: 0,
  times: 1,
  short: 'no such program',
  sentence: null,
  lastLine: null,
  seen: false,
  ...differs,
});
const state = (one: Unit, ...changed: Incident[]): AppState =>
  (
    [
      { kind: 'manager', manager: { kind: 'running' } },
      { kind: 'units', changed: [one], removed: [] },
      { kind: 'incidents', changed, ended: [] },
    ] satisfies AppEvent[]
  ).reduce(reduce, initialState(person, { hearth: '0', electron: '0' }));
const firstLabel = ({ items: [first] }: TrayView): string =>
  first === undefined || first.kind === 'separator' ? '' : first.label;

test('the tray says why a unit failed, and counts what nobody has seen', () => {
  const failed = unit({ activeState: 'failed' });
  const view = trayView(state(failed, incident()));
  expect(view).toMatchObject({
    icon: 'failed',
    count: 1,
    tooltip: 'Hearth: 1 service failed (x: no such program)',
  });
  expect(firstLabel(view)).toBe('✕ x (no such program)');
  expect(trayView(state(failed, incident({ seen: true })))).toMatchObject({
    icon: 'failed',
    count: 0,
  });
});

test('the tray says what the row says, without what changes by itself: an open menu would close', () => {
  const label = (change: Partial<Unit>): string => firstLabel(trayView(state(unit(change))));
  expect(label({ activeState: 'active', subState: 'running', changedAt: 1 })).toBe('● x (running)');
  expect(label({ unitFileState: 'disabled' })).toBe('○ x (off)');
  expect(label({ unitFileState: 'static' })).toBe('○ x (idle)');
  const up = state(unit({ activeState: 'active', subState: 'running' }));
  const stopping = { kind: 'action-started', unit: 'x.service', action: 'stop', at: 0 } as const;
  expect(firstLabel(trayView(reduce(up, stopping)))).toBe('● x (stopping…)');
});

test('the tray turns red for the incident of a pinned unit, and of a running one', () => {
  const pinned = unit({ name: 'p.service', own: false, activeState: 'active' });
  const lost = incident({ unit: 'p.service', kind: 'proof-lost', short: null });
  const view = trayView(state(pinned, lost));
  expect(view).toMatchObject({ icon: 'failed', count: 1 });
  expect(firstLabel(view)).toBe('✕ p (running)');
});

test('an incident that is over, and a lost manager, leave nothing behind', () => {
  const before = state(unit({ activeState: 'failed' }), incident());
  const after = reduce(before, { kind: 'incidents', changed: [], ended: ['x.service'] });
  expect(after.account.incidents).toEqual({});
  const connecting = reduce(before, { kind: 'manager', manager: { kind: 'connecting' } });
  expect(connecting.account.incidents).toEqual({});
});
