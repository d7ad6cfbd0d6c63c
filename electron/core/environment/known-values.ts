/** The values that a unit is given, to be found wherever a program wrote them. */
import { parse } from '../syntax/unit-file.ts';
import { readWord, type Word } from '../syntax/word-reader.ts';
import { readEnvironmentFile } from './environment-file.ts';
import { secretsInText, secretsInWords } from './find-secrets.ts';
import { hasSecretName, isTelling, looksSecret } from './secrets.ts';
import { hidden, type Cover, type Span } from './text-spans.ts';

export interface KnownValue {
  /** Of a variable or a credential: `$NAME` takes its place. null for a part of a command or of another value. */
  name: string | null;
  value: string;
  /** By its name, or by where it was; the values of other variables may be anything. */
  isSecret: boolean;
}

const partsOf = (text: string, spans: readonly Span[]): KnownValue[] =>
  spans.map(({ from, to }) => ({ name: null, value: text.slice(from, to), isSecret: true }));

/** Also as systemd passes them on: it turns `%%` into `%` and `$$` into `$`. */
const withExpansions = (values: readonly KnownValue[]): KnownValue[] =>
  values.flatMap((known) => {
    const specified = known.value.replaceAll('%%', '%');
    const all = new Set([known.value, specified, specified.replaceAll('$$', '$')]);
    return Array.from(all, (value) => ({ ...known, value }));
  });

/** @param words as systemd passes them on. */
export const valuesInCommand = (words: readonly string[]): KnownValue[] =>
  withExpansions(
    secretsInWords(words).flatMap((spans, index) => partsOf(words[index] ?? '', spans)),
  );

/** With what is secret in the value: a program may write the password of an address alone. */
const variable = (name: string, value: string): KnownValue[] => [
  { name: name === '' ? null : name, value, isSecret: hasSecretName(name) },
  ...partsOf(value, secretsInText(value)),
];

/** @param assignments `NAME=value`, as systemd has them. */
export const assignedValues = (assignments: Iterable<string>): KnownValue[] =>
  Array.from(assignments).flatMap((text) => {
    const at = text.indexOf('=');
    return variable(text.slice(0, Math.max(at, 0)), text.slice(at + 1));
  });

export const valuesInFile = (text: string): KnownValue[] =>
  readEnvironmentFile(text).flatMap(({ name, raw }) => variable(name, raw));

/** Those that look like secrets. */
export const secretsAmong = (values: readonly KnownValue[]): KnownValue[] =>
  values.filter(({ name, value, isSecret }) =>
    name === null ? isSecret : looksSecret(name, value),
  );

/** The words of a setting, where systemd refuses it, too; quotes that aren’t closed reach to its end. */
export const settingWords = (value: string): Word[] => {
  const words: Word[] = [];
  for (let at = 0; ;) {
    const reading = readWord(value, at);
    if (reading.kind === 'none') return words;
    if (reading.kind === 'unbalanced') {
      const text = value.slice(at).replace(/["']/, '');
      return [...words, { text, start: at, end: value.length }];
    }
    words.push(reading.word);
    at = reading.rest;
  }
};

export const isCommand = (key: string): boolean => /^Exec(?:Start|Stop|Reload|Condition)/.test(key);
export const isCredential = (key: string): boolean => /^SetCredential(?:Encrypted)?$/.test(key);

/** C’s escapes undone, as in a quoted word: systemd.exec(5), SetCredential=. */
const unescaped = (value: string): string => {
  const quoted = value.replace(/\\[\s\S]|"/g, (sign) => (sign === '"' ? '\\"' : sign));
  const reading = readWord(`"${quoted}"`, 0);
  return reading.kind === 'word' ? reading.word.text : value;
};

const credential = (text: string): KnownValue[] => {
  const at = text.indexOf(':');
  if (at <= 0) return [];
  const [name, value] = [text.slice(0, at), text.slice(at + 1)];
  return [value, unescaped(value)].map((one) => ({ name, value: one, isSecret: true }));
};

/** The values that a unit file itself gives to variables, credentials and commands. */
export const valuesInUnitFile = (bytes: Uint8Array): KnownValue[] =>
  parse(bytes).assignments.flatMap(({ key, value }): KnownValue[] => {
    if (isCredential(key)) return credential(value);
    if (key !== 'Environment' && !isCommand(key)) return [];
    const words = settingWords(value).map(({ text }) => text);
    return isCommand(key) ? valuesInCommand(words) : withExpansions(assignedValues(words));
  });

/** `%40` in an address is `@`. */
const decoded = (value: string): string =>
  value.replace(/%([2-7][\da-f])/gi, (_, digits: string) =>
    String.fromCharCode(parseInt(digits, 16)),
  );

/** A value as programs write it: as it is, line by line, in one line, in JSON, in a shell, in an address. */
const formsOf = (value: string): string[] => [
  value,
  ...(value.includes('\n') ? value.split('\n').map((line) => line.trim()) : []),
  value.trim().replace(/\s+/g, ' '),
  JSON.stringify(value).slice(1, -1),
  value.replace(/["$\\`]/g, String.raw`\$&`),
  value.replaceAll("'", String.raw`\'`),
  encodeURIComponent(value.replace(/\p{Surrogate}/gu, '')),
  decoded(value),
];

/** Shorter values occur in any text; these only as words of their own. */
const shortest = 6;
const shortestSecret = 4;

const isLong = (text: string, isSecret: boolean): boolean =>
  text.length >= (isSecret ? shortestSecret : shortest) && !isTelling(text);

const isInWord = (text: string, { from, to }: Span): boolean =>
  /[\p{L}\d]/u.test(text.charAt(from - 1)) || /[\p{L}\d]/u.test(text.charAt(to));

const placesOf = (text: string, form: string): Span[] => {
  const places: Span[] = [];
  for (let from = text.indexOf(form); from >= 0; from = text.indexOf(form, from + form.length)) {
    const place = { from, to: from + form.length };
    if (form.length >= shortest || !isInWord(text, place)) places.push(place);
  }
  return places;
};

/** Where known values are, whatever is around them. */
export const knownPlaces = (text: string, values: readonly KnownValue[]): Cover[] => {
  const labels = new Map<string, string>();
  for (const { name, value, isSecret } of values)
    for (const form of formsOf(value)) {
      // The same value may be known with a name, too, which says more.
      if (!isLong(form, isSecret) || (name === null && labels.has(form))) continue;
      labels.set(form, name === null ? hidden : `$${name}`);
    }
  return [...labels].flatMap(([form, label]) =>
    placesOf(text, form).map(({ from, to }) => ({ from, to, label })),
  );
};
