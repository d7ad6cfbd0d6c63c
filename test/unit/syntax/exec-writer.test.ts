import { describe, expect, test } from 'vitest';
import {
  argumentWord,
  assignmentWord,
  escapePath,
  execText,
  expandPath,
  expandUnitPath,
  isUnitPath,
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
  expect(isUnitPath('%h/x')).toBe(true);
  expect(isUnitPath('%hx')).toBe(false);
  expect(isUnitPath('~/x')).toBe(false);
  expect(isUnitPath('x')).toBe(false);
});

test('expands paths like systemd', () => {
  expect(expandPath('%h/x', folders)).toBe('/home/a/x');
  expect(expandPath('/x/%h', folders)).toBe('/x/%h');
  expect(expandUnitPath('%t/a%%b', folders)).toBe('/run/user/1/a%b');
});

test('quotes a program and its arguments', () => {
  expect(execText('%h/my program', ['-x', 'a b'])).toBe('"%h/my program" -x "a b"');
});
