/** What a user manager makes of one assignment, by the table in directives/user-manager.ts. */
import type { Effect, Privileged } from '../../directives/user-manager.ts';
import { readBoolean } from '../../syntax/boolean.ts';
import { wordSince } from '../../syntax/enum-values.ts';
import type { Finding } from '../../syntax/finding.ts';
import type { Assignment } from '../../syntax/unit-file.ts';
import { lintFixesTexts } from '../../texts/lint/fixes.ts';
import { lintScopeTexts } from '../../texts/lint/scope.ts';
import { manualOf } from '../toolkit/manual-page.ts';
import { fixWith, onValue, removeLines } from '../toolkit/report.ts';
import { assignmentsOf, lastOf, type LintUnit } from '../toolkit/subject.ts';

/** In its own user namespace a service may do with its rights, devices, and folders what a user manager may not. */
export const hasOwnUsers = (unit: LintUnit): boolean => {
  const users = lastOf(unit, unit.ownSection, 'PrivateUsers') ?? (unit.isPartial ? 'yes' : 'no');
  const brought = wordSince('PrivateUsers', users);
  const isMapping = brought !== undefined && unit.index.isSince(brought);
  return isMapping || readBoolean(users) === true;
};

export const isOf = <Table extends object>(of: Table, key: string): key is keyof Table & string =>
  Object.hasOwn(of, key);

/** What the manager makes of an assignment; `works` also where a later line of the same key counts instead. */
export const effectOf = (unit: LintUnit, assignment: Assignment, entry: Privileged): Effect => {
  const { section, key, value } = assignment;
  const counts = entry.isList ?? assignmentsOf(unit, section, key).at(-1) === assignment;
  if (!counts || entry.needs?.(value) === false) return 'works';
  // systemd ignores a word that it doesn’t know yet.
  const brought = wordSince(key, value);
  if (brought !== undefined && !unit.index.isSince(brought)) return 'works';
  const effects = entry.later?.findLast(({ since }) => unit.index.isSince(since)) ?? entry;
  return hasOwnUsers(unit) ? effects.inOwnUsers : effects.alone;
};

export const removal = (unit: LintUnit, assignment: Assignment): Finding['fix'] =>
  fixWith(lintFixesTexts.remove(`${assignment.key}=`), removeLines(unit, assignment));

/** What happens because of it, in a sentence. */
export const deniedWhy = (effect: Effect): string =>
  effect === 'refused' ? lintScopeTexts.refusedWhy : lintScopeTexts.deniedWhy(effect);

export const ignoredFinding = (
  unit: LintUnit,
  assignment: Assignment,
  entry: Privileged,
): Finding[] => {
  if (effectOf(unit, assignment, entry) === 'works') return [];
  // A PID namespace of its own, since systemd 257, comes with its own /proc.
  if (
    /^Proc|^ProtectProc$/.test(assignment.key) &&
    unit.all.some(({ key }) => key === 'PrivatePIDs')
  )
    return [];
  return [
    onValue(unit, assignment, {
      code: 'no-effect-in-user-unit',
      severity: 'hint',
      ...lintScopeTexts['no-effect-in-user-unit'](assignment.key),
      manual: manualOf(assignment, unit),
      fix: removal(unit, assignment),
    }),
  ];
};
