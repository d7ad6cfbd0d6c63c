import { describe, expect, test } from 'vitest';
import { folded, textRuns } from '../../../electron/core/logs/ansi-text.ts';
import { isPlain } from '../../../electron/core/text/visible.ts';

const shown = (message: string): string =>
  textRuns(message)
    .map(({ text, mark }) => (mark ? `[${text}]` : text))
    .join('');
const first = (message: string) => textRuns(message)[0];

describe('terminal colours', () => {
  test('shows terminal colours exactly where they apply', () => {
    const runs = textRuns('plain \u001b[1;31mred\u001b[0m again');
    expect(runs.map(({ text }) => text)).toEqual(['plain ', 'red', ' again']);
    expect(runs[1]).toMatchObject({ foreground: 1, bold: true });
    expect(runs[2]).toMatchObject({ foreground: null, bold: false });
  });
  test.each([
    ['\u001b[92mx', { foreground: 10 }],
    ['\u001b[44mx', { background: 4 }],
    ['\u001b[38;5;196mx', { foreground: 9 }],
    ['\u001b[38;5;12mx', { foreground: 12 }],
    ['\u001b[38;2;0;200;5mx', { foreground: 2 }],
    ['\u001b[38;5;255;4mx', { underline: true }],
    ['\u001b[3;9mx', { italic: true, struck: true }],
    ['\u001b[1m\u001b[22mx', { bold: false }],
    ['\u001b[mx', { foreground: null }],
    ['\u001b[38mx', { foreground: null }],
    ['\u001b[999mx', { foreground: null }],
  ])('applies the style %j', (message, style) => {
    expect(first(message)).toMatchObject({ text: 'x', ...style });
  });
  test('shows concealed text', () => {
    expect(shown('\u001b[8mhidden')).toBe('hidden');
  });
});

describe('control and invisible characters', () => {
  test.each([
    ['\u001b[2Jgone', '[␛][2Jgone'],
    ['\u001b]0;title\u0007x', '[␛]]0;title[␇]x'],
    ['\u001b]8;;http://x\u001b\\link', '[␛]]8;;http://x[␛]\\link'],
    ['back\b\b\bfake', 'back[␈][␈][␈]fake'],
    ['over\rwrite', 'over[␍]write'],
    ['nul\0', 'nul[␀]'],
    ['c1 \u009b31m', 'c1 [\\x9B]31m'],
    ['user\u202egnp.exe', 'user[RLO]gnp.exe'],
    ['\u2066a\u2069', '[LRI]a[PDI]'],
    ['pay\u200bpal', 'pay[ZWSP]pal'],
    ['a\u00adb\ufeffc', 'a[SHY]b[BOM]c'],
    ['tag\u{e0041}', 'tag[U+E0041]'],
    ['two\u2028lines', 'two[U+2028]lines'],
    ['x\u200dy', 'x[ZWJ]y'],
    ['private \ue000', 'private [U+E000]'],
    ['\u3164', '[U+3164]'],
  ])('makes control and invisible characters visible in %j', (message, expected) => {
    expect(shown(message)).toBe(expected);
    expect(isPlain(message)).toBe(false);
  });
  test('leaves ordinary text alone', () => {
    const family = 'tab\tline\nשלום Ünïcode 👩‍👩‍👧 ❤️';
    expect(shown(family)).toBe(family);
  });
  test('never drops a character', () => {
    for (let point = 0; point < 0x3000; point += 1) {
      const character = String.fromCodePoint(point);
      const runs = textRuns(`a${character}b`);
      expect(runs.at(0)?.text.startsWith('a')).toBe(true);
      expect(runs.map(({ text }) => text).join('').length).toBeGreaterThanOrEqual(3);
    }
  });
});

describe('search matches', () => {
  const found = (message: string, search: RegExp): string[] =>
    textRuns(message, search)
      .filter((run) => run.found)
      .map(({ text }) => text);
  test('marks every match', () => {
    expect(found('one two one', /one/g)).toEqual(['one', 'one']);
    expect(textRuns('one two', /one/g).map(({ text }) => text)).toEqual(['one', ' two']);
  });
  test('marks nothing for empty matches', () => {
    expect(found('abc', /x*/g)).toEqual([]);
  });
});

describe('a long message', () => {
  test('folds a message after its first lines', () => {
    expect(folded('short\nmessage')).toBeNull();
    expect(folded(Array(30).fill('line').join('\n'))).toBe(Array(10).fill('line').join('\n'));
  });
  test('folds a message after 800 characters, never within a character', () => {
    expect(folded('x'.repeat(800))).toBeNull();
    expect(folded('x'.repeat(801))).toHaveLength(800);
    expect(folded(`${'x'.repeat(799)}😀😀`)).toHaveLength(799);
  });
});
