/**
 * `%` and `$` in a word: split into parts for display, expanded on request. systemd undoes quotes and escapes first,
 * then expands specifiers when it loads the unit, and variables when it starts the process.
 * Source: specifier_printf() in systemd's specifier.c, replace_env_argv() in env-util.c; systemd.unit(5), "Specifiers".
 */

/** What a specifier means, by its letter; undefined if unknown here, so that it stays as it is. */
export type Specifiers = (letter: string) => string | undefined;

/** The letters of systemd.unit(5), and c, r, R, which it no longer lists; which exist depends on the version. */
const letters = 'aAbBcCdDEfgGhHiIjJlLmMnNopPqrRsStTuUvVwWyY';

export const isSpecifier = (letter: string): boolean => letters.includes(letter);

/**
 * The place of the first specifier that systemd doesn’t know, or -1. In a command, systemd refuses the unit for it;
 * a `%` before anything but a letter or a digit is a percent sign.
 */
export const unknownSpecifierAt = (text: string): number =>
  [...text.matchAll(/%([%A-Za-z0-9])/g)].find(
    ([, letter = '']) => letter !== '%' && !isSpecifier(letter),
  )?.index ?? -1;

/** The value of a variable; undefined if it isn’t set. */
export type Variables = (name: string) => string | undefined;

export type Part =
  | { kind: 'text'; text: string }
  | { kind: 'specifier'; text: string; letter: string }
  /** If it `splits`, it is the whole word and becomes any number of arguments, even none. */
  | { kind: 'variable'; text: string; name: string; splits: boolean };

/** `%%` is `%`; any other `%` that starts nothing known here is a percent sign. */
export const expandSpecifiers = (text: string, specifiers: Specifiers): string =>
  text.replace(/%([%A-Za-z0-9])/g, (all, letter: string) =>
    letter === '%' ? '%' : (specifiers(letter) ?? all),
  );

/** The whole word: `$NAME`, with everything after the `$` as its name; `${` and `$$` start something else. */
const wholeVariable = /^\$(?![{$])([\s\S]*)$/;

/**
 * `$$` is `$`, `${NAME}` a variable. Any other `$` is a dollar sign and includes the next character; an unclosed `${`
 * includes everything up to a `:`, or all that follows.
 */
const dollar = /\$(?:\$|\{([^}:]*)\}|\{[^}:]*:?|[^{])/g;

/** strv_split_full() with EXTRACT_RELAX | EXTRACT_UNQUOTE: a backslash only takes the next character literally. */
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

/** The arguments that a word becomes, once its specifiers are expanded. */
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

/** The parts of text without specifiers; between variables there is text. */
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
 * The parts of a word for display, `%%` and `$$` undone.
 * @param options.variables false after the `:` prefix, and where only specifiers are expanded.
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
