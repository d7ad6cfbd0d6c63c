/** Pins down what `ini` does to values, because the autostart file works around it. */
import ini from 'ini';
import { describe, expect, test } from 'vitest';

const written = (value: unknown): string => ini.stringify({ key: value }).trim();
const read = (text: string): unknown => ini.parse(text)['key'];

describe('ini 6', () => {
  test('escapes `;` and `#` with a backslash, which a desktop file doesn’t know', () => {
    expect(written('a;b')).toBe('key=a\\;b');
    expect(written('a#b')).toBe('key=a\\#b');
    expect(read('key=a\\;b')).toBe('a;b');
  });

  test('quotes a value with `=`, which a desktop file takes literally', () => {
    expect(written('A=b c')).toBe('key="A=b c"');
  });

  test('removes quotes only when they enclose the whole value', () => {
    expect(written('"/my app" --hidden')).toBe('key="/my app" --hidden');
    expect(written('"a"')).toBe('key="\\"a\\""');
    expect(read('key="a"')).toBe('a');
  });

  test('leaves backslashes and percent signs alone', () => {
    expect(written('a\\\\b %%')).toBe('key=a\\\\b %%');
  });

  test('reads true and false as booleans, and cuts at an unescaped comment sign', () => {
    expect(read('key=true')).toBe(true);
    expect(read('key=false')).toBe(false);
    expect(read('key=a ; b')).toBe('a');
  });

  test('keeps a section name with a space, and adds no blank line', () => {
    expect(ini.stringify({ 'Desktop Entry': { a: 1, b: true } })).toBe(
      '[Desktop Entry]\na=1\nb=true\n',
    );
    expect(ini.parse('[Desktop Entry]\na=1\n')).toEqual({ 'Desktop Entry': { a: '1' } });
  });
});
