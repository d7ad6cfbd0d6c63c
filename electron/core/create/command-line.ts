/**
 * What a line typed or pasted for a terminal means as a service: its program, arguments, variables and working folder.
 * What only a shell can do is named, with a line that lets a shell do it.
 */
import { shellWord } from '../commands.ts';
import { needsBash } from '../text/bash-only.ts';
import {
  argumentText,
  assignmentText,
  bareText,
  expansionIn,
  isAssignment,
  isPattern,
  pathText,
  peel,
  shellOnly,
  type Peeled,
  type CommandWord,
} from './command-words.ts';
import { readShellLine, type ShellToken, type UnclosedMark } from './shell-line.ts';

interface ReadCommand {
  kind: 'command';
  /** As a path of the form, or a bare name to be looked up. */
  program: string;
  /** Unit text: `%` and `$` have their meaning. */
  arguments: string[];
  /** `NAME=value` as unit text. */
  environment: string[];
  /** As a path of the form; may be relative; null if the line names none. */
  folder: string | null;
  /** Words left out, because systemd does what they do, or because they have no meaning there. */
  dropped: string[];
  /** Words that a shell would replace by names of files; they stay as they are. */
  patterns: string[];
  /** The line with a shell around what follows `cd` and assignments. */
  inShell: string;
}

export type LineReading =
  | { kind: 'empty' }
  | { kind: 'unfinished'; lacks: UnclosedMark }
  /** Only variables or a folder. */
  | { kind: 'no-program' }
  /** `sudo -u` and the like. */
  | { kind: 'other-user'; program: string }
  | {
      kind: 'needs-shell';
      /** What no program can be given, such as `|` or `$NAME`. */
      because: string;
      inShell: string;
      /** The line without its redirections, if its output can go to the log instead; else null. */
      logged: string | null;
    }
  | ReadCommand;

/** Commands joined by `;` or `&&`, each with the operator that follows it. */
interface Segment {
  tokens: ShellToken[];
  end: string;
}

const segmentsOf = (tokens: readonly ShellToken[]): Segment[] => {
  const segments: Segment[] = [];
  let current: ShellToken[] = [];
  for (const token of tokens) {
    if (token.kind !== 'operator') current.push(token);
    else {
      if (current.length > 0 || token.text !== '\n')
        segments.push({ tokens: current, end: token.text });
      current = [];
    }
  }
  if (current.length > 0) segments.push({ tokens: current, end: '' });
  return segments;
};

interface Setup {
  environment: string[];
  folder: string | null;
}

const joinedPath = (folder: string | null, path: string): string =>
  folder === null || /^(?:\/|%[ht](?:\/|$))/.test(path)
    ? path
    : `${folder.replace(/\/$/, '')}/${path}`;

/** What `cd DIR`, `export A=B` or `A=B` does for the commands after it; null for anything else. */
const setupOf = ({ tokens, end }: Segment, before: Setup): Setup | null => {
  if (!['&&', ';', '\n', ''].includes(end)) return null;
  const words = tokens.filter((token) => token.kind === 'word');
  const [first, ...rest] = words;
  if (first === undefined || words.length < tokens.length) return null;
  if (words.some((word) => expansionIn(word) !== undefined)) return null;
  if (bareText(first) === 'cd') {
    const [target, ...others] = rest.filter((word) => bareText(word) !== '--');
    if (others.length > 0) return null;
    if (target !== undefined && (!isFormPath(target) || pathText(target).startsWith('-')))
      return null;
    return {
      ...before,
      folder: target === undefined ? '%h' : joinedPath(before.folder, pathText(target)),
    };
  }
  const assigned = bareText(first) === 'export' ? rest : words;
  if (assigned.length === 0 || !assigned.every(isAssignment)) return null;
  return { ...before, environment: [...before.environment, ...assigned.map(assignmentText)] };
};

/** A shell prompt copied with the command. */
const prompt = /^\s*\$\s+(?=\S)/;

/** A trailing `disown`, which only detaches the job. */
const isBackgroundEnd = ({ tokens }: Segment): boolean => {
  const [only, ...others] = tokens;
  return only?.kind === 'word' && others.length === 0 && bareText(only) === 'disown';
};

