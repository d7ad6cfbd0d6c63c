/** The program of a command must exist, be executable, and have an interpreter that exists. execve(2). */
import { setMode, shellLine } from '../../commands.ts';
import type { Finding } from '../../syntax/finding.ts';
import type { Assignment } from '../../syntax/unit-file.ts';
import { readWord } from '../../syntax/word-reader.ts';
import { rawOf, type ReadCommand } from '../toolkit/ran-program.ts';
import { untilMany } from '../toolkit/limit.ts';
import { homePath } from '../toolkit/home-path.ts';
import type { Interpreter, PathFact } from '../toolkit/disk-facts.ts';
import { execSearchPath } from '../toolkit/known-variables.ts';
import { commandsOf, expanded, onceForUnit, type LintUnit } from '../toolkit/subject.ts';
import { lintFixesTexts } from '../../texts/lint/fixes.ts';
import { lintPathTexts } from '../../texts/lint/path.ts';
import { lintProgramTexts } from '../../texts/lint/program.ts';
import { bashPath, isForBash, runInShell, shPath } from '../toolkit/run-in-shell.ts';
import { isExempt } from '../toolkit/exempt-paths.ts';
import { fixWith, onValue, replaceIn, type Report } from '../toolkit/report.ts';

/** Where systemd 252 looks for a program without “/”: DEFAULT_PATH, set at build time. */
export const fixedFolders = [
  '/usr/local/sbin',
  '/usr/local/bin',
  '/usr/sbin',
  '/usr/bin',
  '/sbin',
  '/bin',
];

const foldersOf = onceForUnit((unit) => {
  const own = execSearchPath(unit);
  return own === undefined ? fixedFolders : own.split(':').map((one) => expanded(unit, one) ?? one);
});

/** The paths that a program's name may mean; none if they are known only when it runs. */
const candidatesOf = (unit: LintUnit, program: string): string[] => {
  const path = expanded(unit, program);
  if (path === null || path === '') return [];
  if (path.startsWith('/')) return [path];
  return path.includes('/') ? [] : foldersOf(unit).map((folder) => `${folder}/${path}`);
};

const builtins = new Set(
  '. alias bg bind cd command declare disown eval exec exit export fg hash history jobs let local logout popd pushd read return set shift shopt source trap type typeset ulimit umask unalias unset wait if then for while until case function [[ { ( !'.split(
    ' ',
  ),
);
export const isBuiltin = (name: string): boolean => builtins.has(name);
const aliases = new Set('ll la l ls.. .. ... gs gst md rd please'.split(' '));

const fault = (code: string, text: { what: string; why: string }): Report => ({
  code,
  severity: 'error',
  ...text,
  manual: 'systemd.service(5), Command Lines',
});

/** Alone, a shell that runs only `cd` or `export` achieves nothing. */
const builtin = (unit: LintUnit, assignment: Assignment, name: string): Report => ({
  ...fault('shell-builtin', lintProgramTexts['shell-builtin'](name)),
  fix: /&&|\|\|/.test(assignment.value) ? runInShell(unit, assignment) : null,
});

const missingName = (unit: LintUnit, assignment: Assignment, name: string): Report => {
  if (builtins.has(name)) return builtin(unit, assignment, name);
  if (aliases.has(name)) return fault('shell-alias', lintProgramTexts['shell-alias'](name));
  return fault('missing-program', lintProgramTexts.notFound({ name, folders: foldersOf(unit) }));
};

type InterpreterFacts = Pick<LintUnit['facts'], 'paths' | 'searchPath'>;

/** The interpreter that running the script would miss; null if there is none. */
const missingInterpreter = (
  facts: InterpreterFacts,
  interpreter: Interpreter,
): { name: string; hasCarriageReturn: boolean } | null => {
  if (interpreter.kind === 'missing') return interpreter;
  if (interpreter.kind !== 'by-env') return null;
  if (interpreter.hasCarriageReturn) return interpreter;
  if (facts.searchPath === null) return null;
  const places = facts.searchPath.map((folder) => facts.paths.get(`${folder}/${interpreter.name}`));
  return places.every((fact) => fact?.kind === 'missing' || fact?.kind === 'folder')
    ? interpreter
    : null;
};

/** What keeps the kernel or env(1) from running a script; null for nothing. */
export const interpreterReport = (
  facts: InterpreterFacts,
  path: string,
  interpreter: Interpreter,
): Report | null => {
  if (interpreter.kind === 'none') {
    return fault('no-interpreter', lintProgramTexts['no-interpreter'](path));
  }
  const missing = missingInterpreter(facts, interpreter);
  if (missing === null) return null;
  const script = { path, interpreter: missing.name };
  if (missing.hasCarriageReturn)
    return fault('bad-interpreter', lintProgramTexts.interpreterWithReturn(script));
  const isRelative = interpreter.kind === 'missing' && !missing.name.startsWith('/');
  // Only env(1) gets a name with blanks.
  if (/[ \t]/.test(missing.name))
    return fault('bad-interpreter', lintProgramTexts.interpreterWithOptions(script));
  return fault(
    'bad-interpreter',
    isRelative
      ? lintProgramTexts.interpreterRelative(script)
      : lintProgramTexts.interpreterMissing(script),
  );
};

const fileFault = (
  unit: LintUnit,
  path: string,
  fact: PathFact & { kind: 'file' },
): Report | null => {
  if (!fact.isExecutable) {
    const command = shellLine(setMode(path, '+x'));
    return fault('not-executable', lintProgramTexts['not-executable']({ path, command }));
  }
  if (fact.isOnNoexecMount) return fault('noexec-mount', lintProgramTexts['noexec-mount'](path));
  return interpreterReport(unit.facts, path, fact.interpreter);
};

