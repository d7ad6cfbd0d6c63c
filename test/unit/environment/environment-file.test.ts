import { describe, expect, test } from 'vitest';
import {
  readEnvironmentFile,
  withoutVariables,
  withVariables,
} from '../../../electron/core/environment/environment-file.ts';

const read = (text: string): Record<string, string> =>
  Object.fromEntries(readEnvironmentFile(text).map(({ name, raw }) => [name, raw]));
const set = (text: string, values: Record<string, string>): string =>
  withVariables(text, new Map(Object.entries(values)));

describe('a file of environment.d', () => {
  test.each([
    ['A=1\nB = 2\n', { A: '1', B: '2' }],
    ['# A=1\n; B=2\n\nC=3', { C: '3' }],
    ['A="two words"\n', { A: 'two words' }],
    ["A='single $x \\n'\n", { A: 'single $x \\n' }],
    ['A="a\\"b\\\\c\\$d\\n"\n', { A: 'a"b\\c$d\\n' }],
    ['A=one \\\n  two\n', { A: 'one   two' }],
    ['A="one\ntwo"\nB=3\n', { A: 'one\ntwo', B: '3' }],
    ['A=a  b  \n', { A: 'a  b' }],
    ['nonsense\nA=1\r\n', { A: '1' }],
    ['A=\nB=\n', { A: '', B: '' }],
    ['PATH=/x:$PATH\n', { PATH: '/x:$PATH' }],
  ])('reads %j', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  test('gets a new line at its end, and keeps every other byte', () => {
    const text = '# mine\nB = 2   # not a comment\n\n';
    expect(set(text, { A: 'x' })).toBe(`${text}A="x"\n`);
    expect(set('B=2', { A: 'x' })).toBe('B=2\nA="x"\n');
    expect(set('B=2\r\n', { A: 'x' })).toBe('B=2\r\nA="x"\r\n');
  });

  test('replaces the last line that sets a variable', () => {
    expect(set('A=1\n# why\nA=2\nB=3\n', { A: 'x y' })).toBe('A=1\n# why\nA="x y"\nB=3\n');
    expect(set('A="one\ntwo"\nB=3', { A: 'x' })).toBe('A="x"\nB=3');
  });

  test('writes a value so that it is read back, whatever signs it has', () => {
    const value = ' a "b" \'c\' \\ `d` #e ;f = g ';
    expect(read(set('', { A: value }))).toEqual({ A: value });
    // systemd expands `$` after reading, and makes `$$` one dollar sign.
    expect(read(set('', { A: '$HOME' }))).toEqual({ A: '$$HOME' });
  });

  test('refuses line breaks', () => {
    expect(() => set('', { A: 'a\nb' })).toThrow(RangeError);
  });

  test('loses all lines of a variable, and nothing else', () => {
    expect(withoutVariables('A=1\n# x\nB=2\nA=3\n', new Set(['A']))).toBe('# x\nB=2\n');
  });

  test('reads random bytes without end, and leaves them alone', () => {
    for (let seed = 1; seed < 2000; seed += 1) {
      const signs = 'A=1\n"\'\\$#; \t\r';
      let state = seed;
      const text = Array.from({ length: 30 }, () => {
        state = (state * 1103515245 + 12345) % 2147483648;
        return signs[state % signs.length] ?? '';
      }).join('');
      expect(set(text, { NEW: 'x' }).startsWith(text)).toBe(true);
    }
  });
});
