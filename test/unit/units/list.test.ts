import { describe, expect, test } from 'vitest';
import { cpuPercent } from '../../../electron/core/units/usage.ts';
import { allowedActions, plainUnit, type Unit } from '../../../electron/core/units/unit.ts';
import { usageOf } from '../../../electron/host/cgroup.ts';
import { pinsIn, withPins } from '../../../electron/system/storage/settings.ts';
import { rowAfter } from '../../../renderer/units/list/list-keys.ts';
import { groupsOf, rowsOf, type View } from '../../../renderer/units/list/list-rows.ts';

const unit = (name: string, change: Partial<Unit> = {}): Unit => ({
  ...plainUnit(name),
  ...change,
});
const usual: View = { query: '', type: 'service', state: 'any', sorting: 'name' };

const units = Object.fromEntries(
  [
    unit('job-10.service', { origin: 'mine', changedAt: 5 }),
    unit('job-2.service', { origin: 'mine', activeState: 'active', command: '/opt/backup --all' }),
    unit('bad.service', { origin: 'mine', activeState: 'failed', changedAt: 9 }),
    unit('job@.service', { origin: 'mine' }),
    unit('other.service', { origin: 'mine', aliasOf: 'job-2.service' }),
    unit('daily.timer', { origin: 'mine', unitFileState: 'enabled', description: 'Every day' }),
    unit('dbus.service', { needDaemonReload: true }),
    unit('sda.device', { origin: 'generated' }),
    unit('home.mount', { origin: 'generated' }),
  ].map((one) => [one.name, one]),
);
const shown = (change: Partial<View> = {}, pins: readonly string[] = []) =>
  groupsOf(units, pins, { ...usual, ...change }).map(
    (group) => `${group.title}: ${group.units.map(({ name }) => name).join(' ')}`,
  );

describe('the list', () => {
  test('shows services by default, your own before others, failed services on top', () => {
    expect(shown()).toEqual([
      'Yours: bad.service job-2.service job-10.service',
      'Distribution: dbus.service',
    ]);
  });

  test('shows the empty group of a new user before the distribution’s, but not in a search', () => {
    const distribution = { 'dbus.service': unit('dbus.service', {}) };
    const groups = (query: string) =>
      groupsOf(distribution, [], { ...usual, query }).map(({ title }) => title);
    expect(groups('')).toEqual(['Yours', 'Distribution']);
    expect(groups('dbus')).toEqual(['Distribution']);
  });

  test('filters by type, and shows devices, templates and aliases only on request', () => {
    expect(shown({ type: 'timer' })).toEqual(['Yours: daily.timer']);
    expect(shown({ type: 'all' })).toHaveLength(3);
    expect(shown({ type: 'all' }).at(-1)).toBe('Generated: home.mount');
    expect(shown({ type: 'device' })).toEqual(['Generated: sda.device']);
    expect(shown({ type: 'template' })).toEqual(['Yours: job@.service other.service']);
  });

  test('filters by state', () => {
    expect(shown({ state: 'failed' })).toEqual(['Yours: bad.service']);
    expect(shown({ state: 'up' })).toEqual(['Yours: job-2.service']);
    expect(shown({ state: 'changed' })).toEqual(['Distribution: dbus.service']);
    expect(shown({ state: 'enabled', type: 'all' })).toEqual(['Yours: daily.timer']);
  });

  test('searches name, description and command', () => {
    expect(shown({ query: 'backup opt' })).toEqual(['Yours: job-2.service']);
    expect(shown({ query: 'every', type: 'all' })).toEqual(['Yours: daily.timer']);
    expect(shown({ query: 'nothing' })).toEqual([]);
  });

  test('sorts by state and by last change', () => {
    expect(shown({ sorting: 'state' })[0]).toBe('Yours: bad.service job-2.service job-10.service');
    expect(shown({ sorting: 'changed' })[0]).toBe(
      'Yours: bad.service job-10.service job-2.service',
    );
  });

  test('starts with pinned units of any type, in the order of pinning', () => {
    expect(shown({}, ['daily.timer', 'job-10.service', 'gone.service'])).toEqual([
      'Pinned: daily.timer job-10.service',
      'Yours: bad.service job-2.service',
      'Distribution: dbus.service',
    ]);
  });

  test('shows the units of open groups only', () => {
    const rows = rowsOf(groupsOf(units, [], usual), new Set(['mine']));
    expect(rows.map(({ key }) => key)).toEqual([
      'group:mine',
      'group:distribution',
      'dbus.service',
    ]);
  });

  test('moves through the list with keys', () => {
    expect(rowAfter('ArrowDown', -1, 5, true)).toBe(0);
    expect(rowAfter('ArrowUp', -1, 5, true)).toBe(4);
    expect(rowAfter('PageDown', 1, 5, false)).toBe(4);
    expect(rowAfter('Home', 3, 5, true)).toBeNull();
    expect(rowAfter('End', 0, 5, false)).toBe(4);
    expect(rowAfter('ArrowDown', 0, 0, false)).toBeNull();
  });
});

