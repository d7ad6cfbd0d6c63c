/** When a timer fires: never, not the first time, too often, or later than it seems. */
import {
  calendarFault,
  countsFromRun,
  oftenPerMinute,
  startsFirst,
  timesPerMinute,
} from '../../../schedule/faults/trigger-faults.ts';
import type { Finding } from '../../../syntax/finding.ts';
import type { Assignment } from '../../../syntax/unit-file.ts';
import { lintFixesTexts } from '../../../texts/lint/fixes.ts';
import { scheduleFaultsTexts } from '../../../texts/schedule/faults.ts';
import { untilMany } from '../../toolkit/limit.ts';
import { addLine, fixWith, onKey, onValue, replaceValue } from '../../toolkit/report.ts';
import { assignmentsOf, expanded, type LintUnit } from '../../toolkit/subject.ts';

const calendar = (unit: LintUnit, assignment: Assignment): Finding[] => {
  const text = expanded(unit, assignment.value);
  const fault = text === null ? null : calendarFault(text, unit.facts.now);
  if (fault === null) return [];
  const { code, what, why, meant } = fault;
  // Without any trigger, systemd refuses the timer.
  const isOnly =
    !unit.isDropIn &&
    unit.all.filter(({ key, section }) => section === 'Timer' && /^On[A-Z]/.test(key)).length === 1;
  return [
    onValue(unit, assignment, {
      code,
      severity: code === 'bad-calendar-time' && isOnly ? 'error' : 'warning',
      what,
      why,
      manual: 'systemd.time(7), Calendar Events',
      fix:
        meant === null
          ? null
          : fixWith(lintFixesTexts.use(meant), replaceValue(unit, assignment, meant)),
    }),
  ];
};

const neverStarts = (unit: LintUnit): Finding[] => {
  const triggers = unit.all.filter(({ section }) => section === 'Timer');
  const own = unit.live.find(({ section, key }) => section === 'Timer' && countsFromRun(key));
  if (own === undefined || triggers.some(({ key }) => startsFirst(key))) return [];
  // If the timer is unknown, its file may have triggers of its own.
  if (unit.isDropIn && unit.before.length === 0) return [];
  return [
    onKey(unit, own, {
      code: 'timer-never-starts',
      severity: 'warning',
      ...scheduleFaultsTexts['never-starts'](own.key),
      manual: `systemd.timer(5), ${own.key}=`,
      fix: fixWith(
        lintFixesTexts.add('OnActiveSec=1min'),
        addLine(unit, 'Timer', 'OnActiveSec=1min'),
      ),
    }),
  ];
};

/** The first trigger that fires more often than this. */
const frequent = (
  unit: LintUnit,
  perMinute: number,
): { own: Assignment; times: number } | undefined => {
  for (const own of unit.live) {
    if (own.section !== 'Timer') continue;
    const times = timesPerMinute(own.key, expanded(unit, own.value) ?? '') ?? 0;
    if (times > perMinute) return { own, times };
  }
  return undefined;
};

const tooOften = (unit: LintUnit): Finding[] => {
  const found = frequent(unit, oftenPerMinute);
  if (found === undefined) return [];
  return [
    onValue(unit, found.own, {
      code: 'timer-too-often',
      severity: 'warning',
      ...scheduleFaultsTexts['too-often'](Math.floor(found.times)),
      manual: 'systemd.timer(5)',
    }),
  ];
};

const accuracy = (unit: LintUnit): Finding[] => {
  if (unit.isDropIn || assignmentsOf(unit, 'Timer', 'AccuracySec').length > 0) return [];
  const found = frequent(unit, 1);
  if (found === undefined) return [];
  return [
    onValue(unit, found.own, {
      code: 'late-timer',
      severity: 'hint',
      ...scheduleFaultsTexts.late,
      manual: 'systemd.timer(5), AccuracySec=',
      fix: fixWith(lintFixesTexts.set('AccuracySec=1s'), addLine(unit, 'Timer', 'AccuracySec=1s')),
    }),
  ];
};

export const scheduleRules = (unit: LintUnit): Finding[] =>
  unit.type === 'timer'
    ? [
        ...untilMany(
          unit.live.filter(({ section, key }) => section === 'Timer' && key === 'OnCalendar'),
          (assignment) => calendar(unit, assignment),
        ),
        ...neverStarts(unit),
        ...tooOften(unit),
        ...accuracy(unit),
      ]
    : [];
