/** Users, groups, capabilities, priorities, and terminals, which a user manager can't give. */
import {
  denied,
  limited,
  terminals,
  type DeniedSetting,
  type LimitedSetting,
  type TerminalSetting,
} from '../../directives/user-manager.ts';
import { dropsCapabilities, grantsCapabilities } from '../../syntax/capabilities.ts';
import type { Finding } from '../../syntax/finding.ts';
import type { Assignment, UnitFile } from '../../syntax/unit-file.ts';
import { lintFixesTexts } from '../../texts/lint/fixes.ts';
import { lintScopeTexts } from '../../texts/lint/scope.ts';
import { fixWith, onValue, removeLines } from '../toolkit/report.ts';
import { expanded, lastOf, type LintUnit } from '../toolkit/subject.ts';
import { deniedWhy, effectOf, hasOwnUsers, ignoredFinding, removal } from './effects.ts';

/** The names, or numbers, that a setting may have although a user manager can’t change to others. */
const ownNames = (unit: LintUnit, key: string): readonly string[] | null => {
  if (key === 'SocketUser') return ['u', 'U'].flatMap((letter) => unit.specifiers(letter) ?? []);
  if (key === 'SocketGroup') return unit.groups.all;
  // Refused by systemd 252, accepted by 257; nothing is known of the versions between.
  if (key === 'User' && unit.index.isSince(253)) {
    return ['u', 'U'].flatMap((letter) => unit.specifiers(letter) ?? []);
  }
  return key === 'Group' ? unit.groups.primary : null;
};

const isOwn = (unit: LintUnit, { key, value }: Assignment): boolean => {
  const own = ownNames(unit, key);
  if (own === null) return false;
  // Without id(1), or for an unknown specifier, nothing is sure.
  return own.length === 0 || own.includes(expanded(unit, value) ?? own[0] ?? '');
};

/** Only a socket in the file system has an owner. */
const hasSocketFile = (unit: LintUnit): boolean =>
  unit.all.some(({ key, value }) => key.startsWith('Listen') && /^[/%]/.test(value));

const hasOwnRoot = (unit: LintUnit): boolean =>
  unit.all.some(({ key }) => /^Root(?:Directory|Image|MStack)$/.test(key));

export const deniedFinding = (
  unit: LintUnit,
  assignment: Assignment,
  key: DeniedSetting,
): Finding[] => {
  if (isOwn(unit, assignment)) return [];
  if (key.startsWith('Socket') && !hasSocketFile(unit)) return [];
  if (key === 'RootEphemeral' && !hasOwnRoot(unit)) return [];
  const effect = effectOf(unit, assignment, denied[key]);
  if (effect === 'works') return [];
  if (effect === 'ignored') return ignoredFinding(unit, assignment, denied[key]);
  return [
    onValue(unit, assignment, {
      code: 'needs-privileges',
      severity: 'error',
      what: lintScopeTexts.denied[key],
      why:
        effect === '216/GROUP' && key !== 'PAMName'
          ? lintScopeTexts.deniedGroupsWhy(effect)
          : deniedWhy(effect),
      manual: `systemd.${key.startsWith('Socket') ? 'socket' : 'exec'}(5), ${key}=`,
      fix: removal(unit, assignment),
    }),
  ];
};

export const merging = {
  CapabilityBoundingSet: dropsCapabilities,
  AmbientCapabilities: grantsCapabilities,
};

/** Lines of the same key add up, and even an empty one counts. So the finding is about all of them, on the last. */
export const capabilities = (unit: LintUnit, key: keyof typeof merging): Finding[] => {
  const isHere = (one: Assignment): boolean => one.section === unit.ownSection && one.key === key;
  const linesOf = (files: readonly UnitFile[]): Assignment[] =>
    files.flatMap(({ assignments }) => assignments.filter(isHere));
  const own = linesOf([unit.file]);
  const last = own.at(-1);
  const others = linesOf([...unit.before, ...unit.after]);
  const all = [...linesOf(unit.before), ...own, ...linesOf(unit.after)];
  if (last === undefined || hasOwnUsers(unit)) return [];
  if (!merging[key](all.map(({ value }) => value))) return [];
  return [
    onValue(unit, last, {
      code: 'needs-privileges',
      severity: 'error',
      what: lintScopeTexts.denied[key],
      why: deniedWhy(denied[key].alone),
      manual: `systemd.exec(5), ${key}=`,
      fix:
        others.length > 0
          ? null
          : fixWith(
              lintFixesTexts.remove(`${key}=`),
              ...own.map((assignment) => removeLines(unit, assignment)),
            ),
    }),
  ];
};

export const limitedFinding = (
  unit: LintUnit,
  assignment: Assignment,
  key: LimitedSetting,
): Finding[] => {
  const effect = effectOf(unit, assignment, limited[key]);
  if (effect === 'works') return [];
  return [
    onValue(unit, assignment, {
      code: 'needs-limits',
      severity: effect === 'ignored' ? 'hint' : 'warning',
      ...lintScopeTexts['needs-limits'][key](assignment.value),
      manual: `systemd.exec(5), ${key}=`,
      fix: removal(unit, assignment),
    }),
  ];
};

export const terminalFinding = (
  unit: LintUnit,
  assignment: Assignment,
  key: TerminalSetting,
): Finding[] => {
  // The terminal of a login is the person’s own.
  if (unit.isPartial || lastOf(unit, unit.ownSection, 'TTYPath') !== undefined) return [];
  const effect = effectOf(unit, assignment, terminals[key]);
  if (effect === 'works') return [];
  return [
    onValue(unit, assignment, {
      code: 'no-terminal',
      severity: 'error',
      ...lintScopeTexts['no-terminal'](effect),
      manual: `systemd.exec(5), ${key}=`,
      fix: removal(unit, assignment),
    }),
  ];
};