/** The line of a command in a shell: `cd` and assignments before it stay outside the shell. */
const shellLineOf = (
  line: string,
  { words, tokens }: { words: Peeled; tokens: ShellToken[] },
  end: number,
  isOne: boolean,
): string => {
  const start = tokens[0]?.start ?? 0;
  const [first] = words.words;
  const set = tokens.filter((token) => token.kind === 'word' && token.start < (first?.start ?? 0));
  const isProgram =
    isOne &&
    first !== undefined &&
    !shellOnly.has(bareText(first) ?? '') &&
    set.every((token) => token.kind !== 'word' || expansionIn(token) === undefined);
  // A single command takes the place of its shell, so that systemd watches the program itself.
  const inner = isProgram ? `exec ${line.slice(first.start, end)}` : line.slice(start, end);
  const variables = isProgram
    ? set
        .filter((token) => token.kind === 'word' && isAssignment(token))
        .map((token) => `${line.slice(token.start, token.end)} `)
    : [];
  const shell = needsBash(inner) ? 'bash' : 'sh';
  return `${line.slice(0, start)}${variables.join('')}${shell} -c ${shellWord(inner)}`;
};

/** The line without redirections, if systemd’s log and empty input replace all of them. */
const loggedLine = (line: string, redirections: readonly ShellToken[]): string | null =>
  redirections.every((token) => token.kind === 'redirection' && token.isLog)
    ? redirections.reduceRight(
        (text, { start, end }) => text.slice(0, start).trimEnd() + text.slice(end),
        line,
      )
    : null;

/** False for a path with a specifier where the form has none. */
const isFormPath = ({ parts }: CommandWord): boolean =>
  parts
    // An opening quote is an empty part.
    .filter((part) => part.kind !== 'text' || part.text !== '')
    .every((part, at) => part.kind !== 'folder' || (at === 0 && part.specifier !== '%u'));

export const readCommandLine = (typed: string): LineReading => {
  const line = typed.replace(prompt, '').trim();
  const reading = readShellLine(line);
  if (reading.kind === 'unfinished') return reading;
  const all = segmentsOf(reading.tokens);
  if (all.length === 0) return { kind: 'empty' };
  const isDisowned = all.length > 1 && all.slice(-1).every(isBackgroundEnd);
  const segments = isDisowned ? all.slice(0, -1) : all;

  let setup: Setup = { environment: [], folder: null };
  let done = 0;
  for (const segment of segments) {
    const next = setupOf(segment, setup);
    if (next === null) break;
    setup = next;
    done += 1;
  }
  const [command, ...others] = segments.slice(done);
  if (command === undefined) return { kind: 'no-program' };
  const last = others.at(-1) ?? command;
  const isEnd = ['', ';', '&', '\n'].includes(last.end);
  const isOne = others.length === 0 && isEnd;
  const peeled = peel(command.tokens.filter((token) => token.kind === 'word'));
  const end = isEnd ? (last.tokens.at(-1)?.end ?? line.length) : line.length;
  const inShell = shellLineOf(line, { words: peeled, tokens: command.tokens }, end, isOne);
  const needsShell = (because: string, logged: string | null = null): LineReading => ({
    kind: 'needs-shell',
    because,
    inShell,
    logged,
  });

  const { words, otherUser } = peeled;
  const [program, ...args] = words;
  if (otherUser !== null) return { kind: 'other-user', program: otherUser };
  const name = program === undefined ? '' : (bareText(program) ?? '');
  if (shellOnly.has(name)) return needsShell(name);
  if (!isOne) return needsShell(command.end === '\n' ? ';' : command.end);
  if (program === undefined) return { kind: 'no-program' };
  const expansion = command.tokens.flatMap((token) =>
    token.kind === 'word' ? (expansionIn(token) ?? []) : [],
  )[0];
  if (expansion !== undefined) return needsShell(expansion);
  if (!isFormPath(program)) return needsShell(line.slice(program.start, program.end));
  const redirections = command.tokens.filter(({ kind }) => kind === 'redirection');
  const [redirection] = redirections;
  if (redirection !== undefined)
    return needsShell(
      line.slice(redirection.start, redirection.end),
      loggedLine(line, redirections),
    );
  return {
    kind: 'command',
    program: pathText(program),
    arguments: args.map(argumentText),
    environment: [...setup.environment, ...peeled.environment],
    folder: setup.folder,
    dropped: [
      ...peeled.dropped,
      ...(last.end === '&' ? ['&'] : []),
      ...(isDisowned ? ['disown'] : []),
    ],
    patterns: words.filter(isPattern).map((word) => line.slice(word.start, word.end)),
    inShell,
  };
};

/** The line with another program; what else it has stays, if it can be read. */
export const withProgram = (line: string, path: string): string => {
  const reading = readShellLine(line);
  const last = segmentsOf(reading.kind === 'tokens' ? reading.tokens : []).at(-1);
  const [program] = peel(last?.tokens.filter((token) => token.kind === 'word') ?? []).words;
  // Quoted, it would be a folder of this name.
  const start = path.startsWith('~/') ? '~/' : '';
  const word = start + (path === start ? '' : shellWord(path.slice(start.length)));
  return program === undefined
    ? word
    : line.slice(0, program.start) + word + line.slice(program.end);
};
