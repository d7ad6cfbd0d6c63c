/** Shell syntax in commands that no shell reads, and variables as a shell has them. */
import type { CommandReading } from '../command-reading.ts';
import type { Finding } from '../finding.ts';
import type { Assignment } from '../unit-file.ts';
import { isLoginVariable, isOfDesktop, settingOf, type Setting } from './known-variables.ts';
import { commandsOf, shellScriptOf, type LintUnit } from './lint-unit.ts';
import { fixWith, onValue, replaceIn, replaceValue, type Range } from './told.ts';

type Command = CommandReading['commands'][number];
type Word = Command['argv'][number];

const manual = 'systemd.service(5), Command Lines';

const operators = /^(?:\||\|\||&&|&|\|&|;;|\d*(?:>|>>|<|<<|<<<|>&|&>|&>>|>\||<>)(?:&?\d|&-)?)$/;
/** `>file`, `2>/dev/null`, `$(date)`, `` `date` `` */
const redirection = /^(?:\d?>>?|&>>?|<)[/%$~.A-Za-z_]/;
const substitution = /\$\([^)]|`[^`]+`/;

const rawOf = ({ value }: Assignment, { start, end }: Word): string => value.slice(start, end);
const isBare = (raw: string): boolean => !/["'\\]/.test(raw);

/** The whole command handed to a shell, where every character of it means the same to both. */
const wrapped = (assignment: Assignment, command: Command): string | null => {
  const { value } = assignment;
  if (/['\\$;]/.test(value)) return null;
  const prefixes = command.prefixes;
  const isProgram = /^(?:[/%]|[\w.-]+$)/.test(command.program.text);
  return isProgram && !prefixes.includes('@')
    ? `${prefixes}/bin/sh -c '${value.slice(prefixes.length)}'`
    : null;
};

const shellSyntax = (
  unit: LintUnit,
  assignment: Assignment,
  reading: CommandReading,
): Finding[] => {
  const [command] = reading.commands;
  if (command === undefined) return [];
  const words = reading.commands.flatMap((one) => one.argv.slice(1));
  const word = words.find((one) => {
    const raw = rawOf(assignment, one);
    return (
      (isBare(raw) && (operators.test(raw) || redirection.test(raw))) || substitution.test(one.text)
    );
  });
  if (word === undefined) return [];
  const shell = reading.commands.length === 1 ? wrapped(assignment, command) : null;
  return [
    onValue(
      unit,
      assignment,
      {
        code: 'shell-syntax',
        severity: 'warning',
        what: `The program gets “${word.text}” as an argument.`,
        why: `A shell would give it a meaning, and none reads this command. ${/[<>]/.test(word.text) ? 'StandardOutput=append:/path and the like do without one.' : 'Only /bin/sh -c makes one read it.'}`,
        manual,
        fix:
          shell === null
            ? null
            : fixWith('Run it by /bin/sh -c', replaceValue(unit, assignment, shell)),
      },
      { start: word.start, end: word.end },
    ),
  ];
};

const glob = (unit: LintUnit, assignment: Assignment, word: Word): Finding[] => {
  const raw = rawOf(assignment, word);
  if (!isBare(raw) || !/^(?:\/|%h\/|~\/)[^=]*\*/.test(raw)) return [];
  return [
    onValue(
      unit,
      assignment,
      {
        code: 'glob',
        severity: 'hint',
        what: `The program gets “${raw}” with its “*”.`,
        why: 'A shell would put the names of files in its place, and none reads this command.',
        manual,
      },
      { start: word.start, end: word.end },
    ),
  ];
};

/** `$HOME/x`, `a$NAME`: a variable without braces counts only as a word of its own. */
const unbraced = (
  unit: LintUnit,
  assignment: Assignment,
  word: Word,
  { names }: Setting,
): Finding[] => {
  const raw = rawOf(assignment, word);
  const all = [...raw.matchAll(/(\$\$)|\$([A-Za-z_]\w*)/g)].filter(
    (found) => found[1] === undefined,
  );
  const [first] = all;
  const isWhole = /^["']?\$\w+["']?$/.test(raw);
  if (first === undefined || isWhole || !all.every((found) => names.has(found[2] ?? ''))) return [];
  const braced = raw.replace(
    /(\$\$)|\$([A-Za-z_]\w*)/g,
    (text, escaped: string | undefined, name: string) =>
      escaped === undefined ? `\${${name}}` : text,
  );
  const range: Range = { start: word.start, end: word.end };
  return [
    onValue(
      unit,
      assignment,
      {
        code: 'dollar-in-word',
        severity: 'warning',
        what: raw.startsWith('$')
          ? `systemd takes all of “${raw}” for the name of a variable, and finds none.`
          : `The program gets “${raw}” with its “$”.`,
        why: 'Within a word a variable needs braces: ${NAME}.',
        manual,
        fix: fixWith(`Write ${braced}`, replaceIn(unit, assignment, range, braced)),
      },
      range,
    ),
  ];
};

const used = /\$\$|\$\{([A-Za-z_]\w*)\}|^\$([A-Za-z_]\w*)$/g;

const unset = (unit: LintUnit, assignment: Assignment, word: Word, setting: Setting): Finding[] => {
  if (setting.isOpen) return [];
  const names = [...word.text.matchAll(used)].flatMap((found) => found[1] ?? found[2] ?? []);
  const name = names.find((one) => !setting.names.has(one));
  if (name === undefined || (isLoginVariable(name) && isOfDesktop(unit))) return [];
  const isLogin = isLoginVariable(name);
  return [
    onValue(
      unit,
      assignment,
      {
        code: isLogin ? 'login-variable' : 'unset-variable',
        severity: isLogin ? 'warning' : 'hint',
        what: isLogin
          ? `${name} is a variable of your login, which a service does not have by itself.`
          : `Nothing in this unit sets ${name}.`,
        why: isLogin
          ? 'Set it with Environment=, or in ~/.config/environment.d. What a desktop hands on to systemd is there only after it has started: After=graphical-session.target.'
          : 'A variable that is not set becomes nothing. Environment= or EnvironmentFile= set one; $$ is a dollar sign.',
        manual: 'systemd.exec(5), Environment=',
      },
      { start: word.start, end: word.end },
    ),
  ];
};

/** `${x}` of a variable that the script itself sets: systemd expands it before the shell runs. */
const shellsOwn = (
  unit: LintUnit,
  assignment: Assignment,
  script: Word,
  { names }: Setting,
): Finding[] => {
  const own = [...script.text.matchAll(/(?<!\$)\$\{([A-Za-z_]\w*)\}/g)]
    .map((found) => found[1] ?? '')
    .filter((name) => !names.has(name))
    .find((name) =>
      new RegExp(`(?:^|[\\s;&|(])(?:${name}=|for\\s+${name}\\s|read\\s[^;]*\\b${name}\\b)`).test(
        script.text,
      ),
    );
  if (own === undefined) return [];
  const raw = rawOf(assignment, script);
  const repaired = raw.replace(/(?<!\$)\$\{([A-Za-z_]\w*)\}/g, (text, name: string) =>
    name === own ? `$${text}` : text,
  );
  const range: Range = { start: script.start, end: script.end };
  return [
    onValue(
      unit,
      assignment,
      {
        code: 'shell-variable',
        severity: 'warning',
        what: `systemd expands \${${own}} before the shell has set it.`,
        why: 'The script gets nothing in its place. $${NAME} leaves it to the shell.',
        manual,
        fix: fixWith(`Write $\${${own}}`, replaceIn(unit, assignment, range, repaired)),
      },
      range,
    ),
  ];
};

const wordFindings = (
  unit: LintUnit,
  assignment: Assignment,
  command: Command,
  setting: Setting,
): Finding[] => {
  const script = shellScriptOf(command);
  // Behind `:` nothing is expanded.
  if (command.prefixes.includes(':')) return [];
  if (script !== null) {
    const own = shellsOwn(unit, assignment, script, setting);
    return own.length > 0 ? own : unset(unit, assignment, script, setting);
  }
  return command.argv.slice(1).flatMap((word) => {
    const found = [
      ...unbraced(unit, assignment, word, setting),
      ...unset(unit, assignment, word, setting),
    ];
    return [...found.slice(0, 1), ...glob(unit, assignment, word)];
  });
};

export const shellRules = (unit: LintUnit): Finding[] => {
  const setting = settingOf(unit);
  return commandsOf(unit).flatMap(({ assignment, reading }) => {
    if (reading.commands.some((command) => shellScriptOf(command) !== null)) {
      return reading.commands.flatMap((command) =>
        wordFindings(unit, assignment, command, setting),
      );
    }
    const syntax = shellSyntax(unit, assignment, reading);
    if (syntax.length > 0) return syntax;
    return reading.commands.flatMap((command) => wordFindings(unit, assignment, command, setting));
  });
};
