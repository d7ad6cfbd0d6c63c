import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { usualNotices } from '../../../electron/core/notices/notice-settings.ts';
import type { Incident } from '../../../electron/core/incidents/incident.ts';
import { problem } from '../../../electron/core/problems/problem.ts';
import type { Explanation } from '../../../electron/engine/incidents/explain.ts';
import { failed, name, nothing, open, row, up } from './incident-bench.ts';

/** The same, once the first look is over. */
const opened = async (options: { explain?: Explanation } = {}) => {
  const all = open(options);
  all.rows(row());
  all.dispatch({ kind: 'manager', manager: { kind: 'running' } });
  await vi.advanceTimersByTimeAsync(1000);
  all.changes.length = 0;
  return all;
};
const moment = () => vi.advanceTimersByTimeAsync(1000);

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('a failure', () => {
  test('begins an incident, which is explained', async () => {
    const { rows, now, changes } = await opened({
      explain: { ...nothing, short: 'exit code 3', lastLine: 'fatal' },
    });
    rows(row(failed));
    await moment();
    expect(now()).toMatchObject({
      kind: 'failed',
      seen: false,
      short: 'exit code 3',
      lastLine: 'fatal',
    });
    expect(changes[0]?.begun.map(({ unit }) => unit)).toEqual([name]);
  });

  test('is none when a restart calls it failed for an instant', async () => {
    const { rows, now } = await opened();
    rows(row(failed));
    await vi.advanceTimersByTimeAsync(50);
    rows(row(up));
    await moment();
    expect(now()).toBeUndefined();
  });

  test('is none when it was stopped on request', async () => {
    const { rows, now, incidents } = await opened();
    rows(row(up));
    incidents.stop(new Set([name]));
    rows(row(failed));
    await moment();
    expect(now()).toBeUndefined();
    // Its next failure is its own.
    rows(row(up));
    await moment();
    rows(row(failed));
    await moment();
    expect(now()?.kind).toBe('failed');
  });

  test('is known to the person who killed it, here or in a terminal', async () => {
    const here = await opened();
    here.dispatch({ kind: 'action-started', unit: name, action: 'kill', at: 0 });
    here.rows(row(failed));
    await moment();
    expect(here.now()).toBeUndefined();
    here.dispatch({ kind: 'action-ended', unit: name, problem: null });
    await moment();
    expect(here.now()?.seen).toBe(true);
    const elsewhere = await opened({ explain: { ...nothing, isKilledOnRequest: true } });
    elsewhere.rows(row(failed));
    await moment();
    expect(elsewhere.now()?.seen).toBe(true);
  });

  test('is known when the start that failed says so, and news when it follows a start that worked', async () => {
    const refused = await opened();
    refused.dispatch({ kind: 'action-started', unit: name, action: 'start', at: 0 });
    refused.rows(row(failed));
    refused.dispatch({
      kind: 'action-ended',
      unit: name,
      problem: problem('start-failed', { unit: name, line: '' }),
    });
    await moment();
    expect(refused.now()?.seen).toBe(true);
    const worked = await opened();
    worked.dispatch({ kind: 'action-started', unit: name, action: 'start', at: 0 });
    worked.rows(row(up));
    worked.dispatch({ kind: 'action-ended', unit: name, problem: null });
    await vi.advanceTimersByTimeAsync(500);
    worked.rows(row(failed));
    await moment();
    expect(worked.now()?.seen).toBe(false);
  });

  test('of a unit that is neither own nor pinned is no incident, until it is pinned', async () => {
    const { rows, now, dispatch } = await opened();
    rows(row({ ...failed, own: false }));
    await moment();
    expect(now()).toBeUndefined();
    dispatch({ kind: 'pins', pins: [name] });
    await moment();
    expect(now()?.kind).toBe('failed');
    dispatch({ kind: 'pins', pins: [] });
    await moment();
    expect(now()).toBeUndefined();
  });

  test('of a unit of the system is one while the person wants those as well', async () => {
    const { rows, now, dispatch } = await opened();
    rows(row({ ...failed, own: false }));
    dispatch({ kind: 'notices', settings: { ...usualNotices, system: true } });
    await moment();
    expect(now()?.kind).toBe('failed');
    dispatch({ kind: 'notices', settings: usualNotices });
    await moment();
    expect(now()).toBeUndefined();
  });
});

