/** [Install]: what enabling a unit does. */
import type { Finding } from '../../syntax/finding.ts';
import type { Assignment } from '../../syntax/unit-file.ts';
import { untilMany } from '../toolkit/limit.ts';
import type { LintUnit } from '../toolkit/subject.ts';
import { isSystemOnly } from '../toolkit/system-only-units.ts';
import {
  addLine,
  fixWith,
  onLine,
  onValue,
  removeWord,
  replaceIn,
  wordsOf,
  type Range,
} from '../toolkit/report.ts';

/** Where a unit of this type is usually pulled in. */
const usualTarget = (type: string): string =>
  ({ timer: 'timers.target', socket: 'sockets.target', path: 'paths.target' })[type] ??
  'default.target';

const wantedBy = (
  unit: LintUnit,
  assignment: Assignment,
  word: Range & { text: string },
  isThere: boolean,
): Finding => {
  const target = usualTarget(unit.type);
  const edit = isThere
    ? removeWord(unit, assignment, word)
    : replaceIn(unit, assignment, word, target);
  const title = isThere ? `Take ${word.text} out` : `Write ${target}`;
  return onValue(
    unit,
    assignment,
    {
      code: 'system-target',
      severity: 'warning',
      what: `The user manager has no ${word.text}.`,
      why: `It belongs to the system manager, so enabling makes a link that nothing follows, and the unit does not start by itself. A person’s own units start with ${target}.`,
      manual: 'systemd.special(7), Units managed by the user service manager',
      fix: fixWith(title, edit),
    },
    word,
  );
};

const pullKeys = ['WantedBy', 'RequiredBy', 'UpheldBy'];

const systemTargets = (unit: LintUnit): Finding[] => {
  if (unit.scope !== 'user') return [];
  return untilMany(
    unit.live.filter(({ section, key }) => section === 'Install' && pullKeys.includes(key)),
    (assignment) => {
      const words = wordsOf(assignment.value);
      const isThere = words.some(({ text }) => text === usualTarget(unit.type));
      return untilMany(words, (word) =>
        isSystemOnly(unit, word.text) ? [wantedBy(unit, assignment, word, isThere)] : [],
      );
    },
  );
};

/** Enabled without [Install]: somebody made the link by hand, or the section is gone since. */
const noInstall = (unit: LintUnit): Finding[] => {
  const canBeEnabled = unit.all.some(
    ({ section, key }) => section === 'Install' && [...pullKeys, 'Alias', 'Also'].includes(key),
  );
  if (!unit.isEnabled || unit.isDropIn || canBeEnabled) return [];
  const target = usualTarget(unit.type);
  const last = unit.places.positionOf(Math.max(0, unit.places.text.trimEnd().length - 1)).line;
  return [
    onLine(unit, last, 1, {
      code: 'no-install',
      severity: 'hint',
      what: 'This unit starts by a link that systemd would not make again: no [Install] section names it.',
      why: 'Disabling or reenabling takes the link away, and enabling makes only what [Install] names. Then nothing starts the unit by itself.',
      manual: 'systemd.unit(5), [Install] Section Options',
      fix: fixWith(`Add WantedBy=${target}`, addLine(unit, 'Install', `WantedBy=${target}`)),
    }),
  ];
};

export const installRules = (unit: LintUnit): Finding[] => [
  ...systemTargets(unit),
  ...noInstall(unit),
];
