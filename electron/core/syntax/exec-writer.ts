/**
 * argv → the text of ExecStart=, and assignments → the text of Environment=, by systemd's rules,
 * which are not the shell's. Source: systemd.service(5), "Command lines"; systemd.syntax(7), "Quoting".
 * exec-parser.ts does the reverse.
 */
import { expandSpecifiers, type Specifiers } from './specifiers.ts';
import { encodeUtf8 } from '../text/utf8.ts';

const needsQuotes = /[\s"'\\;]|[\u0000-\u001f\u007f]|[\p{Noncharacter_Code_Point}\p{Surrogate}]/u;

const escapes: Record<string, string> = {
  '\\': '\\\\',
  '"': '\\"',
  '\n': '\\n',
  '\t': '\\t',
  '\r': '\\r',
};

const hex = (character: string): string =>
  [...encodeUtf8(character)].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('');

/** Control characters, and what systemd doesn’t accept as text: noncharacters, and what isn’t UTF-8. */
const escaped = /[\\"\u0000-\u001f\u007f\p{Noncharacter_Code_Point}\p{Surrogate}]/gu;

/** A word as systemd reads it → as it is written, quoted if needed; `%` and `$` keep their meaning. */
export const quote = (text: string): string =>
  text !== '' && !needsQuotes.test(text)
    ? text
    : `"${text.replace(escaped, (character) => escapes[character] ?? hex(character))}"`;

/** `%` starts a specifier everywhere in a unit file; `%%` is a percent sign. */
export const escapeSpecifiers = (text: string): string => text.replaceAll('%', '%%');

/** One argument as a word of ExecStart=: the process gets exactly `argument`. */
export const argumentWord = (argument: string): string =>
  quote(escapeSpecifiers(argument).replaceAll('$', '$$$$'));

/** One `NAME=value` as a word of Environment=, where `$` means nothing special. */
export const assignmentWord = (assignment: string): string => quote(escapeSpecifiers(assignment));

/**
 * One line of the form as a word of Environment=: folders that begin a value, or a part of it after a `:`, are meant
 * as in a path of the form, and `$HOME` is meant anywhere.
 */
export const environmentWord = (line: string): string => {
  const start = line.indexOf('=') + 1;
  const value = line
    .slice(start)
    .split(':')
    .map(escapePath)
    .join(':')
    .replace(/\$(?:HOME(?!\w)|\{HOME\})/g, '%h');
  return quote(line.slice(0, start) + value);
};

/**
 * How a path in the form may begin, besides `/`: a specifier, or what a shell would expand to the same folder.
 * Not %S or %L: their meaning for a user manager changed in systemd 254. systemd.unit(5), "Specifiers".
 */
const folderStarts: readonly [RegExp, '%h' | '%t'][] = [
  [/^(?:%h|~|\$HOME|\$\{HOME\})(?=\/|$)/, '%h'],
  [/^(?:%t|\$XDG_RUNTIME_DIR|\$\{XDG_RUNTIME_DIR\})(?=\/|$)/, '%t'],
];

interface SplitPath {
  specifier: '' | '%h' | '%t';
  rest: string;
}

const splitPath = (path: string): SplitPath => {
  for (const [start, specifier] of folderStarts) {
    const found = start.exec(path)?.[0];
    if (found !== undefined) return { specifier, rest: path.slice(found.length) };
  }
  return { specifier: '', rest: path };
};

/** True for `/…`, `%h/…`, `~/…` and the like: what `escapePath` makes a path that systemd accepts (S5). */
export const isFullPath = (path: string): boolean =>
  path.startsWith('/') || splitPath(path).specifier !== '';

/** A path as typed into unit text, where `~` and `$HOME` mean nothing: its beginning as a specifier. */
export const withSpecifier = (path: string): string => {
  const { specifier, rest } = splitPath(path);
  return specifier + rest;
};

/** A path of the form as unit text: a leading `%h` or `~` is the specifier, any other `%` a percent sign. */
export const escapePath = (path: string): string => {
  const { specifier, rest } = splitPath(path);
  return specifier + escapeSpecifiers(rest);
};

/** The program as the first word of ExecStart=, where `$` isn’t expanded. */
const programWord = (program: string): string => quote(escapePath(program));

/** The whole text of ExecStart= for a program of the form and its arguments. */
export const execText = (program: string, args: readonly string[]): string =>
  [programWord(program), ...args.map(argumentWord)].join(' ');

/** The same for arguments that are unit text already: `%` and `$` keep their meaning. */
export const execTextOf = (program: string, args: readonly string[]): string =>
  [programWord(program), ...args.map(quote)].join(' ');

/** What the folder specifiers mean for this person. */
export interface Folders {
  home: string;
  runtime: string;
}

/** The specifiers for folders that Hearth knows. */
export const folderSpecifiers =
  ({ home, runtime }: Folders): Specifiers =>
  (letter) =>
    letter === 'h' ? home : letter === 't' ? runtime : undefined;

/** A path as the person typed it in the form → the real path. */
export const expandPath = (path: string, folders: Folders): string => {
  const { specifier, rest } = splitPath(path);
  if (specifier === '') return path;
  return (specifier === '%h' ? folders.home : folders.runtime) + rest;
};

/** The inverse of `escapePath`, for text of a unit file: `%%` is `%`, then specifiers expand. */
export const expandUnitPath = (text: string, folders: Folders): string =>
  expandSpecifiers(text, folderSpecifiers(folders));
