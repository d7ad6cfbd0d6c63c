/**
 * The times of a line of a crontab → expressions of OnCalendar=. A day counts for cron if the day of the month *or* the day
 * of the week matches, unless one of them begins with `*`: crontab(5). systemd takes one expression for *and*, so *or*
 * becomes two; a timer starts its unit once for both.
 */
import { comesAgain } from '../calendar/calendar-days.ts';
import { readCalendarTime } from '../calendar/calendar-time.ts';
import { two } from '../../text/local-time.ts';
import type { Weekday } from '../schedule.ts';
import { dayWords } from '../timer-settings.ts';
import { cronLimits, type CronFieldName, type CronTimes } from './cron-fields.ts';

/** Neighbours together: 1 2 3 5 → 1 2 3, 5. */
const inRuns = (values: readonly number[]): number[][] => {
  const runs: number[][] = [];
  for (const value of values) {
    const last = runs.at(-1);
    if (last?.at(-1) === value - 1) last.push(value);
    else runs.push([value]);
  }
  return runs;
};

/** Two neighbours are shorter as a list. */
const runText = (run: readonly number[], textOf: (value: number) => string): string => {
  const [first = 0, last = first] = [run[0], run.at(-1)];
  return run.length < 3 ? run.map(textOf).join(',') : `${textOf(first)}..${textOf(last)}`;
};

/** The distance between all neighbours, if it is the same and they are at least three; else null. */
const stepOf = (values: readonly number[]): number | null => {
  const [first = 0, second = 0] = values;
  const step = second - first;
  const isEven = values.every((value, at) => value === first + at * step);
  return values.length >= 3 && isEven ? step : null;
};

const component = (
  values: readonly number[],
  { min, max }: { min: number; max: number },
): string => {
  if (values.length === max - min + 1) return '*';
  const step = stepOf(values);
  const [first = 0, last = 0] = [values[0], values.at(-1)];
  if (step === null || step === 1)
    return inRuns(values)
      .map((run) => runText(run, two))
      .join(',');
  // Only steps that end with the hour are safe without an end: bounded-steps.ts.
  return max === 59 && last + step === 60
    ? `${two(first)}/${String(step)}`
    : `${two(first)}..${two(last)}/${String(step)}`;
};

/** With the blank after it; '' for every day. */
const weekdaysText = (values: readonly number[]): string => {
  const days = values.map((day) => (day === 0 ? 7 : day)).sort((a, b) => a - b);
  if (days.length === 7) return '';
  const text = inRuns(days).map((run) => runText(run, (day) => dayWords[day as Weekday]));
  return `${text.join(',')} `;
};

/** At least one expression; none if the date never comes. @param zone from CRON_TZ. */
export const calendarsOf = (times: CronTimes, zone: string | null = null): string[] => {
  const part = (name: CronFieldName): string => component(times[name].values, cronLimits[name]);
  const time = `${part('hour')}:${part('minute')}:00${zone === null ? '' : ` ${zone}`}`;
  const on = (weekdays: string, day: string): string =>
    `${weekdays}*-${part('month')}-${day} ${time}`;
  const [weekdays, day] = [weekdaysText(times.weekday.values), part('day')];
  const isBoth = times.day.isStar || times.weekday.isStar;
  // A day that matches always leaves nothing to the other.
  const expressions =
    isBoth || (weekdays === '' && day === '*')
      ? [on(weekdays, day)]
      : weekdays === '' || day === '*'
        ? [on('', '*')]
        : [on(weekdays, '*'), on('', day)];
  return expressions.filter((text) => {
    const calendar = readCalendarTime(text);
    return calendar !== null && comesAgain(calendar, 0);
  });
};
