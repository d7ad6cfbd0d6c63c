import { describe, expect, test } from 'vitest';
import {
  followIncident,
  gravityOf,
  incidentKind,
  isWatched,
} from '../../../electron/core/incidents/incident.ts';
import { plainUnit, type Unit } from '../../../electron/core/units/unit.ts';

const unit = (change: Partial<Unit>): Unit => ({
  ...plainUnit('x.service'),
  own: true,
  ...change,
});

describe('what is wrong with a unit', () => {
  test.each([
    [{ activeState: 'active', subState: 'running' }, null],
    [{ activeState: 'inactive' }, null],
    [{ activeState: 'failed' }, 'failed'],
    [{ activeState: 'active', crashing: true }, 'crashing'],
    [{ activeState: 'activating', subState: 'auto-restart', crashing: true }, 'crashing'],
    [{ loadState: 'bad-setting' }, 'refused'],
    [{ loadState: 'bad-setting', activeState: 'active' }, null],
    [{ activeState: 'failed', unitFileState: 'masked' }, null],
  ] as const)('is found for %o', (change, kind) => {
    expect(incidentKind(unit(change), false)).toBe(kind);
  });

  test('is a lost proof only while it runs', () => {
    expect(incidentKind(unit({ activeState: 'active' }), true)).toBe('proof-lost');
    expect(incidentKind(unit({ activeState: 'failed' }), true)).toBe('failed');
    expect(incidentKind(unit({ activeState: 'inactive' }), true)).toBeNull();
  });
});

const watching = (pins: readonly string[], system = false) => ({ pins, notices: { system } });

test('watches own and pinned units, and those of the system on request, but neither templates nor aliases', () => {
  expect(isWatched(unit({}), watching([]))).toBe(true);
  expect(isWatched(unit({ own: false }), watching([]))).toBe(false);
  expect(isWatched(unit({ own: false }), watching(['x.service']))).toBe(true);
  expect(isWatched(unit({ own: false }), watching([], true))).toBe(true);
  expect(isWatched(unit({ name: 'x@.service' }), watching([]))).toBe(false);
  expect(isWatched(unit({ aliasOf: 'y.service' }), watching([]))).toBe(false);
});

describe('an incident', () => {
  const crash = { kind: 'crashing', at: 5, times: 1, isExpected: false } as const;

  test('begins unseen, unless the person expects it', () => {
    expect(followIncident('x.service', undefined, crash).seen).toBe(false);
    expect(followIncident('x.service', undefined, { ...crash, isExpected: true }).seen).toBe(true);
  });

  test('keeps its beginning, its cause and the highest count', () => {
    const begun = followIncident('x.service', undefined, { ...crash, times: 4 });
    const known = { ...begun, short: 'exit code 3' };
    expect(followIncident('x.service', known, { ...crash, at: 9, times: 2 })).toEqual({
      ...known,
      since: 5,
      times: 4,
    });
  });

  test('wants another look when a crash becomes a loop, and a loop a failure', () => {
    const seen = { ...followIncident('x.service', undefined, crash), seen: true };
    const again = followIncident('x.service', seen, { ...crash, times: 2 });
    expect(again.seen).toBe(true);
    const loop = followIncident('x.service', again, { ...crash, times: 3 });
    expect([gravityOf(again), gravityOf(loop), loop.seen]).toEqual([0, 1, false]);
    const failed = followIncident(
      'x.service',
      { ...loop, seen: true },
      { ...crash, kind: 'failed' },
    );
    expect([gravityOf(failed), failed.seen]).toEqual([2, false]);
    expect(
      followIncident('x.service', { ...failed, seen: true }, { ...crash, kind: 'failed' }).seen,
    ).toBe(true);
  });
});