const pathFault = (unit: LintUnit, path: string, fact: PathFact | undefined): Report | null => {
  switch (fact?.kind) {
    case 'missing':
      return fault('missing-program', lintProgramTexts.noFile(path));
    case 'folder':
      return fault('missing-program', lintProgramTexts.folder(path));
    case 'file':
      return fileFault(unit, path, fact);
    case 'unknown':
    case undefined:
      return null;
  }
};

const programFault = (unit: LintUnit, assignment: Assignment, program: string): Report | null => {
  // The unit names too many paths, so none were looked for.
  if (unit.facts.paths.size === 0) return null;
  const candidates = candidatesOf(unit, program);
  const facts = candidates.map((path) => unit.facts.paths.get(path));
  if (candidates.length === 0 || facts.includes(undefined)) return null;
  const [only] = candidates;
  if (only !== undefined && expanded(unit, program)?.startsWith('/') === true) {
    return isExempt(unit, only) ? null : pathFault(unit, only, facts[0]);
  }
  const found = facts.findIndex((fact) => fact?.kind === 'file' && fact.isExecutable);
  if (found >= 0) return pathFault(unit, candidates[found] ?? '', facts[found]);
  const isCertain = facts.every((fact) => fact?.kind !== 'unknown');
  return !isCertain || isExempt(unit, program) ? null : missingName(unit, assignment, program);
};

const programFinding = (
  unit: LintUnit,
  assignment: Assignment,
  command: ReadCommand,
): Finding[] => {
  // After `-` a failure is ignored: the program may be missing on purpose.
  if (command.prefixes.includes('-') || /^[A-Za-z_]\w*=/.test(command.program.text)) return [];
  const report = programFault(unit, assignment, command.program.text);
  const { start, end } = command.program;
  return report === null ? [] : [onValue(unit, assignment, report, { start, end })];
};

/** A program that only a shell accepts: `~/bin/x`, `$HOME/bin/x`, `./x`. */
const shellProgram = (unit: LintUnit, assignment: Assignment): Finding[] => {
  const read = readWord(assignment.value, 0);
  if (read.kind !== 'word') return [];
  const prefixes = /^[@:+!|-]*/.exec(read.word.text)?.[0] ?? '';
  const text = read.word.text.slice(prefixes.length);
  const raw = rawOf(assignment, read.word);
  const { end } = read.word;
  const range = { start: raw.startsWith(prefixes) ? read.word.start + prefixes.length : 0, end };
  // systemd refuses “.”, so it isn’t among the commands below.
  if (text === '.') return [onValue(unit, assignment, builtin(unit, assignment, text), range)];
  const home = homePath(text);
  const isVariable = home === null && text.startsWith('$');
  const isRelative = /^(?![/%$~])[^\s=]*\//.test(text);
  if (text === '' || (home === null && !isVariable && !isRelative)) return [];
  // Quotes around it stay.
  const folder = /^(?:~|\$HOME|\$\{HOME\})/.exec(text)?.[0] ?? '';
  const at = read.word.start + raw.indexOf(folder);
  const shown = { start: at, end: at + folder.length };
  return [
    onValue(
      unit,
      assignment,
      {
        code: home !== null ? 'home-path' : isVariable ? 'variable-program' : 'relative-path',
        severity: 'error',
        ...(isRelative
          ? lintProgramTexts['relative-path'](text)
          : lintPathTexts['shell-path'](/^(?:~|\$\{?\w*\}?)/.exec(text)?.[0] ?? text)),
        manual: 'systemd.service(5), Command Lines',
        fix:
          home === null
            ? null
            : fixWith(lintFixesTexts.use(home), replaceIn(unit, assignment, shown, '%h')),
      },
      range,
    ),
  ];
};

/** `|` came with systemd 258; before, it is the first letter of the program. */
const newerPrefix = (unit: LintUnit, assignment: Assignment): Finding[] => {
  const [prefixes = '', text = ''] = /^[@:+!|-]*\|[@:+!|-]*(\S*)/.exec(assignment.value) ?? [];
  if (prefixes === '' || unit.index.isSince(258)) return [];
  const start = prefixes.indexOf('|');
  const line = assignment.value.replace('|', '');
  return [
    onValue(
      unit,
      assignment,
      {
        code: 'shell-prefix',
        severity: unit.index.isCertain ? 'error' : 'warning',
        ...lintProgramTexts['shell-prefix'](`|${text}`),
        manual: 'systemd.service(5), ExecStart=',
        fix: start === 0 ? runInShell(unit, assignment, line) : null,
      },
      { start, end: prefixes.length },
    ),
  ];
};

export const programRules = (unit: LintUnit): Finding[] =>
  untilMany(commandsOf(unit), ({ assignment, reading }) => {
    const own = [...newerPrefix(unit, assignment), ...shellProgram(unit, assignment)].slice(0, 1);
    if (own.length > 0) return own;
    return untilMany(reading.commands, (command) => programFinding(unit, assignment, command));
  });

/** The paths of all programs that the rules above check on disk. */
export function* namedPrograms(unit: LintUnit): Generator<string> {
  for (const { assignment, reading } of commandsOf(unit)) {
    for (const { program } of reading.commands) yield* candidatesOf(unit, program.text);
    const runsShell = /\b(?:da)?sh\b/.test(assignment.value);
    if (runsShell) yield shPath;
    if (runsShell || isForBash(assignment.value)) yield bashPath;
  }
}
