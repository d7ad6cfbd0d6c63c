/** Which programs of a unit count as scripts of Hearth, and what is found in their text. */
import { describe, expect, test } from 'vitest';
import {
  scriptFindings,
  syntaxFindings,
} from '../../../electron/core/lint/script/script-findings.ts';
import {
  interpreterBy,
  readShebang,
  shellOf,
  withoutShebang,
} from '../../../electron/core/lint/script/shebang.ts';
import { commandOf, emptyForm, unitText } from '../../../electron/core/create/service-form.ts';
import { fileKey } from '../../../electron/core/files/draft.ts';
import { parseText } from '../../../electron/core/syntax/unit-file.ts';
import { scriptsOf } from '../../../electron/core/names/script-names.ts';
import { placeOfPerson, unitSpecifiers } from '../../../electron/core/units/unit-specifiers.ts';

const folders = { home: '/home/alice', runtime: '/run/user/1000' };
const place = placeOfPerson({
  name: 'alice',
  uid: 1000,
  home: folders.home,
  runtimeFolder: folders.runtime,
  unitFolder: '/home/alice/.config/systemd/user',
});
const specifiers = unitSpecifiers('tpl@one.service', place);
const scriptsIn = (...lines: string[]): string[] =>
  scriptsOf(parseText(['[Service]', ...lines, ''].join('\n')).assignments, folders, specifiers);

describe('a script of Hearth', () => {
  test('is what the creation form makes, under any name a service may have', () => {
    for (const name of ['backup', 'a.b-c_d:1', 'user@']) {
      const form = { ...emptyForm(), name, runs: 'script' as const, script: '#!/bin/sh\n' };
      const { assignments } = parseText(unitText(form));
      const made = commandOf(form).program.replace('%h/.local/bin/', '');
      expect([name, scriptsOf(assignments, folders, specifiers)]).toEqual([name, [made]]);
    }
  });

  test.each([
    ['ExecStart=%h/.local/bin/a.sh --fast', ['a.sh']],
    ['ExecStart=/home/alice/.local/bin/a.sh', ['a.sh']],
    ['ExecStart=-@%h/.local/bin/a.sh a', ['a.sh']],
    ['ExecStart="%h/.local/bin/a.sh"', ['a.sh']],
    ['ExecStart=-!!:@%h/.local/bin/a.sh a', ['a.sh']],
    // systemd takes `!!` after `+` as part of the program, and refuses it.
    ['ExecStart=-+!!:%h/.local/bin/a.sh', []],
    ['ExecStart=%h//.local/./bin//a.sh', ['a.sh']],
    ['ExecStart=/home/%u/.local/bin/a.sh', ['a.sh']],
    ['ExecStart=%h/.local/bin/%p-%i.sh', ['tpl-one.sh']],
    ['ExecStart=%h/.local/bin/%S.sh', []],
    ['ExecStart=%h/.local/bin/tool', []],
    ['ExecStart=%h/.local/bin/.hidden.sh', []],
    ['ExecStart=%h/.local/bin/sub/a.sh', []],
    ['ExecStart=%h/.local/bin/../x.sh', []],
    ['ExecStart=%h/bin/a.sh', []],
    ['ExecStart=/usr/bin/cat %h/.local/bin/a.sh', []],
    ['ExecStartPre=%h/.local/bin/a.sh', []],
  ])('%s', (line, names) => {
    expect(scriptsIn(line)).toEqual(names);
  });

  test('is run by the commands in effect, each named once', () => {
    const a = 'ExecStart=%h/.local/bin/a.sh';
    const b = 'ExecStart=%h/.local/bin/b.sh';
    expect(scriptsIn(a, b, a)).toEqual(['a.sh', 'b.sh']);
    expect(scriptsIn(a, 'ExecStart=', b)).toEqual(['b.sh']);
  });

  test('has a draft of its own', () => {
    const unit = 'a.service';
    const refs = [
      { kind: 'fragment' },
      { kind: 'drop-in', name: 'a.conf' },
      { kind: 'script', name: 'a.sh' },
    ] as const;
    expect(new Set(refs.map((file) => fileKey({ unit, file }))).size).toBe(3);
  });
});

