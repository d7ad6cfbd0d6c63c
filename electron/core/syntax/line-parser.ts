/** What a line of a unit file means to systemd. Source: parse_line() in systemd's conf-parser.c. */
import { skipBlanks, trimBlanks } from './physical-lines.ts';
import type { LineFault } from '../texts/syntax.ts';
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
  fault: LineFault;
  /** systemd stops reading and doesn’t load the unit (tried on 252). */
  fatal: boolean;
}

const wrong = (at: number, fault: LineFault): Wrong => ({ kind: 'wrong', at, fault, fatal: false });

const fatal = (at: number, fault: LineFault): Wrong => ({ kind: 'wrong', at, fault, fatal: true });

/** No control character, quote or backslash: string_is_safe() in systemd's string-util.c. */
export const isSafeText = (text: string): boolean => !/[\u0000-\u001f\u007f"'\\]/.test(text);

const headerMeaning = (text: string, at: number): LineMeaning => {
  if (text.length < 2 || !text.endsWith(']')) return fatal(at, 'open-header');
  const name = text.slice(1, -1);
  return isSafeText(name) ? { kind: 'section', at, name } : fatal(at, 'bad-section-name');
};

const assignmentMeaning = (text: Uint8Array, at: number, end: number): LineMeaning => {
  const equals = text.indexOf(0x3d, at);
  if (equals < 0) return wrong(at, 'no-equals');
  if (equals === at) return wrong(at, 'no-key');
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

/** @param inSection whether there is a header above. */
export const meaningOf = (bytes: Uint8Array, inSection: boolean): LineMeaning => {
  const at = skipBlanks(bytes, 0, bytes.length);
  const end = trimBlanks(bytes, at, bytes.length);
  if (at === end) return { kind: 'nothing' };
  const text = decodeUtf8(bytes.subarray(at, end));
  const bad = badCharacterAt(text);
  if (bad >= 0) {
    const place = at + encodeUtf8(text.slice(0, bad)).length;
    return fatal(place, 'not-utf8');
  }
  if (text.startsWith('[')) return headerMeaning(text, at);
  return inSection ? assignmentMeaning(bytes, at, end) : wrong(at, 'before-sections');
};
