/** Paths in settings: they must be absolute and exist (S5). Programs are in program.ts. */
import type { Finding } from '../../syntax/finding.ts';
import type { Assignment } from '../../syntax/unit-file.ts';
import { untilMany } from '../toolkit/limit.ts';
import { homePath, isOthersHome } from '../toolkit/home-path.ts';
import { expanded, type LintUnit } from '../toolkit/subject.ts';
import { isPrepared, isExempt } from '../toolkit/exempt-paths.ts';
import { lintFixesTexts } from '../../texts/lint/fixes.ts';
import { lintPathTexts } from '../../texts/lint/path.ts';
import { fixWith, onValue, replaceIn, wordsOf, type Range } from '../toolkit/report.ts';
import { manualOf } from '../toolkit/manual-page.ts';

/** One path each, maybe with a prefix such as `-` or `!`. */
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
/** Lists of paths, separated by blanks. */
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

/** The paths in a value, each with its place, without its prefix. */
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

/** config_parse_working_directory(), config_parse_unit_path_printf(); for other keys systemd 252 ignores the line. */
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
        ...(isShells
          ? lintPathTexts['shell-path'](/^(?:~[^/]*|\$\{?\w+\}?)/.exec(text)?.[0] ?? text)
          : lintPathTexts['relative-path']({
              key: assignment.key,
              path: text,
              isRefused: refuses(assignment),
            })),
        manual: manualOf(assignment, unit),
        fix:
          home === null
            ? null
            : fixWith(lintFixesTexts.use(home), replaceIn(unit, assignment, path, home)),
      },
      path,
    ),
  ];
};

/** The path that must exist for the unit to start; null if it need not, or if that is unknown. */
const wantedPath = (unit: LintUnit, { value }: Assignment, text: string): string | null => {
  const real = expanded(unit, text);
  if (real === null || value.startsWith('-') || !unit.facts.paths.has(real)) return null;
  return isExempt(unit, real) ? null : real;
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
      ? lintPathTexts.noFolder(real)
      : fact?.kind === 'file'
        ? lintPathTexts.notFolder(real)
        : fact?.kind === 'folder' && !fact.isEnterable
          ? lintPathTexts.notEnterable(real)
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
        why: lintPathTexts.missingFolderWhy,
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
        what: fact.kind === 'missing' ? lintPathTexts.noFile(real) : lintPathTexts.notFile(real),
        why: lintPathTexts.missingFileWhy,
        manual: 'systemd.exec(5), EnvironmentFile=',
        fix: fixWith(
          lintPathTexts.makeOptional,
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

/** The absolute paths that the rules above check on disk. */
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
