import { describe, expect, test } from 'vitest';
import { folded, isPlain, textRuns } from '../../../electron/core/logs/ansi-text.ts';

const shown = (message: string): string =>
  textRuns(message)
    .map(({ text, mark }) => (mark ? `[${text}]` : text))
    .join('');
const first = (message: string) => textRuns(message)[0];

describe('colours of a terminal', () => {
  test('become colours, and end where they end', () => {
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
  ])('%j', (message, style) => {
    expect(first(message)).toMatchObject({ text: 'x', ...style });
  });
  test('conceal nothing', () => {
    expect(shown('\u001b[8mhidden')).toBe('hidden');
  });
});

describe('what would act on a terminal or on the eye', () => {
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
  ])('%j', (message, expected) => {
    expect(shown(message)).toBe(expected);
    expect(isPlain(message)).toBe(false);
  });
  test('is not what people write', () => {
    const family = 'tab\tline\nשלום Ünïcode 👩‍👩‍👧 ❤️';
    expect(shown(family)).toBe(family);
  });
  test('keeps every character of a message, whatever it is', () => {
    for (let point = 0; point < 0x3000; point += 1) {
      const character = String.fromCodePoint(point);
      const runs = textRuns(`a${character}b`);
      expect(runs.at(0)?.text.startsWith('a')).toBe(true);
      expect(runs.map(({ text }) => text).join('').length).toBeGreaterThanOrEqual(3);
    }
  });
});

describe('what was looked for', () => {
  const found = (message: string, search: RegExp): string[] =>
    textRuns(message, search)
      .filter((run) => run.found)
      .map(({ text }) => text);
  test('is marked, everywhere', () => {
    expect(found('one two one', /one/g)).toEqual(['one', 'one']);
    expect(textRuns('one two', /one/g).map(({ text }) => text)).toEqual(['one', ' two']);
  });
  test('is nothing where a pattern finds nothing', () => {
    expect(found('abc', /x*/g)).toEqual([]);
  });
});

describe('a long message', () => {
  test('folds after its first lines', () => {
    expect(folded('short\nmessage')).toBeNull();
    expect(folded(Array(30).fill('line').join('\n'))).toBe(Array(10).fill('line').join('\n'));
  });
  test('folds after so many characters, never within one', () => {
    expect(folded('x'.repeat(800))).toBeNull();
    expect(folded('x'.repeat(801))).toHaveLength(800);
    expect(folded(`${'x'.repeat(799)}😀😀`)).toHaveLength(799);
  });
});
