/** Paths in settings: they must be absolute and exist (S5). Programs are in program.ts. */
import type { Finding } from '../../syntax/finding.ts';
import type { Assignment } from '../../syntax/unit-file.ts';
import { lookUp } from '../../text/look-up.ts';
import { isGlob } from '../../text/glob.ts';
import { isBare } from '../toolkit/ran-program.ts';
import { hasOwnUsers } from '../user-manager/effects.ts';
import { untilMany } from '../toolkit/limit.ts';
import { homePath, isOthersHome } from '../toolkit/home-path.ts';
import { expanded, type LintUnit } from '../toolkit/subject.ts';
import { readWord, type Word } from '../../syntax/word-reader.ts';
import { isExempt, isExemptOutside, isPrepared } from '../toolkit/exempt-paths.ts';
import { lintFixesTexts } from '../../texts/lint/fixes.ts';
import { lintPathTexts } from '../../texts/lint/path.ts';
import { fixWith, onValue, replaceIn, wordsOf } from '../toolkit/report.ts';
import { pathsIn } from '../../directives/path-settings.ts';
import { manualOf } from '../toolkit/manual-page.ts';

/** config_parse_working_directory(), config_parse_unit_path_printf(); for other keys systemd 252 ignores the line. */
const refuses = ({ key, value }: Assignment): boolean =>
  key === 'WorkingDirectory' ? !value.startsWith('-') : /^Root(?:Directory|Image)$/.test(key);

/** A key that takes one path takes it as it is, with its quotes. */
const inQuotes = (unit: LintUnit, assignment: Assignment, path: Word): Finding[] => {
  const { key } = assignment;
  const read = readWord(path.text, 0);
  const isWhole = read.kind === 'word' && read.badEscape === null && read.rest >= path.text.length;
  const meant = isWhole ? read.word.text : null;
  const isPath = meant !== null && /^[/%~]/.test(meant) && homePath(meant) === null;
  return [
    onValue(
      unit,
      assignment,
      {
        code: 'quoted-path',
        severity: 'error',
        ...lintPathTexts['quoted-path']({ key, outcome: outcomeOf(assignment) }),
        manual: manualOf(assignment, unit),
        fix: isPath
          ? fixWith(lintPathTexts.withoutQuotes, replaceIn(unit, assignment, path, meant))
          : null,
      },
      path,
    ),
  ];
};

/** Specifiers that never expand to anything with a “/”. */
const namesOnly = /^%[nNpijuUHlmb]/;

/** A value that starts with a specifier but isn’t an absolute path, such as `%i`, or `%I` of `home-me-src`. */
const byName = (unit: LintUnit, assignment: Assignment, path: Word): Finding[] => {
  const { text } = path;
  const real = expanded(unit, text);
  const isRelative = real === null ? namesOnly.test(text) : !real.startsWith('/');
  if (text.startsWith('%%') || !isRelative) return [];
  const { key } = assignment;
  const meant = /^%[iI](?=\/|$)/.test(text) ? `%f${text.slice(2)}` : null;
  return [
    onValue(
      unit,
      assignment,
      {
        code: 'relative-path',
        severity: 'error',
        ...lintPathTexts['relative-path']({
          key,
          path: real === null || real === text ? text : `${text} (${real})`,
          isRefused: refuses(assignment),
        }),
        manual: 'systemd.unit(5), Specifiers',
        fix:
          meant === null
            ? null
            : fixWith(lintFixesTexts.use(meant), replaceIn(unit, assignment, path, meant)),
      },
      path,
    ),
  ];
};

const outcomeOf = (assignment: Assignment): 'refused' | 'ignored' | 'used' => {
  if (assignment.key === 'PIDFile') return 'used';
  return refuses(assignment) ? 'refused' : 'ignored';
};

