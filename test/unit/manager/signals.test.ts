import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { gatherChanges, type Change } from '../../../electron/system/manager/signals.ts';
import type { Signal } from '../../../electron/system/manager/bus/bus-connection.ts';

const manager = (member: string, ...body: unknown[]): Signal => ({
  path: '/org/freedesktop/systemd1',
  interface: 'org.freedesktop.systemd1.Manager',
  member,
  body,
});
const properties = (path: string): Signal => ({
  path: `/org/freedesktop/systemd1/unit/${path}`,
  interface: 'org.freedesktop.DBus.Properties',
  member: 'PropertiesChanged',
  body: [],
});

const states = (path: string, activeState: string, subState: string): Signal => ({
  ...properties(path),
  body: [
    'org.freedesktop.systemd1.Unit',
    [
      ['ActiveState', [[{ type: 's', child: [] }], [activeState]]],
      ['SubState', [[{ type: 's', child: [] }], [subState]]],
      ['StateChangeTimestamp', [[{ type: 't', child: [] }], [5_000]]],
    ],
    [],
  ],
});

let told: Change[];
let changes: ReturnType<typeof gatherChanges>;
beforeEach(() => {
  vi.useFakeTimers();
  told = [];
  changes = gatherChanges((change) => told.push(change));
});
afterEach(() => {
  changes.close();
  vi.useRealTimers();
});
const units = () => told.map((change) => [...change.units]);

