/**
 * `%` and `$` in a word: told apart for showing, expanded on request. systemd undoes quotes and escapes first, then
 * expands specifiers when it loads the unit, and variables when it starts the process.
 * Source: specifier_printf() in systemd's specifier.c, replace_env_argv() in env-util.c; systemd.unit(5), "Specifiers".
 */

/** What a specifier means, by its letter; undefined for one that is not known here, which then stays as it is. */
export type Specifiers = (letter: string) => string | undefined;

/** Those of systemd.unit(5), and c, r, R, which it no longer names; which of them there are depends on the version. */
const letters = 'aAbBcCdDEfgGhHiIjJlLmMnNopPqrRsStTuUvVwWyY';

export const isSpecifier = (letter: string): boolean => letters.includes(letter);

/**
 * Where a specifier stands that systemd does not know, or -1. It refuses a unit for one in a command; a `%` before
 * anything but a letter or a digit is itself.
 */
export const unknownSpecifierAt = (text: string): number =>
  [...text.matchAll(/%([%A-Za-z0-9])/g)].find(
    ([, letter = '']) => letter !== '%' && !isSpecifier(letter),
  )?.index ?? -1;

/** The value of a variable; undefined for one that is not set. */
export type Variables = (name: string) => string | undefined;

export type Part =
  | { kind: 'text'; text: string }
  | { kind: 'specifier'; text: string; letter: string }
  /** One that `splits` is the whole word and becomes any number of arguments, none too. */
  | { kind: 'variable'; text: string; name: string; splits: boolean };

/** `%%` is `%`; any other `%` that begins nothing known here is itself. */
export const expandSpecifiers = (text: string, specifiers: Specifiers): string =>
  text.replace(/%([%A-Za-z0-9])/g, (all, letter: string) =>
    letter === '%' ? '%' : (specifiers(letter) ?? all),
  );

/** The whole word: `$NAME`, by everything behind the `$`; `${` and `$$` begin something else. */
const wholeVariable = /^\$(?![{$])([\s\S]*)$/;

/**
 * `$$` is `$`, `${NAME}` a variable. Any other `$` is itself and takes the next character with it; of `${` without its
 * end everything up to a `:`, or all that follows, is not looked at again.
 */
const dollar = /\$(?:\$|\{([^}:]*)\}|\{[^}:]*:?|[^{])/g;

/** strv_split_full() with EXTRACT_RELAX | EXTRACT_UNQUOTE: a backslash only keeps the next character from meaning anything. */
const splitValue = (value: string): string[] => {
  const words: string[] = [];
  let word: string | null = null;
  let quote = '';
  for (const [piece] of value.matchAll(/\\?[\s\S]/g)) {
    const character = piece === '\\' ? '' : piece.at(-1);
    const isPlain = piece.length > 1;
    if (!isPlain && quote === '' && /^[ \t\n\r]$/.test(piece)) {
      if (word !== null) words.push(word);
      word = null;
    } else if (!isPlain && (quote === '' ? /["']/.test(piece) : piece === quote)) {
      quote = quote === '' ? piece : '';
      word ??= '';
    } else word = `${word ?? ''}${character ?? ''}`;
  }
  return word === null ? words : [...words, word];
};

/** The arguments that a word becomes once its specifiers are expanded. */
export const expandVariables = (text: string, variables: Variables): string[] => {
  const name = wholeVariable.exec(text)?.[1];
  if (name !== undefined) return splitValue(variables(name) ?? '');
  return [
    text.replace(dollar, (all, braced: string | undefined) => {
      if (all === '$$') return '$';
      return braced === undefined ? all : (variables(braced) ?? '');
    }),
  ];
};

const textPart = (text: string): Part[] => (text === '' ? [] : [{ kind: 'text', text }]);

/** The parts of text without specifiers; what stands between variables is text. */
const variableParts = (text: string): Part[] => {
  const parts: Part[] = [];
  let plain = '';
  let from = 0;
  for (const { 0: all, 1: name, index } of text.matchAll(dollar)) {
    plain += text.slice(from, index);
    from = index + all.length;
    if (name === undefined) plain += all === '$$' ? '$' : all;
    else {
      parts.push(...textPart(plain), { kind: 'variable', text: all, name, splits: false });
      plain = '';
    }
  }
  return [...parts, ...textPart(plain + text.slice(from))];
};

/**
 * The parts of a word for showing it, `%%` and `$$` undone.
 * @param options.variables false behind the `:` prefix, and where only specifiers count.
 */
export const partsOf = (text: string, options: { variables: boolean }): Part[] => {
  const name = options.variables ? wholeVariable.exec(text)?.[1] : undefined;
  if (name !== undefined) return [{ kind: 'variable', text, name, splits: true }];
  const readText = options.variables ? variableParts : textPart;
  const parts: Part[] = [];
  let plain = '';
  for (const piece of text.split(/(%[%A-Za-z])/)) {
    if (!/^%[A-Za-z]$/.test(piece)) plain += piece === '%%' ? '%' : piece;
    else {
      parts.push(...readText(plain), { kind: 'specifier', text: piece, letter: piece.charAt(1) });
      plain = '';
    }
  }
  return [...parts, ...readText(plain)];
};
