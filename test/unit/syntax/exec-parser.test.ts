import { describe, expect, test } from 'vitest';
import { argumentWord } from '../../../electron/core/syntax/exec-writer.ts';
import { readCommands, readEnvironment } from '../../../electron/core/syntax/exec-parser.ts';
import {
  expandSpecifiers,
  expandVariables,
  partsOf,
} from '../../../electron/core/syntax/specifiers.ts';
import { encodeUtf8 } from '../../../electron/core/text/utf8.ts';

const argvOf = (value: string): string[][] =>
  readCommands(value).commands.map(({ argv }) => argv.map(({ text }) => text));

describe('splitting a command into words', () => {
  test.each([
    ['a  "b c"\t\'d "e"\'', ['a', 'b c', 'd "e"']],
    ['a"b c"d \'\'', ['ab cd', '']],
    ['a \\x41\\101\\u00fc\\U0001f600 \\s\\t', ['a', 'AAü😀', ' \t']],
    ['a \\xc3\\xbc', ['a', 'ü']],
    ['a \\q\\x4 \\400', ['a', '\\q\\x4', '\\400']],
    ['a b\\', ['a', 'b\\']],
    ['a \\; "\\;" ";"', ['a', ';', '\\;', ';']],
    ['a b;c \\;d', ['a', 'b;c', '\\;d']],
    ['a\u00a0b', ['a\u00a0b']],
  ])('splits %s', (value, argv) => {
    expect(argvOf(value)).toEqual([argv]);
  });

  test('passes through bytes that aren’t text', () => {
    const [argv = []] = argvOf('a \\xff\\ud800');
    expect([...encodeUtf8(argv[1] ?? '')]).toEqual([0xff, 0xed, 0xa0, 0x80]);
  });

  test('a lone ; ends a command', () => {
    expect(argvOf('; a b ; c ; ; d')).toEqual([['a', 'b'], ['c'], ['d']]);
  });
});

describe('prefixes', () => {
  test.each([
    ['-@:/bin/a b c', '-@:', '/bin/a', ['b', 'c']],
    ['!!/bin/a', '!!', '/bin/a', ['/bin/a']],
    ['"-"/bin/a', '-', '/bin/a', ['/bin/a']],
    ['--a', '-', '-a', ['-a']],
    ['+!a', '+', '!a', ['!a']],
    ['@/bin/a ""', '@', '/bin/a', ['']],
  ])('reads the prefixes of %s', (value, prefixes, program, argv) => {
    const [command] = readCommands(value).commands;
    expect(command?.prefixes).toBe(prefixes);
    expect(command?.program.text).toBe(program);
    expect(command?.argv.map(({ text }) => text)).toEqual(argv);
  });
});

describe('commands that systemd doesn’t run', () => {
  test.each([
    ['a/b', 'A program is an absolute path, or a name without “/”.', true],
    ['-~/b', 'A program is an absolute path, or a name without “/”.', false],
    ['/bin/', 'This is a folder.', true],
    [
      '"/a\'b"',
      'The path of a program can’t contain quotes, backslashes, or control characters.',
      true,
    ],
    ['@/bin/a', 'After “@”, the program needs the name it runs under.', true],
    ['/bin/a "b', 'This quote isn’t closed.', true],
    ['"/bin/a', 'This quote isn’t closed.', false],
    ['/bin/a %Q', 'systemd doesn’t know the specifier “%Q”.', true],
    ['-', 'There is no program here.', false],
  ])('reports why systemd doesn’t run %s', (value, what, refused) => {
    const reading = readCommands(value);
    expect(reading.findings.map((one) => one.what)).toEqual([what]);
    expect(reading.refused).toBe(refused);
    expect(reading.commands).toEqual([]);
  });

  test('reports an escape it doesn’t know, and keeps it', () => {
    expect(readCommands('a b\\q').findings).toMatchObject([{ start: 3 }]);
  });
});

describe('reading Environment=', () => {
  const read = (value: string) =>
    readEnvironment(value).variables.map(({ name, value: content }) => [name, content]);

  test.each([
    [
      'A=1 "B=two words" C="x"',
      [
        ['A', '1'],
        ['B', 'two words'],
        ['C', 'x'],
      ],
    ],
    [
      'A=$B%% 1x=2 B=3',
      [
        ['A', '$B%'],
        ['B', '3'],
      ],
    ],
    ['A=1 B=\\q C=3', [['A', '1']]],
    ['A=1 "B=2', [['A', '1']]],
    ['A=%Q B=2', [['B', '2']]],
    ['A=\\uffff', []],
  ])('reads the variables of %s', (value, variables) => {
    expect(read(value)).toEqual(variables);
  });
});

describe('specifiers and variables', () => {
  const variables = (name: string) => ({ A: ' one "two  3" f\\our ' })[name];

  test.each([
    ['$A', ['one', 'two  3', 'four']],
    ['${A}', [' one "two  3" f\\our ']],
    ['x$A', ['x$A']],
    ['$', []],
    ['$none', []],
    ['$$A ${none}$$', ['$A $']],
    ['${A:x}$$ ${A$$', ['${A:x}$ ${A$$']],
  ])('expands %s like systemd', (word, argv) => {
    expect(expandVariables(word, variables)).toEqual(argv);
  });

  test('keeps a % that isn’t followed by a letter', () => {
    const home = (letter: string) => (letter === 'h' ? '/home/a' : undefined);
    expect(expandSpecifiers('%h/50%%h %- %n %', home)).toBe('/home/a/50%h %- %n %');
  });

  test('splits a word into text, specifiers and variables', () => {
    expect(partsOf('a%%%h$$${B}c', { variables: true })).toEqual([
      { kind: 'text', text: 'a%' },
      { kind: 'specifier', text: '%h', letter: 'h' },
      { kind: 'text', text: '$' },
      { kind: 'variable', text: '${B}', name: 'B', splits: false },
      { kind: 'text', text: 'c' },
    ]);
    expect(partsOf('$B', { variables: true })).toEqual([
      { kind: 'variable', text: '$B', name: 'B', splits: true },
    ]);
    expect(partsOf('$B', { variables: false })).toEqual([{ kind: 'text', text: '$B' }]);
  });
});

test('reads back what it writes, including noncharacters', () => {
  const argv = ['', 'a b', '\uffff', "it's", '\\', '50% $A', ';', '\u0001\n'];
  const [read = []] = argvOf(`/bin/a ${argv.map(argumentWord).join(' ')}`);
  const expanded = read.slice(1).flatMap((word) =>
    expandVariables(
      expandSpecifiers(word, () => undefined),
      () => undefined,
    ),
  );
  expect(expanded.map((word) => [...encodeUtf8(word)])).toEqual(
    argv.map((word) => [...encodeUtf8(word)]),
  );
});
