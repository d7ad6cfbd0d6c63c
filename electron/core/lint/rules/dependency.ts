/** After=, Requires=, and the like: invalid names, and units that a user manager doesn’t have. */
import type { Finding } from '../../syntax/finding.ts';
import type { Assignment } from '../../syntax/unit-file.ts';
import { isUnitName } from '../../names/unit-name.ts';
import { untilMany } from '../toolkit/limit.ts';
import { expanded, type LintUnit } from '../toolkit/subject.ts';
import { lintDependencyTexts } from '../../texts/lint/dependency.ts';
import { lintFixesTexts } from '../../texts/lint/fixes.ts';
import { isSystemOnly } from '../toolkit/system-only-units.ts';
import { fixWith, onValue, removeWord, replaceIn, wordsOf, type Range } from '../toolkit/report.ts';

const orders = new Set(['After', 'Before']);
/** The unit doesn’t start without these. */
const demands = new Set(['Requires', 'Requisite', 'BindsTo', 'BindTo', 'RequiresOverridable']);
const wishes = new Set(['Wants', 'Upholds', 'PartOf', 'Conflicts', 'OnFailure', 'OnSuccess']);

const isDependency = ({ section, key }: Assignment): boolean =>
  (section === 'Unit' && (orders.has(key) || demands.has(key) || wishes.has(key))) ||
  (section === 'Install' && ['WantedBy', 'RequiredBy', 'Also'].includes(key));

type Word = Range & { text: string };

/** An invalid name plus the missing suffix. */
const repaired = (unit: LintUnit, text: string): string | null => {
  const known = ['service', 'target', 'socket', 'timer', 'mount', 'path']
    .map((type) => `${text}.${type}`)
    .filter((name) => {
      const there = unit.facts.units.get(name);
      return there?.[unit.scope] === true;
    });
  return known.length === 1 ? (known[0] ?? null) : null;
};

const badName = (unit: LintUnit, assignment: Assignment, word: Word): Finding => {
  const hasCommas = /[,;]/.test(word.text);
  const list = word.text
    .split(/[,;]+/)
    .filter((part) => part !== '')
    .join(' ');
  const unquoted = word.text.replace(/^["']|["']$/g, '');
  const meant = hasCommas ? list : isUnitName(unquoted) ? unquoted : repaired(unit, word.text);
  return onValue(
    unit,
    assignment,
    {
      code: 'bad-unit-name',
      severity: 'warning',
      ...lintDependencyTexts['bad-unit-name']({
        name: word.text,
        mark: hasCommas ? 'commas' : unquoted === word.text ? null : 'quotes',
      }),
      manual: `systemd.unit(5), ${assignment.key}=`,
      fix:
        meant?.split(' ').every(isUnitName) === true
          ? fixWith(lintFixesTexts.use(meant), replaceIn(unit, assignment, word, meant))
          : null,
    },
    word,
  );
};

const systemUnitWhy = (key: string): string => {
  if (demands.has(key)) return lintDependencyTexts.demandedWhy(key);
  // With lingering, logind starts the user manager: user@.service isn’t After= the network.
  return ['After', 'Wants'].includes(key)
    ? lintDependencyTexts.wantedEarlyWhy(key)
    : lintDependencyTexts.wantedWhy(key);
};

const systemUnit = (unit: LintUnit, assignment: Assignment, word: Word): Finding =>
  onValue(
    unit,
    assignment,
    {
      code: 'system-unit',
      severity: demands.has(assignment.key) ? 'error' : 'warning',
      what: lintDependencyTexts.noSuchUnit(word.text),
      why: systemUnitWhy(assignment.key),
      manual: 'systemd.special(7), Units managed by the user service manager',
      fix: fixWith(lintFixesTexts.remove(word.text), removeWord(unit, assignment, word)),
    },
    word,
  );

export const dependencyRules = (unit: LintUnit): Finding[] =>
  untilMany(unit.live.filter(isDependency), (assignment) =>
    untilMany(wordsOf(assignment.value), (word) => {
      const name = expanded(unit, word.text);
      // Instances of templates, and whatever else is known only when it runs. [Install] knows quotes and escapes.
      if (name === null) return [];
      if (assignment.section === 'Install' && /["'\\]/.test(word.text)) return [];
      if (!isUnitName(name)) return [badName(unit, assignment, word)];
      const isOurs = assignment.section === 'Unit' && unit.scope === 'user';
      return isOurs && isSystemOnly(unit, name) ? [systemUnit(unit, assignment, word)] : [];
    }),
  );

/** The names of units to look for. */
export const namedUnits = (unit: LintUnit): string[] =>
  unit.live.filter(isDependency).flatMap(({ value }) =>
    wordsOf(value).flatMap(({ text }) => {
      const name = expanded(unit, text);
      if (name === null) return [];
      if (isUnitName(name)) return [name];
      const parts = name.split(/[,;]+/).filter(isUnitName);
      const typed = ['service', 'target', 'socket', 'timer', 'mount', 'path']
        .map((type) => `${name}.${type}`)
        .filter(isUnitName);
      return [...parts, ...typed];
    }),
  );
