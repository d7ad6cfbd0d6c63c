/** Texts without the secrets in them, for others to read. What looks like one is replaced, in doubt rather too much. */
import { readEnvironment } from '../syntax/exec-parser.ts';
import { parse, type Assignment } from '../syntax/unit-file.ts';
import { decodeUtf8 } from '../text/utf8.ts';
import { secretsInLines, secretsInText, secretsInWords } from './find-secrets.ts';
import { keyBlocks } from './key-blocks.ts';
import {
  isCommand,
  isCredential,
  knownPlaces,
  settingWords,
  type KnownValue,
} from './known-values.ts';
import { covered, hidden, hiding, inLines, shifted, type Span } from './text-spans.ts';

/** Known values become `$NAME`, everything else in these parts is hidden. */
const masked = (text: string, secrets: readonly Span[], values: readonly KnownValue[]): string =>
  covered(text, [...knownPlaces(text, values), ...secrets.map(hiding)]);

/** Any text: what a program wrote, or a command line. */
export const maskText = (text: string, values: readonly KnownValue[]): string =>
  masked(text, secretsInText(text), values);

/** Names stay: which variables a service has is often what is wrong. */
const maskEnvironment = (value: string): string => {
  const { variables, findings } = readEnvironment(value);
  const names = variables.map(({ name }) => `${name}=${hidden}`);
  return findings.length > 0 ? hidden : names.join(' ');
};

const maskCredential = (value: string): string =>
  `${/^[\w.@-]{1,100}:/.exec(value)?.[0] ?? ''}${hidden}`;

/** @param secrets of a word, in places of it; given back in those of how it is written. */
const placesAsWritten = (written: string, word: string, secrets: readonly Span[]): Span[] => {
  if (secrets.length === 0) return [];
  const at = written.indexOf(word);
  if (at >= 0) return secrets.map((span) => shifted(span, at));
  // Quotes or escapes are in it: all is hidden that follows what is before the first secret.
  const first = secrets.reduce((least, { from }) => Math.min(least, from), word.length);
  const before = written.indexOf(word.slice(0, first));
  return [{ from: before < 0 ? 0 : before + first, to: written.length }];
};

/** What is secret in the words of a command, in places of its text. */
const secretsInCommandText = (text: string): Span[] => {
  const words = settingWords(text);
  const secrets = secretsInWords(words.map((word) => word.text));
  return words.flatMap(({ text: word, start, end }, index) =>
    placesAsWritten(text.slice(start, end), word, secrets[index] ?? []).map((span) =>
      shifted(span, start),
    ),
  );
};

const maskCommand = (value: string, values: readonly KnownValue[]): string =>
  masked(value, [...secretsInCommandText(value), ...secretsInText(value)], values);

const maskSetting = (
  { key, value }: Pick<Assignment, 'key' | 'value'>,
  values: readonly KnownValue[],
): string => {
  if (value === '') return '';
  if (key === 'Environment') return maskEnvironment(value);
  if (isCredential(key)) return maskCredential(value);
  // Where a credential is, and what it is called, is no secret.
  if (/^(?:Load|Import)Credential/.test(key)) return masked(value, [], values);
  return isCommand(key) ? maskCommand(value, values) : maskText(value, values);
};

/** A line ending that continues a setting, with what begins the next line of one that was switched off. */
const continuation = /\\[ \t\r]*\n[ \t#;]*/g;

/** Joins continued lines; every character keeps its place. */
const joinedLines = (text: string): string =>
  text.replace(continuation, (found) => ' '.repeat(found.length));

const switchedOff = /(?<![\w-])(?:Environment|SetCredential(?:Encrypted)?)[ \t]*=[ \t]*(?=\S)/;

/** All that such a setting gives, wherever in the line it is. */
const switchedOffValue = (line: string): Span[] => {
  const found = switchedOff.exec(line);
  return found === null ? [] : [{ from: found.index + found[0].length, to: line.length }];
};

/** Lines that systemd doesn’t read: comments, which may be settings that were switched off, and mistakes. */
const maskLines = (text: string, values: readonly KnownValue[]): string => {
  const joined = joinedLines(text);
  return masked(text, [...secretsInLines(joined), ...inLines(joined, switchedOffValue)], values);
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
  let text = '';
  for (const assignment of file.assignments) {
    text += others(at, assignment.start);
    // A line of a key may look like a setting.
    text += `${maskText(assignment.key, values)}=${maskSetting(assignment, values)}\n`;
    at = assignment.end;
  }
  text += others(at, bytes.length);
  // Only now, as a key has many lines.
  return covered(text, keyBlocks(text).map(hiding));
};
