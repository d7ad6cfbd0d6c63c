/** Names that a unit can’t have. Source: systemd.unit(5), Alias=; systemd.mount(5); tried on 252. */
import { escapePathName } from '../../../names/unit-escape.ts';
import { isUnitName, unitNameKind, unitTypeOf } from '../../../names/unit-name.ts';
import type { Finding } from '../../../syntax/finding.ts';
import type { Assignment } from '../../../syntax/unit-file.ts';
import { lintFixesTexts } from '../../../texts/lint/fixes.ts';
import { lintRelationsAliasTexts } from '../../../texts/lint/relations/alias.ts';
import { untilMany } from '../../toolkit/limit.ts';
import {
  fixWith,
  onKey,
  onSection,
  onValue,
  removeWord,
  replaceIn,
  wordsOf,
  type Range,
} from '../../toolkit/report.ts';
import { expanded, type LintUnit } from '../../toolkit/subject.ts';

type Word = Range & { text: string };

/** unit_type_may_alias() */
const aliasTypes = new Set(['service', 'socket', 'target', 'device', 'timer', 'path']);

const isOf = (name: string, type: string): boolean => isUnitName(name) && unitTypeOf(name) === type;

const aliasFault = (
  unit: LintUnit,
  name: string,
  word: Word,
): { text: { what: string; why: string }; meant: string | null } | null => {
  const { type } = unit;
  if (!aliasTypes.has(type)) return { text: lintRelationsAliasTexts.noAliases(type), meant: null };
  if (!isUnitName(name)) {
    const isShort = isOf(`${name}.${type}`, type);
    return {
      text: lintRelationsAliasTexts.noSuffix({ name, type }),
      meant: isShort ? `${word.text}.${type}` : null,
    };
  }
  if (unitTypeOf(name) !== type) {
    return { text: lintRelationsAliasTexts.otherType({ name, type }), meant: null };
  }
  const isTemplate = unitNameKind(unit.unit) !== 'plain';
  if (isTemplate === (unitNameKind(name) !== 'plain')) return null;
  return {
    text: isTemplate
      ? lintRelationsAliasTexts.templateOnly(name)
      : lintRelationsAliasTexts.plainOnly(name),
    meant: null,
  };
};

const alias = (unit: LintUnit, assignment: Assignment, word: Word): Finding[] => {
  const name = expanded(unit, word.text);
  if (name === null) return [];
  const manual = 'systemd.unit(5), Alias=';
  if (name === unit.unit) {
    const fix = fixWith(lintFixesTexts.remove(word.text), removeWord(unit, assignment, word));
    const report = { code: 'own-alias', severity: 'hint' as const, manual, fix };
    return [onValue(unit, assignment, { ...report, ...lintRelationsAliasTexts.itself }, word)];
  }
  const fault = aliasFault(unit, name, word);
  if (fault === null) return [];
  return [
    onValue(
      unit,
      assignment,
      {
        code: 'bad-alias',
        severity: 'error',
        ...fault.text,
        manual,
        fix:
          fault.meant === null
            ? null
            : fixWith(
                lintFixesTexts.use(fault.meant),
                replaceIn(unit, assignment, word, fault.meant),
              ),
      },
      word,
    ),
  ];
};

const install = (unit: LintUnit, assignment: Assignment): Finding[] => {
  if (assignment.key === 'Alias') {
    return untilMany(wordsOf(assignment.value), (word) => alias(unit, assignment, word));
  }
  if (assignment.key !== 'DefaultInstance' || unitNameKind(unit.unit) !== 'plain') return [];
  return [
    onKey(unit, assignment, {
      code: 'default-instance',
      severity: 'hint',
      ...lintRelationsAliasTexts['default-instance'],
      manual: 'systemd.unit(5), DefaultInstance=',
    }),
  ];
};

/** Where= of a mount or an automount, which its name must repeat. */
const mountName = (unit: LintUnit): Finding[] => {
  const where = unit.live.findLast(
    ({ section, key }) => section === unit.ownSection && key === 'Where',
  );
  const path = where === undefined ? null : expanded(unit, where.value);
  const escaped = path?.startsWith('/') === true ? escapePathName(path) : null;
  const name = escaped === null ? null : `${escaped}.${unit.type}`;
  if (where === undefined || name === null || name === unit.unit) return [];
  return [
    onValue(unit, where, {
      code: 'mount-name',
      severity: 'error',
      ...lintRelationsAliasTexts['mount-name']({ where: path ?? where.value, name }),
      manual: `systemd.${unit.type}(5), Where=`,
    }),
  ];
};

const noAutomount = (unit: LintUnit): Finding[] =>
  unit.scope === 'user' && unit.type === 'automount' && !unit.isDropIn
    ? [
        onSection(unit, 'Automount', {
          code: 'no-automount',
          severity: 'error',
          ...lintRelationsAliasTexts['no-automount'],
          manual: 'systemd.automount(5)',
        }),
      ]
    : [];

export const aliasRules = (unit: LintUnit): Finding[] => [
  ...untilMany(
    unit.live.filter(({ section }) => section === 'Install'),
    (assignment) => install(unit, assignment),
  ),
  ...(unit.type === 'mount' || unit.type === 'automount' ? mountName(unit) : []),
  ...noAutomount(unit),
];
