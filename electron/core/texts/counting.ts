/** Plurals, numbers and lists in the language shown. */
import { languageTag } from './texts.ts';

/** English has two forms; a language with more adds its own. */
interface Forms extends Partial<Record<'zero' | 'two' | 'few' | 'many', string>> {
  one: string;
  other: string;
}

/** Making a formatter costs more than using it a hundred times. */
const kept = <Formatter>(make: (language: string) => Formatter): (() => Formatter) => {
  const made = new Map<string, Formatter>();
  return () => {
    const language = languageTag();
    const formatter = made.get(language) ?? make(language);
    made.set(language, formatter);
    return formatter;
  };
};

const rules = kept((language) => new Intl.PluralRules(language));
const numbers = kept((language) => new Intl.NumberFormat(language));
const conjunctions = kept((language) => new Intl.ListFormat(language, { type: 'conjunction' }));
const disjunctions = kept((language) => new Intl.ListFormat(language, { type: 'disjunction' }));

/** The form for `count`: `plural(count, { one: 'a service', other: `${number(count)} services` })`. */
export const plural = (count: number, forms: Forms): string =>
  forms[rules().select(count)] ?? forms.other;

/** 1234 as “1,234”. */
export const number = (value: number): string =>
  // Needs no formatter, and making the first one takes 10 ms of the start.
  Number.isInteger(value) && value >= 0 && value < 1000 ? String(value) : numbers().format(value);

/** “a, b, and c”. */
export const allOf = (items: readonly string[]): string => conjunctions().format(items);

/** “a, b, or c”. */
export const anyOf = (items: readonly string[]): string => disjunctions().format(items);
