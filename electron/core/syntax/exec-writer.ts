/**
 * argv → the text of ExecStart=, and assignments → the text of Environment=, by systemd's rules,
 * which are not the shell's. Source: systemd.service(5), "Command lines"; systemd.syntax(7), "Quoting".
 * command-reading.ts goes the other way.
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

/** Beside control characters those that systemd takes for no text: noncharacters, and what is no UTF-8. */
const escaped = /[\\"\u0000-\u001f\u007f\p{Noncharacter_Code_Point}\p{Surrogate}]/gu;

/** A word as systemd reads it → as it is written, quoted where it must be; `%` and `$` keep what they mean. */
export const quote = (text: string): string =>
  text !== '' && !needsQuotes.test(text)
    ? text
    : `"${text.replace(escaped, (character) => escapes[character] ?? hex(character))}"`;

/** `%` begins a specifier everywhere in a unit file; doubled it is itself. */
export const escapeSpecifiers = (text: string): string => text.replaceAll('%', '%%');

/** One argument as a word of ExecStart=: the process gets exactly `argument`. */
export const argumentWord = (argument: string): string =>
  quote(escapeSpecifiers(argument).replaceAll('$', '$$$$'));

/** One `NAME=value` as a word of Environment=, where `$` means nothing special. */
export const assignmentWord = (assignment: string): string => quote(escapeSpecifiers(assignment));

/**
 * Specifiers that may begin a path in the form: the home folder and the runtime folder.
 * Not %S or %L: what they mean for a user manager changed in systemd 254. systemd.unit(5), "Specifiers".
 */
const folderSpecifier = /^%[ht](?=\/|$)/;

/** True for `/…` and for a folder specifier such as `%h/…`: the only paths systemd takes (S5). */
export const isUnitPath = (path: string): boolean =>
  path.startsWith('/') || folderSpecifier.test(path);

/** A path of the form as unit text: a leading `%h` stays a specifier, any other `%` is itself. */
export const escapePath = (path: string): string => {
  const specifier = folderSpecifier.exec(path)?.[0] ?? '';
  return specifier + escapeSpecifiers(path.slice(specifier.length));
};

/** The program as the first word of ExecStart=. It is not subject to `$` expansion. */
const programWord = (program: string): string => quote(escapePath(program));

/** The whole text of ExecStart= for a program of the form and its arguments. */
export const execText = (program: string, args: readonly string[]): string =>
  [programWord(program), ...args.map(argumentWord)].join(' ');

/** What the folder specifiers mean for this person. */
export interface Folders {
  home: string;
  runtime: string;
}

/** Of the specifiers those that mean folders, as far as Hearth tells them. */
export const folderSpecifiers =
  ({ home, runtime }: Folders): Specifiers =>
  (letter) =>
    letter === 'h' ? home : letter === 't' ? runtime : undefined;

/** A path as the person typed it in the form → the real path. */
export const expandPath = (path: string, folders: Folders): string => {
  const specifier = folderSpecifier.exec(path)?.[0];
  if (specifier === undefined) return path;
  return (specifier === '%h' ? folders.home : folders.runtime) + path.slice(specifier.length);
};

/** The inverse of `escapePath` for what a unit file says: `%%` is `%`, then specifiers expand. */
export const expandUnitPath = (text: string, folders: Folders): string =>
  expandSpecifiers(text, folderSpecifiers(folders));
