import { describe, expect, test } from 'vitest';
import {
  argumentWord,
  assignmentWord,
  escapePath,
  execText,
  expandPath,
  expandUnitPath,
  environmentWord,
  isFullPath,
} from '../../../electron/core/syntax/exec-writer.ts';

const folders = { home: '/home/a', runtime: '/run/user/1' };

describe('an argument as a word of ExecStart=', () => {
  test.each([
    ['plain', 'plain'],
    ['', '""'],
    ['two words', '"two words"'],
    ['say "hi"', '"say \\"hi\\""'],
    ["it's", '"it\'s"'],
    ['50%', '50%%'],
    ['$HOME', '$$HOME'],
    [';', '";"'],
    ['a\nb', '"a\\nb"'],
    ['back\\slash', '"back\\\\slash"'],
    ['tab\tbell\u0007', '"tab\\tbell\\x07"'],
    ['ü→', 'ü→'],
  ])('%j becomes %s', (argument, word) => {
    expect(argumentWord(argument)).toBe(word);
  });
});

test('doubles % in an assignment and leaves $ alone', () => {
  expect(assignmentWord('A=$B "c" 100%')).toBe('"A=$B \\"c\\" 100%%"');
  expect(assignmentWord('A=b')).toBe('A=b');
});

test('keeps the leading folder specifier of a path and escapes every other %', () => {
  expect(escapePath('%h/50%/x')).toBe('%h/50%%/x');
  expect(escapePath('/x/%h')).toBe('/x/%%h');
  expect(isFullPath('%h/x')).toBe(true);
  expect(isFullPath('%hx')).toBe(false);
  expect(isFullPath('x')).toBe(false);
});

test.each([
  ['~', '%h'],
  ['~/x', '%h/x'],
  ['$HOME/5%', '%h/5%%'],
  ['${HOME}/x', '%h/x'],
  ['$XDG_RUNTIME_DIR/x', '%t/x'],
  ['~other/x', '~other/x'],
  ['$HOMER/x', '$HOMER/x'],
  ['/x/~', '/x/~'],
])('takes the folder that %s begins with as meant', (path, text) => {
  expect(escapePath(path)).toBe(text);
  expect(isFullPath(path)).toBe(/^[%/]/.test(text));
});

test.each([
  ['A=~/x', 'A=%h/x'],
  ['PATH=~/bin:/usr/bin:$HOME/b', 'PATH=%h/bin:/usr/bin:%h/b'],
  ['A=--in=${HOME}/x', 'A=--in=%h/x'],
  ['A=%h/50%', 'A=%h/50%%'],
  ['A=50%h x~', '"A=50%%h x~"'],
])('takes folders in %s as meant', (line, word) => {
  expect(environmentWord(line)).toBe(word);
});

test('expands paths like systemd', () => {
  expect(expandPath('%h/x', folders)).toBe('/home/a/x');
  expect(expandPath('/x/%h', folders)).toBe('/x/%h');
  expect(expandUnitPath('%t/a%%b', folders)).toBe('/run/user/1/a%b');
});

test('quotes a program and its arguments', () => {
  expect(execText('%h/my program', ['-x', 'a b'])).toBe('"%h/my program" -x "a b"');
});
