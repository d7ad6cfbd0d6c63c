/** The kinds of schedules that a form offers, and how it switches between them. */
import type { Interval, Schedule, TimeOfDay, When } from './schedule.ts';
import { timerSettings, triggersOf } from './timer-settings.ts';

/** As they are offered. */
export const whenKinds = [
  'daily',
  'weekdays',
  'weekly',
  'monthly',
  'yearly',
  'by-clock',
  'every',
  'at-login',
  'by-hand',
] as const satisfies readonly When['kind'][];

const usualTime: TimeOfDay = { hour: 9, minute: 0, second: 0 };
const usualInterval: Interval = { count: 1, unit: 'hours' };

export const usualSchedule = (): Schedule => ({
  when: { kind: 'daily', time: usualTime },
  persistent: false,
  randomDelay: null,
  accuracy: null,
  deferReactivation: false,
});

/** What the form starts from when another kind is chosen; the time of day, an interval and triggers are taken along. */
export const whenOfKind = (kind: When['kind'], before: When): When => {
  const time = 'time' in before ? before.time : usualTime;
  const interval = before.kind === 'at-login' ? (before.again ?? usualInterval) : usualInterval;
  switch (kind) {
    case 'every':
      return { kind, first: { count: 1, unit: 'minutes' }, interval };
    case 'by-clock':
      return { kind, unit: 'minutes', count: 15 };
    case 'daily':
    case 'weekdays':
      return { kind, time };
    case 'weekly':
      return { kind, days: [1], time };
    case 'monthly':
      return { kind, day: 1, time };
    case 'yearly':
      return { kind, month: 1, day: 1, time };
    case 'at-login':
      return {
        kind,
        delay: { count: 1, unit: 'minutes' },
        again: before.kind === 'every' ? before.interval : null,
      };
    case 'by-hand':
      return { kind, triggers: triggersOf(before) };
  }
};

const linesOf = (schedule: Schedule): string =>
  timerSettings(schedule)
    .map(({ key, value }) => `${key}=${value}`)
    .join('\n');

/** Whether two are of one kind, and make the same settings. */
export const sameSchedule = (one: Schedule, other: Schedule): boolean =>
  one.when.kind === other.when.kind && linesOf(one) === linesOf(other);
