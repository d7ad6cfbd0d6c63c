/** What timers, sockets, and paths start. Source: config_parse_trigger_unit(), systemd.timer(5), systemd.socket(5). */
import { isUnitName, prefixOf, unitTypeOf } from '../../../names/unit-name.ts';
import { factsOfType } from '../../../units/types.ts';
import { pullingKeys } from '../../../schedule/faults/pair-faults.ts';
import { readBoolean } from '../../../syntax/boolean.ts';
import type { Finding } from '../../../syntax/finding.ts';
import type { Assignment } from '../../../syntax/unit-file.ts';
import { lintFixesTexts } from '../../../texts/lint/fixes.ts';
import { lintStartingTriggeredTexts } from '../../../texts/lint/starting/triggered.ts';
import { untilMany } from '../../toolkit/limit.ts';
import {
  fixWith,
  onSection,
  onValue,
  removeWord,
  replaceIn,
  replaceValue,
  wordsOf,
  type Report,
} from '../../toolkit/report.ts';
import { expanded, lastOf, type LintUnit } from '../../toolkit/subject.ts';

const keyOf = (unit: LintUnit): 'Unit' | 'Service' | null => factsOfType(unit.unit).triggerKey;

const isAccepting = (unit: LintUnit): boolean =>
  unit.type === 'socket' && readBoolean(lastOf(unit, 'Socket', 'Accept') ?? 'no') === true;

/** The name that Unit= or Service= sets, if systemd accepts it there. */
const namedBy = (unit: LintUnit): string | null => {
  const key = keyOf(unit);
  const value = key === null ? undefined : lastOf(unit, unit.ownSection, key);
  const name = value === undefined ? null : expanded(unit, value);
  if (name === null || !isUnitName(name) || name === unit.unit) return null;
  return unit.type === 'socket' && unitTypeOf(name) !== 'service' ? null : name;
};

/** The unit that this one starts; null for other types, and where it isn’t known. */
const triggeredBy = (unit: LintUnit): string | null => {
  if (keyOf(unit) === null) return null;
  if (isAccepting(unit)) return unit.unit.includes('@') ? null : `${prefixOf(unit.unit)}@.service`;
  return namedBy(unit) ?? `${prefixOf(unit.unit)}.service`;
};

const liveKey = (unit: LintUnit): Assignment | undefined =>
  unit.live.findLast(({ section, key }) => section === unit.ownSection && key === keyOf(unit));

const badName = (unit: LintUnit, assignment: Assignment): Finding[] => {
  const name = expanded(unit, assignment.value);
  if (name === null) return [];
  const report = (text: { what: string; why: string }, fix: Finding['fix'] = null): Finding[] => [
    onValue(unit, assignment, {
      code: 'bad-triggered-unit',
      severity: 'warning',
      ...text,
      manual: `systemd.${unit.type}(5), ${assignment.key}=`,
      fix,
    }),
  ];
  if (!isUnitName(name)) {
    const meant = `${assignment.value}.service`;
    return report(
      lintStartingTriggeredTexts.noSuffix(assignment.value),
      isUnitName(`${name}.service`)
        ? fixWith(lintFixesTexts.use(meant), replaceValue(unit, assignment, meant))
        : null,
    );
  }
  if (name === unit.unit) return report(lintStartingTriggeredTexts.itself);
  return unit.type === 'socket' && unitTypeOf(name) !== 'service'
    ? report(lintStartingTriggeredTexts.notService({ name }))
    : [];
};

const missing = (unit: LintUnit): Finding[] => {
  const name = triggeredBy(unit);
  const found = name === null ? undefined : unit.facts.units.get(name);
  const key = keyOf(unit);
  if (name === null || key === null || found === undefined || found.user) return [];
  const own = namedBy(unit) === null ? undefined : liveKey(unit);
  // Another file of the unit names it.
  if (own === undefined && unit.isDropIn) return [];
  const names = { trigger: unit.unit, unit: name, key };
  const text = found.system
    ? lintStartingTriggeredTexts.ofSystem(names)
    : isAccepting(unit)
      ? lintStartingTriggeredTexts.missingTemplate(names)
      : own === undefined
        ? lintStartingTriggeredTexts.missingByName(names)
        : lintStartingTriggeredTexts.missing(names);
  const report: Report = {
    code: 'missing-triggered-unit',
    severity: 'warning',
    ...text,
    manual: `systemd.${unit.type}(5), ${key}=`,
  };
  return [
    own === undefined ? onSection(unit, unit.ownSection, report) : onValue(unit, own, report),
  ];
};

