/** When a timer fires: never, not the first time, or later than it seems. Source: systemd.timer(5), systemd.time(7). */
import { comesAgain, readCalendarTime } from '../../../syntax/calendar-time.ts';
import type { Finding } from '../../../syntax/finding.ts';
import { readTimeSpan } from '../../../syntax/time-span.ts';
import type { Assignment } from '../../../syntax/unit-file.ts';
import { lintFixesTexts } from '../../../texts/lint/fixes.ts';
import { lintStartingScheduleTexts } from '../../../texts/lint/starting/schedule.ts';
import { untilMany } from '../../toolkit/limit.ts';
import { addLine, fixWith, onKey, onValue, replaceValue } from '../../toolkit/report.ts';
import { assignmentsOf, expanded, type LintUnit } from '../../toolkit/subject.ts';
import { meantCalendarTime } from './cron-time.ts';

const manual = 'systemd.time(7), Calendar Events';

const unreadable = (unit: LintUnit, assignment: Assignment): Finding => {
  const { value } = assignment;
  const meant = meantCalendarTime(value);
  const isCron = meant !== null || /^\S+ \S+ \S+ \S+ \S+$/.test(value);
  const why = isCron
    ? lintStartingScheduleTexts.cronWhy
    : readTimeSpan(value) !== null && !/^\d+$/.test(value)
      ? lintStartingScheduleTexts.spanWhy
      : lintStartingScheduleTexts.unreadableWhy;
  // Without any trigger, systemd refuses the timer.
  const isOnly =
    !unit.isDropIn &&
    unit.all.filter(({ key, section }) => section === 'Timer' && /^On[A-Z]/.test(key)).length === 1;
  return onValue(unit, assignment, {
    code: 'bad-calendar-time',
    severity: isOnly ? 'error' : 'warning',
    what: lintStartingScheduleTexts.unreadable(value),
    why,
    manual,
    fix:
      meant === null
        ? null
        : fixWith(lintFixesTexts.use(meant), replaceValue(unit, assignment, meant)),
  });
};

const calendar = (unit: LintUnit, assignment: Assignment): Finding[] => {
  const text = expanded(unit, assignment.value);
  if (text === null) return [];
  const time = readCalendarTime(text);
  if (time === null) return [unreadable(unit, assignment)];
  const { now } = unit.facts;
  if (now === null || comesAgain(time, now)) return [];
  const isPast = comesAgain(time, 0);
  return [
    onValue(unit, assignment, {
      code: 'calendar-never',
      severity: 'warning',
      ...(isPast ? lintStartingScheduleTexts.past : lintStartingScheduleTexts.impossible),
      manual,
    }),
  ];
};

const first = /^On(?:Calendar|ActiveSec|BootSec|StartupSec|ClockChange|TimezoneChange)$/;
const again = /^OnUnit(?:Active|Inactive)Sec$/;

const neverStarts = (unit: LintUnit): Finding[] => {
  const triggers = unit.all.filter(({ section }) => section === 'Timer');
  const own = unit.live.find(({ section, key }) => section === 'Timer' && again.test(key));
  if (own === undefined || triggers.some(({ key }) => first.test(key))) return [];
  // If the timer is unknown, its file may have triggers of its own.
  if (unit.isDropIn && unit.before.length === 0) return [];
  return [
    onKey(unit, own, {
      code: 'timer-never-starts',
      severity: 'warning',
      ...lintStartingScheduleTexts['never-starts'](own.key),
      manual: `systemd.timer(5), ${own.key}=`,
      fix: fixWith(
        lintFixesTexts.add('OnActiveSec=1min'),
        addLine(unit, 'Timer', 'OnActiveSec=1min'),
      ),
    }),
  ];
};

/** Fires more often than the default accuracy allows. */
const isFrequent = (unit: LintUnit, { key, value }: Assignment): boolean => {
  if (again.test(key)) {
    const span = readTimeSpan(value);
    return span !== null && span > 0 && span < 60e6;
  }
  const seconds =
    key === 'OnCalendar' ? readCalendarTime(expanded(unit, value) ?? '')?.seconds : undefined;
  return (
    seconds === null ||
    (seconds !== undefined && (seconds.length > 1 || (seconds[0]?.every ?? 0) > 0))
  );
};

const accuracy = (unit: LintUnit): Finding[] => {
  if (unit.isDropIn || assignmentsOf(unit, 'Timer', 'AccuracySec').length > 0) return [];
  const own = unit.live.find((one) => one.section === 'Timer' && isFrequent(unit, one));
  if (own === undefined) return [];
  return [
    onValue(unit, own, {
      code: 'late-timer',
      severity: 'hint',
      ...lintStartingScheduleTexts.accuracy,
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
        ...accuracy(unit),
      ]
    : [];
