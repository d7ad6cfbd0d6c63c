/** Namespaces and mounts, which a user manager can't set up, or only with PrivateUsers=. */
import type { Privileged } from '../../directives/user-manager.ts';
import type { Finding } from '../../syntax/finding.ts';
import type { Assignment } from '../../syntax/unit-file.ts';
import { lintFixesTexts } from '../../texts/lint/fixes.ts';
import { lintScopeTexts } from '../../texts/lint/scope.ts';
import { addLine, fixWith, onValue, replaceValue } from '../toolkit/report.ts';
import type { LintUnit } from '../toolkit/subject.ts';
import { deniedWhy, effectOf, removal } from './effects.ts';

export const wallFinding = (
  unit: LintUnit,
  assignment: Assignment,
  entry: Privileged,
): Finding[] => {
  const effect = effectOf(unit, assignment, entry);
  if (effect === 'works') return [];
  const { key } = assignment;
  const manual = `systemd.exec(5), ${key}=`;
  if (entry.inOwnUsers !== 'works') {
    return [
      onValue(unit, assignment, {
        code: 'needs-privileges',
        severity: 'error',
        what: lintScopeTexts.deniedImage(key),
        why: deniedWhy(effect),
        manual,
        fix: removal(unit, assignment),
      }),
    ];
  }
  const set = unit.live.findLast(
    ({ section, key: other }) => section === unit.ownSection && other === 'PrivateUsers',
  );
  const edit =
    set === undefined
      ? addLine(unit, unit.ownSection, 'PrivateUsers=yes')
      : replaceValue(unit, set, 'yes');
  const isIgnored = effect === 'ignored';
  return [
    onValue(unit, assignment, {
      code: isIgnored ? 'no-effect-without-private-users' : 'needs-private-users',
      severity: isIgnored ? 'hint' : 'error',
      ...(isIgnored
        ? lintScopeTexts['no-effect-without-private-users']({
            key,
            isLaterImplied: entry.later !== undefined,
          })
        : lintScopeTexts['needs-private-users']({ key, exit: effect })),
      manual,
      fix: fixWith(lintFixesTexts.set('PrivateUsers=yes'), edit),
    }),
  ];
};
