import { allOf, number, plural } from '../counting.ts';
import { code } from '../marks.ts';
import { texts } from '../texts.ts';

/** A schedule, its options, and what became of its times, in words. */
export const scheduleSentencesTexts = texts({
  en: {
    interval: {
      seconds: (count: number) =>
        plural(count, { one: 'second', other: `${number(count)} seconds` }),
      minutes: (count: number) =>
        plural(count, { one: 'minute', other: `${number(count)} minutes` }),
      hours: (count: number) => plural(count, { one: 'hour', other: `${number(count)} hours` }),
      days: (count: number) => plural(count, { one: 'day', other: `${number(count)} days` }),
    },
    span: {
      seconds: (count: number) =>
        plural(count, { one: 'a second', other: `${number(count)} seconds` }),
      minutes: (count: number) =>
        plural(count, { one: 'a minute', other: `${number(count)} minutes` }),
      hours: (count: number) => plural(count, { one: 'an hour', other: `${number(count)} hours` }),
      days: (count: number) => plural(count, { one: 'a day', other: `${number(count)} days` }),
    },
    when: {
      every: (interval: string) => `Every ${interval}, counted from the last run`,
      byClock: (interval: string) => `Every ${interval}, by the clock`,
      byClockAt: (found: { interval: string; minute: string }) =>
        `Every ${found.interval}, at ${found.minute} past the hour`,
      eachMonth: (found: { interval: string; time: string }) =>
        `Every ${found.interval} from the 1st of each month, at ${found.time}`,
      daily: (time: string) => `Every day at ${time}`,
      weekdays: (time: string) => `Monday to Friday at ${time}`,
      weekly: (found: { days: readonly string[]; time: string }) =>
        `Every ${allOf(found.days)} at ${found.time}`,
      monthly: (found: { day: number; time: string }) =>
        `Every month on day ${number(found.day)}, at ${found.time}`,
      lastDay: (time: string) => `On the last day of each month, at ${time}`,
      yearly: (found: { date: string; time: string }) =>
        `Every year on ${found.date}, at ${found.time}`,
      atLogin: 'At login',
      afterLogin: (span: string) => `${span} after login`,
      thenEvery: (found: { start: string; interval: string }) =>
        `${found.start}, then every ${found.interval}`,
      byHand: (settings: readonly string[]) => allOf(settings.map(code)),
      never: 'Never',
    },
    options: {
      persistent:
        'If the timer is off when its time comes, because the computer was off or you were logged out, the job runs once as soon as the timer is back.',
      randomDelay:
        'Waits a random time up to this before each run, so that many jobs don’t start at once.',
      accuracy:
        'How late a run may be, so that systemd can start several jobs together and save power. One minute unless it’s set.',
      deferReactivation:
        'If the job still runs when its next time comes, that time is left out. Otherwise, the job runs again right after.',
    },
    missed: {
      'computer-off': 'The computer was off.',
      asleep: 'The computer was asleep.',
      'logged-out': 'You were logged out, and your services don’t keep running after logout.',
      'timer-off': 'The timer was off.',
      'still-running': 'The run before was still going on.',
      unknown: 'Nothing recorded why.',
    },
    clocks: {
      forward: (minutes: number) =>
        `The clocks go forward by ${plural(minutes, { one: 'a minute', other: `${number(minutes)} minutes` })}.`,
      back: (minutes: number) =>
        `The clocks go back by ${plural(minutes, { one: 'a minute', other: `${number(minutes)} minutes` })}.`,
      skipped: 'A time that they jump over is left out on that day.',
      once: 'A time that comes twice counts only once on that day.',
    },
  },
});
