/** Sections and keys: unknown, misplaced, misspelled, deprecated, set twice. */
import type { Finding } from '../../syntax/finding.ts';
import type { Assignment } from '../../syntax/unit-file.ts';
import { untilMany } from '../toolkit/limit.ts';
import { removedKeys } from '../toolkit/item-index.ts';
import type { LintUnit } from '../toolkit/subject.ts';
import { lintFixesTexts } from '../../texts/lint/fixes.ts';
import { lintKeyTexts } from '../../texts/lint/key.ts';
import { knownWords, nearest } from '../toolkit/did-you-mean.ts';
import { replacementOf, type Replacement } from '../toolkit/replaced-keys.ts';
import {
  addLine,
  fixWith,
  onKey,
  onLine,
  onValue,
  removeLines,
  renameKey,
} from '../toolkit/report.ts';
import { isTaken } from './value.ts';
import { manualOf } from '../toolkit/manual-page.ts';

/** The sections that systemd reads in a unit of this type. */
const sectionsOf = (unit: LintUnit): string[] =>
  ['Unit', unit.ownSection, 'Install'].filter((name) => unit.index.keysOf(name) !== undefined);

const isExtension = (name: string): boolean => name.startsWith('X-');

const sectionWhy = (unit: LintUnit, name: string): string =>
  unit.index.keysOf(name) === undefined
    ? lintKeyTexts.unknownSectionWhy
    : lintKeyTexts.wrongSectionWhy(name);

const unknownSections = (unit: LintUnit): Finding[] => {
  const known = sectionsOf(unit);
  return unit.file.sections
    .filter(({ name }) => !known.includes(name) && !isExtension(name))
    .map(({ name, line, column, start, end }) => {
      const meant = unit.index.keysOf(name) === undefined ? nearest(name, knownWords(known)) : null;
      const isCase = meant?.toLowerCase() === name.toLowerCase();
      const from = unit.places.offsetOf(start);
      const at = unit.places.text.slice(from, unit.places.offsetOf(end)).indexOf(`[${name}]`);
      const edit =
        meant === null || at < 0
          ? null
          : { from: from + at, to: from + at + name.length + 2, insert: `[${meant}]` };
      return onLine(unit, line, column, {
        code: isCase
          ? 'wrong-case'
          : unit.index.keysOf(name) === undefined
            ? 'unknown-section'
            : 'wrong-unit-section',
        severity: 'warning',
        what: isCase
          ? lintKeyTexts.sectionCase(meant)
          : lintKeyTexts.noSection({ type: unit.type, section: name, meant }),
        why: sectionWhy(unit, name),
        manual:
          unit.index.keysOf(name) === undefined
            ? 'systemd.unit(5)'
            : `systemd.${name.toLowerCase()}(5)`,
        fix: fixWith(lintFixesTexts.use(`[${meant ?? ''}]`), edit),
      });
    });
};

const severityOf = (unit: LintUnit): Finding['severity'] =>
  unit.index.isCertain ? 'warning' : 'hint';

/** A key of another section of this unit. The fix moves it there. */
const misplaced = (unit: LintUnit, assignment: Assignment, section: string): Finding => {
  const { key, value } = assignment;
  const move =
    value.includes('\n') || unit.places.valueOffset(assignment, 0) === undefined
      ? null
      : addLine(unit, section, `${key}=${value}`);
  const isPlain =
    unit.places.positionOf(unit.places.offsetOf(assignment.end) - 1).line === assignment.line;
  return onKey(unit, assignment, {
    code: 'wrong-section',
    severity: 'warning',
    ...lintKeyTexts['wrong-section']({ key, right: section, section: assignment.section }),
    manual: manualOf({ section, key }, unit),
    fix: isPlain
      ? fixWith(lintKeyTexts.moveTo(section), removeLines(unit, assignment), move)
      : null,
  });
};

const unknownKeyWhat = (unit: LintUnit, section: string, key: string, meant: string | null) => {
  if (meant?.toLowerCase() === key.toLowerCase()) return lintKeyTexts.keyCase(meant);
  if (meant !== null) return lintKeyTexts.noKeyMeant({ section, key, meant });
  const other = unit.index.sectionsWith(key)[0];
  return other === undefined
    ? lintKeyTexts.noKey({ section, key })
    : lintKeyTexts.noKeyHere({ section, key, other });
};

