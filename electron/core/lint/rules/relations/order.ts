/** Dependencies that say nothing of the order. Source: systemd.unit(5), Requires=, “Implicit dependencies” of each type. */
import { isUnitName, unitTypeOf } from '../../../names/unit-name.ts';
import { readBoolean } from '../../../syntax/boolean.ts';
import type { Finding, TextEdit } from '../../../syntax/finding.ts';
import type { Assignment } from '../../../syntax/unit-file.ts';
import { lintFixesTexts } from '../../../texts/lint/fixes.ts';
import { lintRelationsOrderTexts } from '../../../texts/lint/relations/order.ts';
import { untilMany } from '../../toolkit/limit.ts';
import { addLine, fixWith, onValue, wordsOf } from '../../toolkit/report.ts';
import { expanded, lastOf, onceForUnit, type LintUnit } from '../../toolkit/subject.ts';
import { isSystemOnly } from '../../toolkit/system-only-units.ts';

const needs = new Set(['Requires', 'Requisite', 'BindsTo']);

/**
 * Sockets, paths, and timers are ordered before what they start, slices before what is in them. Targets come after
 * what they want, which mostly is this unit.
 */
const orderedTypes = new Set(['socket', 'path', 'timer', 'slice', 'scope', 'device', 'target']);

/** Its socket takes messages before it runs. */
const orderedUnits = new Set(['dbus.service', 'dbus-broker.service']);

const ordered = onceForUnit(
  (unit) =>
    new Set(
      unit.all
        .filter(({ section, key }) => section === 'Unit' && (key === 'After' || key === 'Before'))
        .flatMap(({ value }) => wordsOf(value).map(({ text }) => expanded(unit, text) ?? text)),
    ),
);

/** Where After= would be added: looked for once, as there may be many names. */
const afterLine = onceForUnit((unit) => addLine(unit, 'Unit', 'After='));

const addAfter = (unit: LintUnit, name: string): TextEdit | null => {
  const edit = afterLine(unit);
  return edit === null
    ? null
    : { ...edit, insert: edit.insert.replace('After=', () => `After=${name}`) };
};

const notOrdered = (unit: LintUnit, assignment: Assignment): Finding[] =>
  untilMany(wordsOf(assignment.value), (word) => {
    const name = expanded(unit, word.text) ?? word.text;
    const isLeft =
      ordered(unit).has(name) ||
      !isUnitName(name) ||
      orderedUnits.has(name) ||
      orderedTypes.has(unitTypeOf(name)) ||
      (unit.scope === 'user' && isSystemOnly(unit, name));
    if (isLeft) return [];
    return [
      onValue(
        unit,
        assignment,
        {
          code: 'no-order',
          severity: 'hint',
          ...(assignment.key === 'Requisite'
            ? lintRelationsOrderTexts.requisite(word.text)
            : lintRelationsOrderTexts['no-order']({ key: assignment.key, name: word.text })),
          manual: 'systemd.unit(5), Before=, After=',
          fix: fixWith(lintFixesTexts.add(`After=${word.text}`), addAfter(unit, word.text)),
        },
        word,
      ),
    ];
  });

/** Targets order themselves after what they need. If a drop-in’s unit is unknown, its file may have After=. */
export const orderRules = (unit: LintUnit): Finding[] => {
  const isDefault = readBoolean(lastOf(unit, 'Unit', 'DefaultDependencies') ?? 'yes') !== false;
  if (unit.type !== 'service' || !isDefault) return [];
  if (unit.isDropIn && unit.before.length === 0) return [];
  return untilMany(
    unit.live.filter(({ section, key }) => section === 'Unit' && needs.has(key)),
    (assignment) => notOrdered(unit, assignment),
  );
};