const notAbsolute = (unit: LintUnit, assignment: Assignment, path: Word): Finding[] => {
  const { text } = path;
  // PIDFile= may be relative to the runtime folder.
  const isFree = assignment.key === 'PIDFile';
  if (/^["']/.test(text)) return inQuotes(unit, assignment, path);
  if (text.startsWith('%') && !isFree) return byName(unit, assignment, path);
  const isHomeItself = assignment.key === 'WorkingDirectory' && text === '~';
  const isPlain = text === '' || text.startsWith('/') || isFree;
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

const missingFolder = (unit: LintUnit, assignment: Assignment, path: Word): Finding[] => {
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

const missingEnvironment = (unit: LintUnit, assignment: Assignment, path: Word): Finding[] => {
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

/** Without them the service can’t get its view of the file system, or what it must be given. Tried on systemd 252. */
const exitsWithout: Record<string, `${number}/${string}`> = {
  ReadWritePaths: '226/NAMESPACE',
  ReadOnlyPaths: '226/NAMESPACE',
  InaccessiblePaths: '226/NAMESPACE',
  ExecPaths: '226/NAMESPACE',
  NoExecPaths: '226/NAMESPACE',
  BindPaths: '226/NAMESPACE',
  BindReadOnlyPaths: '226/NAMESPACE',
  NetworkNamespacePath: '225/NETWORK',
  LoadCredential: '243/CREDENTIALS',
};

/** Of `BindPaths=/a:/b` and `LoadCredential=id:/a`, the one that must exist; none that may be missing. */
const neededPaths = ({ key, value }: Assignment): Word[] => {
  if (lookUp(exitsWithout, key) === undefined) return [];
  return wordsOf(value).flatMap((word) => {
    if (!isBare(word.text) || /^\+?-/.test(word.text)) return [];
    const parts = word.text.split(':');
    const text = (key === 'LoadCredential' ? parts[1] : parts[0])?.replace(/^\+/, '') ?? '';
    const start = word.start + word.text.indexOf(text);
    return text === '' ? [] : [{ text, start, end: start + text.length }];
  });
};

/** A user manager skips them without a user namespace; see directives/user-manager.ts. */
const isSkipped = (unit: LintUnit, key: string): boolean =>
  exitsWithout[key] === '226/NAMESPACE' &&
  unit.scope === 'user' &&
  !hasOwnUsers(unit) &&
  !unit.index.isSince(254);

const missingNeeded = (unit: LintUnit, assignment: Assignment): Finding[] => {
  const { section, key } = assignment;
  const exit = lookUp(exitsWithout, key);
  if (exit === undefined || section !== unit.ownSection || isSkipped(unit, key)) return [];
  return untilMany(neededPaths(assignment), (path) => {
    const real = expanded(unit, path.text);
    const isMissing = real !== null && unit.facts.paths.get(real)?.kind === 'missing';
    const isOutside = /^(?:Bind|Load|Network)/.test(key);
    if (!isMissing || (isOutside ? isExemptOutside : isExempt)(unit, real)) return [];
    const mayBeOptional = exit === '226/NAMESPACE';
    return [
      onValue(
        unit,
        assignment,
        {
          code: 'missing-path',
          severity: 'error',
          what: lintPathTexts.noPath(real),
          why: lintPathTexts.missingNeededWhy({ exit, mayBeOptional }),
          manual: manualOf(assignment, unit),
          fix: mayBeOptional
            ? fixWith(
                lintPathTexts.makeOptional,
                replaceIn(unit, assignment, path, `-${path.text}`),
              )
            : null,
        },
        path,
      ),
    ];
  });
};

export const pathRules = (unit: LintUnit): Finding[] =>
  untilMany(unit.live, (assignment) => [
    ...missingNeeded(unit, assignment),
    ...untilMany(pathsIn(assignment), (path) => {
      const relative = notAbsolute(unit, assignment, path);
      if (relative.length > 0) return relative;
      if (assignment.key === 'WorkingDirectory') return missingFolder(unit, assignment, path);
      const isFile = assignment.key === 'EnvironmentFile' && !isGlob(path.text);
      return isFile ? missingEnvironment(unit, assignment, path) : [];
    }),
  ]);

/** The absolute paths that the rules above check on disk. */
export const namedPaths = (unit: LintUnit): string[] =>
  unit.all.flatMap((assignment) => {
    const isWanted =
      ['WorkingDirectory', 'EnvironmentFile'].includes(assignment.key) ||
      /^(?:Condition|Assert)/.test(assignment.key);
    const paths = isWanted ? pathsIn(assignment) : neededPaths(assignment);
    return paths.flatMap(({ text }) => {
      const real = expanded(unit, text);
      return real?.startsWith('/') === true && !isGlob(real) ? [real] : [];
    });
  });
