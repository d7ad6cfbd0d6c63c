/**
 * The lines of a unit file as systemd splits them. Source: read_line_full() in systemd's fileio.c.
 *
 * A line ends with LF, CR, or NUL, or with two or three different ones in a row: CR LF ends one line,
 * LF LF ends two. A NUL always comes last.
 */

/** Bytes from `start` to `end`; its line ending from `end` to `next`. */
export interface Line {
  start: number;
  end: number;
  next: number;
}

/** LONG_LINE_MAX in systemd's def.h: a line must be shorter, in bytes, a continued line as a whole no longer. */
export const longLineMax = 1024 * 1024;

const endings: Record<number, number> = { 0: 1, 10: 2, 13: 4 };
const nulEnding = 1;

const endingAt = (bytes: Uint8Array, at: number): number => endings[bytes[at] ?? -1] ?? 0;

/** Where the line ending that starts at `at` ends. */
const endOfEnding = (bytes: Uint8Array, at: number): number => {
  let seen = 0;
  let next = at;
  while (next < bytes.length && (seen & nulEnding) === 0) {
    const ending = endingAt(bytes, next);
    if (ending === 0 || (seen & ending) !== 0) break;
    seen |= ending;
    next += 1;
  }
  return next;
};

/** The lines between two places; `from` must be the start of a line. */
export function* linesBetween(bytes: Uint8Array, from: number, to: number): Generator<Line> {
  for (let start = from; start < to;) {
    let end = start;
    while (end < to && endingAt(bytes, end) === 0) end += 1;
    const next = endOfEnding(bytes, end);
    yield { start, end, next };
    start = next;
  }
}

/** systemd's WHITESPACE within a line, which is not Unicode's: blank and tab. */
const isBlank = (byte: number | undefined): boolean => byte === 0x20 || byte === 0x09;

/** The place of the first byte that isn’t blank, or `to`. */
export const skipBlanks = (bytes: Uint8Array, from: number, to: number): number => {
  let at = from;
  while (at < to && isBlank(bytes[at])) at += 1;
  return at;
};

/** The end of the last byte that isn’t blank, or `from`. */
export const trimBlanks = (bytes: Uint8Array, from: number, to: number): number => {
  let at = to;
  while (at > from && isBlank(bytes[at - 1])) at -= 1;
  return at;
};

/** `#` and `;` start a comment, even within a continued line. */
export const isComment = (bytes: Uint8Array, { start, end }: Line): boolean => {
  const at = skipBlanks(bytes, start, end);
  return at < end && (bytes[at] === 0x23 || bytes[at] === 0x3b);
};

/** True when the next line continues it: it ends with an odd number of backslashes. */
const isContinued = (bytes: Uint8Array, { start, end }: Line): boolean => {
  let at = end;
  while (at > start && bytes[at - 1] === 0x5c) at -= 1;
  return (end - at) % 2 === 1;
};

/** A line with those that continue it, comments among them; whole, from `start` to `end`. */
export interface LogicalLine {
  start: number;
  end: number;
  /** What is read as one text, without comments and a byte order mark. */
  pieces: { start: number; end: number }[];
  /** It is continued, but the file ends. */
  open: boolean;
}

/** A line too long for systemd, which stops reading there. */
interface TooLong {
  tooLong: 'line' | 'continued';
  /** The start of the logical line, and of the line in it that is too long. */
  start: number;
  at: number;
}

const byteOrderMark = [0xef, 0xbb, 0xbf];

const hasMark = (bytes: Uint8Array, at: number): boolean =>
  byteOrderMark.every((byte, index) => bytes[at + index] === byte);

/** The logical lines in order, without comments outside of them. A line that is too long is the last. */
export function* logicalLines(
  bytes: Uint8Array,
  lines: Iterable<Line>,
): Generator<LogicalLine | TooLong> {
  let current: LogicalLine | null = null;
  let length = 0;
  let markSeen = false;
  for (const line of lines) {
    const start: number = current?.start ?? line.start;
    if (line.end - line.start >= longLineMax) {
      yield { tooLong: 'line', start, at: line.start };
      return;
    }
    if (isComment(bytes, line)) {
      if (current !== null) current.end = line.next;
      continue;
    }
    const isMarked: boolean = !markSeen && hasMark(bytes, line.start);
    markSeen ||= isMarked;
    const piece = { start: line.start + (isMarked ? byteOrderMark.length : 0), end: line.end };
    length += piece.end - piece.start;
    if (current !== null && length > longLineMax) {
      yield { tooLong: 'continued', start, at: line.start };
      return;
    }
    current ??= { start, end: line.next, pieces: [], open: false };
    current.pieces.push(piece);
    current.end = line.next;
    if (isContinued(bytes, { ...line, start: piece.start })) continue;
    yield current;
    current = null;
    length = 0;
  }
  if (current !== null) yield { ...current, open: true };
}

/** The text of a logical line: the backslash at the end of a continued piece is a blank. */
export const joined = (bytes: Uint8Array, { pieces, open }: LogicalLine): Uint8Array => {
  const [only] = pieces;
  if (only !== undefined && pieces.length === 1 && !open) {
    return bytes.subarray(only.start, only.end);
  }
  const text = new Uint8Array(pieces.reduce((sum, { start, end }) => sum + end - start, 0));
  let at = 0;
  for (const [index, { start, end }] of pieces.entries()) {
    text.set(bytes.subarray(start, end), at);
    at += end - start;
    if (index < pieces.length - 1 || open) text[at - 1] = 0x20;
  }
  return text;
};

/** The place in the file of an offset into the joined text: of what starts there, or of what ends there. */
export const placeOf = (
  { pieces }: LogicalLine,
  offset: number,
  what: 'begin' | 'end' = 'begin',
): number => {
  let rest = offset;
  for (const { start, end } of pieces) {
    const length = end - start;
    if (rest < length || (what === 'end' && rest === length)) return start + rest;
    rest -= length;
  }
  return pieces.at(-1)?.end ?? 0;
};
