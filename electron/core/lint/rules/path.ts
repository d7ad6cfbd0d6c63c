/** Paths in settings: absolute, and there (S5). Programs are in program-rules.ts. */
import type { Finding } from '../../syntax/finding.ts';
import type { Assignment } from '../../syntax/unit-file.ts';
import { untilMany } from '../toolkit/limit.ts';
import { homePath, isOthersHome } from '../toolkit/home-path.ts';
import { expanded, type LintUnit } from '../toolkit/subject.ts';
import { isPrepared, isSpared } from '../toolkit/exempt-paths.ts';
import { fixWith, onValue, replaceIn, wordsOf, type Range } from '../toolkit/report.ts';
import { manualOf } from '../toolkit/manual-page.ts';

/** One path each; a prefix such as `-` or `!` may stand before it. */
const single: Record<string, RegExp> = {
  WorkingDirectory: /^-?/,
  EnvironmentFile: /^-?/,
  RootDirectory: /^/,
  RootImage: /^/,
  PIDFile: /^/,
  TTYPath: /^/,
  PathExists: /^/,
  PathExistsGlob: /^/,
  PathChanged: /^/,
  PathModified: /^/,
  DirectoryNotEmpty: /^/,
  ListenFIFO: /^/,
  ListenSpecial: /^/,
  ConditionPathExists: /^\|?\s*!?/,
  ConditionPathExistsGlob: /^\|?\s*!?/,
  ConditionPathIsDirectory: /^\|?\s*!?/,
  ConditionPathIsSymbolicLink: /^\|?\s*!?/,
  ConditionPathIsMountPoint: /^\|?\s*!?/,
  ConditionPathIsReadWrite: /^\|?\s*!?/,
  ConditionDirectoryNotEmpty: /^\|?\s*!?/,
  ConditionFileNotEmpty: /^\|?\s*!?/,
  ConditionFileIsExecutable: /^\|?\s*!?/,
};
/** Lists of them, divided by blanks. */
const many: Record<string, RegExp> = {
  ReadWritePaths: /^[-+]*/,
  ReadOnlyPaths: /^[-+]*/,
  InaccessiblePaths: /^[-+]*/,
  ExecPaths: /^[-+]*/,
  NoExecPaths: /^[-+]*/,
  RequiresMountsFor: /^/,
};
const outputs = new Set(['StandardInput', 'StandardOutput', 'StandardError']);

const table = (of: Record<string, RegExp>, key: string): RegExp | undefined =>
  Object.hasOwn(of, key) ? of[key] : undefined;

/** The paths in a value, each with its place and without its prefix. */
const pathsIn = ({ key, value }: Assignment): (Range & { text: string })[] => {
  const whole = (start: number): (Range & { text: string })[] => [
    { text: value.slice(start), start, end: value.length },
  ];
  const one = table(single, key);
  if (one !== undefined) return whole(one.exec(value)?.[0].length ?? 0);
  const prefix = table(many, key);
  if (prefix !== undefined) {
    return wordsOf(value).map(({ text, start, end }) => {
      const length = prefix.exec(text)?.[0].length ?? 0;
      return { text: text.slice(length), start: start + length, end };
    });
  }
  const file = outputs.has(key) ? /^(?:file|append|truncate):/.exec(value)?.[0] : undefined;
  return file === undefined ? [] : whole(file.length);
};

/** config_parse_working_directory() and config_parse_unit_path_printf(): of the others systemd 252 ignores the line. */
const refuses = ({ key, value }: Assignment): boolean =>
  key === 'WorkingDirectory' ? !value.startsWith('-') : /^Root(?:Directory|Image)$/.test(key);

