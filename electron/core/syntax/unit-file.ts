/**
 * A unit file without loss: its bytes, and what systemd reads in them, each with its place. edit-file.ts changes it.
 *
 * Source: config_parse() in systemd's conf-parser.c and systemd.syntax(7); tried on systemd 252:
 * - A backslash at the end of a line becomes a blank, and the next line is part of this one; comments between the
 *   two are left out. The end of the file ends a continued line, too.
 * - Only the first byte order mark counts, at the beginning of any line, and only outside of comments:
 *   a comment after it is read as an assignment.
 * - A bad section header, a line that isn’t UTF-8, and a line that is too long end the reading; systemd then
 *   doesn’t load the unit at all.
 */
import type { LineFault } from '../texts/syntax.ts';
import { encodeUtf8, decodeUtf8 } from '../text/utf8.ts';
import {
  joined,
  linesBetween,
  logicalLines,
  placeOf,
  skipBlanks,
  type Line,
  type LogicalLine,
} from './physical-lines.ts';
import { meaningOf } from './line-parser.ts';

/** Whole lines read as one: from `start` to `end`, in bytes, including the last line ending. */
export interface Block {
  start: number;
  end: number;
}

/** Both counted from 1, columns in UTF-16 units as editors count them. */
interface Position {
  line: number;
  column: number;
}

interface Section extends Block, Position {
  name: string;
}

/** Its position is that of the key. */
export interface Assignment extends Block, Position {
  section: string;
  key: string;
  /** As systemd passes it on: continued lines joined, blanks around it removed, quotes untouched. */
  value: string;
  /** In bytes: what follows the `=`, and where the value begins and ends. */
  afterEquals: number;
  valueStart: number;
  valueEnd: number;
}

/** What systemd ignores or refuses. */
interface Finding extends Position {
  fault: LineFault;
}

export interface UnitFile {
  bytes: Uint8Array;
  sections: readonly Section[];
  assignments: readonly Assignment[];
  /** Sorted by line. */
  findings: readonly Finding[];
  /** Where systemd stops reading, in bytes: the end of the file, or the beginning of a line that is fatal. */
  readTo: number;
  /** The last line is continued, but the file ends. */
  open: boolean;
}

const positionAt = (bytes: Uint8Array, lines: readonly Line[], place: number): Position => {
  let low = 0;
  for (let high = lines.length; high - low > 1;) {
    const middle = (low + high) >> 1;
    if ((lines[middle]?.start ?? 0) <= place) low = middle;
    else high = middle;
  }
  const before = bytes.subarray(lines[low]?.start ?? 0, place);
  return { line: low + 1, column: decodeUtf8(before).length + 1 };
};

const nullFindings = (bytes: Uint8Array, lines: readonly Line[]): Finding[] =>
  lines
    .filter(({ end, next }) => next > end && bytes[next - 1] === 0)
    .map(({ next }) => ({
      ...positionAt(bytes, lines, next - 1),
      fault: 'null-byte',
    }));

const tooLong = { line: 'long-line', continued: 'long-continued-line' } as const;

/** Reads any bytes, in linear time. */
export const parse = (bytes: Uint8Array): UnitFile => {
  const lines = [...linesBetween(bytes, 0, bytes.length)];
  const at = (place: number): Position => positionAt(bytes, lines, place);
  const sections: Section[] = [];
  const assignments: Assignment[] = [];
  const findings = nullFindings(bytes, lines);
  let open = false;

  /** @returns whether systemd reads on. */
  const take = (line: LogicalLine): boolean => {
    const { start, end } = line;
    open = line.open;
    const meaning = meaningOf(joined(bytes, line), sections.length > 0);
    if (meaning.kind === 'nothing') return true;
    const position = at(placeOf(line, meaning.at));
    if (meaning.kind === 'wrong') {
      findings.push({ ...position, fault: meaning.fault });
      return !meaning.fatal;
    }
    if (meaning.kind === 'section') {
      sections.push({ start, end, ...position, name: meaning.name });
      return true;
    }
    const { key, value, equals } = meaning;
    const afterEquals = placeOf(line, equals) + 1;
    // An empty value is placed before the backslash of a continued line, not after it.
    const empty = skipBlanks(bytes, afterEquals, end);
    assignments.push({
      start,
      end,
      ...position,
      key,
      value,
      afterEquals,
      section: sections.at(-1)?.name ?? '',
      valueStart: value === '' ? empty : placeOf(line, meaning.valueStart),
      valueEnd: value === '' ? empty : placeOf(line, meaning.valueEnd, 'end'),
    });
    return true;
  };

  const read = (): number => {
    for (const line of logicalLines(bytes, lines)) {
      if ('tooLong' in line) {
        findings.push({ ...at(line.at), fault: tooLong[line.tooLong] });
        return line.start;
      }
      if (!take(line)) return line.start;
    }
    return bytes.length;
  };

  const readTo = read();
  findings.sort((a, b) => a.line - b.line || a.column - b.column);
  return { bytes, sections, assignments, findings, readTo, open };
};

/** The same for text, such as that of an editor. */
export const parseText = (text: string): UnitFile => parse(encodeUtf8(text));

export const serialize = (file: UnitFile): Uint8Array => file.bytes;

/** The values of a key in order; an empty value clears those before it. */
export const valuesOf = (
  assignments: readonly Pick<Assignment, 'section' | 'key' | 'value'>[],
  section: string,
  key: string,
): string[] => {
  const all = assignments
    .filter((one) => one.section === section && one.key === key)
    .map(({ value }) => value);
  return all.slice(all.lastIndexOf('') + 1);
};
