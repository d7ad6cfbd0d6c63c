/** Values with a name before them: `NAME=value`, `"name": "value"`, `[name] => value`, `<name>value</name>`. */
import {
  endOfShellWord,
  endOfWord,
  goesOn,
  type QuotedPart,
  type QuotedText,
} from './quoted-parts.ts';
import { hasSecretName, isNamedSecret } from './secrets.ts';
import type { Span } from './text-spans.ts';

/** In a printed text, the letter of `\n` is no part of the name. */
const pairBegin =
  /(?<![\w.-])((?:(?<=\\)[nrt])?)(-{0,2}[A-Za-z_][\w.-]{0,199})((?:\\*["']\]?|\])?[ \t]*(?:=>|:=|={1,3}|:(?!:))[ \t]*)(?=\S)/g;

/** Their values have blanks in them, without quotes. */
const headers = /^(?:proxy-)?authorization$/i;
const cookies = /^(?:set-)?cookie$/i;

/** Suffixes of programs’ files: what follows `auth.go:12:` says what is wrong there. */
const fileName =
  /\.(?:py|rb|go|rs|c|cc|cpp|h|java|kt|php|pl|sh|lua|[cm]?[jt]sx?|ya?ml|json|toml|ini|conf|cfg|txt|env|log)$/;

/** A file with what is wrong with it, or a module of a program. */
const isPlace = (text: string, at: number, name: string, sign: string): boolean =>
  sign.includes(':') &&
  (text[at - 1] === '/' || text.startsWith('::', at - 2) || fileName.test(name));

/** A quoted value, or the whole word if it continues after its quotes: `'it'\''s'`. */
const endOfQuoted = (given: QuotedText, { to, end }: QuotedPart, most: number): number =>
  end < most && goesOn(given.text, end) ? endOfShellWord(given, end, most) : to;

const closing: Readonly<Record<string, string>> = { '{': '}', '[': ']' };

/** Behind the bracket that closes the one here, whatever other brackets are between. */
const endOfBracket = (text: string, from: number, most: number): number => {
  const [open, close] = [text.charAt(from), closing[text.charAt(from)]];
  let depth = 0;
  for (let at = from; at < most; at += 1) {
    if (text[at] === open) depth += 1;
    else if (text[at] === close) depth -= 1;
    if (depth === 0) return at + 1;
  }
  return most;
};

/** Of quotes that open just before a name, unless they hold a whole script: `sh -c "PASSWORD=x app"`. */
const isAlone = ({ text, quotes }: QuotedText, at: number, from: number): boolean => {
  const [own, around] = [quotes.around(at), quotes.around(from)];
  const before = text.slice(Math.max(0, (own?.start ?? 0) - 10), Math.max(0, own?.start ?? 0));
  return own?.from === at && own === around && !/(?:^|\s)-[a-z]*c\s+$/.test(before);
};

/** A whole command may be in these quotes: its next option is no part of the value. */
const endOfAlone = (text: string, at: number, { from, to }: Span): number => {
  const option = text[at] === '-' ? text.slice(from, to).search(/\s-{1,2}[A-Za-z]/) : -1;
  return option < 0 ? to : from + option;
};

/** Behind a value without quotes; in JSON, other fields may follow it without a blank. */
const endOfPlain = (given: QuotedText, at: number, from: number, most: number): number => {
  const { text } = given;
  const isField = /["']/.test(text.charAt(at - 1));
  const end = isField ? text.slice(from, most).search(/[\s,}\]]/) : -1;
  return end < 0 ? endOfShellWord(given, from, most) : from + end;
};

/** @param name begins at `at`; its value, or the quotes around it, at `from`. */
const valueOf = (given: QuotedText, name: string, at: number, from: number): Span => {
  const { text, quotes } = given;
  const most = quotes.around(from)?.to ?? text.length;
  const prefix = /^[bfru]["']/i.test(text.slice(from, from + 2)) ? 1 : 0;
  const part = quotes.startingAt(from + prefix);
  if (part !== undefined && part.end <= most) {
    return { from: part.from, to: endOfQuoted(given, part, most) };
  }
  if (closing[text.charAt(from)] !== undefined) {
    return { from, to: endOfBracket(text, from, most) };
  }
  if (isAlone(given, at, from)) return { from, to: endOfAlone(text, at, { from, to: most }) };
  const isHeader =
    headers.test(name) || (cookies.test(name) && text.slice(from, most).includes('='));
  // Quotes that aren’t closed: the text was cut.
  const isCut = /^\\*["']/.test(text.slice(from, most));
  if (isHeader || isCut) return { from, to: most };
  // `Server=x;Password=two words;Database=y`
  const semicolon = text[at - 1] === ';' ? text.slice(from, most).indexOf(';') : -1;
  return { from, to: semicolon < 0 ? endOfPlain(given, at, from, most) : from + semicolon };
};

/** Of prose, the first word says whether it is the value: `token: not valid`. */
const judgedPart = (name: string, sign: string, value: string): string =>
  sign.includes(':') && !headers.test(name)
    ? value.slice(0, endOfWord(value, 0, value.length))
    : value;

const pairs = (given: QuotedText): Span[] => {
  const { text } = given;
  const spans: Span[] = [];
  let after = 0;
  for (const { 0: whole, 1: letter = '', 2: rest = '', 3: sign = '', index } of text.matchAll(
    pairBegin,
  )) {
    const name = [rest, letter + rest].find(hasSecretName);
    const at = index + letter.length;
    if (name === undefined || at < after || isPlace(text, at, name, sign)) continue;
    const from = index + whole.length;
    const value = valueOf(given, name, at, from);
    const content = text.slice(value.from, value.to);
    const judged = value.from === from ? judgedPart(name, sign, content) : content;
    if (isNamedSecret(name, judged)) spans.push(value);
    after = value.to;
  }
  return spans;
};

const element =
  /<(?:[A-Za-z_][\w.-]{0,60}:)?([A-Za-z_][\w.-]{0,60})(?:\s[^<>]{0,300})?>([^<>]+)(?=<)/g;

const elements = (text: string): Span[] =>
  Array.from(text.matchAll(element)).flatMap(
    ({ 0: whole, 1: name = '', 2: content = '', index }) => {
      const to = index + whole.length;
      return isNamedSecret(name, content.trim()) ? [{ from: to - content.length, to }] : [];
    },
  );

/** In one line. */
export const pairSecrets = (given: QuotedText): Span[] => [
  ...pairs(given),
  ...elements(given.text),
];
