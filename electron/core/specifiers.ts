/**
 * `%` and `$` in a word: told apart for showing, expanded on request. systemd undoes quotes and escapes first, then
 * expands specifiers when it loads the unit, and variables when it starts the process.
 * Source: specifier_printf() in systemd's specifier.c, replace_env_argv() in env-util.c; systemd.unit(5), "Specifiers".
 */

/** What a specifier means, by its letter; undefined for one that is not known, which then stays as it is. */
export type Specifiers = (letter: string) => string | undefined;

/** The value of a variable; undefined for one that is not set. */
export type Variables = (name: string) => string | undefined;

export type Part =
  | { kind: 'text'; text: string }
  | { kind: 'specifier'; text: string; letter: string }
  /** One that `splits` is the whole word and becomes any number of arguments, none too. */
  | { kind: 'variable'; text: string; name: string; splits: boolean };

/** `%%` is `%`; a `%` at the end is itself, and so is one before a letter that is not known. */
export const expandSpecifiers = (text: string, specifiers: Specifiers): string =>
  text.replace(/%([\s\S])/g, (all, letter: string) =>
    letter === '%' ? '%' : (specifiers(letter) ?? all),
  );

/** The whole word: `$NAME`, by everything behind the `$`; `${` and `$$` begin something else. */
const wholeVariable = /^\$(?![{$])([\s\S]*)$/;

/** `$$` is `$`, `${NAME}` a variable; any other `$` is itself, and takes a character with it that is not looked at again. */
const dollar = /\$(?:\$|\{([^}:]*)\}|[^{])/g;

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

/** strv_split_full(): at blanks, quotes undone, backslashes as they are. */
const splitValue = (value: string): string[] =>
  [...value.matchAll(/(?:"[^"]*"?|'[^']*'?|[^ \t\n\r"'])+/g)].map(([word]) =>
    word.replace(
      /"([^"]*)"?|'([^']*)'?/g,
      (_, double?: string, single?: string) => double ?? single ?? '',
    ),
  );

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
