/**
 * The text of ExecStart= → commands, and of Environment= → assignments, as systemd reads them. exec-writer.ts does
 * the reverse. Source: config_parse_exec() and config_parse_environ() in systemd's load-fragment.c;
 * systemd.service(5), "Command lines".
 */
import { expandSpecifiers, unknownSpecifierAt, type Specifiers } from './specifiers.ts';
import { isSafeText } from './line-parser.ts';
import { syntaxTexts, type WordFault } from '../texts/syntax.ts';
import { badCharacterAt, encodeUtf8 } from '../text/utf8.ts';
import { readWord, skipSeparators, type Word } from './word-reader.ts';

interface Command {
  /** `@ - : + ! |`, as written before the program. */
  prefixes: string;
  /** Without its prefixes. */
  program: Word;
  /** What the process sees, its own name first: the program, or with `@` the word after it. Nothing is expanded. */
  argv: Word[];
}

/** Something wrong in a value; `start` is where, in UTF-16 units. */
interface ValueFinding {
  start: number;
  fault: WordFault;
  what: string;
  why: string;
}

export interface CommandReading {
  commands: Command[];
  findings: ValueFinding[];
  /** systemd doesn’t load a unit that contains this. */
  refused: boolean;
}

/** The prefixes in effect: each once, and only one of `+`, `!`, and `!!`. */
const prefixesOf = (word: string): string => {
  let at = 0;
  for (; at < word.length; at += 1) {
    const [before, next] = [word.slice(0, at), word.charAt(at)];
    const privileged = /[+!]+/.exec(before.replace(/[^+!]/g, ''))?.[0] ?? '';
    if (next === '+' ? privileged !== '' : next === '!' ? !/^!?$/.test(privileged) : false) break;
    if (!'@-:+!|'.includes(next) || ('@-:|'.includes(next) && before.includes(next))) break;
  }
  return word.slice(0, at);
};

const pathMax = 4096;
const nameMax = 255;

type PlainFault = Exclude<WordFault, 'unknown-specifier'>;

/** What keeps systemd from running this path, its specifiers expanded; null if nothing does. */
const programFault = (path: string): PlainFault | null => {
  if (path === '') return 'no-program';
  if (!isSafeText(path)) return 'unsafe-program';
  if (path.endsWith('/')) return 'program-is-folder';
  const names = path.split('/');
  const isShort = names.every((name) => encodeUtf8(name).length <= nameMax);
  if (!isShort || encodeUtf8(path).length >= pathMax) return 'long-program';
  if (path.startsWith('/')) return null;
  // A specifier unknown here may mean an absolute path.
  if (/^%[A-Za-z]/.test(path)) return null;
  const isName = names.length === 1 && path !== '.' && path !== '..';
  return isName ? null : 'relative-program';
};

const isAt = (text: string, at: number, token: string): boolean =>
  text.startsWith(token, at) && /^[ \t\n\r]?$/.test(text.charAt(at + token.length));

const findingOf = (start: number, fault: PlainFault, why: string): ValueFinding => ({
  start,
  fault,
  what: syntaxTexts.words[fault],
  why,
});

const unknownEscape = (start: number): ValueFinding =>
  findingOf(start, 'unknown-escape', syntaxTexts.escapeWhy);

const unbalanced = (start: number): ValueFinding =>
  findingOf(start, 'unclosed-quote', syntaxTexts.quoteWhy);

const unknownSpecifier = ({ start, text }: Word): ValueFinding => ({
  start,
  fault: 'unknown-specifier',
  ...syntaxTexts.unknownSpecifier(text.slice(unknownSpecifierAt(text)).slice(0, 2)),
});

interface ArgumentsReading {
  words: Word[];
  /** Where the next command begins; null at the end. */
  next: number | null;
  failed: boolean;
}

