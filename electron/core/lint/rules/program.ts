/** The program of a command: there, executable, and with an interpreter that exists. execve(2). */
import { setMode, shellLine } from '../../commands.ts';
import type { CommandReading } from '../../syntax/exec-parser.ts';
import type { Finding } from '../../syntax/finding.ts';
import type { Assignment } from '../../syntax/unit-file.ts';
import { untilMany } from '../toolkit/limit.ts';
import { homePath } from '../toolkit/home-path.ts';
import type { PathFact } from '../toolkit/disk-facts.ts';
import { commandsOf, expanded, lastOf, onceForUnit, type LintUnit } from '../toolkit/subject.ts';
import { isSpared } from '../toolkit/exempt-paths.ts';
import { fixWith, onValue, replaceIn, type Report } from '../toolkit/report.ts';

type Command = CommandReading['commands'][number];

/** Where systemd 252 looks for a program without “/”: DEFAULT_PATH, fixed when it was built. */
const fixedFolders = [
  '/usr/local/sbin',
  '/usr/local/bin',
  '/usr/sbin',
  '/usr/bin',
  '/sbin',
  '/bin',
];

const foldersOf = onceForUnit((unit) => {
  const own = lastOf(unit, unit.ownSection, 'ExecSearchPath');
  return own === undefined ? fixedFolders : own.split(':').map((one) => expanded(unit, one) ?? one);
});

/** The paths that a program's name may mean; none for what is only known when it runs. */
const candidatesOf = (unit: LintUnit, program: string): string[] => {
  const path = expanded(unit, program);
  if (path === null || path === '') return [];
  if (path.startsWith('/')) return [path];
  return path.includes('/') ? [] : foldersOf(unit).map((folder) => `${folder}/${path}`);
};

const builtins = new Set(
  '. alias bg bind cd command declare disown eval exec exit export fg hash history jobs let local logout popd pushd read return set shift shopt source trap type typeset ulimit umask unalias unset wait'.split(
    ' ',
  ),
);
const aliases = new Set('ll la l ls.. .. ... gs gst md rd please'.split(' '));

const told = (code: string, what: string, why: string): Report => ({
  code,
  severity: 'error',
  what,
  why,
  manual: 'systemd.service(5), Command Lines',
});

const missingName = (unit: LintUnit, name: string): Report => {
  if (builtins.has(name)) {
    const why =
      'A shell does it itself; systemd starts programs. WorkingDirectory=, Environment= and others often do the same.';
    return told('shell-builtin', `“${name}” is no program, but a command of the shell.`, why);
  }
  if (aliases.has(name)) {
    const why =
      'Aliases and functions live in your shell’s settings, which systemd does not read. Name the program behind it.';
    return told('shell-alias', `“${name}” looks like an alias of your shell.`, why);
  }
  return told(
    'missing-program',
    `systemd finds no program “${name}”.`,
    `It looks in ${foldersOf(unit).join(', ')} and not in your shell’s PATH. Write the whole path.`,
  );
};

const fileFault = (path: string, fact: PathFact & { kind: 'file' }): Report | null => {
  if (!fact.isExecutable) {
    const why = `systemd cannot run it: 203/EXEC. Try: ${shellLine(setMode(path, '+x'))}`;
    return told('not-executable', `${path} is not executable.`, why);
  }
  if (fact.isOnNoexecMount) {
    const why = 'The file system is mounted with “noexec”, so that nothing on it runs: 203/EXEC.';
    return told('noexec-mount', `${path} lies where nothing may be executed.`, why);
  }
  const { interpreter } = fact;
  if (interpreter.kind === 'none') {
    const why =
      'Without it the kernel cannot tell what runs the script: 203/EXEC. Add for example “#!/bin/sh”.';
    return told('no-interpreter', `${path} is a script without “#!” in its first line.`, why);
  }
  if (interpreter.kind !== 'missing') return null;
  const why = interpreter.hasCarriageReturn
    ? 'Its first line ends with a carriage return, as on Windows, which then counts as part of the name. Save it with Unix line endings.'
    : 'The first line of the script names it, and it is not there: 203/EXEC, or 127 by env.';
  return told('bad-interpreter', `The interpreter of ${path} is missing: ${interpreter.name}`, why);
};

