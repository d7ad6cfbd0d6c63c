/** Texts without the secrets in them, for others to read. What looks like one is replaced, in doubt rather too much. */
import { readEnvironment } from '../syntax/exec-parser.ts';
import { parse, type Assignment } from '../syntax/unit-file.ts';
import { decodeUtf8 } from '../text/utf8.ts';
import { readEnvironmentFile } from './environment-file.ts';
import { hasSecretName, looksRandom, looksSecret, secretShapes } from './secrets.ts';

const hidden = '•••';

/** Shorter values occur in any text. */
const shortest = 6;
const shortestNamed = 4;

/** The values of variables, to be found wherever a program wrote them. */
export interface KnownValue {
  name: string;
  value: string;
}

/** @param assignments `NAME=value`, as systemd has them. */
export const assignedValues = (assignments: Iterable<string>): KnownValue[] =>
  Array.from(assignments, (text) => {
    const at = text.indexOf('=');
    return { name: text.slice(0, Math.max(at, 0)), value: text.slice(at + 1) };
  });

export const valuesInFile = (text: string): KnownValue[] =>
  readEnvironmentFile(text).map(({ name, raw }) => ({ name, value: raw }));

/** Those that look like secrets. */
export const secretsAmong = (values: readonly KnownValue[]): KnownValue[] =>
  values.filter(({ name, value }) => looksSecret(name, value));

/** A value as programs write it: as it is, line by line, in JSON, in an address. */
const formsOf = (value: string): string[] => [
  value,
  ...(value.includes('\n') ? value.split('\n').map((line) => line.trim()) : []),
  JSON.stringify(value).slice(1, -1),
  encodeURIComponent(value.replace(/\p{Surrogate}/gu, '')),
];

const isLong = (name: string, text: string): boolean =>
  text.length >= (hasSecretName(name) ? shortestNamed : shortest);

/** Replaces known values by `$NAME`, the longest first. */
const withoutKnown = (text: string, values: readonly KnownValue[]): string => {
  const forms = new Map<string, string>();
  for (const { name, value } of values)
    for (const form of formsOf(value)) if (isLong(name, form)) forms.set(form, name);
  return [...forms]
    .sort(([a], [b]) => b.length - a.length)
    .reduce((left, [form, name]) => left.replaceAll(form, () => `$${name}`), text);
};

const isNamedSecret = (name: string): boolean =>
  hasSecretName(name.replace(/^-+/, '').replace(/[.-]/g, '_'));

const keyBlock =
  /-----BEGIN ([A-Z ]{0,40}PRIVATE KEY[A-Z ]{0,40})-----[\s\S]*?(?:-----END \1-----|$)/g;
