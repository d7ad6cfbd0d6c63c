/** What bash reads and dash doesn’t, which is /bin/sh on Debian and Ubuntu. Source: bash(1), dash(1); tried on both. */
import { hereDocumentsIn, isEndOf, type HereDocument } from './here-documents.ts';

/** Where the next command of a script starts. */
const starts = /[;&|(\n{]|\b(?:if|then|else|elif|while|until|do)\b|(?<!\S)!(?!\S)/;

const keywords = new Set(['[[', 'function', 'coproc']);
const builtins = new Set(
  'source pushd popd declare typeset shopt let disown mapfile readarray builtin'.split(' '),
);

/** In bash, `time` also runs a keyword. */
const timed = /^time\s+(?:-p\s+)?/;

/** `command source x`, `A=b source x`: no keyword may follow these. */
const beforeBuiltin = /^(?:command\s+(?:-p\s+)?|[A-Za-z_]\w*=\S*\s+)*/;

/** A command of bash, or `[ a == b ]`. */
const commandIn = (bare: string): string | undefined => {
  for (const part of bare.split(starts)) {
    const text = part.trimStart().replace(timed, '');
    const word = /^\S+(?=\s)/.exec(text)?.[0] ?? '';
    if (keywords.has(word)) return word;
    if (/^select\s+\w+\s+in\s/.test(text)) return 'select';
    const builtin = /^\S+(?=\s)/.exec(text.replace(beforeBuiltin, ''))?.[0] ?? '';
    if (builtins.has(builtin)) return builtin;
    if ((word === '[' || word === 'test') && /\s==\s/.test(text)) return '==';
  }
  return undefined;
};

/** `&>` starts a background job in dash; `a=(…)` is a list. */
const operator = /&>|\|&|<<<|[<>]\(|(?<![\w$])\w+\+?=\(|\bfor\s*\(\(/;

/** `((x++))`, which dash reads as a command in two subshells: `((ls -l))` works only there. */
const arithmeticCommand =
  /(?<![$\w=(])\(\((?=[^;\n]{0,200}\)\))\s*(?:(?:\+\+|--)\w|\d+\s*\)|(?:!\s*)?\$?[\w#?]+\s*(?:\+\+|--|[-+*/%&|^=!]?=|[<>]=?\s*[\d$(]))/;

/** `$((y=(3)))`, which dash computes, too. */
const arithmetic = /\$\(\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)\)/g;

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

/** A script without its here-documents, and the lines of those in which the shell expands variables. */
const splitHereDocuments = (script: string): { code: string; expanded: string } => {
  const lines = script.split('\n');
  const ends = new Set(lines.map((line) => line.replace(/^\t+/, '')));
  const code: string[] = [];
  const expanded: string[] = [];
  let open: HereDocument[] = [];
  for (const line of lines) {
    const [first] = open;
    if (first === undefined) {
      code.push(line);
      // `1<<2` in a calculation has no end.
      open = hereDocumentsIn(line).filter(({ end }) => ends.has(end));
    } else if (isEndOf(first, line)) open.shift();
    else if (!first.isQuoted) expanded.push(line);
  }
  return { code: code.join('\n'), expanded: expanded.join('\n').replace(escaped, '_') };
};

/** The first piece of a script, outside quotes, that only bash and its like read; null if there is none. */
export const bashOnlyIn = (script: string): string | null => {
  const { code, expanded } = splitHereDocuments(script);
  const outsideSingle = code.replace(escaped, '_').replace(singleQuoted, '_');
  const bare = outsideSingle
    .replace(doubleQuoted, '_')
    .replace(comments, '')
    .replace(arithmetic, '_');
  return (
    commandIn(bare) ??
    operator.exec(bare)?.[0] ??
    (arithmeticCommand.test(bare) ? '((' : null) ??
    expansion.exec(outsideSingle)?.[0] ??
    expansion.exec(expanded)?.[0] ??
    null
  );
};

/** Whether to run a line with bash, not with /bin/sh. */
export const needsBash = (line: string): boolean =>
  bashOnlyIn(line) !== null || ofSome.test(line) || hasBraces(line);
