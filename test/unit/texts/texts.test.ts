import { afterEach, describe, expect, test } from 'vitest';
import { allOf, anyOf, number, plural } from '../../../electron/core/texts/counting.ts';
import { code, piecesOf, strong } from '../../../electron/core/texts/marks.ts';
import { chooseLanguage, languageNamed, texts } from '../../../electron/core/texts/texts.ts';

const catTexts = texts({
  en: {
    title: 'Nine lives',
    sleeps: (where: string) => `The cat sleeps in ${where} again.`,
    cats: (count: number) => plural(count, { one: 'one cat', other: `${number(count)} cats` }),
    fed: ({ by }: { by: string }) => ({ what: `It was fed by ${by}.`, next: 'Wait a while.' }),
    states: { asleep: 'asleep', gone: 'out hunting' },
    setting: `Set ${code('Cat=yes')} in [Pets], see cat.unit(5) and /etc/cats: Hearth obeys.`,
  },
});

afterEach(() => {
  chooseLanguage('en');
});

test('returns texts, with parameters and plurals', () => {
  expect(catTexts.title).toBe('Nine lives');
  expect(catTexts.sleeps('a box')).toBe('The cat sleeps in a box again.');
  expect([1, 0, 1234].map(catTexts.cats)).toEqual(['one cat', '0 cats', '1,234 cats']);
  expect(catTexts.states.gone).toBe('out hunting');
});

test('joins lists as the language does', () => {
  expect(allOf(['a', 'b', 'c'])).toBe('a, b, and c');
  expect(anyOf(['a', 'b'])).toBe('a or b');
});

test('splits a text at its marks, in order', () => {
  expect(piecesOf(`Set ${code('A=1')}, ${strong('now')}.`)).toEqual([
    { look: 'plain', text: 'Set ' },
    { look: 'code', text: 'A=1' },
    { look: 'plain', text: ', ' },
    { look: 'strong', text: 'now' },
    { look: 'plain', text: '.' },
  ]);
});

test('falls back to English for an unknown language', () => {
  expect(languageNamed('tlh')).toBe('en');
  expect(languageNamed(undefined)).toBe('en');
  expect(languageNamed('pseudo')).toBe('pseudo');
});

describe('the pseudo-language', () => {
  test('switches the language after the catalogue was loaded', () => {
    chooseLanguage('pseudo');
    expect(catTexts.title).not.toBe('Nine lives');
    chooseLanguage('en');
    expect(catTexts.title).toBe('Nine lives');
  });

  test('makes texts accented, bracketed and 40 % longer', () => {
    const english = [catTexts.title, catTexts.setting, catTexts.states.gone];
    chooseLanguage('pseudo');
    const pseudo = [catTexts.title, catTexts.setting, catTexts.states.gone];
    pseudo.forEach((text, at) => {
      expect(text).toMatch(/^\[.*[áéíóú].*\]$/);
      const plain = english[at]?.length ?? 0;
      expect(text.length - 2).toBeGreaterThan(plain * 1.35);
      expect(text.length - 2).toBeLessThan(plain * 1.5);
    });
  });

  test('keeps parameters, numbers and what no language changes', () => {
    chooseLanguage('pseudo');
    expect(catTexts.sleeps('my-cat.service')).toContain(' my-cat.service ');
    expect(catTexts.sleeps('a box (old)')).toContain(' a box (old) ');
    expect(catTexts.cats(1234)).toMatch(/^\[1,234 /);
    expect(catTexts.fed({ by: 'alice' }).what).toMatch(/ alice\.\]$/);
    expect(catTexts.fed({ by: 'alice' }).next).toMatch(/^\[Ŵá/);
    for (const kept of [code('Cat=yes'), '[Pets]', 'cat.unit(5)', '/etc/cats', 'Hearth'])
      expect(catTexts.setting).toContain(kept);
  });
});
