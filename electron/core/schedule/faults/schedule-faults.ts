/** What is wrong with a schedule, before it is written: for a form, while it is filled in. */
import { readBoolean } from '../../syntax/boolean.ts';
import { valueFault } from '../../syntax/edit-file.ts';
import { sharedListOf } from '../../directives/resets.ts';
import { readTimeSpan, repairTimeSpan } from '../../syntax/time-span.ts';
import { scheduleFaultsTexts } from '../../texts/schedule/faults.ts';
import { partFaults, type Words } from './part-faults.ts';
import type { Schedule, Trigger, When } from '../schedule.ts';
import { optionKeys, triggersOf } from '../timer-settings.ts';
import {
  calendarFault,
  countsFromRun,
  oftenPerMinute,
  startsFirst,
  timesPerMinute,
} from './trigger-faults.ts';

export interface ScheduleFault {
  /** As the linter’s, where it finds the same. */
  code: string;
  /** `error`: it can’t be written, or never fires; `warning`: it does something else than it seems; `hint`: advice. */
  severity: 'error' | 'warning' | 'hint';
  what: string;
  why: string;
  of: keyof Schedule;
  /** Which trigger by hand it is about, from 0; null if it isn’t about one. */
  trigger: number | null;
  /** A value that does what was meant; null if that isn’t certain. */
  meant: string | null;
}

type Report = Pick<ScheduleFault, 'code' | 'severity'> & Words & { meant?: string | null };

const aboutWhen = ({ meant = null, ...report }: Report, trigger: number | null): ScheduleFault => ({
  ...report,
  of: 'when',
  trigger,
  meant,
});

/** Longer is a slip of the paste: the longest that systemd reads has about 700 characters. */
const charactersMax = 2000;

const spanReport = (value: string): Report | null =>
  readTimeSpan(value) === null
    ? {
        code: 'bad-time-span',
        severity: 'error',
        ...scheduleFaultsTexts['bad-time-span'](value),
        meant: repairTimeSpan(value),
      }
    : null;

/** What keeps a value from being written or read. */
const valueReport = ({ key, value }: Trigger, now: number): Report | null => {
  if (value.length > charactersMax)
    return {
      code: 'too-long',
      severity: 'error',
      ...scheduleFaultsTexts['too-long'](value.length),
    };
  const why = valueFault(value);
  if (why !== null)
    return { code: 'unwritable', severity: 'error', ...scheduleFaultsTexts.unwritable(why) };
  if (sharedListOf(key) === null)
    return readBoolean(value) !== null
      ? null
      : {
          code: 'bad-answer',
          severity: 'error',
          ...scheduleFaultsTexts['bad-answer']({ key, text: value }),
        };
  if (key !== 'OnCalendar') return spanReport(value);
  const fault = calendarFault(value, now);
  if (fault === null) return null;
  return { severity: fault.code === 'open-step' ? 'warning' : 'error', ...fault };
};

const triggerReports = (trigger: Trigger, now: number): Report[] => {
  const { key, value } = trigger;
  const fault = valueReport(trigger, now);
  if (fault !== null) return [fault];
  const perMinute = timesPerMinute(key, value) ?? 0;
  return [
    ...(key === 'OnBootSec'
      ? [
          {
            code: 'boot-timer',
            severity: 'warning' as const,
            ...scheduleFaultsTexts['boot-timer'],
          },
        ]
      : []),
    ...(perMinute > oftenPerMinute
      ? [
          {
            code: 'timer-too-often',
            severity: 'warning' as const,
            ...scheduleFaultsTexts['too-often'](Math.floor(perMinute)),
          },
        ]
      : []),
  ];
};

const handFaults = (triggers: readonly Trigger[], now: number): ScheduleFault[] => {
  const faults = triggers.flatMap((one, at) =>
    triggerReports(one, now).map((report) => aboutWhen(report, at)),
  );
  const isNever = ({ code }: ScheduleFault): boolean => code === 'calendar-never';
  // One that never comes does no harm beside others.
  const others = triggers.length > faults.filter(isNever).length;
  const own = faults.map((fault) =>
    isNever(fault) && others ? { ...fault, severity: 'warning' as const } : fault,
  );
  const [first] = triggers;
  if (first === undefined) {
    const report = scheduleFaultsTexts['no-trigger'];
    return [aboutWhen({ code: 'no-trigger', severity: 'error', ...report }, null)];
  }
  if (!triggers.some(({ key }) => startsFirst(key)) && countsFromRun(first.key)) {
    const report = scheduleFaultsTexts['never-starts'](first.key);
    own.push(aboutWhen({ code: 'timer-never-starts', severity: 'error', ...report }, 0));
  }
  return own;
};

const whenFaults = (when: When, now: number): ScheduleFault[] => {
  if (when.kind === 'by-hand') return handFaults(when.triggers, now);
  const own = partFaults(when).map((fault) => aboutWhen(fault, null));
  const errors = own.filter(({ severity }) => severity === 'error');
  // Advice and its text make sense only if its numbers do.
  return errors.length > 0
    ? errors
    : [
        ...own,
        ...triggersOf(when).flatMap((trigger) =>
          triggerReports(trigger, now).map((report) => aboutWhen(report, null)),
        ),
      ];
};

const optionFaults = (
  { when, persistent, randomDelay, accuracy, deferReactivation }: Schedule,
  knows: (key: string) => boolean,
): ScheduleFault[] => {
  const triggers = triggersOf(when);
  const about = (of: keyof Schedule, { meant = null, ...report }: Report): ScheduleFault => ({
    ...report,
    of,
    trigger: null,
    meant,
  });
  const spans = (['randomDelay', 'accuracy'] as const).flatMap((name) => {
    const value = { randomDelay, accuracy }[name];
    const report = value === null ? null : spanReport(value);
    return report === null ? [] : [about(name, report)];
  });
  const isLate =
    accuracy === null && triggers.some(({ key, value }) => (timesPerMinute(key, value) ?? 0) > 1);
  const isIdle = persistent && !triggers.some(({ key }) => key === 'OnCalendar');
  const isUnknown = deferReactivation && !knows(optionKeys.deferReactivation);
  return [
    ...spans,
    ...(isLate
      ? [
          about('accuracy', {
            code: 'late-timer',
            severity: 'hint',
            ...scheduleFaultsTexts.late,
            meant: '1s',
          }),
        ]
      : []),
    ...(isIdle
      ? [
          about('persistent', {
            code: 'persistent-without-calendar',
            severity: 'hint',
            ...scheduleFaultsTexts['persistent-without-calendar'],
          }),
        ]
      : []),
    ...(isUnknown
      ? [
          about('deferReactivation', {
            code: 'unknown-option',
            severity: 'warning',
            ...scheduleFaultsTexts['unknown-here'](optionKeys.deferReactivation),
          }),
        ]
      : []),
  ];
};

/**
 * @param now in milliseconds since the epoch.
 * @param knows whether the systemd at hand knows a key of [Timer].
 */
export const scheduleFaults = (
  schedule: Schedule,
  { now, knows }: { now: number; knows: (key: string) => boolean },
): ScheduleFault[] => [...whenFaults(schedule.when, now), ...optionFaults(schedule, knows)];
