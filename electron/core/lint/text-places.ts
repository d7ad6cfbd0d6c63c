/** Places in a unit file: offsets in bytes and in values → places of an editor. */
import type { Assignment, UnitFile } from '../unit-file.ts';
import { isComment, linesBetween, type Line } from '../unit-lines.ts';
import { decodeUtf8 } from '../utf8.ts';

export interface TextPlaces {
  /** What the offsets of a TextEdit count in. */
  text: string;
  lineCount: number;
  /** The offset in the text of one in bytes. */
  offsetOf(byte: number): number;
  /** Both counted from 1. */
  positionOf(offset: number): { line: number; column: number };
  /** Where a line, counted from 1, begins. */
  lineOffset(line: number): number;
  /** The offset in the text for each UTF-16 unit of a value, continued lines and comments passed over. */
  valueOffsets(assignment: Assignment): number[];
  /** Whole lines from `start` to `end`, which are bytes, without comments that stand among them. */
  isWithoutComments(block: { start: number; end: number }): boolean;
}

/** The last of `starts`, which grow, that is not above `place`. */
const lastAt = (starts: readonly number[], place: number): number => {
  let low = 0;
  for (let high = starts.length; high - low > 1;) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= place) low = middle;
    else high = middle;
  }
  return low;
};

/** Reads a file once; every question then takes a time that grows with one line only. */
export const textPlaces = ({ bytes }: UnitFile): TextPlaces => {
  const lines: Line[] = [...linesBetween(bytes, 0, bytes.length)];
  const byteStarts = lines.map(({ start }) => start);
  let text = '';
  const starts = lines.map(({ start, next }) => {
    const at = text.length;
    text += decodeUtf8(bytes.subarray(start, next));
    return at;
  });

  const offsetOf = (byte: number): number => {
    const line = lastAt(byteStarts, byte);
    const before = bytes.subarray(byteStarts[line] ?? 0, byte);
    return (starts[line] ?? 0) + decodeUtf8(before).length;
  };

  const valueOffsets = ({ start, end, valueStart, valueEnd }: Assignment): number[] =>
    [...linesBetween(bytes, start, end)]
      .filter((line, index) => index === 0 || !isComment(bytes, line))
      .flatMap((line) => {
        const from = Math.max(line.start, valueStart);
        const to = Math.min(line.end, valueEnd);
        if (from >= to) return [];
        const { length } = decodeUtf8(bytes.subarray(from, to));
        const offset = offsetOf(from);
        return Array.from({ length }, (_, index) => offset + index);
      });

  return {
    text,
    lineCount: Math.max(1, lines.length),
    offsetOf,
    positionOf: (offset) => {
      const line = lastAt(starts, offset);
      return { line: line + 1, column: offset - (starts[line] ?? 0) + 1 };
    },
    lineOffset: (line) => starts[line - 1] ?? 0,
    valueOffsets,
    isWithoutComments: ({ start, end }) =>
      ![...linesBetween(bytes, start, end)].some((line) => isComment(bytes, line)),
  };
};
