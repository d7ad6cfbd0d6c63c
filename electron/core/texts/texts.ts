/**
 * The catalogue of texts: a file for each domain, each language a record with the same keys. The language shown is
 * known only when a process starts, so a text is looked up when it is read.
 */
import { inPseudo } from './pseudo.ts';
import type { Texts } from './shapes.ts';

/** Every domain has all of these. Add one, and each domain without it, or with a text missing, stops compiling. */
export type Language = 'en';

/** `pseudo` is English with accents, 40 % longer: it shows what is missing from the catalogue and what clips. */
export type ShownLanguage = Language | 'pseudo';

/** The same keys and parameters, with any words. */
type SameKeys<T> = T extends string
  ? string
  : T extends (...parameters: infer Parameters) => infer Result
    ? (...parameters: Parameters) => SameKeys<Result>
    : { readonly [Key in keyof T]: SameKeys<T[Key]> };

let shown: ShownLanguage = 'en';

/** Call once, when a process starts, before anything is shown. */
export const chooseLanguage = (language: ShownLanguage): void => {
  shown = language;
};

/** The language shown now, to pass to another process. */
export const shownLanguage = (): ShownLanguage => shown;

/** The language for a name from outside; English if Hearth does not have it. */
export const languageNamed = (name: string | null | undefined): ShownLanguage =>
  name === 'pseudo' ? name : 'en';

/** For Intl. */
export const languageTag = (): Language => (shown === 'pseudo' ? 'en' : shown);

/** One domain of the catalogue. Read its texts inside functions or markup, never while a file loads. */
export const texts = <T extends Texts>(
  // eslint-disable-next-line @typescript-eslint/no-generated-empty-object-type -- empty until there is a second language
  languages: { readonly en: T } & Readonly<Record<Exclude<Language, 'en'>, SameKeys<NoInfer<T>>>>,
): SameKeys<T> => {
  let pseudo: Texts | undefined;
  const current = (): Texts =>
    shown === 'pseudo' ? (pseudo ??= inPseudo(languages.en)) : languages[shown];
  return new Proxy(languages.en, {
    get: (_, key) => (typeof key === 'string' ? current()[key] : undefined),
  }) as unknown as SameKeys<T>;
};
