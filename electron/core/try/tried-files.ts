/**
 * The files of a service → the files that a transient unit of another name needs to be the same.
 *
 * A property of StartTransientUnit is one value at a time, and some settings have none. Tried on systemd 252: NonBlocking=,
 * Sockets=, TimeoutCleanSec=, OnSuccessJobMode= and JobTimeoutSec= are refused, and a `%` loses its meaning. But drop-ins
 * count for a transient unit as for any other, so the text itself becomes its drop-ins, read by systemd’s own parser. They
 * keep their names, which decide their order, and hide the shared one of the same name.
 */
import { baseName, folderOf } from '../text/path.ts';
import { decodeUtf8, encodeUtf8 } from '../text/utf8.ts';
import { expandSpecifiers, type Specifiers } from '../syntax/specifiers.ts';
import { parse, type Assignment } from '../syntax/unit-file.ts';
import { leftOutKeys } from './try-settings.ts';

export interface TriedFile {
  /** Absolute: where it is, or would be. */
  path: string;
  bytes: Uint8Array;
}

/** A service as it would be run: its file first, then its drop-ins. */
export interface TriedUnit {
  unit: string;
  /** That would start it, beside those that systemd knows of. */
  sockets: readonly string[];
  files: readonly TriedFile[];
  /** Its scripts that aren’t saved yet, by the path that the service has for them: `%h/.local/bin/a.sh`, and absolute. */
  scripts: readonly { paths: readonly string[]; bytes: Uint8Array }[];
}

/** Before any name that a person gives a drop-in. */
const firstName = '!0-unit.conf';

/** After all others: systemd sorts names by their bytes, and `ä` is after `~`. */
const lastNameAfter = (names: readonly string[]): string => {
  const usual = '~9-try.conf';
  return names.some((name) => name > usual) ? `\u{10fffd}${usual}` : usual;
};

const nameLetters = 'nNpPiIfjJ';

/** Where systemd undoes `\x20` and the like. */
const isUnquoted = ({ key }: Pick<Assignment, 'key'>): boolean =>
  key.startsWith('Exec') || key === 'Environment';

const escaped = (value: string): string =>
  value.replace(/[^\w.:@/-]/g, (sign) =>
    [...encodeUtf8(sign)].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join(''),
  );

/** The tried unit has another name, so what the name means is written out. */
const withNames = (text: string, item: Assignment, meanings: Specifiers): string =>
  text.replace(/%([%A-Za-z])/g, (all, letter: string) => {
    const meaning = letter === '%' ? undefined : meanings(letter);
    if (meaning === undefined) return all;
    return isUnquoted(item) ? escaped(meaning) : meaning.replaceAll('%', '%%');
  });

/** A longer path that begins like this one is another file. */
const withPlace = (value: string, path: string, place: string): string =>
  value
    .split(path)
    .reduce((all, rest) => `${all}${/^[\w.:@\\/-]/.test(rest) ? path : place}${rest}`);

const changedBytes = (
  file: Uint8Array,
  change: (text: string, item: Assignment) => string | null,
): Uint8Array => {
  const parts: string[] = [];
  let from = 0;
  for (const item of parse(file).assignments) {
    const changed = change(decodeUtf8(file.subarray(item.valueStart, item.valueEnd)), item);
    const [start, end] =
      changed === null ? [item.start, item.end] : [item.valueStart, item.valueEnd];
    parts.push(decodeUtf8(file.subarray(from, start)), changed ?? '');
    from = end;
  }
  return encodeUtf8(parts.join('') + decodeUtf8(file.subarray(from)));
};

interface As {
  /** What the name of the real unit means. */
  specifiers: Specifiers;
  /** Where its unsaved scripts are for the try, in their order. */
  scripts: readonly string[];
  /** What a try changes, as the text of a drop-in. */
  settings: string;
}

/** The drop-ins, by name. */
export const dropInsOf = (
  { files, scripts: unsaved }: TriedUnit,
  as: As,
): { name: string; bytes: Uint8Array }[] => {
  const place = files[0]?.path ?? '';
  const meanings: Specifiers = (letter) => {
    if (letter === 'y') return place;
    if (letter === 'Y') return folderOf(place);
    return nameLetters.includes(letter) ? as.specifiers(letter) : undefined;
  };
  const change = (text: string, item: Assignment): string | null => {
    if (leftOutKeys.has(`${item.section}.${item.key}`)) return null;
    let value = withNames(text, item, meanings);
    for (const [at, { paths }] of unsaved.entries()) {
      const place = as.scripts[at];
      if (place === undefined) continue;
      const written = isUnquoted(item) ? escaped(place) : place.replaceAll('%', '%%');
      for (const path of paths) value = withPlace(value, path, written);
    }
    return value;
  };
  const made = files.map(({ path, bytes }, at) => ({
    name: at === 0 ? firstName : baseName(path),
    bytes: changedBytes(bytes, change),
  }));
  const lastName = lastNameAfter(made.map(({ name }) => name));
  return [...made, { name: lastName, bytes: encodeUtf8(as.settings) }];
};

/** All that is set, in order, with specifiers of the name as they mean. */
export const triedSettings = (
  { files }: Pick<TriedUnit, 'files'>,
  specifiers: Specifiers,
): Assignment[] =>
  files
    .flatMap(({ bytes }) => parse(bytes).assignments)
    .map((item) => ({ ...item, value: expandSpecifiers(item.value, specifiers) }));
