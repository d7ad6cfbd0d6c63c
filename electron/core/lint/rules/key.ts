/** Sections and keys: unknown, misplaced, misspelt, out of date, given twice. */
import type { Finding } from '../../syntax/finding.ts';
import type { Assignment } from '../../syntax/unit-file.ts';
import { untilMany } from '../toolkit/limit.ts';
import { removedKeys } from '../toolkit/item-index.ts';
import type { LintUnit } from '../toolkit/subject.ts';
import { knownWords, nearest } from '../toolkit/did-you-mean.ts';
import { replacedKeys } from '../toolkit/replaced-keys.ts';
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

/** The sections that count in a unit of this type. */
const sectionsOf = (unit: LintUnit): string[] =>
  ['Unit', unit.ownSection, 'Install'].filter((name) => unit.index.keysOf(name) !== undefined);

const isExtension = (name: string): boolean => name.startsWith('X-');

const sectionWhy = (unit: LintUnit, name: string): string =>
  unit.index.keysOf(name) === undefined
    ? 'systemd ignores it, and all that stands in it. Names that begin with “X-” are for your own use.'
    : `[${name}] counts in a unit whose name ends with .${name.toLowerCase()}; here systemd ignores it, and all that stands in it.`;

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
          ? `The section is called [${meant}]: upper and lower case differ.`
          : `A ${unit.type} unit has no section [${name}].${meant === null ? '' : ` Did you mean [${meant}]?`}`,
        why: sectionWhy(unit, name),
        manual:
          unit.index.keysOf(name) === undefined
            ? 'systemd.unit(5)'
            : `systemd.${name.toLowerCase()}(5)`,
        fix: fixWith(`Write [${meant ?? ''}]`, edit),
      });
    });
};

const severityOf = (unit: LintUnit): Finding['severity'] =>
  unit.index.isCertain ? 'warning' : 'hint';

/** A key that another section of this unit has: moved there. */
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
    what: `${key}= belongs in [${section}], not in [${assignment.section}].`,
    why: 'systemd ignores it here.',
    manual: manualOf({ section, key }, unit),
    fix: isPlain ? fixWith(`Move it to [${section}]`, removeLines(unit, assignment), move) : null,
  });
};

const unknownKey = (unit: LintUnit, assignment: Assignment): Finding => {
  const { section, key } = assignment;
  const meant = unit.index.nearKey(section, key);
  const isCase = meant?.toLowerCase() === key.toLowerCase();
  const elsewhere = sectionsOf(unit).filter((one) => unit.index.kindOf(one, key) !== undefined);
  if (!isCase && elsewhere[0] !== undefined) return misplaced(unit, assignment, elsewhere[0]);
  const foreign = unit.index.sectionsWith(key)[0];
  const also =
    meant !== null
      ? ` Did you mean ${meant}=?`
      : foreign === undefined
        ? ''
        : ` It is one of [${foreign}].`;
  return onKey(unit, assignment, {
    code: isCase ? 'wrong-case' : 'unknown-key',
    severity: severityOf(unit),
    what: isCase
      ? `The key is called ${meant}: upper and lower case differ.`
      : `systemd knows no ${key}= in [${section}].${also}`,
    why: unit.index.isCertain
      ? 'It ignores the whole line.'
      : 'At least not the version that Hearth knows: your own could not be asked.',
    manual: 'systemd.directives(7)',
    fix: meant === null ? null : fixWith(`Write ${meant}=`, renameKey(unit, assignment, meant)),
  });
};

const keyFindings = (unit: LintUnit): Finding[] => {
  const sections = sectionsOf(unit);
  return untilMany(
    unit.file.assignments.filter(
      ({ section, key }) => sections.includes(section) && !isExtension(key),
    ),
    (assignment) => {
      const { section, key } = assignment;
      if (removedKeys.has(key) && unit.index.kindOf(section, key) === undefined) {
        return [
          onKey(unit, assignment, {
            code: 'removed-key',
            severity: 'hint',
            what: `${key}= no longer does anything.`,
            why: 'systemd still takes it, and ignores it.',
            manual: null,
            fix: fixWith('Remove the line', removeLines(unit, assignment)),
          }),
        ];
      }
      return unit.index.kindOf(section, key) === undefined ? [unknownKey(unit, assignment)] : [];
    },
  );
};

const replaced = (unit: LintUnit): Finding[] =>
  untilMany(unit.live, (assignment) => {
    const { section, key } = assignment;
    const by = replacedKeys(section, key);
    if (by === null || unit.index.kindOf(section, key) === undefined) return [];
    return [
      onKey(unit, assignment, {
        code: 'deprecated-key',
        severity: 'hint',
        what: `${key}= is out of date here. Today it is ${by.now}.`,
        why: 'systemd still takes it, mostly with a warning in the log.',
        manual: 'systemd.directives(7)',
        fix:
          by.rename === null
            ? null
            : fixWith(`Write ${by.rename}=`, renameKey(unit, assignment, by.rename)),
      }),
    ];
  });

/** Kinds of which one value counts, the last. */
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

/** Backwards, as what comes later decides: a value that systemd ignores leaves the one before it in force. */
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
        what: `This ${key}= does not count: line ${later.line} sets it again.`,
        why: 'Of a key that takes one value the last one counts.',
        manual: 'systemd.syntax(7)',
        fix: later.isCertain ? fixWith('Remove this line', removeLines(unit, assignment)) : null,
      }),
    ];
  });
};

export const keyRules = (unit: LintUnit): Finding[] => [
  ...unknownSections(unit),
  ...keyFindings(unit),
  ...replaced(unit),
  ...overridden(unit),
];