describe('actions by type of unit', () => {
  const allowed = (name: string, change: Partial<Unit> = {}) =>
    [...allowedActions(unit(name, change))].sort();
  test.each([
    ['a.timer', { unitFileState: 'disabled' }, ['enable', 'mask', 'start']],
    ['a.timer', { activeState: 'active' }, ['mask', 'restart', 'stop']],
    ['a.target', { refusesStart: true }, ['mask']],
    ['a.target', { activeState: 'active' }, ['mask', 'stop']],
    ['a.target', { activeState: 'active', refusesStop: true }, ['mask']],
    ['a.scope', { activeState: 'active', unitFileState: 'transient' }, ['stop']],
    ['a.mount', { activeState: 'active' }, ['mask', 'restart', 'stop']],
    ['a.device', { activeState: 'active' }, []],
    ['a@.service', { unitFileState: 'disabled' }, ['mask']],
  ] as const)('allows for %s with %o: %o', (name, change, actions) => {
    expect(allowed(name, change)).toEqual(actions);
  });
  test('allows kill only for units with processes', () => {
    expect(allowed('a.mount', { activeState: 'deactivating' })).toEqual([]);
    expect(allowed('a.service', { activeState: 'deactivating' })).toEqual(['kill']);
  });
});

describe('pins in the settings file', () => {
  test('reads back pins of any unit name', () => {
    const names = ['a.service', 'a\\x2db@c:d.service', 'z.timer'];
    expect(pinsIn(withPins('', names))).toEqual(names);
    expect(pinsIn(withPins(withPins('', names), []))).toEqual([]);
  });
  test('leaves every other byte of the settings file alone', () => {
    const text =
      '; my own words\r\n[window]\nwide = 1\n\n[ list ]\n# pinned\n pins[] = b.timer ; a note\nsort=name\n[more]\npins[]=not.service';
    expect(pinsIn(text)).toEqual(['b.timer']);
    const others = text.replace(' pins[] = b.timer ; a note\n', '');
    expect(withPins(text, [])).toBe(others);
    expect(withPins(text, ['b.timer', 'a.service'])).toBe(
      text.replace(' pins[] = b.timer ; a note', 'pins[]=b.timer\npins[]=a.service'),
    );
    expect(withPins(others, ['a.service'])).toBe(
      others.replace('[ list ]\n', '[ list ]\npins[]=a.service\n'),
    );
    expect(withPins('[window]', ['a.service'])).toBe('[window]\n[list]\npins[]=a.service\n');
    expect(withPins('[list]', ['a.service'])).toBe('[list]\npins[]=a.service\n');
  });
  test('ignores invalid pins', () => {
    expect(pinsIn('[list]\npins[]=../etc\npins[]=a.service\npins[]=a.service\n')).toEqual([
      'a.service',
    ]);
    expect(pinsIn('[list]\npins=a.service\n')).toEqual([]);
  });
});

test('shows CPU in percent of one core, and not across a restart', () => {
  const at = (clockMs: number, cpuNanoseconds: number | null) => ({ clockMs, cpuNanoseconds });
  expect(cpuPercent(null, at(0, 5))).toBeNull();
  expect(cpuPercent(at(0, 0), at(1000, 2_000_000_000))).toBe(200);
  expect(cpuPercent(at(0, 500), at(1000, 0))).toBeNull();
  expect(cpuPercent(at(0, null), at(1000, 0))).toBeNull();
  expect(usageOf('usage_usec 1578\nuser_usec 0\n')).toBe(1_578_000);
  expect(usageOf('user_usec 0\n')).toBeNull();
});
