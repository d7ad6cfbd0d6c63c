/**
 * A value → its words, with quotes and escapes undone. Source: extract_first_word() in systemd's extract-word.c,
 * cunescape_one() in escape.c.
 */
import { bytesOfCodePoint, escapeByte, joinEscapes } from '../text/utf8.ts';

/** Its place in the value is `start` to `end`, in UTF-16 units. Bytes that aren’t UTF-8 are escaped; see utf8.ts. */
export interface Word {
  text: string;
  start: number;
  end: number;
}

/** `rest` is where the next word may start. */
export type WordReading =
  | { kind: 'word'; word: Word; rest: number; badEscape: number | null }
  | { kind: 'none' }
  | { kind: 'unbalanced'; at: number };

const simpleEscapes: Record<string, string> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  '"': '"',
  "'": "'",
  s: ' ',
};

const numericEscape = /^(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-3][0-7]{2}))/;

/** unichar_is_valid() in utf8.c: noncharacters aren’t. */
const isValidPoint = (point: number): boolean =>
  point <= 0x10ffff &&
  (point & 0x1ff800) !== 0xd800 &&
  !(point >= 0xfdd0 && point <= 0xfdef) &&
  (point & 0xfffe) !== 0xfffe;

/** What an escape means, and its length after the backslash; null if systemd doesn’t know it. */
const unescape = (text: string, at: number): { text: string; length: number } | null => {
  const simple = simpleEscapes[text.charAt(at)];
  if (simple !== undefined) return { text: simple, length: 1 };
  const [all = '', hex, short, long, octal] = numericEscape.exec(text.slice(at, at + 9)) ?? [];
  const digits = hex ?? short ?? long ?? octal;
  if (digits === undefined) return null;
  const point = parseInt(digits, octal === undefined ? 16 : 8);
  if (point === 0) return null;
  if (hex !== undefined || octal !== undefined)
    return { text: escapeByte(point), length: all.length };
  // \u accepts what \U doesn’t: halves of surrogate pairs, and noncharacters.
  if (long !== undefined && !isValidPoint(point)) return null;
  return { text: bytesOfCodePoint(point).map(escapeByte).join(''), length: all.length };
};

/** Blank, tab, LF, CR: systemd's WHITESPACE. */
const isSeparator = (character: string): boolean => /^[ \t\n\r]$/.test(character);

export const skipSeparators = (text: string, from: number): number => {
  let at = from;
  while (isSeparator(text.charAt(at))) at += 1;
  return at;
};

/** The first word at or after `from`. An escape that systemd doesn’t know stays as it is, with its backslash. */
export const readWord = (text: string, from: number): WordReading => {
  const start = skipSeparators(text, from);
  if (start >= text.length) return { kind: 'none' };
  let word = '';
  let quote = '';
  let opened = start;
  let badEscape: number | null = null;
  let at = start;
  for (; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === '\\') {
      const meant = unescape(text, at + 1);
      const isLast = at + 1 >= text.length;
      if (isLast && quote !== '') return { kind: 'unbalanced', at: opened };
      if (meant === null) badEscape ??= at;
      word += meant?.text ?? text.slice(at, at + 2);
      at += meant?.length ?? 1;
    } else if (quote !== '') {
      if (character === quote) quote = '';
      else word += character;
    } else if (character === '"' || character === "'") {
      quote = character;
      opened = at;
    } else if (isSeparator(character)) break;
    else word += character;
  }
  if (quote !== '') return { kind: 'unbalanced', at: opened };
  const end = Math.min(at, text.length);
  return {
    kind: 'word',
    word: { text: joinEscapes(word), start, end },
    rest: skipSeparators(text, end),
    badEscape,
  };
};
