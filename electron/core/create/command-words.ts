/** The words of a command: what they say, and which of them only run the rest. */
import { escapeSpecifiers } from '../syntax/exec-writer.ts';
import { hasBraces } from '../text/bash-only.ts';
import type { ShellToken, WordPart } from './shell-line.ts';

export type CommandWord = Extract<ShellToken, { kind: 'word' }>;

export const expansionIn = ({ parts }: CommandWord): string | undefined =>
  parts.find((part) => part.kind === 'expansion')?.text;

/** The literal text of a word; null if it has anything else. */
const plainText = ({ parts }: CommandWord): string | null =>
  parts.every((part) => part.kind === 'text') ? parts.map(({ text }) => text).join('') : null;

/** The text of a word that is not quoted at all: only such words are keywords and operators. */
export const bareText = (word: CommandWord): string | null =>
  word.parts.every((part) => part.kind === 'text' && !part.quoted) ? plainText(word) : null;

const unitTextOf = (parts: readonly WordPart[], escape: (text: string) => string): string =>
  parts
    .map((part) =>
      part.kind === 'folder' ? part.specifier : part.kind === 'text' ? escape(part.text) : '',
    )
    .join('');

export const argumentText = ({ parts }: CommandWord): string =>
  unitTextOf(parts, (text) => escapeSpecifiers(text).replaceAll('$', '$$$$'));

/** A path of the form, which escapes all but its beginning by itself. */
export const pathText = ({ parts }: CommandWord): string => unitTextOf(parts, (text) => text);

const assignmentStart = /^[A-Za-z_]\w*=/;

export const isAssignment = ({ parts: [first] }: CommandWord): boolean =>
  first?.kind === 'text' && !first.quoted && assignmentStart.test(first.text);

export const assignmentText = ({ parts }: CommandWord): string =>
  unitTextOf(parts, escapeSpecifiers);

/** Reserved words and builtins that mean nothing outside a shell; POSIX 2.4 and 2.14, and bash's own. */
export const shellOnly = new Set(
  '! { } [[ if then else elif fi for while until do done case esac select function coproc . source eval alias unalias set unset shift trap ulimit umask wait read return break continue declare local typeset readonly let shopt pushd popd builtin hash jobs fg bg export cd exec command nohup setsid time'.split(
    ' ',
  ),
);

/** What a shell would replace by names of files. Not addresses: `[::]:80`, `http://x/?a=b`. */
export const isPattern = (word: CommandWord): boolean => {
  const bare = word.parts
    .map((part) => (part.kind === 'text' && !part.quoted ? part.text : ' '))
    .join('');
  const isAddress = bare.includes('://') || /^\[[0-9A-Fa-f:.]*\]/.test(bare);
  return !isAddress && (/[*?]|\[[^[\]]+\]/.test(bare) || hasBraces(bare));
};

/** Commands that only run another one: systemd does what they do. */
const wrappers: Readonly<Record<string, RegExp>> = {
  nohup: /^--$/,
  setsid: /^-[cfw]+$|^--(?:fork|wait|ctty)?$/,
  exec: /^--$/,
  command: /^--$/,
  time: /^-p$/,
};

const raisers = new Set(['sudo', 'doas', 'pkexec']);

/** Whether a program runs another with other rights. */
export const isRaiser = (program: string): boolean => raisers.has(program);

const raiserOption =
  /^-[EHnbkSis]+$|^--(?:preserve-env|set-home|non-interactive|login|background)?$/;

export interface Peeled {
  words: readonly CommandWord[];
  environment: string[];
  dropped: string[];
  otherUser: string | null;
}

/** Takes assignments and wrappers off the beginning of a command. */
export const peel = (all: readonly CommandWord[]): Peeled => {
  const environment: string[] = [];
  const dropped: string[] = [];
  let words = all;
  for (;;) {
    const [first, ...rest] = words;
    if (first === undefined) break;
    const name = bareText(first) ?? '';
    if (isAssignment(first)) {
      environment.push(assignmentText(first));
      words = rest;
      continue;
    }
    const raises = isRaiser(name);
    const option = raises ? raiserOption : wrappers[name];
    if (option !== undefined) {
      const from = rest.findIndex((word) => !option.test(bareText(word) ?? ''));
      if (from < 0) break;
      const next = rest.slice(from);
      if (bareText(next[0] ?? first)?.startsWith('-') === true) {
        if (raises) return { words, environment, dropped, otherUser: name };
        break;
      }
      dropped.push(name);
      words = next;
      continue;
    }
    // `env` without options does what an assignment does.
    const [second] = rest;
    if (name !== 'env' || second === undefined || !isAssignment(second)) break;
    const end = rest.findIndex((word) => !isAssignment(word));
    if (end < 0) break;
    words = rest;
  }
  return { words, environment, dropped, otherUser: null };
};
