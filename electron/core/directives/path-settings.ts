/** Which settings take paths, and where in their values the paths are. */
import { lookUp } from '../text/look-up.ts';
import type { Assignment } from '../syntax/unit-file.ts';
import { readWord, type Word } from '../syntax/word-reader.ts';

const conditions = [
  'PathExists',
  'PathExistsGlob',
  'PathIsDirectory',
  'PathIsSymbolicLink',
  'PathIsMountPoint',
  'PathIsReadWrite',
  'PathIsEncrypted',
  'DirectoryNotEmpty',
  'FileNotEmpty',
  'FileIsExecutable',
];

/** One path each, maybe with a prefix such as `-` or `!`. */
const single: Record<string, RegExp> = {
  WorkingDirectory: /^-?/,
  EnvironmentFile: /^-?/,
  RootDirectory: /^/,
  RootImage: /^/,
  PIDFile: /^/,
  TTYPath: /^/,
  PathExists: /^/,
  PathExistsGlob: /^/,
  PathChanged: /^/,
  PathModified: /^/,
  DirectoryNotEmpty: /^/,
  ListenFIFO: /^/,
  ListenSpecial: /^/,
  ...Object.fromEntries(
    conditions.flatMap((name) =>
      [`Condition${name}`, `Assert${name}`].map((key) => [key, /^\|?\s*!?/] as const),
    ),
  ),
};

/** The value is one path, in which blanks don’t separate anything. */
export const takesOnePath = (key: string): boolean => lookUp(single, key) !== undefined;

/** Lists of paths, separated by blanks. */
const many: Record<string, RegExp> = {
  ReadWritePaths: /^[-+]*/,
  ReadOnlyPaths: /^[-+]*/,
  InaccessiblePaths: /^[-+]*/,
  ExecPaths: /^[-+]*/,
  NoExecPaths: /^[-+]*/,
  RequiresMountsFor: /^/,
};
const outputs = new Set(['StandardInput', 'StandardOutput', 'StandardError']);

/** The words of a list, without the quotes around them; those with others or with escapes aren’t judged. */
const plainWords = (value: string): Word[] => {
  const words: Word[] = [];
  for (let at = 0; at < value.length;) {
    const read = readWord(value, at);
    if (read.kind !== 'word') break;
    const { text, start, end } = read.word;
    const raw = value.slice(start, end);
    if (text === raw) words.push(read.word);
    else if (`"${text}"` === raw || `'${text}'` === raw) {
      words.push({ text, start: start + 1, end: end - 1 });
    }
    at = read.rest;
  }
  return words;
};

/** The paths in a value, each with its place, without its prefix. */
export const pathsIn = ({ key, value }: Assignment): Word[] => {
  const whole = (start: number): Word[] => [{ text: value.slice(start), start, end: value.length }];
  const one = lookUp(single, key);
  if (one !== undefined) return whole(one.exec(value)?.[0].length ?? 0);
  const prefix = lookUp(many, key);
  if (prefix !== undefined) {
    return plainWords(value).map(({ text, start, end }) => {
      const length = prefix.exec(text)?.[0].length ?? 0;
      return { text: text.slice(length), start: start + length, end };
    });
  }
  const file = outputs.has(key) ? /^(?:file|append|truncate):/.exec(value)?.[0] : undefined;
  return file === undefined ? [] : whole(file.length);
};
