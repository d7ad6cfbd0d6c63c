/** How a unit is judged in a word or two, for its row. */
import { describe, expect, test } from 'vitest';
import { rowFact } from '../../../electron/core/verdict/row-fact.ts';
import type { Unit } from '../../../electron/core/units/unit.ts';
import { minutes, noon, stopped, unit } from '../../fake/makers.ts';
import { bad, incident, looping, off, proof, timer, worker } from './judged-units.ts';

describe('the fact in a row', () => {
  const row = (of: Unit, more: Partial<Parameters<typeof rowFact>[0]> = {}) => {
    const { text, tone } = rowFact({
      unit: of,
      underWay: null,
      proof: null,
      incident: null,
      nextAt: null,
      now: noon,
      ...more,
    });
    return `${text} (${tone})`;
  };
  test.each([
    [row(worker), '1 h (plain)'],
    [row(unit('old.service', { changedAt: minutes(3 * 24 * 60) })), '3 d (plain)'],
    [row({ ...worker, changedAt: null }), 'running (plain)'],
    [row(worker, proof('fresh', 4)), '4 s ✓ (plain)'],
    [row(worker, proof('late', 420)), 'late 7 min (busy)'],
    [row(worker, proof('lost', 9)), 'proof lost (bad)'],
    [row(worker, { underWay: 'stop' }), 'stopping… (busy)'],
    [row(bad), 'failed (bad)'],
    [row(bad, { incident: { ...incident(1), kind: 'failed', short: 'exit 3' } }), 'exit 3 (bad)'],
    [row(looping), 'crashing (bad)'],
    [row(looping, { incident: incident(16) }), 'crashed 16× (bad)'],
    [row(unit('r.service', { ...stopped, loadState: 'error' })), 'refused (bad)'],
    [
      row(unit('r.service', { ...stopped, loadState: 'error' }), {
        incident: { ...incident(1), kind: 'refused', short: 'line 5 refused' },
      }),
      'line 5 refused (bad)',
    ],
    [row(off), 'off (plain)'],
    [row(unit('e.service', stopped)), 'stopped (plain)'],
    [row(unit('s.service', { ...stopped, unitFileState: 'static' })), 'idle (plain)'],
    [row(unit('m.service', { ...stopped, loadState: 'masked' })), 'masked (plain)'],
    [row(timer), 'waiting (plain)'],
    [row(timer, { nextAt: minutes(-5 * 24 * 60) }), 'next 5 d (plain)'],
    // Where it is shown longer than an age holds.
    [row(worker, { now: null }), 'running (plain)'],
    [row(worker, { ...proof('fresh', 4), now: null }), 'running (plain)'],
    [row(worker, { ...proof('late', 420), now: null }), 'proof late (busy)'],
    [row(worker, { ...proof('lost', 9), now: null }), 'proof lost (bad)'],
    [row(looping, { incident: incident(16), now: null }), 'crashing (bad)'],
    [
      row(looping, { incident: { ...incident(16), short: 'exit code 3' }, now: null }),
      'exit code 3 (bad)',
    ],
    [row(timer, { nextAt: minutes(-5), now: null }), 'waiting (plain)'],
  ])('%s', (told, wanted) => {
    expect(told).toBe(wanted);
  });
});
