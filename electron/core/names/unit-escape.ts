/**
 * Any text ↔ a part of a unit name, as systemd-escape(1) does it. Texts are bytes in UTF-8; see utf8.ts.
 * Source: unit_name_escape(), unit_name_path_escape() and their inverses in systemd's unit-name.c.
 */
import { encodeUtf8, escapeByte, joinEscapes } from '../text/utf8.ts';
import { unitNameKind, withInstance } from './unit-name.ts';

const escapeOf = (byte: number): string => `\\x${byte.toString(16).padStart(2, '0')}`;

/** `/` becomes `-`; a leading dot, and every byte a name cannot contain, becomes `\xNN`. '' stays ''. */
export const escapeName = (text: string): string =>
  Array.from(encodeUtf8(text), (byte, index) => {
    const character = String.fromCharCode(byte);
    if (character === '/') return '-';
    const isPlain = /[A-Za-z0-9:_.]/.test(character) && !(index === 0 && character === '.');
    return isPlain ? character : escapeOf(byte);
  }).join('');

/** null if a backslash comes before anything but `x` and two hexadecimal digits, or for a null byte. */
export const unescapeName = (name: string): string | null => {
  if (/\\(?!x[0-9a-fA-F]{2})/.test(name)) return null;
  const text = name.replace(/-|\\x(..)/g, (_, hex: string | undefined) =>
    hex === undefined ? '/' : escapeByte(parseInt(hex, 16)),
  );
  return joinEscapes(text);
};

/**
 * A unit’s name as people read it: `app-at\x2dspi@1.service` as `app-at-spi@1.service`. Only for showing; `-` stays as it
 * is, since it may stand for `/`. Escapes of anything invisible stay, too.
 */
export const readableName = (name: string): string =>
  name.replace(/(?:\\x[0-9a-fA-F]{2})+/g, (escapes) => {
    const text = unescapeName(escapes) ?? escapes;
    return /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]+$/u.test(text) ? text : escapes;
  });

/** Doubled slashes, slashes at either end and `.` as a folder mean nothing: path_simplify() in path-util.c. */
const pathWords = (path: string): string[] =>
  path.split('/').filter((word) => word !== '' && word !== '.');

/** A path as a unit name, as for mounts and devices: `/` is `-`. null for a path with `..`, and for `.` itself. */
export const escapePathName = (path: string): string | null => {
  const words = pathWords(path);
  if (words.includes('..')) return null;
  if (words.length > 0) return escapeName(words.join('/'));
  return path === '' || path.startsWith('/') ? '-' : null;
};

/** The absolute path behind a name; null for a name that `escapePathName` never returns. */
export const unescapePathName = (name: string): string | null => {
  if (name === '-') return '/';
  const path = unescapeName(name);
  if (path === null || path === '') return null;
  const words = path.split('/');
  return words.some((word) => ['', '.', '..'].includes(word)) ? null : `/${path}`;
};

/** How what was typed for an instance is meant: systemd-escape(1) and its option --path. */
export type InstanceKind = 'text' | 'path';

/** The instance of a template: `a@.service` and `b/c` give `a@b-c.service`. null if that is no name. */
export const instanceName = (
  template: string,
  typed: string,
  kind: InstanceKind = 'text',
): string | null => {
  if (unitNameKind(template) === null || !template.includes('@')) return null;
  const instance = kind === 'text' ? escapeName(typed) : (escapePathName(typed) ?? '');
  const name = withInstance(template, instance);
  return instance !== '' && unitNameKind(name) === 'instance' ? name : null;
};

type InstanceFault = 'lines' | 'null-byte' | 'not-absolute' | 'dots' | 'too-long';

/** What keeps something typed from being the name of an instance; null also for nothing typed. */
export const instanceFault = (
  template: string,
  typed: string,
  kind: InstanceKind,
): InstanceFault | null => {
  if (typed === '') return null;
  if (typed.includes('\0')) return 'null-byte';
  if (/[\n\r]/.test(typed)) return 'lines';
  if (kind === 'path' && !typed.startsWith('/')) return 'not-absolute';
  if (kind === 'path' && escapePathName(typed) === null) return 'dots';
  return instanceName(template, typed, kind) === null ? 'too-long' : null;
};
