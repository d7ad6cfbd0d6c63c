import { number, plural } from '../counting.ts';
import { texts } from '../texts.ts';

/** The calendar of all jobs. */
export const scheduleCalendarTexts = texts({
  en: {
    title: 'Calendar',
    hint: 'What ran and what comes, of everything on a schedule',
    reading: 'Reading what ran and what comes',
    span: 'Time',
    spans: { past: 'Last 24 hours', coming: 'Next 24 hours', week: 'This week' },
    look: 'Shown as',
    looks: { chart: 'Chart', table: 'Table' },

    none: 'Nothing runs on a schedule yet.',
    noneHelp:
      'A job on a schedule is a service that a timer starts: each night, every 15 minutes, after login.',
    create: 'New service on a schedule',

    ran: (of: { ran: number; failed: number }) =>
      of.failed === 0
        ? plural(of.ran, {
            one: '1 run, no failure',
            other: `${number(of.ran)} runs, no failures`,
          })
        : plural(of.ran, {
            one: '1 run, and it failed',
            other: `${number(of.failed)} of ${number(of.ran)} runs failed`,
          }),
    comes: (of: { coming: number; more: boolean }) =>
      of.more
        ? `More than ${number(of.coming)} runs to come`
        : plural(of.coming, { one: '1 run to come', other: `${number(of.coming)} runs to come` }),
    nothing: 'No runs in this time.',
    unreadable: 'You can’t read the journal here, so past runs aren’t shown.',
    knownSince: (time: string) => `Runs before ${time} aren’t shown: there are too many.`,
    zone: (name: string) => `Times in ${name}`,
    /** `label` of the chart, for those who can’t see it. */
    chart: (jobs: number) =>
      plural(jobs, {
        one: 'Chart of 1 job. The table says the same.',
        other: `Chart of ${number(jobs)} jobs. The table says the same.`,
      }),
    mostDrawn: (count: number) =>
      `Only the first ${number(count)} jobs are drawn. The table has all.`,

    columns: { time: 'Time', job: 'Job', what: 'What' },
    off: 'off',
    /** What a mark is, with how many runs it stands for. */
    mark: (of: { what: string; count: number }) =>
      of.count === 1 ? of.what : `${of.what}, ${number(of.count)} times`,
    took: (of: { what: string; time: string }) => `${of.what}, took ${of.time}`,
    coming: 'To come',
    goesOn: (time: string) => `To come, and again every ${time}`,
    range: (of: { from: string; to: string }) => `${of.from} to ${of.to}`,
    spanRuns: 'Later runs count from this one',
    more: (count: number) => `${number(count)} more aren’t listed.`,

    together: 'At the same time',
    togetherHelp:
      'These start within the same minute. A random delay in one of the schedules keeps them apart.',
    collision: (of: { count: number; time: string }) =>
      plural(of.count, { one: of.time, other: `${of.time}, ${number(of.count)} times in all` }),
  },
});
