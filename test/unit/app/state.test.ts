import { matcherOf } from '../../../electron/core/app/find-units.ts';
import { describe, expect, test } from 'vitest';
import { problem } from '../../../electron/core/problems/problem.ts';
import {
  initialState,
  reduce,
  type AppEvent,
  type AppState,
} from '../../../electron/core/app/state.ts';
import { trayView, type TrayItem } from '../../../electron/core/app/tray-view.ts';
import {
  allowedActions,
  compareUnits,
  plainUnit,
  type Unit,
} from '../../../electron/core/units/unit.ts';
import { person } from './person.ts';

const unit = (change: Partial<Unit> = {}): Unit => ({
  ...plainUnit('x.service'),
  description: 'An x',
  unitFileState: 'disabled',
  own: true,
  ...change,
});

const state = (...events: AppEvent[]): AppState =>
  events.reduce(reduce, initialState(person, { hearth: '0', electron: '0' }));

const running: AppEvent = { kind: 'manager', manager: { kind: 'running' } };
const units = (...changed: Unit[]): AppEvent => ({ kind: 'units', changed, removed: [] });

describe('reduce', () => {
  test('counts every event, so that a late client can catch up', () => {
    expect(state(running, units(unit())).sequence).toBe(2);
  });

  test('adds, changes and removes units', () => {
    const after = state(
      units(unit(), unit({ name: 'y.service' })),
      units(unit({ activeState: 'active' })),
      { kind: 'units', changed: [], removed: ['y.service'] },
    );
    expect(Object.keys(after.account.units)).toEqual(['x.service']);
    expect(after.account.units['x.service']?.activeState).toBe('active');
  });

  test('forgets the units when the manager is lost', () => {
    const told = problem('manager-lost', { detail: 'gone' });
    const after = state(running, units(unit()), {
      kind: 'manager',
      manager: { kind: 'lost', problem: told },
    });
    expect(after.account.units).toEqual({});
  });

  test('reports folders that can’t be watched until they can, whatever the manager does', () => {
    const told = problem('watch-limit', { limit: 'max_user_instances' });
    expect(told.command).toContain('sudo sysctl fs.inotify.max_user_instances=');
    const unwatched: AppEvent = { kind: 'unwatched', problem: told };
    expect(state(unwatched, running).account.unwatched).toEqual(told);
    expect(state(unwatched, { kind: 'unwatched', problem: null }).account.unwatched).toBeNull();
  });

  test('keeps the problem of a failed action until the next action starts', () => {
    const told = problem('no-such-unit', { unit: 'x.service' });
    const started: AppEvent = { kind: 'action-started', unit: 'x.service', action: 'start', at: 5 };
    const failed = state(started, { kind: 'action-ended', unit: 'x.service', problem: told });
    expect(failed.account.actions).toEqual({});
    expect(failed.account.problems['x.service']).toBe(told);
    expect(reduce(failed, started).account.problems).toEqual({});
  });
});

describe('allowed actions', () => {
  const allowed = (change: Partial<Unit>): string[] => [...allowedActions(unit(change))].sort();

  test('actions depend on the state', () => {
    expect(allowed({})).toEqual(['enable', 'mask', 'start']);
    expect(allowed({ activeState: 'active', unitFileState: 'enabled' })).toEqual([
      'disable',
      'mask',
      'reload',
      'restart',
      'stop',
    ]);
    expect(allowed({ activeState: 'failed', unitFileState: 'static' })).toEqual([
      'mask',
      'reset-failed',
      'start',
    ]);
    expect(allowed({ loadState: 'masked', unitFileState: 'masked' })).toEqual(['unmask']);
    expect(allowed({ activeState: 'deactivating' })).toEqual(['kill']);
  });

  test('a unit that systemd refuses can’t be started', () => {
    expect(allowed({ loadState: 'bad-setting' })).not.toContain('start');
    expect(allowed({ loadState: 'bad-setting', activeState: 'active' })).toContain('stop');
  });

  test('a hanging start can be stopped, and a hanging stop can be killed', () => {
    expect([...allowedActions(unit(), 'start')]).toEqual(['stop']);
    expect([...allowedActions(unit({ activeState: 'active' }), 'stop')]).toEqual(['kill']);
    expect([...allowedActions(unit(), 'enable')]).toEqual([]);
  });
});

test('sorts own units first, and failed units to the top of their group', () => {
  const list = [
    unit({ name: 'c.service', own: false, activeState: 'failed' }),
    unit({ name: 'a.service', own: false }),
    unit({ name: 'z.service', activeState: 'failed' }),
    unit({ name: 'b.service' }),
  ];
  expect(list.sort(compareUnits).map(({ name }) => name[0])).toEqual(['z', 'b', 'c', 'a']);
});

test('searches for every word in name and description', () => {
  expect(matcherOf('an X')(unit())).toBe(true);
  expect(matcherOf('x y')(unit())).toBe(false);
  expect(matcherOf('mail')(unit({ aliases: 'mail.service' }))).toBe(true);
  expect(matcherOf('')(unit())).toBe(true);
});