describe('the first line of a script', () => {
  const there = new Set(['/bin/sh', '/usr/bin/env', '/usr/bin/python3', '/usr/bin/perl']);
  const facts = {
    searchPath: ['/usr/bin'],
    paths: new Map(
      ['nope', 'bash -e', '"bash"', '${BB}/bash'].map((name) => [
        `/usr/bin/${name}`,
        { kind: 'missing' as const },
      ]),
    ),
  };
  const findingsIn = (text: string): string[] => {
    const shebang = readShebang(text);
    const interpreter =
      shebang === null
        ? withoutShebang(text)
        : interpreterBy(shebang, (program) => there.has(program));
    const script = { path: '/home/alice/.local/bin/a.sh', text };
    return scriptFindings(script, { shebang, interpreter }, facts).map(
      ({ line, severity, what }) => `${String(line)} ${severity} ${what}`,
    );
  };

  test.each([
    ['#!/bin/sh\n', []],
    ['#! /bin/sh -e\n', []],
    ['#!/usr/bin/env sh\n', []],
    ['', [/^1 error .*without “#!”/]],
    ['echo hello\n', [/^1 error .*without “#!”/]],
    ['\n#!/bin/sh\n', [/^1 error .*without “#!”/]],
    ['#!/opt/bin/python\n', [/^1 error .*doesn’t exist: \/opt\/bin\/python$/]],
    ['#!/usr/bin/env nope\n', [/^1 error .*doesn’t exist: nope$/]],
    ['#!sh\n', [/^1 error .*needs the full path of its interpreter, not “sh”/]],
    ['#!/bin/sh\r\ntrue\r\n', [/^1 error .*doesn’t exist: \/bin\/sh$/]],
    ['#!/bin/sh\ntrue\r\n', [/^2 error .*carriage return/]],
    ['#!/bin/sh\ncat <<END\na\r\nEND\n', []],
    ["#!/bin/sh\ncat <<-'END'\na\r\n\tEND\ntrue\r\n", [/^5 error .*carriage return/]],
    ['#!/bin/sh\ncat <<END\na\r\nEND\r\n', [/^3 error .*carriage return/]],
    ['#!/usr/bin/python3\nprint(1)\r\n', []],
    ['#!/usr/bin/python3 -u\r\nprint(1)\r\n', [/^1 error .*carriage return/]],
    ['#!/usr/bin/env -S python3 -u\r\nprint(1)\r\n', []],
    ['#!/usr/bin/perl -w\r\nprint 1\r\n', []],
    ['\x7fELF\x02\x01\x01\0\r\n', []],
    ['#!/usr/bin/env -S "bash" -e\n', []],
    ['#!/usr/bin/env -S ${BB}/bash\n', []],
    ['#!/usr/bin/env -S nope -e\n', [/^1 error .*doesn’t exist: nope$/]],
    ['#!/usr/bin/env bash -e\n', [/^1 error .*a program called “bash -e”/]],
    ['#!/usr/bin/env /bin/sh -e\n', [/^1 error .*a program called “\/bin\/sh -e”/]],
  ])('%j', (text, wanted) => {
    const found = findingsIn(text);
    expect(found).toHaveLength(wanted.length);
    wanted.forEach((pattern, at) => {
      expect(found[at]).toMatch(pattern);
    });
  });

  test.each([
    ['#!/bin/sh', 'sh'],
    ['#!/usr/bin/env bash', 'bash'],
    ['#!/usr/bin/env -S FOO=1 bash -e', 'bash'],
    ['#!/usr/bin/env bash -e', 'bash'],
    ['#!/bin/bash\r', 'bash'],
    ['#!/bin/zsh', null],
    ['#!/usr/bin/python3', null],
  ])('%j is read by %s', (line, shell) => {
    const shebang = readShebang(line);
    expect(shebang === null ? null : shellOf(shebang)).toBe(shell);
  });
});

test('words of a shell stand at their line, once a line', () => {
  const script = { path: '/home/alice/.local/bin/a.sh', text: '#!/bin/bash\ncat <<X\nfi\n' };
  const named = '/tmp/x/a.sh';
  const output = [
    `${named}: line 3: syntax error near unexpected token \`fi'`,
    `${named}: line 3: \`fi'`,
    `${named}: line 9: warning: here-document at line 2 delimited by end-of-file`,
    `${named}: 2: Syntax error: x`,
    'something else',
  ].join('\n');
  expect(
    syntaxFindings(script, 'bash', { output, named }).map(
      ({ line, severity, what }) => `${String(line)} ${severity} ${what}`,
    ),
  ).toEqual([
    "3 error bash: syntax error near unexpected token `fi'",
    '4 warning bash: here-document at line 2 delimited by end-of-file',
    '2 error bash: Syntax error: x',
  ]);
});
