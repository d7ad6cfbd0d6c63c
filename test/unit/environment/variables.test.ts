import { describe, expect, test } from 'vitest';
import { comparePaths, foldersIn } from '../../../electron/core/environment/path-entries.ts';
import { looksSecret } from '../../../electron/core/environment/secrets.ts';
import { withUnitVariables } from '../../../electron/core/environment/unit-variables.ts';
import {
  compareVariables,
  importBarOf,
  sessionVariables,
} from '../../../electron/core/environment/variables.ts';
import { readEnvironment } from '../../../electron/core/syntax/exec-parser.ts';
import { parseText, serialize } from '../../../electron/core/syntax/unit-file.ts';
import { decodeUtf8 } from '../../../electron/core/text/utf8.ts';

const compare = (terminal: Record<string, string>, manager: Record<string, string>) =>
  compareVariables({
    terminal: new Map(Object.entries(terminal)),
    manager: new Map(Object.entries(manager)),
    kept: new Set(['KEPT']),
    isSecret: looksSecret,
  });

describe('comparing variables', () => {
  test('lists each once, what can be done first', () => {
    const rows = compare(
      { SAME: 'a', OTHER: 'b', NEW: 'c', SHLVL: '1', KEPT: 'd' },
      { SAME: 'a', OTHER: 'x', ONLY: 'y' },
    );
    expect(rows.map(({ name, state }) => `${name} ${state}`)).toEqual([
      'KEPT missing',
      'NEW missing',
      'OTHER different',
      'ONLY extra',
      'SAME same',
      'SHLVL missing',
    ]);
    expect(rows.filter(({ kept }) => kept).map(({ name }) => name)).toEqual(['KEPT']);
  });

  test('leaves out secrets on both sides, and cuts long values', () => {
    const rows = compare({ API_KEY: 'abc', LONG: 'x'.repeat(1000) }, { API_KEY: 'def' });
    expect(JSON.stringify(rows)).not.toMatch(/abc|def/);
    const long = rows.find(({ name }) => name === 'LONG');
    expect(long?.terminal).toMatchObject({ whole: false, masked: false });
    expect(long?.terminal?.text.length).toBeLessThan(400);
  });

  test('compares 5,000 variables at once', () => {
    const many = Object.fromEntries(
      Array.from({ length: 5000 }, (_, at) => [`V${at}`, 'x'.repeat(400)]),
    );
    expect(compare(many, {})).toHaveLength(5000);
  });

  test.each([
    ['EDITOR', 'vim', null],
    ['MULTI', 'two\nlines\tand a tab', null],
    ['BASH_FUNC_x%%', '() { :; }', 'name'],
    ['1ST', 'x', 'name'],
    ['BELL', 'a\u0007b', 'value'],
    ['BROKEN', 'caf\ufffd', 'value'],
    ['PWD', '/', 'of-terminal'],
    ['HOME', '/home/a', 'of-systemd'],
  ])('offers %s=%j unless systemd refuses it or sets it: %s', (name, value, bar) => {
    expect(importBarOf(name, value)).toBe(bar);
  });

  test('takes from a session what terminals in it get', () => {
    const found = sessionVariables({
      DISPLAY: ':0',
      ELECTRON_RUN: '1',
      QT_QPA_PLATFORM: 'wayland',
      PATH: '/x',
    });
    expect([...found.keys()]).toEqual(['DISPLAY', 'QT_QPA_PLATFORM']);
  });
});

describe('secrets', () => {
  test.each([
    ['GITHUB_TOKEN', 'x'],
    ['OPENAI_API_KEY', 'x'],
    ['dbPassword', 'x'],
    ['AWS_SECRET_ACCESS_KEY', 'x'],
    ['PGPASSWORD', 'x'],
    ['X', 'ghp_0123456789abcdefghijABCDEFGHIJ012345'],
    ['X', 'glpat-0123456789abcdefghij'],
    ['X', 'AKIA0123456789ABCDEF'],
    ['X', 'sk-proj-0123456789abcdef'],
    ['X', 'xoxb-0123456789-abcdef'],
    ['X', 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln'],
    ['X', '-----BEGIN OPENSSH PRIVATE KEY-----\nabc'],
    ['DATABASE_URL', 'postgres://me:pw@host/db'],
    ['X', 'kJ8s0dLq2ZxW9vB4nM7pR1tY6uE3iO5aS8dF0gHj'],
  ])('are %s=%s', (name, value) => {
    expect(looksSecret(name, value)).toBe(true);
  });

  test.each([
    ['PATH', '/home/alice/.local/bin:/usr/local/bin:/usr/bin:/bin:/usr/games'],
    ['PWD', '/home/alice'],
    ['SSH_AUTH_SOCK', '/run/user/1000/keyring/ssh'],
    ['XAUTHORITY', '/run/user/1000/gdm/Xauthority'],
    ['MONKEY', 'x'],
    ['COMPASS', 'north'],
    ['LS_COLORS', 'rs=0:di=01;34:ln=01;36:mh=00:pi=40;33'],
    ['SSL_CERT_FILE', '/etc/ssl/cert.pem'],
    ['PRIVATE_KEY_PATH', '/home/alice/.ssh/id'],
    ['HOMEPAGE', 'https://example.org/a/b?c=d'],
    ['DBUS_SESSION_BUS_ADDRESS', 'unix:path=/run/user/1000/bus'],
    ['INVOCATION_ID', '0123456789abcdef0123456789abcdef'],
    ['TOKEN', ''],
  ])('are not %s=%s', (name, value) => {
    expect(looksSecret(name, value)).toBe(false);
  });
});

describe('PATH', () => {
  test('is split into folders, each once', () => {
    expect(foldersIn('/a:/b::/a:c')).toEqual(['/a', '/b', 'c']);
    expect(foldersIn('')).toEqual([]);
  });

  test('is compared in an order that fits both', () => {
    const places = comparePaths(['/n', '/a', '/b', '/c'], ['/a', '/c', '/g']);
    expect(places.map(({ folder, terminal, manager }) => [folder, terminal, manager])).toEqual([
      ['/n', 1, null],
      ['/a', 2, 1],
      ['/b', 3, null],
      ['/c', 4, 2],
      ['/g', null, 3],
    ]);
  });
});

describe('variables of one unit', () => {
  const set = (text: string, values: Record<string, string>): string =>
    decodeUtf8(serialize(withUnitVariables(parseText(text), new Map(Object.entries(values)))));

  test('are added to a drop-in, as systemd reads them back', () => {
    const values = { A: 'plain', B: 'two words', C: '50% "off" \\ $HOME', D: 'two\nlines' };
    const text = set('# mine\n[Service]\n', values);
    expect(text.startsWith('# mine\n[Service]\n')).toBe(true);
    const read = parseText(text).assignments.flatMap(
      ({ value }) => readEnvironment(value).variables,
    );
    expect(Object.fromEntries(read.map(({ name, value }) => [name, value]))).toEqual(values);
  });

  test('replace only the line that sets one alone', () => {
    expect(set('[Service]\nEnvironment=A=1 B=2\nEnvironment=A=3\n# end\n', { A: '4' })).toBe(
      '[Service]\nEnvironment=A=1 B=2\nEnvironment=A=4\n# end\n',
    );
    expect(set('[Service]\nEnvironment=A=1 B=2\n', { A: '4' })).toBe(
      '[Service]\nEnvironment=A=1 B=2\nEnvironment=A=4\n',
    );
  });
});
