/** Exec= as words. */
import { describe, expect, test } from 'vitest';
import { readExec } from '../../../electron/core/import/desktop-exec.ts';
import { readDesktopEntry, stringOf } from '../../../electron/core/import/desktop-entry.ts';
import { encodeUtf8 } from '../../../electron/core/text/utf8.ts';
import { desktopExec } from '../../../electron/system/desktop/autostart-file.ts';

const facts = { icon: 'its-icon', name: 'My App', path: '/home/alice/.config/autostart/a.desktop' };
const wordsOf = (value: string) => readExec(value, facts)?.words ?? null;

describe('Exec=', () => {
  test.each([
    ['a b  c', ['a', 'b', 'c']],
    ['a "b c" d', ['a', 'b c', 'd']],
    ['a ""', ['a', '']],
    ['a "\\"\\`\\$\\\\ \\n"', ['a', '"`$\\ \\n']],
    ['sh -c \'sleep 5 && a "b"\'', ['sh', '-c', 'sleep 5 && a "b"']],
    ['a\\ b c', ['a b', 'c']],
    ['a --x="y z"', ['a', '--x=y z']],
    ['a %u %F b %d%m', ['a', 'b', '']],
    ['a --url=%u', ['a', '--url=']],
    ['a %i %c %k', ['a', '--icon', 'its-icon', 'My App', facts.path]],
    ['a 100%% "%%f" %x', ['a', '100%', '%f', '']],
    ['', null],
    ['   ', null],
    ['"" a', null],
    ['%f', null],
    ['a "b', null],
    ["a 'b", null],
  ])('%s → %j', (value, words) => {
    expect(wordsOf(value)).toEqual(words);
  });

  test('leaves the icon out if there is none', () => {
    expect(readExec('a %i', { ...facts, icon: null })?.words).toEqual(['a']);
  });

  test.each([
    ['a & b | c > d', ['&', '|', '>']],
    ['~/bin/a $HOME/b', ['~', '$']],
    ['a ~/b', ['~']],
    ['sh -c "a && b"', []],
    ["sh -c 'echo $X'", []],
    ['a b~c ~x', []],
  ])('names what isn’t for a shell: %s', (value, signs) => {
    expect(readExec(value, facts)?.shellSigns).toEqual(signs);
  });

  test.each([
    [['/usr/bin/a']],
    [['/opt/My Apps/a', 'b"c', '$HOME `x` \\ 100% ;', '', '--flag=a b']],
    [['/a', 'two\nlines', "it's"]],
  ])('reads what Hearth writes: %j', (words) => {
    const text = `[Desktop Entry]\nExec=${desktopExec(words)}\n`;
    const entry = readDesktopEntry(encodeUtf8(text)) ?? new Map<string, string>();
    expect(wordsOf(stringOf(entry, 'Exec') ?? '')).toEqual(words);
  });
});
