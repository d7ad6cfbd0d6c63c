/**
 * A .desktop file as desktops read it, and the same file switched off. Of a key that is there twice, the last counts, as
 * in GLib. Source: Desktop Entry Specification 1.5; gkeyfile.c.
 */
import { decodeUtf8, encodeUtf8 } from '../text/utf8.ts';

/** The keys of the group `Desktop Entry`, values as written. */
export type DesktopEntry = ReadonlyMap<string, string>;

interface EntryLine {
  /** Without its ending. */
  text: string;
  /** Empty only at the end of the file. */
  ending: string;
  /** Whether it is in the group of the entry, its header included. */
  isOfEntry: boolean;
}

const isHeader = /^\[[^\]]*\]\s*$/;
const isKey = /^[A-Za-z0-9-]+(?:\[[^\]]*\])?$/;

const linesOf = (text: string): EntryLine[] => {
  let isOfEntry = false;
  const all = text.split('\n');
  return all.map((whole, at) => {
    const isCut = at < all.length - 1;
    const hasReturn = isCut && whole.endsWith('\r');
    const line = hasReturn ? whole.slice(0, -1) : whole;
    if (isHeader.test(line)) isOfEntry = line.startsWith('[Desktop Entry]');
    const ending = isCut ? '\n' : '';
    return { text: line, ending: hasReturn ? `\r${ending}` : ending, isOfEntry };
  });
};

/** null for a comment, a header, and anything else that sets nothing. */
const assignmentIn = ({ text }: EntryLine): readonly [key: string, value: string] | null => {
  const at = text.indexOf('=');
  const key = text.slice(0, Math.max(at, 0)).trim();
  return isKey.test(key) ? [key, text.slice(at + 1).trim()] : null;
};

/** null for a file without the group. */
export const readDesktopEntry = (bytes: Uint8Array): DesktopEntry | null => {
  const lines = linesOf(decodeUtf8(bytes)).filter(({ isOfEntry }) => isOfEntry);
  if (lines.length === 0) return null;
  return new Map(lines.map(assignmentIn).filter((one) => one !== null));
};

const escapes: Record<string, string> = {
  s: ' ',
  n: '\n',
  t: '\t',
  r: '\r',
  '\\': '\\',
};

/** A value of type string; null if the entry has none, or an empty one. GLib keeps an escape that it doesn’t know. */
export const stringOf = (entry: DesktopEntry, key: string): string | null => {
  const value = entry.get(key) ?? '';
  return value === ''
    ? null
    : value.replace(/\\(.)/gs, (whole, character: string) => escapes[character] ?? whole);
};

/** A list of strings, separated by `;`. */
export const stringsOf = (entry: DesktopEntry, key: string): string[] =>
  (entry.get(key) ?? '')
    .split(/(?<!\\);/)
    .map((value) => value.trim())
    .filter((value) => value !== '');

/** false also for anything that isn’t a boolean. */
export const isTrue = (entry: DesktopEntry, key: string): boolean =>
  /^(?:true|1)$/.test(entry.get(key) ?? '');

/** `de_AT.UTF-8@euro` → the keys of a localized value, the best first. Source: the specification, “Localized values”. */
export const localizedOf = (entry: DesktopEntry, key: string, locale: string): string | null => {
  const [, language, country, modifier] =
    /^([a-z]+)(_[A-Z]+)?(?:\.[^@]*)?(@.+)?$/i.exec(locale) ?? [];
  const locales = [
    [language, country, modifier],
    [language, country],
    [language, modifier],
    [language],
  ].filter((parts) => !parts.includes(undefined));
  const keys = [...locales.map((parts) => `${key}[${parts.join('')}]`), key];
  const found = keys.find((one) => (entry.get(one) ?? '') !== '');
  return found === undefined ? null : stringOf(entry, found);
};

/** The same file with Hidden=true, which every desktop and systemd ignore; all else as it is. */
export const switchedOff = (bytes: Uint8Array): Uint8Array => {
  const lines = linesOf(decodeUtf8(bytes));
  const isHidden = (line: EntryLine): boolean =>
    line.isOfEntry && assignmentIn(line)?.[0] === 'Hidden';
  if (lines.some(isHidden))
    return joined(lines.map((line) => (isHidden(line) ? { ...line, text: 'Hidden=true' } : line)));
  const first = lines.findIndex(({ isOfEntry }) => isOfEntry);
  return joined(
    lines.flatMap((line, at) => {
      if (at !== first) return [line];
      const ending = line.ending === '' ? '\n' : line.ending;
      return [
        { ...line, ending },
        { ...line, text: 'Hidden=true', ending },
      ];
    }),
  );
};

const joined = (lines: readonly EntryLine[]): Uint8Array =>
  encodeUtf8(lines.map(({ text, ending }) => text + ending).join(''));
