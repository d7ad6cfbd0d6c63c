/** Empty values that reset nothing, and drop-ins that add where they seem to replace. Source: load-fragment.c; tried on 252. */
import { isOnlyAdded, isRefusedEmpty, sharedListOf } from '../../../directives/resets.ts';
import type { Finding } from '../../../syntax/finding.ts';
import type { Assignment } from '../../../syntax/unit-file.ts';
import { lintFixesTexts } from '../../../texts/lint/fixes.ts';
import { lintRelationsOrderTexts } from '../../../texts/lint/relations/order.ts';
import { untilMany } from '../../toolkit/limit.ts';
import { fixWith, onKey, onValue, removeLines } from '../../toolkit/report.ts';
import { ignoresEmpty, listOf, withoutReset, type LintUnit } from '../../toolkit/subject.ts';
import { typeOf } from '../service.ts';

const isList = (key: string): boolean =>
  key.startsWith('Exec') ||
  /^(?:Environment(?:File)?|PassEnvironment|UnsetEnvironment)$/.test(key) ||
  /^(?:times|addresses|watched)$/.test(sharedListOf(key) ?? '');

const emptyFault = (
  unit: LintUnit,
  assignment: Assignment,
  isSetBefore: boolean,
): { severity: Finding['severity']; what: string; why: string } | null => {
  const { section, key } = assignment;
  if (section === 'Unit' && isOnlyAdded(key)) {
    return { severity: 'warning', ...lintRelationsOrderTexts.dependency(key) };
  }
  if (isRefusedEmpty(key)) return { severity: 'error', ...lintRelationsOrderTexts.refused(key) };
  if (ignoresEmpty(unit.index, assignment)) {
    return { severity: 'warning', ...lintRelationsOrderTexts.ignored(key) };
  }
  // A drop-in may reset what a unit sets that isn’t known.
  const isUnknown = unit.isDropIn && unit.before.length === 0;
  return isSetBefore || isUnknown || !isList(key)
    ? null
    : { severity: 'hint', ...lintRelationsOrderTexts.nothingBefore(key) };
};

const resetsNothing = (unit: LintUnit): Finding[] => {
  const set = new Set(unit.before.flatMap(({ assignments }) => assignments.map(listOf)));
  return untilMany(unit.file.assignments, (assignment) => {
    const fault =
      assignment.value === '' ? emptyFault(unit, assignment, set.has(listOf(assignment))) : null;
    set.add(listOf(assignment));
    if (fault === null) return [];
    return [
      onKey(unit, assignment, {
        code: 'resets-nothing',
        ...fault,
        manual: 'systemd.unit(5)',
        fix: fixWith(lintFixesTexts.removeLine, removeLines(unit, assignment)),
      }),
    ];
  });
};

/** Lists that a drop-in mostly means to replace. */
const mostlyReplaced = (unit: LintUnit, { section, key }: Assignment): boolean =>
  section === unit.ownSection &&
  (key === 'OnCalendar' ||
    /^Listen(?:Stream|Datagram)$/.test(key) ||
    (/^Exec(?:Start|Stop|Reload)$/.test(key) &&
      (key !== 'ExecStart' || typeOf(unit) === 'oneshot')));

const adds = (unit: LintUnit): Finding[] => {
  if (!unit.isDropIn) return [];
  const before = withoutReset(
    unit.before.flatMap(({ assignments }) => assignments),
    unit.index,
  );
  const seen = new Set<string>();
  return unit.live.flatMap((assignment) => {
    if (!mostlyReplaced(unit, assignment) || seen.has(assignment.key)) return [];
    seen.add(assignment.key);
    const isReset = unit.file.assignments.some(
      (one) => one.value === '' && listOf(one) === listOf(assignment),
    );
    const earlier = before.findLast(
      ({ section, key }) => section === assignment.section && key === assignment.key,
    );
    if (isReset || earlier === undefined) return [];
    const at = unit.places.offsetOf(assignment.start);
    return [
      onValue(unit, assignment, {
        code: 'adds-to-list',
        severity: 'hint',
        ...lintRelationsOrderTexts.adds({ key: assignment.key, before: earlier.value }),
        manual: 'systemd.unit(5), Example: Overriding vendor settings',
        fix: fixWith(lintRelationsOrderTexts.replaceEarlier, {
          from: at,
          to: at,
          insert: `${assignment.key}=\n`,
        }),
      }),
    ];
  });
};

export const resetRules = (unit: LintUnit): Finding[] => [...resetsNothing(unit), ...adds(unit)];
