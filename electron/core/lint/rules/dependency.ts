/** After=, Requires= and the like: names that are none, and units that a user manager does not have. */
import type { Finding } from '../../syntax/finding.ts';
import type { Assignment } from '../../syntax/unit-file.ts';
import { isUnitName } from '../../names/unit-name.ts';
import { untilMany } from '../toolkit/limit.ts';
import { expanded, type LintUnit } from '../toolkit/subject.ts';
import { isSystemOnly } from '../toolkit/system-only-units.ts';
import { fixWith, onValue, removeWord, replaceIn, wordsOf, type Range } from '../toolkit/report.ts';

const orders = new Set(['After', 'Before']);
/** The unit does not start without these. */
const demands = new Set(['Requires', 'Requisite', 'BindsTo', 'BindTo', 'RequiresOverridable']);
const wishes = new Set(['Wants', 'Upholds', 'PartOf', 'Conflicts', 'OnFailure', 'OnSuccess']);

const isDependency = ({ section, key }: Assignment): boolean =>
  (section === 'Unit' && (orders.has(key) || demands.has(key) || wishes.has(key))) ||
  (section === 'Install' && ['WantedBy', 'RequiredBy', 'Also'].includes(key));

type Word = Range & { text: string };

/** A name for what was typed as none: with the suffix it lacks. */
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
  const isList = /[,;]/.test(word.text);
  const list = word.text
    .split(/[,;]+/)
    .filter((part) => part !== '')
    .join(' ');
  const meant = isList ? list : repaired(unit, word.text);
  return onValue(
    unit,
    assignment,
    {
      code: 'bad-unit-name',
      severity: 'warning',
      what: `“${word.text}” is no name of a unit.`,
      why: isList
        ? 'Blanks stand between names, no commas; systemd ignores this one.'
        : 'A name in a unit file ends with its type, for example “.service”; only systemctl adds it. systemd ignores this one.',
      manual: `systemd.unit(5), ${assignment.key}=`,
      fix:
        meant?.split(' ').every(isUnitName) === true
          ? fixWith(`Write ${meant}`, replaceIn(unit, assignment, word, meant))
          : null,
    },
    word,
  );
};

/** A user manager that lingers comes up with logind: user@.service is After= no network. */
const early =
  ' With lingering your units may start before the network is up: a program that needs it must wait, or be restarted.';

const systemUnit = (unit: LintUnit, assignment: Assignment, word: Word): Finding => {
  const isDemand = demands.has(assignment.key);
  return onValue(
    unit,
    assignment,
    {
      code: 'system-unit',
      severity: isDemand ? 'error' : 'warning',
      what: `The user manager has no ${word.text}.`,
      why: isDemand
        ? `It belongs to the system manager, which a person’s units cannot see; ${assignment.key}= of a unit that is not there keeps this one from starting.`
        : `It belongs to the system manager, which a person’s units cannot see: ${assignment.key}= has no effect here.${['After', 'Wants'].includes(assignment.key) ? early : ''}`,
      manual: 'systemd.special(7), Units managed by the user service manager',
      fix: fixWith(`Take ${word.text} out`, removeWord(unit, assignment, word)),
    },
    word,
  );
};

export const dependencyRules = (unit: LintUnit): Finding[] =>
  untilMany(unit.live.filter(isDependency), (assignment) =>
    untilMany(wordsOf(assignment.value), (word) => {
      const name = expanded(unit, word.text);
      // The instance of a template, and whatever else is only known when it runs.
      if (name === null || /["'\\]/.test(word.text)) return [];
      if (!isUnitName(name)) return [badName(unit, assignment, word)];
      const isOurs = assignment.section === 'Unit' && unit.scope === 'user';
      return isOurs && isSystemOnly(unit, name) ? [systemUnit(unit, assignment, word)] : [];
    }),
  );

/** The names whose units should be looked for. */
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