describe('gatherChanges', () => {
  test('gathers the many signals of a start into one change', () => {
    changes.onSignal(manager('UnitNew', 'a.service', '/x'));
    changes.onSignal(manager('JobNew', 1, '/x', 'a.service'));
    changes.onSignal(properties('a_2eservice'));
    changes.onSignal(properties('b_2eservice'));
    expect(told).toEqual([]);
    vi.advanceTimersByTime(20);
    expect(units()).toEqual([['a.service', 'b.service']]);
    expect(told[0]?.everything).toBe(false);
  });

  test('reports a change soon, whatever other signals arrive', () => {
    changes.onSignal(properties('a_2eservice'));
    for (let at = 0; at < 4; at += 1) {
      vi.advanceTimersByTime(1);
      changes.onSignal(properties('b_2eservice'));
    }
    expect(units()).toEqual([['a.service', 'b.service']]);
  });

  test('reports many units, or the same unit repeatedly, only ten times a second', () => {
    const many = Array.from({ length: 9 }, (_, at) => `u${String(at)}_2eservice`);
    for (let at = 0; at < 50; at += 1) {
      for (const path of many) changes.onSignal(properties(path));
      vi.advanceTimersByTime(2);
    }
    expect(told).toHaveLength(1);
    vi.advanceTimersByTime(1000);
    told.splice(0);
    for (let at = 0; at < 250; at += 1) {
      changes.onSignal(properties('a_2eservice'));
      vi.advanceTimersByTime(2);
    }
    // Two immediately, then one every 100 ms.
    expect(told.length).toBeLessThanOrEqual(15);
    expect(told.length).toBeGreaterThanOrEqual(5);
  });

  test('reports units that change one after another only ten times a second', () => {
    for (let at = 0; at < 100; at += 1) {
      changes.onSignal(properties(`u${String(at)}_2eservice`));
      vi.advanceTimersByTime(10);
    }
    expect(told.length).toBeLessThanOrEqual(15);
    expect(told.length).toBeGreaterThanOrEqual(5);
  });

  test('reports a restart by systemd that is over within one event', () => {
    changes.onSignal(states('a_2eservice', 'activating', 'auto-restart'));
    changes.onSignal(states('a_2eservice', 'active', 'running'));
    vi.advanceTimersByTime(30);
    expect([...(told[0]?.restarts ?? [])]).toEqual(['a.service']);
    expect([...(told[0]?.states ?? [])]).toEqual([
      ['a.service', { activeState: 'active', subState: 'running' }],
    ]);
  });

  test('passes on the newest state in the signals, and that a unit was unloaded', () => {
    changes.onSignal(states('a_2eservice', 'deactivating', 'stop-sigterm'));
    changes.onSignal(states('a_2eservice', 'inactive', 'dead'));
    changes.onSignal(states('b_2eservice', 'active', 'running'));
    changes.onSignal(manager('UnitRemoved', 'b.service', '/x'));
    changes.onSignal(properties('c_2eservice'));
    vi.advanceTimersByTime(30);
    expect([...(told[0]?.states ?? [])]).toEqual([
      ['a.service', { activeState: 'inactive', subState: 'dead' }],
      ['b.service', null],
    ]);
    // Includes the unloaded unit: this was its last change.
    expect(told[0]?.times).toEqual(
      new Map([
        ['a.service', 5],
        ['b.service', 5],
      ]),
    );
    expect(units()).toEqual([['a.service', 'b.service', 'c.service']]);
  });

  test('tells a stop that ended with an error from a failure', () => {
    changes.onSignal(states('a_2eservice', 'failed', 'failed'));
    changes.onSignal(manager('JobRemoved', 1, '/x', 'a.service', 'done'));
    changes.onSignal(states('b_2eservice', 'active', 'running'));
    changes.onSignal(manager('JobRemoved', 2, '/x', 'b.service', 'done'));
    changes.onSignal(states('b_2eservice', 'failed', 'failed'));
    changes.onSignal(states('c_2eservice', 'failed', 'failed'));
    changes.onSignal(manager('JobRemoved', 3, '/x', 'c.service', 'failed'));
    vi.advanceTimersByTime(30);
    expect([...(told[0]?.stopped ?? [])]).toEqual(['a.service']);
  });

  test('reports nothing while the manager reloads, then that everything changed', () => {
    changes.onSignal(manager('Reloading', true));
    changes.onSignal(manager('UnitRemoved', 'a.service', '/x'));
    changes.onSignal(properties('a_2eservice'));
    changes.onSignal(manager('UnitFilesChanged'));
    vi.advanceTimersByTime(1000);
    expect(told).toEqual([]);
    changes.onSignal(manager('Reloading', false));
    vi.advanceTimersByTime(20);
    expect(told).toEqual([
      {
        units: new Set(),
        states: new Map(),
        times: new Map(),
        restarts: new Set(),
        skips: new Map(),
        stopped: new Set(),
        ended: new Map(),
        everything: true,
      },
    ]);
  });

  test('passes on main processes that ended, and none that runs', () => {
    const process = (pid: number, from: number, to: number): Signal => ({
      ...properties('a_2eservice'),
      body: [
        'org.freedesktop.systemd1.Service',
        [
          ['ExecMainPID', [[{ type: 'u', child: [] }], [pid]]],
          ['ExecMainStartTimestamp', [[{ type: 't', child: [] }], [from]]],
          ['ExecMainExitTimestamp', [[{ type: 't', child: [] }], [to]]],
        ],
        [],
      ],
    });
    changes.onSignal(process(7, 5_000, 0));
    changes.onSignal(process(7, 5_000, 6_000));
    changes.onSignal(process(8, 9_000, 9_500));
    vi.advanceTimersByTime(30);
    expect(told[0]?.ended.get('a.service')).toEqual([
      { pid: 7, from: 5, to: 6 },
      { pid: 8, from: 9, to: 9.5 },
    ]);
  });

  test('stops waiting for a reload that never ends', () => {
    changes.onSignal(manager('Reloading', true));
    changes.onSignal(properties('a_2eservice'));
    vi.advanceTimersByTime(6000);
    expect(told.map(({ everything }) => everything)).toEqual([true]);
    changes.onSignal(properties('a_2eservice'));
    vi.advanceTimersByTime(20);
    expect(units()[1]).toEqual(['a.service']);
  });

  test('treats links made by enable as a change of everything', () => {
    changes.onSignal(manager('UnitFilesChanged'));
    vi.advanceTimersByTime(20);
    expect(told[0]?.everything).toBe(true);
  });

  test('reports an unloaded unit, because a transient unit is then gone', () => {
    changes.onSignal(manager('UnitRemoved', 'run-1.service', '/x'));
    vi.advanceTimersByTime(20);
    expect(units()).toEqual([['run-1.service']]);
  });

  test('ignores loading and unloading caused by its own requests, which would loop forever', () => {
    changes.inspecting('a.service');
    changes.onSignal(manager('UnitNew', 'a.service', '/x'));
    changes.onSignal(manager('UnitRemoved', 'a.service', '/x'));
    changes.onSignal(manager('UnitNew', 'a.service', '/x'));
    changes.onSignal(manager('UnitRemoved', 'a.service', '/x'));
    vi.advanceTimersByTime(1000);
    expect(told).toEqual([]);
  });

  test('reports a unit again once somebody starts what it had inspected', () => {
    changes.inspecting('a.service');
    changes.onSignal(manager('JobNew', 1, '/x', 'a.service'));
    changes.onSignal(manager('UnitRemoved', 'a.service', '/x'));
    vi.advanceTimersByTime(20);
    expect(units()).toEqual([['a.service']]);
  });
});
