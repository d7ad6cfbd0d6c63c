/** A schedule, its options, and what became of its times, in sentences. */
import { two } from '../text/local-time.ts';
import { scheduleSentencesTexts } from '../texts/schedule/sentences.ts';
import { languageTag } from '../texts/texts.ts';
import type { ClockChange } from './calendar/clock-changes.ts';
import type { MissedReason } from './missed-runs.ts';
import type { Interval, TimeOfDay, Weekday, When } from './schedule.ts';
import type { OptionName } from './timer-settings.ts';

const timeText = ({ hour, minute, second }: TimeOfDay): string =>
  [hour, minute, ...(second === 0 ? [] : [second])].map(two).join(':');

/** Any date will do. @param at in UTC. */
const dateText = (at: number, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(languageTag(), { ...options, timeZone: 'UTC' }).format(at);

/** 1 January 2024 was a Monday. */
export const dayName = (day: Weekday): string =>
  dateText(Date.UTC(2024, 0, day), { weekday: 'long' });

export const monthName = (month: number): string =>
  dateText(Date.UTC(2024, month - 1, 1), { month: 'long' });

/** 2024 is a leap year. */
const yearlyText = (month: number, day: number): string =>
  dateText(Date.UTC(2024, month - 1, day), { month: 'long', day: 'numeric' });

const everyText = ({ count, unit }: Interval): string =>
  scheduleSentencesTexts.interval[unit](count);

const spanText = ({ count, unit }: Interval): string => scheduleSentencesTexts.span[unit](count);

const clockText = (when: When & { kind: 'by-clock' }): string => {
  const interval = everyText(when);
  if (when.unit === 'days')
    return scheduleSentencesTexts.when.eachMonth({ interval, time: timeText(when.time) });
  return when.unit === 'minutes' || when.minute === 0
    ? scheduleSentencesTexts.when.byClock(interval)
    : scheduleSentencesTexts.when.byClockAt({
        interval,
        minute: scheduleSentencesTexts.span.minutes(when.minute),
      });
};

const loginText = ({ delay, again }: When & { kind: 'at-login' }): string => {
  const span = spanText(delay);
  const start =
    delay.count === 0
      ? scheduleSentencesTexts.when.atLogin
      : scheduleSentencesTexts.when.afterLogin(span.charAt(0).toUpperCase() + span.slice(1));
  return again === null
    ? start
    : scheduleSentencesTexts.when.thenEvery({ start, interval: everyText(again) });
};

export const whenSentence = (when: When): string => {
  switch (when.kind) {
    case 'every':
      return scheduleSentencesTexts.when.every(everyText(when.interval));
    case 'by-clock':
      return clockText(when);
    case 'daily':
      return scheduleSentencesTexts.when.daily(timeText(when.time));
    case 'weekdays':
      return scheduleSentencesTexts.when.weekdays(timeText(when.time));
    case 'weekly':
      return scheduleSentencesTexts.when.weekly({
        days: when.days.map(dayName),
        time: timeText(when.time),
      });
    case 'monthly': {
      const time = timeText(when.time);
      return when.day === 'last'
        ? scheduleSentencesTexts.when.lastDay(time)
        : scheduleSentencesTexts.when.monthly({ day: when.day, time });
    }
    case 'yearly':
      return scheduleSentencesTexts.when.yearly({
        date: yearlyText(when.month, when.day),
        time: timeText(when.time),
      });
    case 'at-login':
      return loginText(when);
    case 'by-hand':
      return when.triggers.length === 0
        ? scheduleSentencesTexts.when.never
        : scheduleSentencesTexts.when.byHand(
            when.triggers.map(({ key, value }) => `${key}=${value}`),
          );
  }
};

/** What an option does. */
export const optionSentence = (name: OptionName): string => scheduleSentencesTexts.options[name];

export const missedSentence = (why: MissedReason): string => scheduleSentencesTexts.missed[why];

/** What happens to the clocks, and to the schedule then. */
export const clockSentences = ({ before, after, effect }: ClockChange): string[] => [
  after > before
    ? scheduleSentencesTexts.clocks.forward(after - before)
    : scheduleSentencesTexts.clocks.back(before - after),
  ...(effect === null ? [] : [scheduleSentencesTexts.clocks[effect]]),
];
