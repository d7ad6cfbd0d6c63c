import { describe, expect, test } from 'vitest';
import {
  firstBadCharacter,
  isServiceName,
  isUnitName,
  nameFault,
  prefixOf,
  serviceNameOf,
  unitNameOfPath,
} from '../../../electron/core/names/unit-name.ts';

describe('a name typed for a new service', () => {
  test.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['.service', 'empty'],
    ['a/b', 'slash'],
    ['..', 'dots'],
    ['-x', 'leading-dash'],
    ['.hidden', 'leading-dot'],
    ['name@.service', 'template'],
    ['name@inst', 'template'],
    ['two words', 'character'],
    ['ü', 'character'],
    ['line\nbreak', 'character'],
    ['a'.repeat(256), 'too-long'],
    ['a'.repeat(248), 'too-long'],
    ['backup.timer', 'other-type'],
  ])('%j is refused as %s', (typed, fault) => {
    expect(nameFault(typed)).toBe(fault);
  });

  test.each([
    'a',
    'custom-user-worker',
    'foo.bar',
    'special:-characters_1',
    'a\\x2db',
    'a'.repeat(247),
  ])('accepts %j', (typed) => {
    expect(nameFault(typed)).toBeNull();
    expect(isServiceName(serviceNameOf(typed))).toBe(true);
  });

  test('keeps dots in a typed name and adds the suffix once', () => {
    expect(serviceNameOf('foo.bar')).toBe('foo.bar.service');
    expect(serviceNameOf(' foo.service ')).toBe('foo.service');
    expect(prefixOf('foo.bar.service')).toBe('foo.bar');
  });

  test('finds the first invalid character', () => {
    expect(firstBadCharacter('zwölf')).toBe('ö');
    expect(firstBadCharacter('fine')).toBeNull();
  });
});

test('accepts unit names of every type, including instances', () => {
  expect(isUnitName('getty@tty1.service')).toBe(true);
  expect(isUnitName('special@:-characters.service')).toBe(true);
  expect(isUnitName('a.b')).toBe(false);
  expect(isUnitName('../x.service')).toBe(false);
  expect(isUnitName('@.service')).toBe(false);
});

test('converts D-Bus object paths back to unit names', () => {
  expect(unitNameOfPath('/org/freedesktop/systemd1/unit/dbus_2eservice')).toBe('dbus.service');
  expect(unitNameOfPath('/org/freedesktop/systemd1/unit/a_2db_40c_2eservice')).toBe(
    'a-b@c.service',
  );
  expect(unitNameOfPath('/org/freedesktop/systemd1')).toBeNull();
});
