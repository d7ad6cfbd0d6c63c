/**
 * Changes a unit file: each change touches the lines it must and no other byte. What is added looks like its neighbor:
 * indentation, blanks around the `=`, line endings, even a last line without one. Comments always stay.
 */
import { isContinued } from '../text/lines.ts';
import { parse, type Assignment, type Block, type UnitFile } from './unit-file.ts';
import { isComment, linesBetween, longLineMax, type Line } from './physical-lines.ts';
import { isSafeText } from './line-parser.ts';
import { syntaxTexts } from '../texts/syntax.ts';
import { badCharacterAt, decodeUtf8, encodeUtf8 } from '../text/utf8.ts';

const newline = encodeUtf8('\n');

const concat = (...pieces: Uint8Array[]): Uint8Array => {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
};

/** Replaces the bytes from `from` to `to`. */
export const splice = ({ bytes }: UnitFile, from: number, to: number, put: Uint8Array): UnitFile =>
  parse(concat(bytes.subarray(0, from), put, bytes.subarray(to)));

/** Why systemd would not read this value as it is written; null when it would. */
export const valueFault = (value: string): string | null => {
  if (/[\0\r\n]/.test(value)) return syntaxTexts.values.lines;
  if (/^[ \t]|[ \t]$/.test(value)) return syntaxTexts.values.blanks;
  if (badCharacterAt(value) >= 0) return syntaxTexts.values.utf8;
  if (isContinued(value)) return syntaxTexts.values.backslash;
  return null;
};

/** @throws RangeError when systemd would not read it back. @param before how many bytes come before it. */
const valueBytes = (value: string, before: number): Uint8Array => {
  const bytes = encodeUtf8(value);
  const isTooLong = before + bytes.length >= longLineMax;
  const fault = valueFault(value) ?? (isTooLong ? syntaxTexts.values.long : null);
  if (fault !== null) throw new RangeError(fault);
  return bytes;
};

const commentsBetween = (bytes: Uint8Array, lines: Iterable<Line>, to: number): Uint8Array =>
  concat(
    ...[...lines]
      .filter((line) => line.next <= to && isComment(bytes, line))
      .map(({ start, next }) => bytes.subarray(start, next)),
  );

/**
 * Gives an assignment of this file another value. Comments between the lines of the old value move above it.
 * @throws RangeError for a value that `valueFault` rejects, or that is too long.
 */