describe('the tray', () => {
  const labels = (items: readonly TrayItem[]): string[] =>
    items.map((item) => (item.kind === 'separator' ? '-' : item.label));

  test('counts a service that keeps crashing as failed, whatever it does at the moment', () => {
    for (const change of [
      { activeState: 'active', subState: 'running' },
      { activeState: 'activating', subState: 'auto-restart' },
    ] as const) {
      const view = trayView(state(running, units(unit({ ...change, crashing: true }))));
      expect(view).toMatchObject({ icon: 'failed', count: 1, tooltip: 'Hearth: 1 service failed' });
      expect(labels(view.items)[0]).toBe('✕ x (crashing)');
    }
  });

  test('counts a unit that systemd refuses as failed', () => {
    const view = trayView(state(running, units(unit({ loadState: 'bad-setting' }))));
    expect(view).toMatchObject({ icon: 'failed', count: 1 });
    expect(labels(view.items)[0]).toBe('✕ x (refused)');
  });

  test('shows when there is no manager', () => {
    expect(trayView(state())).toMatchObject({ icon: 'absent', count: 0 });
    expect(labels(trayView(state()).items)[0]).toBe('Looking for your services…');
  });

  test('shows whether services are well, working or failed, with a count', () => {
    const well = state(running, units(unit({ activeState: 'active' })));
    expect(trayView(well)).toMatchObject({ icon: 'well', count: 0 });
    const working = reduce(well, {
      kind: 'action-started',
      unit: 'x.service',
      action: 'stop',
      at: 0,
    });
    expect(trayView(working).icon).toBe('working');
    const failed = reduce(
      working,
      units(
        unit({ activeState: 'failed' }),
        unit({ name: 'y.service', activeState: 'failed' }),
        unit({ name: 'o.service', own: false, activeState: 'failed' }),
      ),
    );
    expect(trayView(failed)).toMatchObject({
      icon: 'failed',
      count: 2,
      tooltip: 'Hearth: 2 services failed',
    });
  });

  test('stays calm when only a service of the distribution failed, but lists it', () => {
    const name = 'xdg\\x2dportal.service';
    const view = trayView(
      state(running, units(unit({}), unit({ name, own: false, activeState: 'failed' }))),
    );
    expect(view).toMatchObject({ icon: 'well', count: 0 });
    expect(view.items[0]).toMatchObject({ label: expect.stringContaining('xdg-portal') as string });
  });

  test('lists failed services first, then your own, with the actions their state allows', () => {
    const { items } = trayView(
      state(
        running,
        units(
          unit({ name: 'a_b.service', activeState: 'active', subState: 'running' }),
          unit({ name: 'bad.service', own: false, activeState: 'failed' }),
          unit({ name: 'other.service', own: false, activeState: 'active' }),
        ),
      ),
    );
    expect(labels(items)).toEqual([
      '✕ bad (failed)',
      '● a__b (running)',
      '-',
      'New service…',
      'Open Hearth',
      'Show panel',
      '-',
      'Keep running after logout',
      'Start Hearth at login',
      '-',
      'Help',
      'Quit',
    ]);
    const own = items[1];
    expect(own?.kind === 'submenu' && labels(own.items)).toEqual([
      'Stop',
      'Restart',
      'Logs',
      'Open',
    ]);
  });

  test('lists what runs before what is stopped, so that it has a place in a long menu', () => {
    const { items } = trayView(
      state(
        running,
        units(
          unit({ name: 'a.service' }),
          unit({ name: 'z.service', activeState: 'active', subState: 'running' }),
        ),
      ),
    );
    expect(labels(items).slice(0, 2)).toEqual(['● z (running)', '○ a (off)']);
  });

  test('offers the panel only where there is one', () => {
    const some = state(running, units(unit({ name: 'a.service' })));
    expect(labels(trayView(some).items)).toContain('Show panel');
    expect(labels(trayView(some, false).items)).not.toContain('Show panel');
  });

  test('stays narrow with a long name, and shows its beginning and end', () => {
    const name = `${'beginning-'.repeat(12)}${'middle-'.repeat(10)}end.service`;
    const [item] = trayView(state(running, units(unit({ name })))).items;
    const label = item?.kind === 'submenu' ? item.label : '';
    expect(label).toMatch(/^○ beginning-.*…e-middle-middle-end \(off\)$/);
    expect(label.length).toBeLessThan(60);
  });

  test('ends a long menu with a link to the rest', () => {
    const many = Array.from({ length: 25 }, (_, index) =>
      unit({ name: `s${String(index)}.service` }),
    );
    expect(labels(trayView(state(running, units(...many))).items)[20]).toBe('5 more…');
  });

  test('shows the state of lingering and autostart as check marks', () => {
    const { items } = trayView(
      state(
        { kind: 'linger', current: { linger: true, state: 'active' } },
        { kind: 'autostart', enabled: true, problem: null },
      ),
    );
    expect(items.filter((item) => item.kind === 'check')).toMatchObject([
      {
        label: 'Keep running after logout',
        checked: true,
        command: { kind: 'linger', enable: false },
      },
      {
        label: 'Start Hearth at login',
        checked: true,
        command: { kind: 'autostart', enable: false },
      },
    ]);
  });
});