const enabling = new Set(['WantedBy', 'RequiredBy', 'UpheldBy']);

/** The target that usually starts triggers of this type. */
const usual: Record<string, string> = {
  timer: 'timers.target',
  path: 'paths.target',
  socket: 'sockets.target',
};

/** Of a template, its instance’s: `a@%i.service` is `a@.service`. */
const ofInstance = (text: string): string => text.replace(/@%[iI]\./, '@.');

const dependencies = (unit: LintUnit): Finding[] => {
  const name = triggeredBy(unit);
  const target = usual[unit.type];
  if (name === null || target === undefined) return [];
  return untilMany(unit.live, (assignment) => {
    const { section, key, value } = assignment;
    const isPulling = section === 'Unit' && pullingKeys.has(key);
    // A socket may be meant for a service that something else starts.
    const isEnabling = section === 'Install' && enabling.has(key) && unit.type !== 'socket';
    if (!isPulling && !isEnabling) return [];
    return wordsOf(value)
      .filter(({ text }) => (expanded(unit, text) ?? ofInstance(text)) === name)
      .map((word) =>
        onValue(
          unit,
          assignment,
          isPulling
            ? {
                code: 'trigger-starts-at-once',
                severity: 'warning',
                ...lintStartingTriggeredTexts['starts-at-once']({
                  key,
                  type: unit.type,
                  unit: name,
                }),
                manual: `systemd.unit(5), ${key}=`,
                fix: fixWith(lintFixesTexts.remove(name), removeWord(unit, assignment, word)),
              }
            : {
                code: 'trigger-wanted-by-own',
                severity: 'warning',
                ...lintStartingTriggeredTexts['wanted-by-own']({
                  unit: name,
                  type: unit.type,
                  usual: target,
                }),
                manual: `systemd.unit(5), ${key}=`,
                fix: fixWith(lintFixesTexts.use(target), replaceIn(unit, assignment, word, target)),
              },
          word,
        ),
      );
  });
};

const timerOf = (unit: LintUnit): string => `${prefixOf(unit.unit)}.timer`;

/** A service with a timer of its name. */
const besideTimer = (unit: LintUnit): Finding[] => {
  const timer = timerOf(unit);
  if (unit.facts.units.get(timer)?.[unit.scope] !== true) return [];
  const remains = unit.live.findLast(
    ({ section, key }) => section === 'Service' && key === 'RemainAfterExit',
  );
  const isOneshot = lastOf(unit, 'Service', 'Type') === 'oneshot';
  const wanted = unit.live.find(
    ({ section, key, value }) =>
      section === 'Install' && key === 'WantedBy' && value.endsWith('.target'),
  );
  return [
    ...(remains !== undefined && readBoolean(remains.value) === true
      ? [
          onValue(unit, remains, {
            code: 'stays-active',
            severity: 'hint',
            ...lintStartingTriggeredTexts['stays-active'](timer),
            manual: 'systemd.service(5), RemainAfterExit=',
          }),
        ]
      : []),
    ...(isOneshot && unit.isEnabled && wanted !== undefined
      ? [
          onValue(unit, wanted, {
            code: 'starts-at-login-too',
            severity: 'hint',
            ...lintStartingTriggeredTexts['starts-at-login-too']({
              trigger: timer,
              target: wanted.value,
            }),
            manual: 'systemd.unit(5), WantedBy=',
          }),
        ]
      : []),
  ];
};

export const triggeredRules = (unit: LintUnit): Finding[] => {
  if (unit.type === 'service') return besideTimer(unit);
  if (keyOf(unit) === null) return [];
  const own = liveKey(unit);
  return [
    ...(own === undefined ? [] : badName(unit, own)),
    // A distribution may leave what is started to another package.
    ...(unit.scope === 'user' ? missing(unit) : []),
    ...dependencies(unit),
  ];
};

/** The names of units to look for. */
export const triggeredUnits = (unit: LintUnit): string[] => {
  if (unit.type === 'service') return unit.unit.includes('@') ? [] : [timerOf(unit)];
  const name = unit.scope === 'user' ? triggeredBy(unit) : null;
  return name === null ? [] : [name];
};
