import { describe, expect, test } from 'vitest';
import { diffLines } from '../../../electron/core/text/diff.ts';
import { mergeTexts } from '../../../electron/core/text/merge.ts';
import { placeInLines, textLines, withEndings } from '../../../electron/core/text/lines.ts';
import { encodeUtf8 } from '../../../electron/core/text/utf8.ts';
import { linesBetween } from '../../../electron/core/syntax/physical-lines.ts';

/** The same numbers every time: mulberry32. */
const random = (seed: number) => (below: number) => {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * below);
};
const pieces = [
  'a',
  'b',
  'Key=value',
  '',
  '# x',
  '\n',
  '\n',
  '\r\n',
  '\r',
  '\0',
  '\ufeff',
  '\udcff',
];
const randomText = (next: (below: number) => number): string =>
  Array.from({ length: next(24) }, () => pieces[next(pieces.length)] ?? '').join('');
const contents = (text: string): string[] => textLines(text).map((line) => line.text);

/** The longest common subsequence by the book, to hold the fast one against. */
const commonLength = (a: readonly string[], b: readonly string[]): number => {
  let row = new Array<number>(b.length + 1).fill(0);
  for (const line of a) {
    const next = [0];
    b.forEach((other, at) =>
      next.push(line === other ? (row[at] ?? 0) + 1 : Math.max(row[at + 1] ?? 0, next[at] ?? 0)),
    );
    row = next;
  }
  return row[b.length] ?? 0;
};

describe('the difference of lines', () => {
  const apply = (a: string[], b: string[]): string[] => {
    const out = [...a];
    for (const { from, to, otherFrom, otherTo } of diffLines(a, b).reverse())
      out.splice(from, to - from, ...b.slice(otherFrom, otherTo));
    return out;
  };

  test('makes the one of the other, with the fewest lines', () => {
    const next = random(1);
    for (let run = 0; run < 3000; run += 1) {
      const make = () => Array.from({ length: next(12) }, () => 'abcd'.charAt(next(4)));
      const [a, b] = [make(), make()];
      expect(apply(a, b)).toEqual(b);
      const gone = diffLines(a, b).reduce((sum, { from, to }) => sum + to - from, 0);
      expect(a.length - gone).toBe(commonLength(a, b));
    }
  });

  test('of too many differences is one block, and still right', () => {
    const a = Array.from({ length: 4000 }, (_, at) => `a${String(at)}`);
    const b = Array.from({ length: 4000 }, (_, at) => `b${String(at)}`);
    expect(diffLines(a, b)).toEqual([{ from: 0, to: 4000, otherFrom: 0, otherTo: 4000 }]);
  });
});

describe('lines with their endings', () => {
  test('are those of systemd', () => {
    const next = random(2);
    for (let run = 0; run < 3000; run += 1) {
      const text = randomText(next);
      const bytes = encodeUtf8(text);
      const ends = [...linesBetween(bytes, 0, bytes.length)].map((line) => line.next - line.end);
      const own = textLines(text).map((line) => line.ending.length);
      expect(own.slice(0, ends.length)).toEqual(ends);
      expect(
        textLines(text)
          .map((line) => line.text + line.ending)
          .join(''),
      ).toBe(text);
    }
  });

  test('untouched stay the same text', () => {
    const next = random(3);
    for (let run = 0; run < 5000; run += 1) {
      const text = randomText(next);
      expect(withEndings(text, contents(text))).toBe(text);
    }
  });

  test('edited say what the editor says, and every untouched line keeps its ending', () => {
    const next = random(4);
    for (let run = 0; run < 5000; run += 1) {
      const text = randomText(next);
      const before = textLines(text);
      const edited = contents(text);
      const at = next(edited.length);
      const added = Array.from({ length: next(3) }, (_, index) => `new ${String(index)}`);
      edited.splice(at, next(2), ...added);
      if (edited.length === 0) edited.push('');
      const after = withEndings(text, edited);
      expect(contents(after)).toEqual(edited);
      // Whatever stands before the edit is there byte for byte, but an ending that the edit has to part.
      const head = before.slice(0, Math.max(0, at - 1)).map((line) => line.text + line.ending);
      expect(after.startsWith(head.join(''))).toBe(true);
    }
  });

  test.each([
    [
      'CRLF stays, also of a changed line',
      'a\r\nb\r\nc\r\n',
      ['a', 'B', 'c', ''],
      'a\r\nB\r\nc\r\n',
    ],
    ['a new line ends as the one above', 'a\r\nb\n', ['a', 'x', 'b', ''], 'a\r\nx\r\nb\n'],
    ['a file without a final newline keeps being one', 'a\r\nb', ['a', 'B'], 'a\r\nB'],
    ['a line behind the last one', 'a\r\nb', ['a', 'b', 'c'], 'a\r\nb\r\nc'],
    ['an empty file', '', ['a', ''], 'a\n'],
    ['an emptied line between CR and LF stays a line', 'a\rb\nc', ['a', '', 'c'], 'a\r\rc'],
    ['a mixed file keeps each', 'a\r\nb\nc\r\nd\n', ['a', 'b', 'C', 'd', ''], 'a\r\nb\nC\r\nd\n'],
  ])('%s', (_, original, lines, wanted) => {
    expect(withEndings(original, lines)).toBe(wanted);
  });

  test('tell where an offset lies', () => {
    const lines = textLines('ab\r\nc\n');
    expect([0, 2, 3, 4, 5, 6, 99].map((offset) => placeInLines(lines, offset))).toEqual([
      { line: 0, column: 0 },
      { line: 0, column: 2 },
      { line: 0, column: 2 },
      { line: 1, column: 0 },
      { line: 1, column: 1 },
      { line: 2, column: 0 },
      { line: 2, column: 0 },
    ]);
  });
});

describe('two changes of one text', () => {
  test.each([
    ['apart', 'a\nb\nc\nd\n', 'A\nb\nc\nd\n', 'a\nb\nc\nD\n', 'A\nb\nc\nD\n'],
    ['with lines come and gone', 'a\nb\nc\nd\n', 'a\nb\nc\nd\ne\n', 'b\nc\nd\n', 'b\nc\nd\ne\n'],
    ['the same twice', 'a\nb\nc\n', 'a\nX\nc\n', 'a\nX\nc\n', 'a\nX\nc\n'],
    [
      'with endings of their own',
      'a\r\nb\r\nc\n',
      'A\r\nb\r\nc\n',
      'a\r\nb\r\nC\n',
      'A\r\nb\r\nC\n',
    ],
    ['of one line', 'a\nb\nc\n', 'a\nX\nc\n', 'a\nY\nc\n', null],
    ['of lines next to each other', 'a\nb\nc\n', 'a\nX\nc\n', 'a\nb\nY\n', null],
    ['both at the end', 'a\nb\n', 'a\nb\nx\n', 'a\nb\ny\n', null],
  ])('%s', (_, base, mine, theirs, wanted) => {
    expect(mergeTexts(base, mine, theirs)).toBe(wanted);
  });

  test('one of which is none is the other', () => {
    const next = random(5);
    for (let run = 0; run < 2000; run += 1) {
      const [base, other] = [randomText(next), randomText(next)];
      expect(mergeTexts(base, other, base)).toBe(other);
      expect(mergeTexts(base, base, other)).toBe(other);
      expect(mergeTexts(base, other, other)).toBe(other);
    }
  });
});
