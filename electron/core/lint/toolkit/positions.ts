/** Places in a unit file: offsets in bytes and in values → positions in an editor. */
import type { Assignment, UnitFile } from '../../syntax/unit-file.ts';
import { isComment, linesBetween, type Line } from '../../syntax/physical-lines.ts';
import { decodeUtf8 } from '../../text/utf8.ts';

export interface TextPlaces {
  /** The text that the offsets of a TextEdit refer to. */
  text: string;
  /** An offset in bytes → the offset in the text. */
  offsetOf(byte: number): number;
  /** Both counted from 1. */
  positionOf(offset: number): { line: number; column: number };
  /** Where a line, counted from 1, starts, and where its line ending starts. */
  lineOffset(line: number): number;
  lineEnd(line: number): number;
  /** Where a UTF-16 unit of a value is in the text, across continued lines and comments; undefined after its end. */
  valueOffset(assignment: Assignment, index: number): number | undefined;
  /** True if no line from `start` to `end`, in bytes, is a comment. */
  isWithoutComments(block: { start: number; end: number }): boolean;
}

/** The last of the ascending `starts` that isn’t above `place`. */
const lastAt = (starts: readonly number[], place: number): number => {
  let low = 0;
  for (let high = starts.length; high - low > 1;) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= place) low = middle;
    else high = middle;
  }
  return low;
};

/** A piece of a value on one line: where it starts in the value and in the text, and where it ends in the text. */
interface Piece {
  index: number;
  from: number;
  to: number;
}

const build = ({ bytes }: UnitFile): TextPlaces => {
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

  const piecesIn = ({ start, end, valueStart, valueEnd }: Assignment): Piece[] => {
    const pieces: Piece[] = [];
    let index = 0;
    for (const line of linesBetween(bytes, start, end)) {
      const begin = Math.max(line.start, valueStart);
      const stop = Math.min(line.end, valueEnd);
      if (begin >= stop || (line.start !== start && isComment(bytes, line))) continue;
      const from = offsetOf(begin);
      const to = from + decodeUtf8(bytes.subarray(begin, stop)).length;
      pieces.push({ index, from, to });
      index += to - from;
    }
    return pieces;
  };
  const pieces = new WeakMap<Assignment, { all: Piece[]; starts: number[] }>();
  // Called for every word of a value, which may be the whole file.
  const piecesOf = (assignment: Assignment): { all: Piece[]; starts: number[] } => {
    const known = pieces.get(assignment);
    if (known !== undefined) return known;
    const all = piecesIn(assignment);
    const made = { all, starts: all.map(({ index }) => index) };
    pieces.set(assignment, made);
    return made;
  };

  return {
    text,
    offsetOf,
    positionOf: (offset) => {
      const line = lastAt(starts, offset);
      return { line: line + 1, column: offset - (starts[line] ?? 0) + 1 };
    },
    lineOffset: (line) => starts[line - 1] ?? 0,
    lineEnd: (line) => {
      const { end, next } = lines[line - 1] ?? { end: 0, next: 0 };
      return (starts[line] ?? text.length) - (next - end);
    },
    valueOffset: (assignment, index) => {
      const { all, starts: begins } = piecesOf(assignment);
      const piece = all[lastAt(begins, index)];
      if (piece === undefined || index < 0) return undefined;
      const offset = piece.from + index - piece.index;
      return offset < piece.to ? offset : undefined;
    },
    isWithoutComments: ({ start, end }) =>
      ![...linesBetween(bytes, start, end)].some((line) => isComment(bytes, line)),
  };
};

const built = new WeakMap<UnitFile, TextPlaces>();

/** Reads a file once; each lookup then takes time linear only in the start of one line. */
export const textPlaces = (file: UnitFile): TextPlaces => {
  const places = built.get(file) ?? build(file);
  built.set(file, places);
  return places;
};
