/** Variables and dates in settings other than commands and Environment=: systemd expands neither. systemd.unit(5). */
import { lookUp } from '../../../text/look-up.ts';
import { unitNameKind } from '../../../names/unit-name.ts';
import { pathsIn } from '../../../directives/path-settings.ts';
import type { Finding } from '../../../syntax/finding.ts';
import { unknownSpecifierAt } from '../../../syntax/specifiers.ts';
import type { Assignment } from '../../../syntax/unit-file.ts';
import { lintFixesTexts } from '../../../texts/lint/fixes.ts';
import {
  lintHabitsLiteralTexts,
  type SpecifierEffect,
} from '../../../texts/lint/habits/literal.ts';
import { untilMany } from '../../toolkit/limit.ts';
import { fixWith, onValue, replaceIn } from '../../toolkit/report.ts';
import { isCommandKey, type LintUnit } from '../../toolkit/subject.ts';
import { isFreeText } from '../../toolkit/value-kinds.ts';
import { doubleUnknown, isClock, specifierRun } from '../percent.ts';

const manual = 'systemd.unit(5), Specifiers';

/** Also what only a shell knows: `${NAME:-…}`, `$(…)`. */
const variable =
  /(?<![$\\])\$(?:\{(?:([A-Za-z_]\w*)\}|[A-Za-z_#!][^}]*\})|([A-Za-z_]\w*)|\([^()]+\))/g;

/** The specifiers that mean the same as a variable of the user manager. */
const specifierOf: Record<string, string> = {
  HOME: '%h',
  USER: '%u',
  LOGNAME: '%u',
  UID: '%U',
  HOSTNAME: '%H',
  XDG_RUNTIME_DIR: '%t',
  XDG_CONFIG_HOME: '%E',
};

const isJudged = (unit: LintUnit, { section, key }: Assignment): boolean =>
  !isCommandKey(key) &&
  key !== 'Environment' &&
  key !== 'Documentation' &&
  !isFreeText(key) &&
  unit.index.kindOf(section, key) !== undefined;

const variables = (unit: LintUnit, assignment: Assignment): Finding[] => {
  const { key, value } = assignment;
  // path.ts reports those that a path starts with.
  const starts = new Set(pathsIn(assignment).map(({ start }) => start));
  const all = [...value.matchAll(variable)];
  const first = all.find(({ index }) => !starts.has(index));
  if (first === undefined) return [];
  const range = { start: first.index, end: first.index + first[0].length };
  const name = first[1] ?? first[2] ?? '';
  const specifier = lookUp(specifierOf, name);
  return [
    onValue(
      unit,
      assignment,
      {
        code: 'literal-variable',
        severity: 'warning',
        ...lintHabitsLiteralTexts['literal-variable']({ key, text: first[0] }),
        manual,
        fix:
          specifier === undefined || all.length > 1
            ? null
            : fixWith(lintFixesTexts.use(specifier), replaceIn(unit, assignment, range, specifier)),
      },
      range,
    ),
  ];
};

const dates = (unit: LintUnit, assignment: Assignment): Finding[] => {
  const { key, value } = assignment;
  const found = [...value.matchAll(specifierRun)].find(([run]) => isClock(run));
  if (found === undefined) return [];
  return [
    onValue(
      unit,
      assignment,
      {
        code: 'literal-date',
        severity: 'warning',
        ...lintHabitsLiteralTexts['literal-date']({ key, text: found[0] }),
        manual,
      },
      { start: found.index, end: found.index + found[0].length },
    ),
  ];
};

const refusedFor = new Set([
  'User',
  'Group',
  'SupplementaryGroups',
  'SocketUser',
  'SocketGroup',
  'RootDirectory',
  'RootImage',
  'RootVerity',
]);
/** A “-” in front makes systemd ignore the value instead. */
const maybeRefusedFor = new Set([
  'WorkingDirectory',
  'AppArmorProfile',
  'SELinuxContext',
  'SmackProcessLabel',
]);

/** Settings of which systemd ignores only the bad words: by their kind, and those that it lists as OTHER. */
const wordKinds = /^(?:(?:UNIT|PATH\S*) \[\.\.\.\]|STATUS|SYSCALLS|FAMILIES|ARCHS|SOCKETS)$/;
const wordKeys =
  /^(?:(?:Cache|Configuration|Logs|Runtime|State)Directory|(?:Extension|Mount)Images|RootImageOptions|TemporaryFileSystem|(?:Pass|Unset)Environment|LogExtraFields|IPAddress(?:Allow|Deny)|RestrictNetworkInterfaces|Delegate)$/;

/** What systemd does about an unknown specifier. Tried on systemd 252, with each setting. */
const effectOf = (unit: LintUnit, { section, key, value }: Assignment): SpecifierEffect => {
  // Only enabling reads these; it ignores an instance for a unit that has none.
  if (section === 'Install') {
    return key === 'DefaultInstance' && unitNameKind(unit.unit) !== 'template'
      ? 'line'
      : 'enabling';
  }
  if (refusedFor.has(key) || (maybeRefusedFor.has(key) && !value.startsWith('-'))) return 'unit';
  const kind = unit.index.kindOf(section, key) ?? '';
  return wordKinds.test(kind) || wordKeys.test(key) ? 'word' : 'line';
};

/** `a%20b`. Tried on systemd 252. In commands and Environment=, command.ts reports it. */
const unknown = (unit: LintUnit, assignment: Assignment): Finding[] => {
  const { section, key, value } = assignment;
  // systemd takes the text of a credential as it is. Tried on systemd 252.
  const expandedIn = key === 'SetCredential' ? value.replace(/:[^]*/, '') : value;
  const at = unknownSpecifierAt(expandedIn);
  const isOther = isCommandKey(key) || key === 'Environment';
  if (at < 0 || isOther || unit.index.kindOf(section, key) === undefined) return [];
  const effect = effectOf(unit, assignment);
  const start = value.lastIndexOf(' ', at) + 1;
  const range = { start, end: start + (/^\S+/.exec(value.slice(start))?.[0].length ?? 0) };
  return [
    onValue(
      unit,
      assignment,
      {
        code: 'unknown-specifier',
        severity: effect === 'unit' ? 'error' : 'warning',
        ...lintHabitsLiteralTexts['unknown-specifier']({
          specifier: value.slice(at, at + 2),
          effect,
        }),
        manual,
        fix: doubleUnknown(unit, assignment, range),
      },
      range,
    ),
  ];
};

export const literalRules = (unit: LintUnit): Finding[] =>
  untilMany(
    unit.live.filter(({ value }) => /[$%]/.test(value)),
    (assignment) => [
      ...unknown(unit, assignment),
      ...(isJudged(unit, assignment)
        ? [...variables(unit, assignment), ...dates(unit, assignment)]
        : []),
    ],
  );
