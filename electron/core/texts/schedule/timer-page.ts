import { number, plural } from '../counting.ts';
import { texts } from '../texts.ts';

const times = (count: number): string =>
  plural(count, { one: '1 time', other: `${number(count)} times` });

/** The page of a timer. */
export const scheduleTimerPageTexts = texts({
  en: {
    title: 'Schedule',
    reading: 'Reading the schedule',
    /** Before the name of the service. */
    starts: 'Starts',
    change: 'Change…',
    nothing: 'systemd doesn’t know what this timer starts.',
    off: 'The timer is off. Once it’s started, the next runs are:',
    offNone: 'The timer is off, so no run is planned.',
    over: 'No more runs: all its times have passed.',
    afterRun: 'No run is planned: the next one counts from a run that hasn’t come yet.',
    held: 'The next run is planned when this one ends.',
    /** `time` like “3 h 5 min”. */
    in: (time: string) => `in ${time}`,
    now: 'now',
    planned: (time: string) => `With its delay, systemd has planned the next run for ${time}.`,
    spans: 'Later runs count from this one, so their times aren’t known yet.',
    last: (time: string) => `Last run ${time}`,
    never: 'Hasn’t run yet, as far as systemd knows.',
    zone: (name: string) => `Times in ${name}`,
    /** When the clocks change, with what that means. */
    clocks: (found: { date: string; what: string }) => `${found.date}: ${found.what}`,
    columns: { time: 'Next run', in: 'In' },

    run: 'Run now',
    stop: 'Stop this run',
    runHint: 'Starts the service now; the schedule stays as it is.',

    missed: {
      title: 'Missed runs',
      none: (expected: number) =>
        plural(expected, {
          one: 'The only planned run was on time.',
          other: `All ${number(expected)} planned runs were on time.`,
        }),
      nothingPlanned: 'No run was planned in this time.',
      some: (found: { missed: number; expected: number }) =>
        `${number(found.missed)} of ${plural(found.expected, { one: '1 planned run', other: `${number(found.expected)} planned runs` })} didn’t happen on time.`,
      madeUp: (time: string) => `Made up for at ${time}.`,
      range: (found: { from: string; to: string; count: number }) =>
        `${found.from} to ${found.to} (${times(found.count)})`,
      more: 'Earlier ones aren’t shown.',
      since: {
        started: (time: string) => `Since ${time}, when the timer was started.`,
        changed: (time: string) => `Since ${time}, when its files last changed.`,
        'oldest-run': (time: string) => `Since ${time}, the oldest of the runs looked at.`,
        limit: (time: string) => `Since ${time}; earlier times weren’t looked at.`,
      },
      unknown: {
        spans: 'Its times count from its runs, so no run can be missed.',
        'no-record':
          'The journal has no record of this timer, so it isn’t known whether runs were missed.',
        'too-many': 'It has too many times to compare them with its runs.',
        unreadable: 'You can’t read the journal here, so it isn’t known whether runs were missed.',
      },
    },
  },
});
