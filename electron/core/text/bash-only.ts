/** What bash reads and dash doesn’t, which is /bin/sh on Debian and Ubuntu. Source: bash(1), dash(1); tried on both. */

/** Where the next command of a script starts. */
const starts = /[;&|(\n{]|\b(?:if|then|else|elif|while|until|do)\b|(?<!\S)!(?!\S)/;

const commands = new Set(
  'source [[ pushd popd declare typeset shopt let disown mapfile readarray function'.split(' '),
);

/** A command of bash, or `[ a == b ]`. */
const commandIn = (bare: string): string | undefined => {
  for (const part of bare.split(starts)) {
    const text = part.trimStart();
    const word = /^\S+(?=\s)/.exec(text)?.[0] ?? '';
    if (commands.has(word)) return word;
    if ((word === '[' || word === 'test') && /\s==\s/.test(text)) return '==';
  }
  return undefined;
};

/** `&>` starts a background job in dash; `a=(…)` is a list. */
const operator = /&>|\|&|<<<|[<>]\(|(?<![\w$])\w+\+?=\(/;

/** Not every dash lacks these. */
const ofSome = /\$'|\bpipefail\b/;

/** `${x//a/b}`, `${x:1}`, `${x^^}`, `${!x}`, `${x[0]}` */
const expansion = /\$\{(?:![A-Za-z_]|[A-Za-z_]\w*(?:\[|\/|\^|,|:\d|:\s+[-\d]|:\$))[^}]*\}/;

const escaped = /\\[^]/g;
const singleQuoted = /(?<!\$)'[^']*'/g;
const doubleQuoted = /"[^"]*"/g;
const comments = /(?:^|\s)#.*$/gm;

/** `{a,b}` or `{1..3}`, which dash leaves as it is. */
export const hasBraces = (text: string): boolean =>
  [...text.matchAll(/\{([^{}\s]+)\}/g)].some(([, inside = '']) => /,|\.\./.test(inside));

/** The first piece of a script, outside quotes, that only bash and its like read; null if there is none. */
export const bashOnlyIn = (script: string): string | null => {
  const outsideSingle = script.replace(escaped, '_').replace(singleQuoted, '_');
  const bare = outsideSingle.replace(doubleQuoted, '_').replace(comments, '');
  return commandIn(bare) ?? operator.exec(bare)?.[0] ?? expansion.exec(outsideSingle)?.[0] ?? null;
};

/** Whether to run a line with bash, not with /bin/sh. */
export const needsBash = (line: string): boolean =>
  bashOnlyIn(line) !== null || ofSome.test(line) || hasBraces(line);