const unknownKey = (unit: LintUnit, assignment: Assignment): Finding => {
  const { section, key } = assignment;
  const meant = unit.index.nearKey(section, key);
  const isCase = meant?.toLowerCase() === key.toLowerCase();
  const elsewhere = sectionsOf(unit).filter((one) => unit.index.kindOf(one, key) !== undefined);
  if (!isCase && elsewhere[0] !== undefined) return misplaced(unit, assignment, elsewhere[0]);
  return onKey(unit, assignment, {
    code: isCase ? 'wrong-case' : 'unknown-key',
    severity: severityOf(unit),
    what: unknownKeyWhat(unit, section, key, meant),
    why: unit.index.isCertain ? lintKeyTexts.unknownKeyWhy : lintKeyTexts.maybeUnknownKeyWhy,
    manual: 'systemd.directives(7)',
    fix:
      meant === null
        ? null
        : fixWith(lintFixesTexts.use(`${meant}=`), renameKey(unit, assignment, meant)),
  });
};

const useNew = (unit: LintUnit, assignment: Assignment, { rename }: Replacement): Finding['fix'] =>
  rename === null
    ? null
    : fixWith(lintFixesTexts.use(`${rename}=`), renameKey(unit, assignment, rename));

/** Deprecated once, and no longer known to this systemd. */
const removed = (unit: LintUnit, assignment: Assignment, replacement: Replacement): Finding =>
  onKey(unit, assignment, {
    code: 'removed-key',
    severity: 'warning',
    what: lintKeyTexts.removed(assignment.key, replacement.instead),
    why: lintKeyTexts.removedWhy,
    manual: 'systemd.directives(7)',
    fix: useNew(unit, assignment, replacement),
  });

const keyFindings = (unit: LintUnit): Finding[] => {
  const sections = sectionsOf(unit);
  return untilMany(
    unit.file.assignments.filter(
      ({ section, key }) => sections.includes(section) && !isExtension(key),
    ),
    (assignment) => {
      const { section, key } = assignment;
      if (unit.index.kindOf(section, key) !== undefined) return [];
      if (unit.index.sectionsWith(key).length > 0) return [unknownKey(unit, assignment)];
      const replacement = replacementOf(section, key);
      if (replacement !== null) return [removed(unit, assignment, replacement)];
      if (!removedKeys.has(key)) return [unknownKey(unit, assignment)];
      return [
        onKey(unit, assignment, {
          code: 'removed-key',
          severity: 'hint',
          ...lintKeyTexts['removed-key'](key),
          manual: null,
          fix: fixWith(lintFixesTexts.removeLine, removeLines(unit, assignment)),
        }),
      ];
    },
  );
};

const deprecated = (unit: LintUnit): Finding[] =>
  untilMany(unit.live, (assignment) => {
    const { section, key } = assignment;
    const replacement = replacementOf(section, key);
    if (replacement === null || unit.index.kindOf(section, key) === undefined) return [];
    return [
      onKey(unit, assignment, {
        code: 'deprecated-key',
        severity: 'hint',
        what: replacement.isMove
          ? lintKeyTexts.deprecatedHere(key, replacement.instead)
          : lintKeyTexts.deprecated(key, replacement.instead),
        why: lintKeyTexts.deprecatedWhy,
        manual: 'systemd.directives(7)',
        fix: useNew(unit, assignment, replacement),
      }),
    ];
  });

/** Kinds of values where the last wins. */
const singleKinds = new Set(
  'BOOLEAN SECONDS SERVICETYPE SERVICERESTART KILLMODE SIGNAL MODE NICE OOMSCOREADJUST ACCESS TIMEOUTMODE IOCLASS INTEGER UNSIGNED LEVEL FACILITY SLICE'.split(
    ' ',
  ),
);
const singleKeys = new Set([
  'Description',
  'WorkingDirectory',
  'User',
  'Group',
  'BusName',
  'PIDFile',
]);

/** Backwards, as later values win: a value that systemd ignores leaves the previous value in effect. */
const overridden = (unit: LintUnit): Finding[] => {
  const laterBy = new Map<string, { line: number; isCertain: boolean }>();
  return [...unit.live].reverse().flatMap((assignment) => {
    const { section, key, line } = assignment;
    const isSingle = singleKinds.has(unit.index.kindOf(section, key) ?? '') || singleKeys.has(key);
    const taken = isSingle ? isTaken(unit, assignment) : false;
    if (taken === false) return [];
    const name = `${section}\n${key}`;
    const later = laterBy.get(name);
    if (later?.isCertain !== true) laterBy.set(name, { line, isCertain: taken === true });
    if (later === undefined) return [];
    return [
      onValue(unit, assignment, {
        code: 'overridden',
        severity: 'hint',
        ...lintKeyTexts.overridden({ key, line: later.line }),
        manual: 'systemd.syntax(7)',
        fix: later.isCertain
          ? fixWith(lintFixesTexts.removeLine, removeLines(unit, assignment))
          : null,
      }),
    ];
  });
};

export const keyRules = (unit: LintUnit): Finding[] => [
  ...unknownSections(unit),
  ...keyFindings(unit),
  ...deprecated(unit),
  ...overridden(unit),
];