export const setValue = (file: UnitFile, assignment: Assignment, value: string): UnitFile => {
  const { bytes } = file;
  const { start, end, afterEquals, valueStart, valueEnd } = assignment;
  const put = valueBytes(value, valueStart - start);
  const lines = [...linesBetween(bytes, start, end)];
  const lineOf = (place: number): number => lines.findLastIndex((line) => line.start <= place);
  // A line that starts with these is a comment, or loses a byte order mark; an empty line may merge with the last.
  const mustMove = lineOf(valueStart) > lineOf(afterEquals) && /^(?:$|[#;\ufeff])/.test(value);
  const from = mustMove ? afterEquals : valueStart;
  const within = lines.slice(lineOf(from) + 1, Math.max(0, lineOf(valueEnd)));
  const comments = commentsBetween(bytes, within, valueEnd);
  return splice(file, start, valueEnd, concat(comments, bytes.subarray(start, from), put));
};

/** Removes an assignment of this file, with all its lines but the comments among them. */
export const removeAssignment = (file: UnitFile, { start, end }: Assignment): UnitFile =>
  splice(file, start, end, commentsBetween(file.bytes, linesBetween(file.bytes, start, end), end));

/** The line ending that a file uses before a place; LF when there is none. */
const endingBefore = ({ bytes }: UnitFile, place: number): Uint8Array => {
  let ending: Uint8Array = newline;
  for (const { end, next } of linesBetween(bytes, 0, place)) {
    if (next > end) ending = bytes.subarray(end, next);
  }
  return ending;
};

/** Adds lines after a block, with the line ending of its last line. */
const insertBehind = (
  file: UnitFile,
  { start, end }: Block,
  added: readonly string[],
): UnitFile => {
  const last = [...linesBetween(file.bytes, start, end)].at(-1);
  const isEnded = last !== undefined && last.next > last.end;
  const ending = isEnded ? file.bytes.subarray(last.end, last.next) : endingBefore(file, end);
  // An empty line ends the continued line that only the end of the file has ended so far.
  const open = file.open && end === file.bytes.length;
  const lines = [...(open ? [''] : []), ...added].map(encodeUtf8);
  const put = lines.flatMap((line) => (isEnded ? [line, ending] : [ending, line]));
  return splice(file, end, end, concat(...put));
};

const isKey = (key: string): boolean => /^[A-Za-z0-9][A-Za-z0-9_-]*$/.test(key);

/** How the neighbor is written: what comes before its key, and around its `=`. */
const styleOf = (file: UnitFile, neighbour: Assignment): { indent: string; equals: string } => {
  const [first] = linesBetween(file.bytes, neighbour.start, neighbour.end);
  const text = decodeUtf8(file.bytes.subarray(first?.start ?? 0, first?.end ?? 0));
  const [, indent = '', equals = '='] = /^([ \t]*)[^\s=]+([ \t]*=[ \t]*)[^\s\\]/.exec(text) ?? [];
  return { indent, equals };
};

const assignmentLine = (key: string, value: string, { indent, equals } = plain): string => {
  if (!isKey(key)) throw new RangeError(syntaxTexts.values.key);
  const before = `${indent}${key}${equals}`;
  valueBytes(value, before.length);
  return before + value;
};
const plain = { indent: '', equals: '=' };

const isSectionName = (name: string): boolean =>
  name !== '' && isSafeText(name) && badCharacterAt(name) < 0;

const appendSection = (file: UnitFile, name: string, lines: readonly string[]): UnitFile => {
  if (!isSectionName(name)) {
    throw new RangeError(syntaxTexts.values.section);
  }
  const { bytes, readTo } = file;
  const header = `[${name}]`;
  const before = [...linesBetween(bytes, 0, readTo)];
  const last = before.at(-1);
  if (last === undefined) {
    return splice(file, 0, 0, encodeUtf8([header, ...lines, ''].join('\n')));
  }
  const open = file.open && readTo === bytes.length;
  const isBlank = /^[ \t]*$/.test(decodeUtf8(bytes.subarray(last.start, last.end)));
  const separator = open || isBlank ? [] : [''];
  return insertBehind(file, { start: last.start, end: readTo }, [...separator, header, ...lines]);
};

/** Adds an empty section at the end of what systemd reads. @throws RangeError for an invalid name. */
export const addSection = (file: UnitFile, name: string): UnitFile => appendSection(file, name, []);

/**
 * Adds an assignment after the last of its key, else after the last of its section, which is added if missing.
 * @throws RangeError for an invalid key or section, or a value that systemd would not read back.
 */
export const addAssignment = (
  file: UnitFile,
  { section, key, value }: Pick<Assignment, 'section' | 'key' | 'value'>,
): UnitFile => {
  const siblings = file.assignments.filter((one) => one.section === section);
  const neighbour = siblings.findLast((one) => one.key === key) ?? siblings.at(-1);
  if (neighbour !== undefined) {
    const line = assignmentLine(key, value, styleOf(file, neighbour));
    return insertBehind(file, neighbour, [line]);
  }
  const line = assignmentLine(key, value);
  const header = file.sections.findLast(({ name }) => name === section);
  if (header !== undefined) return insertBehind(file, header, [line]);
  return appendSection(file, section, [line]);
};

/**
 * Adds assignments one after the other: after one of this file, or for null after the last of the section, which is
 * added if missing. For lists in which the order of different keys counts.
 * @throws RangeError as `addAssignment`.
 */
export const insertAssignments = (
  file: UnitFile,
  after: Assignment | null,
  section: string,
  added: readonly Pick<Assignment, 'key' | 'value'>[],
): UnitFile => {
  const neighbour = after ?? file.assignments.findLast((one) => one.section === section);
  const style = neighbour === undefined ? plain : styleOf(file, neighbour);
  const lines = added.map(({ key, value }) => assignmentLine(key, value, style));
  const behind = neighbour ?? file.sections.findLast(({ name }) => name === section);
  return behind === undefined
    ? appendSection(file, section, lines)
    : insertBehind(file, behind, lines);
};

/** Sets the value in effect of a single-value key; adds it if missing. @throws RangeError as the others. */
export const setAssignment = (
  file: UnitFile,
  wanted: Pick<Assignment, 'section' | 'key' | 'value'>,
): UnitFile => {
  const { section, key, value } = wanted;
  const last = file.assignments.findLast((one) => one.section === section && one.key === key);
  return last === undefined ? addAssignment(file, wanted) : setValue(file, last, value);
};
