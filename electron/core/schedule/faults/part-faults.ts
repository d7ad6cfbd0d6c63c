/** What is wrong with the numbers of a schedule in words, and what they do that isn’t obvious. */
import { scheduleFaultsTexts } from '../../texts/schedule/faults.ts';
import type { Interval, TimeOfDay, When } from '../schedule.ts';

/** What is wrong, and why, in a sentence or two each. */
export interface Words {
  what: string;
  why: string;
}

interface PartFault extends Words {
  code: string;
  severity: 'error' | 'hint';
}

const outside = (value: number, min: number, max: number): PartFault[] =>
  Number.isInteger(value) && value >= min && value <= max
    ? []
    : [
        {
          code: 'out-of-range',
          severity: 'error',
          ...scheduleFaultsTexts['out-of-range']({ min, max }),
        },
      ];

const hint = (code: string, words: Words): PartFault => ({ code, severity: 'hint', ...words });

const timeFaults = ({ hour, minute, second }: TimeOfDay): PartFault[] => [
  ...outside(hour, 0, 23),
  ...outside(minute, 0, 59),
  ...outside(second, 0, 59),
];

const countMax = 1_000_000;

const intervalFaults = ({ count }: Interval, min: number): PartFault[] =>
  outside(count, min, countMax);

const daySeconds = 86_400;
const secondsOf = { seconds: 1, minutes: 60, hours: 3600, days: daySeconds };

const longInterval = ({ count, unit }: Interval): PartFault[] =>
  count * secondsOf[unit] >= daySeconds
    ? [hint('counts-awake', scheduleFaultsTexts['counts-awake'])]
    : [];

/** Each day is daily. A month is a whole of no number of days. */
const clockLimits = {
  minutes: { least: 1, most: 59, whole: 60 },
  hours: { least: 1, most: 23, whole: 24 },
  days: { least: 2, most: 30, whole: null },
};

const clockFaults = (when: When & { kind: 'by-clock' }): PartFault[] => {
  const { unit, count } = when;
  const { least, most, whole } = clockLimits[unit];
  const isUneven = whole === null || whole % count !== 0;
  return [
    ...outside(count, least, most),
    ...(unit === 'hours' ? outside(when.minute, 0, 59) : []),
    ...(unit === 'days' ? timeFaults(when.time) : []),
    ...(isUneven ? [hint('uneven-interval', scheduleFaultsTexts.uneven[unit](count))] : []),
  ];
};

const lastSureDay = 28;

const yearlyFaults = ({ month, day, time }: When & { kind: 'yearly' }): PartFault[] => [
  ...outside(month, 1, 12),
  ...outside(day, 1, 31),
  ...timeFaults(time),
  ...(month === 2 && day === 29 ? [hint('leap-day', scheduleFaultsTexts['leap-day'])] : []),
];

export const partFaults = (when: Exclude<When, { kind: 'by-hand' }>): PartFault[] => {
  switch (when.kind) {
    case 'every':
      return [
        ...intervalFaults(when.first, 0),
        ...intervalFaults(when.interval, 1),
        ...longInterval(when.interval),
      ];
    case 'at-login':
      return [
        ...intervalFaults(when.delay, 0),
        ...(when.again === null
          ? []
          : [...intervalFaults(when.again, 1), ...longInterval(when.again)]),
      ];
    case 'by-clock':
      return clockFaults(when);
    case 'daily':
    case 'weekdays':
      return timeFaults(when.time);
    case 'weekly':
      return [
        ...(when.days.length === 0
          ? [{ code: 'no-days', severity: 'error' as const, ...scheduleFaultsTexts['no-days'] }]
          : []),
        ...timeFaults(when.time),
      ];
    case 'monthly':
      return [
        ...(when.day === 'last' ? [] : outside(when.day, 1, 31)),
        ...timeFaults(when.time),
        ...(when.day !== 'last' && when.day > lastSureDay
          ? [hint('skips-months', scheduleFaultsTexts['skips-months'](when.day))]
          : []),
      ];
    case 'yearly':
      return yearlyFaults(when);
  }
};
