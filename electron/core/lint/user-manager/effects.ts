/** What a user manager makes of one assignment, by the table in directives/user-manager.ts. */
import type { Effect, Privileged } from '../../directives/user-manager.ts';
import { readBoolean } from '../../syntax/boolean.ts';
import type { Finding } from '../../syntax/finding.ts';
import type { Assignment } from '../../syntax/unit-file.ts';
import { lintFixesTexts } from '../../texts/lint/fixes.ts';
import { fixWith, removeLines } from '../toolkit/report.ts';
import { assignmentsOf, lastOf, type LintUnit } from '../toolkit/subject.ts';

const isOn = (value: string): boolean => readBoolean(value) === true;

/** In its own user namespace a service may do with its rights, devices, and folders what a user manager may not. */
export const hasOwnUsers = (unit: LintUnit): boolean =>
  isOn(lastOf(unit, unit.ownSection, 'PrivateUsers') ?? (unit.isPartial ? 'yes' : 'no'));

export const isOf = <Table extends object>(of: Table, key: string): key is keyof Table & string =>
  Object.hasOwn(of, key);

/** What the manager makes of an assignment; `works` also where a later line of the same key counts instead. */
export const effectOf = (unit: LintUnit, assignment: Assignment, entry: Privileged): Effect => {
  const { section, key, value } = assignment;
  const counts = entry.isList ?? assignmentsOf(unit, section, key).at(-1) === assignment;
  if (!counts || entry.needs?.(value) === false) return 'works';
  return hasOwnUsers(unit) ? entry.inOwnUsers : entry.alone;
};

export const removal = (unit: LintUnit, assignment: Assignment): Finding['fix'] =>
  fixWith(lintFixesTexts.remove(`${assignment.key}=`), removeLines(unit, assignment));
