import { describe, expect, test } from 'vitest';
import { diffLines } from '../../../electron/core/text/diff.ts';
import { mergeTexts } from '../../../electron/core/text/merge.ts';
import { placeInLines, textLines, withEndings } from '../../../electron/core/text/lines.ts';
import { encodeUtf8 } from '../../../electron/core/text/utf8.ts';
import { linesBetween } from '../../../electron/core/syntax/physical-lines.ts';

/** Reproducible random numbers: mulberry32. */
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

/** A textbook longest common subsequence, to check the fast implementation against. */
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

describe('diffing lines', () => {
  const apply = (a: string[], b: string[]): string[] => {
    const out = [...a];
    for (const { from, to, otherFrom, otherTo } of diffLines(a, b).reverse())
      out.splice(from, to - from, ...b.slice(otherFrom, otherTo));
    return out;
  };

  test('turns one text into the other with the fewest lines', () => {
    const next = random(1);
    for (let run = 0; run < 3000; run += 1) {
      const make = () => Array.from({ length: next(12) }, () => 'abcd'.charAt(next(4)));
      const [a, b] = [make(), make()];
      expect(apply(a, b)).toEqual(b);
      const gone = diffLines(a, b).reduce((sum, { from, to }) => sum + to - from, 0);
      expect(a.length - gone).toBe(commonLength(a, b));
    }
  });

  test('returns a single correct block when there are too many differences', () => {
    const a = Array.from({ length: 4000 }, (_, at) => `a${String(at)}`);
    const b = Array.from({ length: 4000 }, (_, at) => `b${String(at)}`);
    expect(diffLines(a, b)).toEqual([{ from: 0, to: 4000, otherFrom: 0, otherTo: 4000 }]);
  });
});

describe('lines with their endings', () => {
  test('splits lines like systemd', () => {
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

  test('restores an unedited text exactly', () => {
    const next = random(3);
    for (let run = 0; run < 5000; run += 1) {
      const text = randomText(next);
      expect(withEndings(text, contents(text))).toBe(text);
    }
  });

  test('takes edits from the editor, and keeps the ending of every untouched line', () => {
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
      // Everything before the edit stays byte for byte, except an ending that the edit splits.
      const head = before.slice(0, Math.max(0, at - 1)).map((line) => line.text + line.ending);
      expect(after.startsWith(head.join(''))).toBe(true);
    }
  });

  test.each([
    [
      'keeps CRLF, even on a changed line',
      'a\r\nb\r\nc\r\n',
      ['a', 'B', 'c', ''],
      'a\r\nB\r\nc\r\n',
    ],
    ['ends a new line like the line above', 'a\r\nb\n', ['a', 'x', 'b', ''], 'a\r\nx\r\nb\n'],
    ['adds no final newline', 'a\r\nb', ['a', 'B'], 'a\r\nB'],
    ['appends a line after the last line', 'a\r\nb', ['a', 'b', 'c'], 'a\r\nb\r\nc'],
    ['adds a line to an empty file', '', ['a', ''], 'a\n'],
    ['keeps an emptied line between CR and LF', 'a\rb\nc', ['a', '', 'c'], 'a\r\rc'],
    ['keeps mixed line endings', 'a\r\nb\nc\r\nd\n', ['a', 'b', 'C', 'd', ''], 'a\r\nb\nC\r\nd\n'],
  ])('%s', (_, original, lines, wanted) => {
    expect(withEndings(original, lines)).toBe(wanted);
  });

  test('finds the line and column of an offset', () => {
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

describe('merging two changes of one text', () => {
  test.each([
    ['apart', 'a\nb\nc\nd\n', 'A\nb\nc\nd\n', 'a\nb\nc\nD\n', 'A\nb\nc\nD\n'],
    [
      'with added and removed lines',
      'a\nb\nc\nd\n',
      'a\nb\nc\nd\ne\n',
      'b\nc\nd\n',
      'b\nc\nd\ne\n',
    ],
    ['the same twice', 'a\nb\nc\n', 'a\nX\nc\n', 'a\nX\nc\n', 'a\nX\nc\n'],
    ['with mixed line endings', 'a\r\nb\r\nc\n', 'A\r\nb\r\nc\n', 'a\r\nb\r\nC\n', 'A\r\nb\r\nC\n'],
    ['of one line', 'a\nb\nc\n', 'a\nX\nc\n', 'a\nY\nc\n', null],
    ['of lines next to each other', 'a\nb\nc\n', 'a\nX\nc\n', 'a\nb\nY\n', null],
    ['both at the end', 'a\nb\n', 'a\nb\nx\n', 'a\nb\ny\n', null],
  ])('merges changes or refuses to: %s', (_, base, mine, theirs, wanted) => {
    expect(mergeTexts(base, mine, theirs)).toBe(wanted);
  });

  test('returns the other text when only one side changed', () => {
    const next = random(5);
    for (let run = 0; run < 2000; run += 1) {
      const [base, other] = [randomText(next), randomText(next)];
      expect(mergeTexts(base, other, base)).toBe(other);
      expect(mergeTexts(base, base, other)).toBe(other);
      expect(mergeTexts(base, other, other)).toBe(other);
    }
  });
});