/** The words up to a lone `;`, which ends a command; `\;` is a word. */
const readArguments = (text: string, from: number, findings: ValueFinding[]): ArgumentsReading => {
  const words: Word[] = [];
  let at = from;
  while (at < text.length) {
    if (isAt(text, at, ';')) return { words, next: skipSeparators(text, at + 1), failed: false };
    if (isAt(text, at, '\\;')) {
      words.push({ text: ';', start: at, end: at + 2 });
      at = skipSeparators(text, at + 2);
      continue;
    }
    const reading = readWord(text, at);
    if (reading.kind === 'none') break;
    if (reading.kind === 'unbalanced') {
      findings.push(unbalanced(reading.at));
      return { words, next: null, failed: true };
    }
    if (reading.badEscape !== null) findings.push(unknownEscape(reading.badEscape));
    if (unknownSpecifierAt(reading.word.text) >= 0) {
      findings.push(unknownSpecifier(reading.word));
      return { words, next: null, failed: true };
    }
    words.push(reading.word);
    at = reading.rest;
  }
  return { words, next: null, failed: false };
};

/**
 * @param value of one assignment, not empty: that would reset the list.
 * @param specifiers known here; used only for the program's path.
 */
export const readCommands = (
  value: string,
  specifiers: Specifiers = () => undefined,
): CommandReading => {
  const commands: Command[] = [];
  const findings: ValueFinding[] = [];
  const result = (refused: boolean): CommandReading => ({ commands, findings, refused });
  for (let at: number | null = 0; at !== null;) {
    const first = readWord(value, at);
    if (first.kind === 'none') break;
    if (first.kind === 'unbalanced') {
      findings.push(unbalanced(first.at));
      break;
    }
    const { word, rest, badEscape } = first;
    if (badEscape !== null) findings.push(unknownEscape(badEscape));
    if (word.text === ';') {
      at = rest;
      continue;
    }
    const prefixes = prefixesOf(word.text);
    const program = { ...word, text: word.text.slice(prefixes.length) };
    // After `-` systemd is lenient: it drops the rest of the value, and continues.
    const refused = !prefixes.includes('-');
    if (unknownSpecifierAt(program.text) >= 0) {
      findings.push(unknownSpecifier(program));
      return result(refused);
    }
    const fault = programFault(expandSpecifiers(program.text, specifiers));
    if (fault !== null) {
      findings.push(findingOf(word.start, fault, syntaxTexts.programWhy));
      return result(refused);
    }
    const { words, next, failed } = readArguments(value, rest, findings);
    if (failed) return result(refused);
    const argv = prefixes.includes('@') ? words : [program, ...words];
    if (argv.length === 0) {
      findings.push(findingOf(word.start, 'no-other-name', syntaxTexts.otherNameWhy));
      return result(refused);
    }
    commands.push({ prefixes, program, argv });
    at = next;
  }
  return result(false);
};

export interface EnvironmentReading {
  /** Known specifiers are expanded; others stay as they are, even in a name. */
  variables: { name: string; value: string; word: Word }[];
  findings: ValueFinding[];
}

/** @param value of one Environment=, not empty: that would reset the list. Of two equal names, the later wins. */
export const readEnvironment = (
  value: string,
  specifiers: Specifiers = () => undefined,
): EnvironmentReading => {
  const variables: EnvironmentReading['variables'] = [];
  const findings: ValueFinding[] = [];
  for (let at = 0; at < value.length;) {
    const reading = readWord(value, at);
    if (reading.kind === 'none') break;
    const badAt = reading.kind === 'unbalanced' ? reading.at : reading.badEscape;
    if (reading.kind === 'unbalanced' || badAt !== null) {
      const fault = reading.kind === 'unbalanced' ? 'unclosed-quote' : 'unknown-escape';
      findings.push(findingOf(badAt ?? at, fault, syntaxTexts.restIgnored));
      break;
    }
    const { word, rest } = reading;
    if (unknownSpecifierAt(word.text) >= 0) {
      findings.push(unknownSpecifier(word));
      at = rest;
      continue;
    }
    const whole = expandSpecifiers(word.text, specifiers);
    const [, name, content] = /^([^=]*)=([\s\S]*)$/.exec(whole) ?? [];
    // A specifier that is unknown here may be part of a name.
    const judged = expandSpecifiers(word.text, (letter) => specifiers(letter) ?? 'x');
    const isNamed = /^[A-Za-z_][A-Za-z0-9_]*=/.test(judged);
    if (!isNamed || name === undefined || content === undefined || badCharacterAt(content) >= 0) {
      findings.push(findingOf(word.start, 'not-an-assignment', syntaxTexts.assignmentWhy));
    } else variables.push({ name, value: content, word });
    at = rest;
  }
  return { variables, findings };
};