const notAbsolute = (
  unit: LintUnit,
  assignment: Assignment,
  path: Range & { text: string },
): Finding[] => {
  const { text } = path;
  const isHomeItself = assignment.key === 'WorkingDirectory' && text === '~';
  // PIDFile= may be relative to the runtime folder; a quoted word is left to systemd.
  const isPlain = text === '' || /^["'/%]/.test(text) || assignment.key === 'PIDFile';
  const home = homePath(text);
  if (isHomeItself || (isPlain && home === null)) return [];
  const isShells = home !== null || isOthersHome(text) || text.startsWith('$');
  return [
    onValue(
      unit,
      assignment,
      {
        code: home !== null ? 'home-path' : isShells ? 'shell-path' : 'relative-path',
        severity: 'error',
        what: isShells
          ? `systemd does not know “${/^(?:~[^/]*|\$\{?\w+\}?)/.exec(text)?.[0] ?? text}” in a path.`
          : `${assignment.key}= needs an absolute path, not “${text}”.`,
        why: isShells
          ? 'A shell expands it, and no shell reads this file. Your home folder is %h.'
          : `A path begins with “/”, or with %h for your home folder; systemd ${refuses(assignment) ? 'refuses the unit' : 'ignores the line'}.`,
        manual: manualOf(assignment, unit),
        fix:
          home === null ? null : fixWith(`Write ${home}`, replaceIn(unit, assignment, path, home)),
      },
      path,
    ),
  ];
};

/** The path that must be there for the unit to start; null where it need not, or cannot be told. */
const wantedPath = (unit: LintUnit, { value }: Assignment, text: string): string | null => {
  const real = expanded(unit, text);
  if (real === null || value.startsWith('-') || !unit.facts.paths.has(real)) return null;
  return isSpared(unit, real) ? null : real;
};

const missingFolder = (
  unit: LintUnit,
  assignment: Assignment,
  path: Range & { text: string },
): Finding[] => {
  const real = wantedPath(unit, assignment, path.text);
  if (real === null) return [];
  const fact = unit.facts.paths.get(real);
  const what =
    fact?.kind === 'missing'
      ? `There is no folder ${real}.`
      : fact?.kind === 'file'
        ? `${real} is a file, not a folder.`
        : fact?.kind === 'folder' && !fact.isEnterable
          ? `You may not enter ${real}.`
          : null;
  if (what === null) return [];
  return [
    onValue(
      unit,
      assignment,
      {
        code: 'missing-folder',
        severity: 'error',
        what,
        why: 'The service would end at once with 200/CHDIR, its ExecStartPre= too. With “-” before the path it would run in the root folder instead.',
        manual: 'systemd.exec(5), WorkingDirectory=',
      },
      path,
    ),
  ];
};

const missingEnvironment = (
  unit: LintUnit,
  assignment: Assignment,
  path: Range & { text: string },
): Finding[] => {
  const real = wantedPath(unit, assignment, path.text);
  if (real === null) return [];
  const fact = isPrepared(unit, real) ? undefined : unit.facts.paths.get(real);
  if (fact?.kind !== 'missing' && fact?.kind !== 'folder') return [];
  return [
    onValue(
      unit,
      assignment,
      {
        code: 'missing-environment-file',
        severity: 'error',
        what: fact.kind === 'missing' ? `There is no file ${real}.` : `${real} is a folder.`,
        why: 'The service does not start without it. “-” before the path makes it optional.',
        manual: 'systemd.exec(5), EnvironmentFile=',
        fix: fixWith(
          'Make it optional with “-”',
          replaceIn(unit, assignment, path, `-${path.text}`),
        ),
      },
      path,
    ),
  ];
};

const isGlob = (path: string): boolean => /[*?[]/.test(path);

export const pathRules = (unit: LintUnit): Finding[] =>
  untilMany(unit.live, (assignment) =>
    untilMany(pathsIn(assignment), (path) => {
      const relative = notAbsolute(unit, assignment, path);
      if (relative.length > 0) return relative;
      if (assignment.key === 'WorkingDirectory') return missingFolder(unit, assignment, path);
      const isFile = assignment.key === 'EnvironmentFile' && !isGlob(path.text);
      return isFile ? missingEnvironment(unit, assignment, path) : [];
    }),
  );

/** The absolute paths whose state the rules above look at. */
export const namedPaths = (unit: LintUnit): string[] =>
  unit.all.flatMap((assignment) => {
    const isWanted =
      ['WorkingDirectory', 'EnvironmentFile'].includes(assignment.key) ||
      /^(?:Condition|Assert)/.test(assignment.key);
    if (!isWanted) return [];
    return pathsIn(assignment).flatMap(({ text }) => {
      const real = expanded(unit, text);
      return real?.startsWith('/') === true && !isGlob(real) ? [real] : [];
    });
  });
