/**
 * The text of ExecStart= → commands, and of Environment= → assignments, as systemd reads them. command-line.ts writes.
 * Source: config_parse_exec() and config_parse_environ() in systemd's load-fragment.c; systemd.service(5), "Command lines".
 */
import { expandSpecifiers, unknownSpecifierAt, type Specifiers } from './specifiers.ts';
import { isSafeText } from './line-parser.ts';
import { badCharacterAt, encodeUtf8 } from '../text/utf8.ts';
import { readWord, skipSeparators, type Word } from './word-reader.ts';

interface Command {
  /** `@ - : + ! |` as they stand before the program. */
  prefixes: string;
  /** Without its prefixes. */
  program: Word;
  /** What the process sees, its own name first: the program, or behind `@` the word after it. Nothing is expanded. */
  argv: Word[];
}

/** Something in a value; `start` is where, in UTF-16 units. */
interface ValueFinding {
  start: number;
  what: string;
  why: string;
}

export interface CommandReading {
  commands: Command[];
  findings: ValueFinding[];
  /** systemd loads no unit with this in it. */
  refused: boolean;
}

/** The prefixes that count: each once, of `+`, `!` and `!!` one. */
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

/** Why systemd would not take this for a program, its specifiers expanded; null when it would. */
const programFault = (path: string): string | null => {
  if (path === '') return 'No program follows.';
  if (!isSafeText(path))
    return 'The path of a program has no quotes, backslashes or control characters.';
  if (path.endsWith('/')) return 'This is a folder.';
  const names = path.split('/');
  const isShort = names.every((name) => encodeUtf8(name).length <= nameMax);
  if (!isShort || encodeUtf8(path).length >= pathMax) return 'This path is too long.';
  if (path.startsWith('/')) return null;
  // A specifier that is not known here may stand for an absolute path.
  if (/^%[A-Za-z]/.test(path)) return null;
  const isName = names.length === 1 && path !== '.' && path !== '..';
  return isName ? null : 'A program is an absolute path, or a name without “/”.';
};

const isAt = (text: string, at: number, token: string): boolean =>
  text.startsWith(token, at) && /^[ \t\n\r]?$/.test(text.charAt(at + token.length));

const unknownEscape = (start: number): ValueFinding => ({
  start,
  what: 'systemd does not know this escape.',
  why: 'It keeps the backslash and what follows as they are, and warns. Write \\\\ for a backslash.',
});

const unbalanced = (start: number): ValueFinding => ({
  start,
  what: 'This quote is not closed.',
  why: 'systemd ignores the command, or refuses the unit.',
});

const unknownSpecifier = (word: Word): ValueFinding => ({
  start: word.start,
  what: `systemd knows no specifier “${word.text.slice(unknownSpecifierAt(word.text)).slice(0, 2)}”.`,
  why: 'It expands “%” and a letter or digit before it runs anything. Write %% for a percent sign.',
});

interface ArgumentsReading {
  words: Word[];
  /** Where the next command begins; null at the end. */
  next: number | null;
  failed: boolean;
}

/** The words up to a lone `;`, which ends a command; `\;` is one. */
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
 * @param value of one assignment, not empty: an empty one resets the list.
 * @param specifiers what is known of them; only the program's path is looked at.
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
    // Behind `-` systemd forgives: it drops what is left of the value, and goes on.
    const refused = !prefixes.includes('-');
    if (unknownSpecifierAt(program.text) >= 0) {
      findings.push(unknownSpecifier(program));
      return result(refused);
    }
    const fault = programFault(expandSpecifiers(program.text, specifiers));
    if (fault !== null) {
      findings.push({ start: word.start, what: fault, why: 'systemd cannot run this.' });
      return result(refused);
    }
    const { words, next, failed } = readArguments(value, rest, findings);
    if (failed) return result(refused);
    const argv = prefixes.includes('@') ? words : [program, ...words];
    if (argv.length === 0) {
      const what = 'Behind “@” the name follows under which the program is to run.';
      findings.push({ start: word.start, what, why: 'There is none.' });
      return result(refused);
    }
    commands.push({ prefixes, program, argv });
    at = next;
  }
  return result(false);
};

export interface EnvironmentReading {
  /** Specifiers expanded as far as they are known. */
  variables: { name: string; value: string; word: Word }[];
  findings: ValueFinding[];
}

/** @param value of one Environment=, not empty: an empty one resets the list. Of two with the same name the later counts. */
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
      const what =
        reading.kind === 'unbalanced'
          ? 'This quote is not closed.'
          : 'systemd does not know this escape.';
      findings.push({ start: badAt ?? at, what, why: 'It ignores the rest of the line.' });
      break;
    }
    const { word, rest } = reading;
    if (unknownSpecifierAt(word.text) >= 0) {
      findings.push(unknownSpecifier(word));
      at = rest;
      continue;
    }
    const [, name, content] =
      /^([A-Za-z_][A-Za-z0-9_]*)=([\s\S]*)$/.exec(expandSpecifiers(word.text, specifiers)) ?? [];
    if (name === undefined || content === undefined || badCharacterAt(content) >= 0) {
      const why =
        'An assignment is NAME=value, the name of letters, digits and “_”; systemd ignores this word.';
      findings.push({ start: word.start, what: 'This is no assignment.', why });
    } else variables.push({ name, value: content, word });
    at = rest;
  }
  return { variables, findings };
};
