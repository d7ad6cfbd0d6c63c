import { describe, expect, test } from 'vitest';
import { cpuPercent } from '../../../electron/core/units/usage.ts';
import { allowedActions, plainUnit, type Unit } from '../../../electron/core/units/unit.ts';
import { usageOf } from '../../../electron/host/cgroup.ts';
import { pinsIn, withPins } from '../../../electron/system/storage/settings.ts';
import { rowAfter } from '../../../renderer/units/list/list-keys.ts';
import {
  groupsOf,
  rowsOf,
  usualView,
  type Group,
  type View,
} from '../../../renderer/units/list/list-rows.ts';

const unit = (name: string, change: Partial<Unit> = {}): Unit => ({
  ...plainUnit(name),
  ...change,
});
const attention = new Set(['bad.service']);

const units = Object.fromEntries(
  [
    unit('job-10.service', { origin: 'mine', changedAt: 5 }),
    unit('job-2.service', { origin: 'mine', activeState: 'active', command: '/opt/backup --all' }),
    unit('bad.service', { origin: 'mine', activeState: 'failed', changedAt: 9 }),
    unit('job@.service', { origin: 'mine', own: true }),
    unit('other.service', { origin: 'mine', aliasOf: 'job-2.service' }),
    unit('daily.timer', { origin: 'mine', unitFileState: 'enabled', description: 'Every day' }),
    unit('dbus.service', { needDaemonReload: true }),
    unit('sda.device', { origin: 'generated' }),
    unit('home.mount', { origin: 'generated' }),
  ].map((one) => [one.name, one]),
);
const inWords = ({ title, units: inGroup, parts }: Group): string =>
  parts.length === 0
    ? `${title}: ${inGroup.map(({ name }) => name).join(' ')}`
    : `${title} (${parts.map(inWords).join(', ')})`;
const shown = (change: Partial<View> = {}, pins: readonly string[] = []) =>
  groupsOf(units, pins, { ...usualView, ...change }, attention).map(inWords);

describe('the list', () => {
  test('shows what needs attention, then your services and what starts them, then those of the system', () => {
    expect(shown()).toEqual([
      'Needs attention: bad.service',
      'Yours: job-2.service job-10.service job@.service',
      'From your system (Distribution: dbus.service)',
    ]);
    const timers = { ...units, 'job-2.timer': unit('job-2.timer', { origin: 'mine', own: true }) };
    const mine = groupsOf(timers, [], { ...usualView, sorting: 'changed' }, attention)[1];
    expect(mine && inWords(mine)).toBe(
      'Yours: job-10.service job-2.service job-2.timer job@.service',
    );
    const others = ['job-10.path', 'job-10.socket', 'alone.socket'].map(
      (name) => [name, unit(name, { origin: 'mine', own: true })] as const,
    );
    const all = groupsOf({ ...units, ...Object.fromEntries(others) }, [], usualView, attention)[1];
    expect(all && inWords(all)).toBe(
      'Yours: alone.socket job-2.service job-10.service job-10.path job-10.socket job@.service',
    );
  });

  test('shows what needs attention whatever its type, unless one is chosen', () => {
    const mount = { 'home.mount': unit('home.mount', { activeState: 'failed' }) };
    const needing = new Set(['home.mount']);
    const of = (type: View['type']) =>
      groupsOf(mount, [], { ...usualView, type }, needing).map(inWords);
    expect(of('usual')).toEqual(['Needs attention: home.mount']);
    expect(of('service')).toEqual([]);
    expect(of('mount')).toEqual(['Needs attention: home.mount']);
  });

  test('shows the empty group of a new user before the distribution’s, but not in a search', () => {
    const distribution = { 'dbus.service': unit('dbus.service', {}) };
    const groups = (query: string) =>
      groupsOf(distribution, [], { ...usualView, query }, new Set()).map(({ title }) => title);
    expect(groups('')).toEqual(['Yours', 'From your system']);
    expect(groups('dbus')).toEqual(['From your system']);
  });

  test('filters by type, and shows devices and aliases only on request', () => {
    expect(shown({ type: 'timer' })).toEqual(['Yours: daily.timer']);
    expect(shown({ type: 'all' }).at(-1)).toBe(
      'From your system (Distribution: dbus.service, Generated: home.mount)',
    );
    expect(shown({ type: 'device' })).toEqual(['From your system (Generated: sda.device)']);
    expect(shown({ type: 'template' })).toEqual(['Yours: job@.service other.service']);
  });

  test('filters by state', () => {
    expect(shown({ state: 'failed' })).toEqual(['Needs attention: bad.service']);
    expect(shown({ state: 'up' })).toEqual(['Yours: job-2.service']);
    expect(shown({ state: 'changed' })).toEqual(['From your system (Distribution: dbus.service)']);
    expect(shown({ state: 'enabled', type: 'all' })).toEqual(['Yours: daily.timer']);
  });

  test('searches name, description and command', () => {
    expect(shown({ query: 'backup opt' })).toEqual(['Yours: job-2.service']);
    expect(shown({ query: 'every', type: 'all' })).toEqual(['Yours: daily.timer']);
    expect(shown({ query: 'nothing' })).toEqual([]);
  });

  test('sorts by state and by last change', () => {
    expect(shown({ sorting: 'state' })[1]).toBe('Yours: job-2.service job-10.service job@.service');
    expect(shown({ sorting: 'changed' })[1]).toBe(
      'Yours: job-10.service job-2.service job@.service',
    );
  });

  test('shows pinned units of any type, in the order of pinning', () => {
    expect(shown({}, ['daily.timer', 'job-10.service', 'gone.service', 'bad.service'])).toEqual([
      'Needs attention: bad.service',
      'Pinned: daily.timer job-10.service',
      'Yours: job-2.service job@.service',
      'From your system (Distribution: dbus.service)',
    ]);
  });

  test('shows the units of open groups only', () => {
    const keys = (...open: string[]) =>
      rowsOf(groupsOf(units, [], usualView, attention), (id) => open.includes(id)).map(
        ({ key }) => key,
      );
    expect(keys('attention')).toEqual([
      'group:attention',
      'bad.service',
      'group:mine',
      'group:system',
    ]);
    expect(keys('system', 'distribution')).toEqual([
      'group:attention',
      'group:mine',
      'group:system',
      'group:distribution',
      'dbus.service',
    ]);
    expect(keys('system').at(-1)).toBe('group:distribution');
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
