/** Words that are secrets by their own looks: tokens that begin as no other word does, and long random ones. */
import type { Span } from './text-spans.ts';

/** By their makers’ prefixes, and the addresses that are a password themselves. Each begins at a place of its own. */
const shapes: readonly RegExp[] = [
  /\b(?:ghp|gho|ghu|ghs|ghr)_\w{20}/,
  /\bgithub_pat_\w{20}/,
  /\bglpat-[\w-]{15}/,
  /\bxox[abeoprs]-[\w-]{10}/,
  /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/,
  /\bAIza[\w-]{30}/,
  /\bya29\.[\w-]{20}/,
  /\bsk-[\w-]{16}/,
  /\b[rs]k_(?:live|test)_\w{10}/,
  /\bwhsec_\w{16}/,
  /\bSG\.[\w-]{16}/,
  /\bnpm_\w{30}/,
  /\bpypi-\w{16}/,
  /\bhf_\w{20}/,
  /(?<![\w-])eyJ[\w-]{8,}\.[\w-]{8,}\./,
  /\bAGE-SECRET-KEY-/,
  /(?<!\d)\d{8,12}:AA[\w-]{30}/,
  /(?<=\/(?:services|workflows|triggers)\/)T[A-Z\d]{5,20}\/(?=\w)/,
  /(?<=\/webhooks\/)\d{5,25}\/(?=[\w-]{16})/,
];

export const hasTokenShape = (text: string): boolean => shapes.some((shape) => shape.test(text));

const shapesToEnd = shapes.map((shape) => new RegExp(`${shape.source}[\\w+/=.~-]*`, 'g'));

const spanOf = ({ 0: whole, index }: RegExpExecArray): Span => ({
  from: index,
  to: index + whole.length,
});

const shapedTokens = (line: string): Span[] =>
  shapesToEnd.flatMap((shape) => Array.from(line.matchAll(shape), spanOf));

/** Letters of one word, capitals, or digits. */
const pieces = /[A-Z]?[a-z]+|[A-Z]+|\d+/g;

/** A name has pieces of some length, even in camel case. */
const isNoName = (text: string): boolean => text.length < 3 * (text.match(pieces)?.length ?? 0);

const shortestPart = 8;

/** Digits, small letters and capitals. Hexadecimal digits are not mixed: many harmless things are named by them. */
export const isMixed = (text: string): boolean =>
  text.length >= shortestPart &&
  /\d/.test(text) &&
  /[a-z]/.test(text) &&
  /[A-Z]/.test(text) &&
  isNoName(text);

/** Characters in mixed parts of a word. */
const enough = 24;

/** Where the first mixed part of a word begins; null if too little of it is mixed. */
const mixedFrom = (word: string): number | null => {
  let [first, mixed]: [number | null, number] = [null, 0];
  for (const { 0: part, index } of word.matchAll(/[^/._-]+/g)) {
    if (!isMixed(part)) continue;
    first ??= index;
    mixed += part.length;
  }
  return mixed < enough ? null : first;
};

const longWord = /(?<![\w+/.-])[\w+/.-]{40,}={0,2}/g;

/** What follows a scheme of an address counts too. Base64 has slashes as well, so any other word is one whole. */
const isPath = (word: string): boolean => /^[/.]/.test(word);

const randomWords = (line: string): Span[] =>
  Array.from(line.matchAll(longWord)).flatMap((found) => {
    const { from, to } = spanOf(found);
    const mixed = mixedFrom(found[0]);
    return mixed === null ? [] : [{ from: isPath(found[0]) ? from + mixed : from, to }];
  });

/** As long and as mixed as only a key is. */
export const looksRandom = (value: string): boolean =>
  /^[\w+/.-]{40,}={0,2}$/.test(value) && !isPath(value) && mixedFrom(value) !== null;

/** `${DB_PASSWORD}`, `$DB_PASSWORD`: no secret, and which variable it is may be what is wrong. */
export const isReference = (value: string): boolean =>
  /^\$(?:\{\w+\}|[A-Z][A-Z\d]*_[A-Z\d_]+)$/.test(value);

/** How a header Authorization: begins. These are words of their own, too, so what follows must look like a secret. */
const scheme = /\b(?:Bearer|Basic|Digest|Negotiate|Token|ApiKey)[ \t]+([\w+/=.~-]{6,})/gi;

const isCredential = (word: string): boolean =>
  !/^(?:sha|md)-?\d/i.test(word) &&
  (/\d/.test(word) || (/[a-z][A-Z]/.test(word) && isNoName(word)));

const schemeCredentials = (line: string): Span[] =>
  Array.from(line.matchAll(scheme)).flatMap((found) => {
    const { to } = spanOf(found);
    const [, word = ''] = found;
    return isCredential(word) ? [{ from: to - word.length, to }] : [];
  });

/** In one line. */
export const tokensIn = (line: string): Span[] => [
  ...shapedTokens(line),
  ...randomWords(line),
  ...schemeCredentials(line),
];
