/** .desktop files: read, and switched off without losing a byte. */
import { describe, expect, test } from 'vitest';
import {
  isTrue,
  stringsOf,
  localizedOf,
  readDesktopEntry,
  stringOf,
  switchedOff,
} from '../../../electron/core/import/desktop-entry.ts';
import { decodeUtf8, encodeUtf8 } from '../../../electron/core/text/utf8.ts';
import { randomFrom } from '../../fuzz/random.ts';

const read = (...lines: string[]) =>
  readDesktopEntry(encodeUtf8(['[Desktop Entry]', ...lines].join('\n')));

const entryOf = (...lines: string[]) => read(...lines) ?? new Map<string, string>();

describe('a desktop entry', () => {
  test('has the keys of its group only, blanks around them left out, and the last of two', () => {
    const text =
      '# a comment\n[Other]\nExec=other\n[Desktop Entry]\r\n Exec = one two \r\n#Name=no\nName=a\nName=b\n[Desktop Action x]\nExec=action\n';
    expect([...(readDesktopEntry(encodeUtf8(text)) ?? [])]).toEqual([
      ['Exec', 'one two'],
      ['Name', 'b'],
    ]);
  });

  test.each(['', '[Desktop entry]\nExec=a\n', 'Exec=a\n', '\0'])('isn’t in %j', (text) => {
    expect(readDesktopEntry(encodeUtf8(text))).toBeNull();
  });

  test('has strings with escapes; an unknown one stays as it is', () => {
    expect(stringOf(entryOf('A=\\sa\\tb\\nc\\\\d\\$'), 'A')).toBe(' a\tb\nc\\d\\$');
    expect(stringOf(entryOf('A='), 'A')).toBeNull();
    expect(stringOf(entryOf(), 'A')).toBeNull();
  });

  test('has lists and booleans', () => {
    expect(stringsOf(entryOf('A=GNOME;KDE;;'), 'A')).toEqual(['GNOME', 'KDE']);
    expect(stringsOf(entryOf(), 'A')).toEqual([]);
    expect(
      ['true', '1', 'false', 'True', 'yes', ''].map((value) => isTrue(entryOf(`A=${value}`), 'A')),
    ).toEqual([true, true, false, false, false, false]);
  });

  test.each([
    ['de_AT.UTF-8', 'österreichisch'],
    ['de_DE.UTF-8@euro', 'deutsch'],
    ['sr_RS@latin', 'srpski'],
    ['fr_FR.UTF-8', 'plain'],
    ['', 'plain'],
    ['C', 'plain'],
  ])('has a name in the language of %s', (locale, name) => {
    const entry = entryOf(
      'Name=plain',
      'Name[de]=deutsch',
      'Name[de_AT]=österreichisch',
      'Name[sr@latin]=srpski',
    );
    expect(localizedOf(entry, 'Name', locale)).toBe(name);
  });
});

const off = (text: string): string => decodeUtf8(switchedOff(encodeUtf8(text)));

describe('an entry that is switched off', () => {
  test.each([
    ['[Desktop Entry]\nExec=a\n', '[Desktop Entry]\nHidden=true\nExec=a\n'],
    ['[Desktop Entry]\r\nExec=a\r\n', '[Desktop Entry]\r\nHidden=true\r\nExec=a\r\n'],
    ['# x\n[Desktop Entry]', '# x\n[Desktop Entry]\nHidden=true\n'],
    ['[Desktop Entry]\nHidden = false\nExec=a', '[Desktop Entry]\nHidden=true\nExec=a'],
    ['[Desktop Entry]\n#Hidden=false\n', '[Desktop Entry]\nHidden=true\n#Hidden=false\n'],
    [
      '[Other]\nHidden=false\n[Desktop Entry]\nExec=a\n',
      '[Other]\nHidden=false\n[Desktop Entry]\nHidden=true\nExec=a\n',
    ],
    ['[Desktop Entry]\nName=caf\udce9\n', '[Desktop Entry]\nHidden=true\nName=caf\udce9\n'],
  ])('%j → %j', (text, expected) => {
    expect(off(text)).toBe(expected);
  });

  test('keeps every other byte, whatever they are', () => {
    const random = randomFrom(1);
    const parts = [
      '[Desktop Entry]',
      '\n',
      '\r\n',
      '\r',
      'Hidden=false',
      'Exec=a',
      '[X]',
      '#',
      ' ',
      '\0',
      '\udcff',
      'ä',
    ];
    for (let round = 0; round < 2000; round += 1) {
      const noise = Array.from(
        { length: Math.floor(random() * 12) },
        () => parts[Math.floor(random() * parts.length)] ?? '',
      ).join('');
      const bytes = encodeUtf8(`[Desktop Entry]\n${noise}`);
      const entry = readDesktopEntry(switchedOff(bytes)) ?? new Map<string, string>();
      expect(isTrue(entry, 'Hidden'), JSON.stringify(noise)).toBe(true);
      const isHidden = (line: string): boolean => /^\s*Hidden\s*=/.test(line);
      const rest = (text: string) => text.split('\n').filter((line) => !isHidden(line));
      expect(rest(decodeUtf8(switchedOff(bytes))), JSON.stringify(noise)).toEqual(
        rest(decodeUtf8(bytes)),
      );
    }
  });
});
