import { describe, expect, test } from 'vitest';
import { problem } from '../../../electron/core/problems/problem.ts';
import { initialState, reduce, type AppEvent } from '../../../electron/core/app/state.ts';
import { plainUnit, type Unit } from '../../../electron/core/units/unit.ts';
import { person } from './person.ts';

const unit = (change: Partial<Unit> = {}): Unit => ({ ...plainUnit('x.service'), ...change });
const units = (...changed: Unit[]): AppEvent => ({ kind: 'units', changed, removed: [] });
const state = (...events: AppEvent[]) =>
  events.reduce(reduce, initialState(person, { hearth: '0', electron: '0' }));

describe('a problem that no longer holds', () => {
  const told = (code: 'start-failed' | 'stop-timed-out') =>
    state(units(unit()), {
      kind: 'action-ended',
      unit: 'x.service',
      problem:
        code === 'start-failed'
          ? problem(code, { unit: 'x.service', line: '' })
          : problem(code, { unit: 'x.service', seconds: 90 }),
    });
  const problemsAfter = (code: 'start-failed' | 'stop-timed-out', change: Partial<Unit>) =>
    Object.keys(reduce(told(code), units(unit(change))).account.problems);

  test('goes when the unit runs after all, but not for a moment between two crashes', () => {
    expect(problemsAfter('start-failed', { activeState: 'active' })).toEqual([]);
    expect(problemsAfter('start-failed', { activeState: 'active', crashing: true })).toHaveLength(
      1,
    );
    expect(problemsAfter('start-failed', { activeState: 'failed' })).toHaveLength(1);
  });

  test('goes when the unit has stopped after all', () => {
    expect(problemsAfter('stop-timed-out', { activeState: 'inactive' })).toEqual([]);
    expect(problemsAfter('stop-timed-out', { activeState: 'deactivating' })).toHaveLength(1);
  });
});
