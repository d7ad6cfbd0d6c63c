import { expect, test } from 'vitest';
import {
  escapeName,
  escapePathName,
  instanceFault,
  instanceName,
  readableName,
  unescapeName,
  unescapePathName,
} from '../../../electron/core/names/unit-escape.ts';
import { unitNameKind } from '../../../electron/core/names/unit-name.ts';

test.each([
  ['a/b-c d', 'a-b\\x2dc\\x20d'],
  ['.hidden', '\\x2ehidden'],
  ['ü@', '\\xc3\\xbc\\x40'],
  ['', ''],
])('escapes %j as %s, and back', (text, name) => {
  expect(escapeName(text)).toBe(name);
  expect(unescapeName(name)).toBe(text);
});

test.each([
  ['/', '-'],
  ['', '-'],
  ['//home/./a b/', 'home-a\\x20b'],
  ['tmp/waldi', 'tmp-waldi'],
  ['/a/../b', null],
  ['.', null],
])('escapes the path %j as %j', (path, name) => {
  expect(escapePathName(path)).toBe(name);
});

test('unescapes a name as a path, or refuses it', () => {
  expect(unescapePathName('-')).toBe('/');
  expect(unescapePathName('home-a\\x20b')).toBe('/home/a b');
  for (const name of ['', '-a', 'a-', 'a--b', '..', 'a-.-b', '\\x']) {
    expect(unescapePathName(name)).toBeNull();
  }
});

test.each([
  ['app-at\\x2dspi\\x2ddbus\\x2dbus@autostart.service', 'app-at-spi-dbus-bus@autostart.service'],
  ['home-a\\x20b.mount', 'home-a b.mount'],
  ['\\xc3\\xbcber.service', 'über.service'],
  ['plain-name.service', 'plain-name.service'],
  // Not UTF-8, a line break, a mark that turns the direction of text.
  ['a\\xff.service', 'a\\xff.service'],
  ['a\\x0a.service', 'a\\x0a.service'],
  ['a\\xe2\\x80\\xae.service', 'a\\xe2\\x80\\xae.service'],
])('shows the name %s as %s', (name, shown) => {
  expect(readableName(name)).toBe(shown);
});

test('refuses invalid escapes', () => {
  for (const name of ['\\', '\\x4', '\\y41']) expect(unescapeName(name)).toBeNull();
});

test('names instances of templates', () => {
  expect(instanceName('a@.service', 'b/c')).toBe('a@b-c.service');
  expect(instanceName('a@old.service', 'new')).toBe('a@new.service');
  expect(instanceName('a@.service', '')).toBeNull();
  expect(instanceName('a.service', 'b')).toBeNull();
});

test.each([
  ['a.service', 'plain'],
  ['.a.service', 'plain'],
  ['a@.timer', 'template'],
  ['a@b@c.slice', 'instance'],
  ['@b.service', null],
  ['.service', null],
  ['a.Service', null],
  ['ü.service', null],
  [`${'a'.repeat(247)}.service`, 'plain'],
  [`${'a'.repeat(248)}.service`, null],
])('recognizes the name %s as %s', (name, kind) => {
  expect(unitNameKind(name)).toBe(kind);
});

test('the instance of a path is escaped as a path, and of a text as a text', () => {
  expect(instanceName('a@.service', '/srv/my notes/', 'path')).toBe('a@srv-my\\x20notes.service');
  expect(instanceName('a@.service', '/srv/my notes/')).toBe('a@-srv-my\\x20notes-.service');
  expect(instanceName('a@.service', '/', 'path')).toBe('a@-.service');
  expect(instanceName('a@.service', '100%', 'text')).toBe('a@100\\x25.service');
});

test.each([
  ['', 'text', null],
  ['x', 'text', null],
  ['%', 'text', null],
  ['a\nb', 'text', 'lines'],
  ['a\0b', 'text', 'null-byte'],
  ['x'.repeat(300), 'text', 'too-long'],
  ['ä'.repeat(40), 'text', 'too-long'],
  ['x'.repeat(245), 'text', null],
  ['x'.repeat(246), 'text', 'too-long'],
  ['/srv', 'path', null],
  ['srv', 'path', 'not-absolute'],
  ['/a/../b', 'path', 'dots'],
  [`/${'x'.repeat(300)}`, 'path', 'too-long'],
  ['/a\nb', 'path', 'lines'],
] as const)('%j as a %s is refused: %s', (typed, kind, fault) => {
  expect(instanceFault('a@.service', typed, kind)).toBe(fault);
});