const pathFault = (path: string, fact: PathFact | undefined): Report | null => {
  switch (fact?.kind) {
    case 'missing':
      return told('missing-program', `There is no ${path}.`, 'systemd cannot run it: 203/EXEC.');
    case 'folder':
      return told('missing-program', `${path} is a folder.`, 'Name the program inside it.');
    case 'file':
      return fileFault(path, fact);
    case 'unknown':
    case undefined:
      return null;
  }
};

const programFault = (unit: LintUnit, program: string): Report | null => {
  // Too many are named to be looked for.
  if (unit.facts.paths.size === 0) return null;
  const candidates = candidatesOf(unit, program);
  const facts = candidates.map((path) => unit.facts.paths.get(path));
  if (candidates.length === 0 || facts.includes(undefined)) return null;
  const [only] = candidates;
  if (only !== undefined && expanded(unit, program)?.startsWith('/') === true) {
    return isSpared(unit, only) ? null : pathFault(only, facts[0]);
  }
  const found = facts.findIndex((fact) => fact?.kind === 'file' && fact.isExecutable);
  if (found >= 0) return pathFault(candidates[found] ?? '', facts[found]);
  const isCertain = facts.every((fact) => fact?.kind !== 'unknown');
  return !isCertain || isSpared(unit, program) ? null : missingName(unit, program);
};

const programFinding = (unit: LintUnit, assignment: Assignment, command: Command): Finding[] => {
  // Behind `-` a failure does not count: the file itself expects that the program may be missing.
  if (command.prefixes.includes('-') || /^[A-Za-z_]\w*=/.test(command.program.text)) return [];
  const fault = programFault(unit, command.program.text);
  const { start, end } = command.program;
  return fault === null ? [] : [onValue(unit, assignment, fault, { start, end })];
};

/** A program that systemd refuses to take as one, as a shell would have it: `~/bin/x`, `$HOME/bin/x`, `./x`. */
const shellProgram = (unit: LintUnit, assignment: Assignment): Finding[] => {
  const [, prefixes = '', text = ''] = /^([@:+!|-]*)([^\s"']*)/.exec(assignment.value) ?? [];
  const range = { start: prefixes.length, end: prefixes.length + text.length };
  const home = homePath(text);
  const isVariable = home === null && text.startsWith('$');
  const isRelative = /^(?![/%$~])[^\s=]*\//.test(text);
  if (text === '' || (home === null && !isVariable && !isRelative)) return [];
  return [
    onValue(
      unit,
      assignment,
      {
        code: home !== null ? 'home-path' : isVariable ? 'variable-program' : 'relative-path',
        severity: 'error',
        what:
          home !== null || isVariable
            ? `systemd does not know “${/^(?:~|\$\{?\w*\}?)/.exec(text)?.[0] ?? text}” in the path of a program.`
            : `The program needs an absolute path, not “${text}”.`,
        why: isRelative
          ? 'A relative path has no folder that it begins in; systemd refuses the unit. Begin with “/”, or with %h for your home folder.'
          : 'A shell expands it, and no shell reads this file. Your home folder is %h.',
        manual: 'systemd.service(5), Command Lines',
        fix:
          home === null ? null : fixWith(`Write ${home}`, replaceIn(unit, assignment, range, home)),
      },
      range,
    ),
  ];
};

export const programRules = (unit: LintUnit): Finding[] =>
  untilMany(commandsOf(unit), ({ assignment, reading }) => {
    const shells = shellProgram(unit, assignment);
    if (shells.length > 0) return shells;
    return untilMany(reading.commands, (command) => programFinding(unit, assignment, command));
  });

/** The paths of all programs whose state the rules above look at. */
export function* namedPrograms(unit: LintUnit): Generator<string> {
  for (const { reading } of commandsOf(unit)) {
    for (const { program } of reading.commands) yield* candidatesOf(unit, program.text);
  }
}