const address = /\b([a-z][a-z\d+.-]{0,20}:\/\/)([^\s/@:]{0,100}):([^\s/@]{1,200})@/gi;
/** Long enough to be a token, and no name. */
const tokenAddress = /\b([a-z][a-z\d+.-]{0,20}:\/\/)[^\s/@:]{16,200}@/gi;
const header = /\b(Bearer|Basic|Digest|Negotiate|Token)(\s+)[\w+/=.~-]{6,}/gi;
const word = String.raw`(?:"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|\S+)`;
const pairBegin = /(?<![\w.-])(-{0,2}[A-Za-z_][\w.-]{0,80})(["']?[ \t]{0,3}[=:][ \t]{0,3})(?=\S)/g;
const pairValue = new RegExp(word, 'y');
const option = new RegExp(String.raw`(?<!\S)(--?[A-Za-z][\w-]{0,60})([ \t]+)(${word})`, 'g');
const account = /(?<!\S)(-u|--user|--proxy-user)([ \t]+|=)([^\s:]{1,100}):\S+/g;
const longWord = /[\w+/=.-]{40,400}/g;

const shapes = secretShapes.map((shape) => new RegExp(`${shape.source}[\\w+/=.~-]*`, 'g'));

/** `NAME=VALUE` and `NAME: VALUE`; a value may itself be such a pair. */
const withoutPairs = (text: string): string => {
  let [masked, at] = ['', 0];
  for (const found of text.matchAll(pairBegin)) {
    const [whole, name = '', sign = ''] = found;
    // A file’s name, with what is wrong with it.
    const isPath = text[found.index - 1] === '/' && sign.includes(':');
    if (found.index < at || isPath || !isNamedSecret(name)) continue;
    pairValue.lastIndex = found.index + whole.length;
    pairValue.test(text);
    masked += `${text.slice(at, found.index)}${name}${sign}${hidden}`;
    at = pairValue.lastIndex;
  }
  return masked + text.slice(at);
};

/** What looks like a secret in any text. */
const withoutShapes = (text: string): string =>
  withoutPairs(
    shapes.reduce((left, shape) => left.replace(shape, hidden), text.replace(keyBlock, hidden)),
  )
    .replace(address, `$1$2:${hidden}@`)
    .replace(tokenAddress, `$1${hidden}@`)
    .replace(header, `$1$2${hidden}`)
    .replace(account, `$1$2$3:${hidden}`)
    .replace(option, (whole, name: string, blank: string, value: string) =>
      isNamedSecret(name) && !value.startsWith('-') ? `${name}${blank}${hidden}` : whole,
    )
    .replace(longWord, (found) => (looksRandom(found) ? hidden : found));

/** Any text: what a program wrote, or a command line. */
export const maskText = (text: string, values: readonly KnownValue[]): string =>
  withoutShapes(withoutKnown(text, values));

/** Names stay: which variables a service has is often what is wrong. */
const maskEnvironment = (value: string): string => {
  const { variables, findings } = readEnvironment(value);
  const names = variables.map(({ name }) => `${name}=${hidden}`);
  return findings.length > 0 ? hidden : names.join(' ');
};

const isCredential = (key: string): boolean => /^SetCredential(?:Encrypted)?$/.test(key);

const maskCredential = (value: string): string =>
  `${/^[\w.@-]{1,100}:/.exec(value)?.[0] ?? ''}${hidden}`;

const maskSetting = (
  { key, value }: Pick<Assignment, 'key' | 'value'>,
  values: readonly KnownValue[],
): string => {
  if (value === '') return '';
  if (key === 'Environment') return maskEnvironment(value);
  if (isCredential(key)) return maskCredential(value);
  return maskText(value, values);
};

const switchedOff = /^([#;\s]*)(Environment|SetCredential(?:Encrypted)?)(\s*=\s*)\S/;

/** Lines that systemd doesn’t read: comments, which may be settings that were switched off, and mistakes. */
const maskLines = (text: string, values: readonly KnownValue[]): string => {
  let isSecret = false;
  return text
    .split('\n')
    .map((line) => {
      const [, before = '', key = '', equals = ''] = switchedOff.exec(line) ?? [];
      const isContinued = isSecret;
      isSecret = (isSecret || key !== '') && /\\\s*$/.test(line);
      if (key !== '') return `${before}${key}${equals}${hidden}`;
      return isContinued ? hidden : maskText(line, values);
    })
    .join('\n');
};

/**
 * A unit file: no value of a variable, no credential; other settings as any text. A setting of several lines becomes
 * one line.
 */
export const maskUnitFile = (bytes: Uint8Array, values: readonly KnownValue[]): string => {
  const file = parse(bytes);
  const others = (from: number, to: number): string =>
    maskLines(decodeUtf8(bytes.subarray(from, to)), values);
  let at = 0;
  let masked = '';
  for (const assignment of file.assignments) {
    masked += others(at, assignment.start);
    masked += `${assignment.key}=${maskSetting(assignment, values)}\n`;
    at = assignment.end;
  }
  return masked + others(at, bytes.length);
};

/** The values that a unit file itself gives to variables and credentials. */
export const valuesInUnitFile = (bytes: Uint8Array): KnownValue[] =>
  parse(bytes).assignments.flatMap(({ key, value }): KnownValue[] => {
    if (key === 'Environment' && value !== '') return readEnvironment(value).variables;
    const at = value.indexOf(':');
    return isCredential(key) && at > 0
      ? [{ name: value.slice(0, at), value: value.slice(at + 1) }]
      : [];
  });