describe('an incident', () => {
  const failing = async () => {
    const all = await opened();
    all.rows(row(failed));
    await moment();
    all.changes.length = 0;
    return all;
  };

  test('is over once the unit has stayed up', async () => {
    const { rows, now, changes } = await failing();
    rows(row(up));
    await moment();
    expect(now()).toBeDefined();
    await vi.advanceTimersByTimeAsync(2000);
    expect(now()).toBeUndefined();
    expect(changes.flatMap(({ ended }) => ended)).toMatchObject([{ works: true, byPerson: false }]);
  });

  test('lasts when the unit fails again at once', async () => {
    const { rows, now, changes } = await failing();
    rows(row(up));
    await moment();
    rows(row(failed));
    await vi.advanceTimersByTimeAsync(5000);
    expect(now()?.kind).toBe('failed');
    expect(changes.flatMap(({ ended }) => ended)).toEqual([]);
  });

  test('ends without good news when the person resets, stops or deletes the unit', async () => {
    for (const end of ['reset', 'removed'] as const) {
      const { rows, now, changes, dispatch } = await failing();
      if (end === 'reset') rows(row());
      else dispatch({ kind: 'units', changed: [], removed: [name] });
      await moment();
      expect(now()).toBeUndefined();
      expect(changes.flatMap(({ ended }) => ended)).toMatchObject([{ works: false }]);
    }
    const stopping = await failing();
    stopping.incidents.stop(new Set([name]));
    await moment();
    expect(stopping.now()).toBeUndefined();
  });

  test('ends with good news after a run that succeeded', async () => {
    const { rows, changes } = await failing();
    rows(row({ activeState: 'activating', subState: 'start' }));
    await moment();
    rows(row());
    await moment();
    expect(changes.flatMap(({ ended }) => ended)).toMatchObject([{ works: true }]);
  });

  test('counts the crashes of a loop, and is over when it no longer crashes', async () => {
    const { rows, now, changes } = await opened();
    for (let at = 0; at < 4; at += 1) {
      rows(row({ activeState: 'activating', subState: 'auto-restart', crashing: true }));
      await vi.advanceTimersByTimeAsync(300);
      rows(row({ ...up, crashing: true }));
      await vi.advanceTimersByTimeAsync(300);
    }
    expect(now()).toMatchObject({ kind: 'crashing', times: 4, seen: false });
    rows(row(up));
    await moment();
    expect(now()).toBeUndefined();
    expect(changes.flatMap(({ ended }) => ended)).toMatchObject([{ works: true }]);
  });

  test('is seen in the focused window: on the page of its unit, or in the list of all', async () => {
    const { incidents, now } = await failing();
    incidents.looking.show({ kind: 'unit', unit: name, section: 'overview' });
    await moment();
    expect(now()?.seen).toBe(false);
    incidents.looking.focus(true);
    expect(now()?.seen).toBe(false);
    await moment();
    expect(now()?.seen).toBe(true);
    const other = await failing();
    other.incidents.looking.focus(true);
    other.incidents.looking.show({ kind: 'unit', unit: 'y.service', section: 'overview' });
    await moment();
    expect(other.now()?.seen).toBe(false);
    other.incidents.looking.show({ kind: 'home' });
    await moment();
    expect(other.now()?.seen).toBe(true);
  });

  test('isn’t seen by a window that shows its first page only for an instant', async () => {
    const { incidents, now } = await failing();
    incidents.looking.focus(true);
    incidents.looking.show({ kind: 'home' });
    await vi.advanceTimersByTimeAsync(300);
    incidents.looking.show({ kind: 'create' });
    await moment();
    expect(now()?.seen).toBe(false);
  });

  test('is seen from the beginning while the person looks', async () => {
    const { incidents, rows, now } = await opened();
    incidents.looking.focus(true);
    incidents.looking.show({ kind: 'home' });
    await moment();
    rows(row(failed));
    await moment();
    expect(now()?.seen).toBe(true);
  });

  test('stays known when the manager is lost and found', async () => {
    const { incidents, dispatch, rows, now } = await failing();
    incidents.mark([name], true);
    const why = problem('manager-lost', { detail: '' });
    dispatch({ kind: 'manager', manager: { kind: 'lost', problem: why } });
    expect(now()).toBeUndefined();
    rows(row(failed));
    dispatch({ kind: 'manager', manager: { kind: 'running' } });
    await moment();
    expect(now()?.seen).toBe(true);
  });
});

test('tells at the start what was wrong already, with what the last session knew', async () => {
  const old: Incident = {
    unit: name,
    kind: 'failed',
    since: 7,
    times: 2,
    short: 'exit code 3',
    sentence: null,
    lastLine: null,
    seen: true,
  };
  const { rows, dispatch, now, changes } = open({ last: [old] });
  rows(row(failed), { ...row(failed), name: 'y.service' });
  dispatch({ kind: 'manager', manager: { kind: 'running' } });
  await moment();
  expect(now()).toEqual(old);
  const [first] = changes;
  expect(first?.isFirst).toBe(true);
  expect(first?.begun.map(({ unit }) => unit)).toEqual(['y.service']);
});
