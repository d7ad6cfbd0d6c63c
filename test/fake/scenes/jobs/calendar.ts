/** All jobs on a schedule, before and after now. */
import type { AgendaJob } from '../../../../electron/core/runs/agenda.ts';
import { minutes } from '../../makers.ts';
import { never, type Scene } from '../../scene.ts';
import { few } from '../manager.ts';

const page = { kind: 'calendar' } as const;
const hours = (count: number): number => minutes(count * 60);
const daily = (hour: number): AgendaJob['when'] => ({
  kind: 'daily',
  time: { hour, minute: 0, second: 0 },
});

const job = (timer: string, differs: Partial<AgendaJob>): AgendaJob => ({
  timer,
  service: timer.replace('.timer', '.service'),
  isOn: true,
  when: daily(3),
  runs: [],
  next: [],
  everyMs: null,
  countsSpans: false,
  ...differs,
});

const run = (
  from: number,
  lasts: number,
  outcome: AgendaJob['runs'][number]['outcome'] = 'success',
  count = 1,
): AgendaJob['runs'][number] => ({ from, to: from + lasts, outcome, count });

const nights = (hour: number): number[] =>
  Array.from({ length: 7 }, (_, at) => hours(hour - 24 * at));

const jobs = [
  job('backup.timer', {
    runs: [
      run(hours(57), 40 * 60_000),
      run(hours(33), 2 * 60_000, 'failed'),
      run(hours(9), 35 * 60_000),
    ],
    next: nights(-15),
  }),
  job('cleanup.timer', {
    runs: [run(hours(9), 3000)],
    next: nights(-15),
  }),
  job('feeds.timer', {
    when: { kind: 'by-clock', unit: 'minutes', count: 15 },
    runs: [run(hours(24), hours(0) - hours(20), 'success', 16), run(hours(19), 9000, 'failed')],
    next: Array.from({ length: 60 }, (_, at) => minutes(-15 * (at + 1))),
    everyMs: 15 * 60_000,
  }),
  job('sync.timer', {
    when: {
      kind: 'every',
      first: { count: 1, unit: 'minutes' },
      interval: { count: 2, unit: 'hours' },
    },
    runs: [run(hours(1), 4000, 'running')],
    next: [minutes(-59)],
    countsSpans: true,
  }),
  job('certificates.timer', { isOn: false, when: daily(5) }),
];

export const calendarScenes = {
  calendar: {
    about: 'Five jobs: at night, every quarter of an hour, counted, one that is off',
    units: few,
    page,
    jobs,
  },
  'calendar-none': { about: 'No job on a schedule', units: few, page },
  'calendar-many': {
    about: '200 jobs',
    units: few,
    page,
    jobs: Array.from({ length: 200 }, (_, index) =>
      job(`report-number-${String(index)}-of-the-warehouse-in-the-harbour.timer`, {
        runs: [run(hours((index % 23) + 0.5), 60_000 * (index % 50))],
        next: nights(-(index % 23) - 0.5),
      }),
    ),
  },
  'calendar-unreadable': {
    about: 'A journal that can’t be read',
    units: few,
    page,
    pastUnknown: true,
    jobs: jobs.map((one) => ({ ...one, runs: [] })),
  },
  'calendar-loading': { about: 'Being read', units: few, page, answers: { agenda: never } },
} satisfies Record<string, Scene>;
