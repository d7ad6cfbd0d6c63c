/** What a line of a unit file says to systemd. Source: parse_line() in systemd's conf-parser.c. */
import { skipBlanks, trimBlanks } from './physical-lines.ts';
import { badCharacterAt, decodeUtf8, encodeUtf8 } from '../text/utf8.ts';

/** Places are offsets in bytes into the text of the line. */
export type LineMeaning =
  | { kind: 'nothing' }
  | { kind: 'section'; at: number; name: string }
  | {
      kind: 'assignment';
      at: number;
      key: string;
      value: string;
      equals: number;
      valueStart: number;
      valueEnd: number;
    }
  | Wrong;

interface Wrong {
  kind: 'wrong';
  at: number;
  what: string;
  why: string;
  /** systemd reads no further, and loads no unit of such a file (tried on 252). */
  fatal: boolean;
}

const wrong = (at: number, what: string, why: string): Wrong => ({
  kind: 'wrong',
  at,
  what,
  why,
  fatal: false,
});

export const fatalWhy = (why: string): string =>
  `${why} systemd stops reading here and does not load the unit.`;

const fatal = (at: number, what: string, why: string): Wrong => ({
  kind: 'wrong',
  at,
  what,
  why: fatalWhy(why),
  fatal: true,
});

/** No control character, quote or backslash: string_is_safe() in systemd's string-util.c. */
export const isSafeText = (text: string): boolean => !/[\u0000-\u001f\u007f"'\\]/.test(text);

const headerMeaning = (text: string, at: number): LineMeaning => {
  if (text.length < 2 || !text.endsWith(']')) {
    return fatal(at, 'This section header does not end with “]”.', 'A header is [Name] alone.');
  }
  const name = text.slice(1, -1);
  if (isSafeText(name)) return { kind: 'section', at, name };
  const what = 'This section header holds a quote, a backslash or a control character.';
  return fatal(at, what, 'The name of a section has none.');
};

const assignmentMeaning = (text: Uint8Array, at: number, end: number): LineMeaning => {
  const equals = text.indexOf(0x3d, at);
  if (equals < 0) {
    const why = 'It is no comment, no [Section] and no assignment; systemd ignores it.';
    return wrong(at, 'This line has no “=”.', why);
  }
  if (equals === at) {
    return wrong(at, 'No key stands before this “=”.', 'systemd ignores a value without a key.');
  }
  const valueStart = skipBlanks(text, equals + 1, text.length);
  const valueEnd = Math.max(valueStart, end);
  return {
    kind: 'assignment',
    at,
    equals,
    valueStart,
    valueEnd,
    key: decodeUtf8(text.subarray(at, trimBlanks(text, at, equals))),
    value: decodeUtf8(text.subarray(valueStart, valueEnd)),
  };
};

/** @param inSection whether a header stands above. */
export const meaningOf = (bytes: Uint8Array, inSection: boolean): LineMeaning => {
  const at = skipBlanks(bytes, 0, bytes.length);
  const end = trimBlanks(bytes, at, bytes.length);
  if (at === end) return { kind: 'nothing' };
  const text = decodeUtf8(bytes.subarray(at, end));
  const bad = badCharacterAt(text);
  if (bad >= 0) {
    const place = at + encodeUtf8(text.slice(0, bad)).length;
    return fatal(place, 'This is no valid UTF-8.', 'Outside of comments a unit file is UTF-8.');
  }
  if (text.startsWith('[')) return headerMeaning(text, at);
  if (inSection) return assignmentMeaning(bytes, at, end);
  const why = 'systemd ignores what does not stand below a [Section] header.';
  return wrong(at, 'This line stands before any section.', why);
};
