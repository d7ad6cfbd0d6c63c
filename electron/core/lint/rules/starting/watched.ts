/** Patterns where systemd knows none, and addresses that it can’t read. systemd.path(5), systemd.socket(5). */
import { lookUp } from '../../../text/look-up.ts';
import { pathsIn } from '../../../directives/path-settings.ts';
import type { Finding } from '../../../syntax/finding.ts';
import type { Assignment } from '../../../syntax/unit-file.ts';
import { lintFixesTexts } from '../../../texts/lint/fixes.ts';
import { lintStartingWatchedTexts } from '../../../texts/lint/starting/watched.ts';
import { isListenAddress, meantAddress, tooManyBytes } from '../../../triggers/listen.ts';
import { hasPattern } from '../../../triggers/watch-kinds.ts';
import { untilMany } from '../../toolkit/limit.ts';
import { manualOf } from '../../toolkit/manual-page.ts';
import { fixWith, onValue, renameKey, replaceValue } from '../../toolkit/report.ts';
import { expanded, type LintUnit } from '../../toolkit/subject.ts';

const watching = new Set(['PathChanged', 'PathModified', 'PathExists', 'DirectoryNotEmpty']);
/** EnvironmentFile= knows patterns, too. */
const knowsPatterns = /^(?:EnvironmentFile|\w+Glob)$/;

/** With which key the same value works as a pattern. */
const globKey: Record<string, string> = {
  PathExists: 'PathExistsGlob',
  ConditionPathExists: 'ConditionPathExistsGlob',
  AssertPathExists: 'AssertPathExistsGlob',
};

const pattern = (unit: LintUnit, assignment: Assignment): Finding[] => {
  const { key } = assignment;
  if (knowsPatterns.test(key)) return [];
  const path = pathsIn(assignment).find(({ text }) => hasPattern(text));
  const real = path === undefined ? null : expanded(unit, path.text);
  // A file may really have this name.
  const isThere =
    real !== null && ['file', 'folder'].includes(unit.facts.paths.get(real)?.kind ?? '');
  if (path === undefined || isThere) return [];
  const other = lookUp(globKey, key);
  const found = { key, path: path.text };
  return [
    onValue(
      unit,
      assignment,
      {
        code: 'glob-in-path',
        severity: 'warning',
        ...(watching.has(key)
          ? lintStartingWatchedTexts.watchFolder(found)
          : lintStartingWatchedTexts['glob-in-path'](found)),
        manual: manualOf(assignment, unit),
        fix:
          other === undefined
            ? null
            : fixWith(lintFixesTexts.use(`${other}=`), renameKey(unit, assignment, other)),
      },
      path,
    ),
  ];
};

const listening = /^Listen(?:Stream|Datagram|SequentialPacket)$/;

const badAddress = (unit: LintUnit, assignment: Assignment): Finding[] => {
  const { key, value } = assignment;
  const text = expanded(unit, value);
  // path.ts explains “~” and “$”.
  if (!listening.test(key) || text === null || /^[~$]/.test(value)) return [];
  const bytes = /^[/@]/.test(text) ? tooManyBytes(text) : null;
  if (bytes === null && isListenAddress(text)) return [];
  const meant = meantAddress(value);
  return [
    onValue(unit, assignment, {
      code: 'bad-address',
      severity: 'warning',
      ...(bytes === null
        ? lintStartingWatchedTexts['bad-address'](value)
        : lintStartingWatchedTexts.longAddress(bytes)),
      manual: `systemd.socket(5), ${key}=`,
      fix:
        meant === null
          ? null
          : fixWith(lintFixesTexts.use(meant), replaceValue(unit, assignment, meant)),
    }),
  ];
};

export const watchedRules = (unit: LintUnit): Finding[] =>
  untilMany(unit.live, (assignment) => [
    ...pattern(unit, assignment),
    ...(assignment.section === 'Socket' ? badAddress(unit, assignment) : []),
  ]);
