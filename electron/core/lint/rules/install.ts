/** [Install]: what enabling a unit does. */
import type { Finding } from '../../syntax/finding.ts';
import type { Assignment } from '../../syntax/unit-file.ts';
import { untilMany } from '../toolkit/limit.ts';
import type { LintUnit } from '../toolkit/subject.ts';
import { lintFixesTexts } from '../../texts/lint/fixes.ts';
import { lintInstallTexts } from '../../texts/lint/install.ts';
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

/** The target that usually starts a unit of this type. */
const usualTarget = (type: string): string =>
  ({ timer: 'timers.target', socket: 'sockets.target', path: 'paths.target' })[type] ??
  'default.target';

const wantedBy = (
  unit: LintUnit,
  assignment: Assignment,
  word: Range & { text: string },
  hasUsual: boolean,
): Finding => {
  const usual = usualTarget(unit.type);
  const fix = hasUsual
    ? fixWith(lintFixesTexts.remove(word.text), removeWord(unit, assignment, word))
    : fixWith(lintFixesTexts.use(usual), replaceIn(unit, assignment, word, usual));
  return onValue(
    unit,
    assignment,
    {
      code: 'system-target',
      severity: 'warning',
      ...lintInstallTexts['system-target']({ named: word.text, usual }),
      manual: 'systemd.special(7), Units managed by the user service manager',
      fix,
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
      const hasUsual = words.some(({ text }) => text === usualTarget(unit.type));
      return untilMany(words, (word) =>
        isSystemOnly(unit, word.text) ? [wantedBy(unit, assignment, word, hasUsual)] : [],
      );
    },
  );
};

/** Enabled without [Install]: the link was made by hand, or the section was removed later. */
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
      ...lintInstallTexts['no-install'],
      manual: 'systemd.unit(5), [Install] Section Options',
      fix: fixWith(
        lintFixesTexts.add(`WantedBy=${target}`),
        addLine(unit, 'Install', `WantedBy=${target}`),
      ),
    }),
  ];
};

export const installRules = (unit: LintUnit): Finding[] => [
  ...systemTargets(unit),
  ...noInstall(unit),
];
