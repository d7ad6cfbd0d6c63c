/** Shell syntax in commands that no shell reads, and variables written as in a shell. */
import type { CommandReading } from '../../syntax/exec-parser.ts';
import type { Finding } from '../../syntax/finding.ts';
import type { Assignment } from '../../syntax/unit-file.ts';
import {
  isBare,
  isReadByShell,
  rawOf,
  shellScriptOf,
  type ReadCommand,
  type CommandPart,
} from '../toolkit/ran-program.ts';
import { untilMany } from '../toolkit/limit.ts';
import { homePath } from '../toolkit/home-path.ts';
import { settingOf, type Setting } from '../toolkit/known-variables.ts';
import { runInShell } from '../toolkit/run-in-shell.ts';
import { commandsOf, type LintUnit } from '../toolkit/subject.ts';
import { fixWith, onValue, replaceIn } from '../toolkit/report.ts';
import { lintFixesTexts } from '../../texts/lint/fixes.ts';
import { lintShellTexts } from '../../texts/lint/shell.ts';
import { isBuiltin } from './program.ts';
import { expandedAsInShell, shellsExpansion, shellsOwn, unbraced, unset } from './variable.ts';

const manual = 'systemd.service(5), Command Lines';

const operators = /^(?:\||\|\||&&|&|\|&|;;|\d*(?:>|>>|<|<<|<<<|>&|&>|&>>|>\||<>)(?:&?\d|&-)?)$/;
/** `>file`, `2>/dev/null`, `$(date)`, `` `date` `` */
const redirection = /^(?:\d?>>?|&>>?|<)[/%$~.A-Za-z_]/;
const quoted = /(\\[^])|("(?:[^"\\]|\\[^])*(?:"|$))|'[^']*(?:'|$)/g;

/**
 * `$(date)`, `` `date` ``. Not in single quotes, where a shell would substitute nothing either. Back quotes may be the
 * argument’s own: in double quotes, and after a parenthesis or a comma, as in `` Host(`example.org`) ``.
 */
const isSubstitution = (raw: string): boolean => {
  const outsideSingle = raw.replace(
    quoted,
    (_, escaped?: string, double?: string) => escaped ?? double ?? '',
  );
  const bare = raw.replace(quoted, '');
  return (
    /\$\([^)]/.test(outsideSingle) ||
    [...bare.matchAll(/`[^`]+`/g)].some(({ index }) => !/[(,]/.test(bare.charAt(index - 1)))
  );
};

/** `program &`: systemd runs it in the background anyway, and a shell would end at once. */
const inForeground = (
  unit: LintUnit,
  assignment: Assignment,
  { argv }: ReadCommand,
): Finding['fix'] => {
  const last = argv.at(-1);
  const before = argv.at(-2);
  if (last === undefined || before === undefined || rawOf(assignment, last) !== '&') return null;
  const others = argv.slice(1, -1).map((word) => rawOf(assignment, word));
  if (others.some((raw) => operators.test(raw) || redirection.test(raw))) return null;
  const range = { start: before.end, end: last.end };
  return fixWith(lintFixesTexts.remove('“&”'), replaceIn(unit, assignment, range, ''));
};

/** `ssh host "echo $(date)"`: nothing here expands it, and the shell there does. */
const isQuotedForShell = (assignment: Assignment, command: ReadCommand, index: number): boolean => {
  const word = command.argv[index];
  return word !== undefined && isReadByShell(command, index) && !isBare(rawOf(assignment, word));
};

/** A dollar sign doubled for systemd, so that the shell on the other side gets it. */
const isMeantForShell = (assignment: Assignment, command: ReadCommand, index: number): boolean => {
  const word = command.argv[index];
  if (word === undefined || !isReadByShell(command, index) || command.prefixes.includes(':')) {
    return false;
  }
  const raw = rawOf(assignment, word).replaceAll('$$', '');
  return raw.length < word.end - word.start && !isSubstitution(raw);
};

/** What the program gets for a word, as far as it depends on doubled signs. */
const received = ({ prefixes }: ReadCommand, { text }: CommandPart): string =>
  (prefixes.includes(':') ? text : text.replaceAll('$$', '$')).replaceAll('%%', '%');

const shellSyntax = (
  unit: LintUnit,
  assignment: Assignment,
  reading: CommandReading,
): Finding[] => {
  const [command] = reading.commands;
  if (command === undefined) return [];
  const words = reading.commands.flatMap((one) => {
    const script = shellScriptOf(one);
    return one.argv.flatMap((word, index) =>
      index === 0 ||
      word === script ||
      isQuotedForShell(assignment, one, index) ||
      isMeantForShell(assignment, one, index)
        ? []
        : [{ word, text: received(one, word) }],
    );
  });
  const found = words.find((one) => {
    const raw = rawOf(assignment, one.word);
    return (isBare(raw) && (operators.test(raw) || redirection.test(raw))) || isSubstitution(raw);
  });
  // program.ts explains a shell’s own command better.
  if (found === undefined || isBuiltin(command.program.text)) return [];
  const { word, text } = found;
  return [
    onValue(
      unit,
      assignment,
      {
        code: 'shell-syntax',
        severity: 'warning',
        ...lintShellTexts['shell-syntax']({
          word: text,
          besideScript: shellScriptOf(command) !== null,
          isRedirection: /[<>]/.test(text),
        }),
        manual,
        fix:
          reading.commands.length > 1
            ? null
            : (inForeground(unit, assignment, command) ?? runInShell(unit, assignment)),
      },
      { start: word.start, end: word.end },
    ),
  ];
};

/** A pattern for the program itself follows. */
export const patternOption =
  /^--?(?:e|x|i|name|i?path|i?wholename|i?lname|regex)$|^--?(?:exclude|include|ignore|filter|pattern|glob|match)/;

const glob = (
  unit: LintUnit,
  assignment: Assignment,
  word: CommandPart,
  before: CommandPart | undefined,
): Finding[] => {
  const raw = rawOf(assignment, word);
  if (before !== undefined && patternOption.test(before.text)) return [];
  if (!isBare(raw) || !/^(?:\/|%h\/|~\/)[^=]*\*/.test(raw)) return [];
  return [
    onValue(
      unit,
      assignment,
      {
        code: 'glob',
        severity: 'hint',
        ...lintShellTexts.glob(raw),
        manual,
      },
      { start: word.start, end: word.end },
    ),
  ];
};

/** `~/x` as an argument: no shell expands it. */
const tildeArgument = (unit: LintUnit, assignment: Assignment, word: CommandPart): Finding[] => {
  const home = /^~(?=\/|$)/.test(word.text) ? homePath(word.text) : null;
  if (home === null) return [];
  const at = word.start + rawOf(assignment, word).indexOf('~');
  return [
    onValue(
      unit,
      assignment,
      {
        code: 'tilde-argument',
        severity: 'warning',
        ...lintShellTexts['tilde-argument'](word.text),
        manual: 'systemd.unit(5), Specifiers',
        fix: fixWith(
          lintFixesTexts.use(home),
          replaceIn(unit, assignment, { start: at, end: at + 1 }, '%h'),
        ),
      },
      { start: word.start, end: word.end },
    ),
  ];
};

const scriptFindings = (
  unit: LintUnit,
  assignment: Assignment,
  command: ReadCommand,
  setting: Setting,
): Finding[] => {
  const script = shellScriptOf(command);
  // After `:` nothing is expanded.
  if (script === null || command.prefixes.includes(':')) return [];
  const own = [
    ...shellsExpansion(unit, assignment, script),
    ...shellsOwn(unit, assignment, script, setting),
  ].slice(0, 1);
  return own.length > 0 ? own : unset(unit, assignment, script, setting);
};

const wordFindings = (
  unit: LintUnit,
  assignment: Assignment,
  command: ReadCommand,
  setting: Setting,
): Finding[] => {
  const script = shellScriptOf(command);
  if (command.prefixes.includes(':')) return [];
  return untilMany(command.argv.slice(1), (word, index) => {
    // Quoted words next to a script may be meant for it literally.
    if (word === script || (script !== null && !isBare(rawOf(assignment, word)))) return [];
    const expanded = unset(unit, assignment, word, setting);
    if (isReadByShell(command, index + 1)) return expanded;
    const found = [
      ...expandedAsInShell(unit, assignment, word),
      ...unbraced(unit, assignment, word, setting),
      ...expanded,
    ];
    return [
      ...found.slice(0, 1),
      // The shell expands an argument that the script uses without quotes.
      ...(script === null ? glob(unit, assignment, word, command.argv[index]) : []),
      ...tildeArgument(unit, assignment, word),
    ];
  });
};

export const shellRules = (unit: LintUnit): Finding[] => {
  const setting = settingOf(unit);
  return untilMany(commandsOf(unit), ({ assignment, reading }) => {
    const syntax = shellSyntax(unit, assignment, reading);
    return [
      ...syntax,
      ...untilMany(reading.commands, (command) => [
        ...scriptFindings(unit, assignment, command, setting),
        ...(syntax.length > 0 ? [] : wordFindings(unit, assignment, command, setting)),
      ]),
    ];
  });
};
